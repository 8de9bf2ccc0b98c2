import { currentCall } from './offers.js';

/** Between `delivered` and the answer that nobody has to press, in milliseconds (dossier §12). */
export const ANSWERS_AFTER = 500;

/** Returns the id of the call that an event lets ring here and that is to be answered without a hand, or `null`. */
export function answersItself(state, { eventName, alertingDevice, callingDevice, callId }, { autoAnswer }) {
  const isMine = eventName === 'delivered' && alertingDevice === state.deviceId && callingDevice !== state.deviceId;
  return autoAnswer && isMine && isRinging(state, callId) ? callId : null;
}

/** Returns whether a call still rings here. */
export function isRinging({ calls }, callId) {
  return calls.some((call) => call.callId === callId && call.phase === 'ringing');
}

/** Returns the id of the held call that is left when another one ended here, or `null`. */
export function retrievesItself(before, after, { eventName }) {
  const hasEnded = eventName === 'connectionCleared' && after.calls.length < before.calls.length;
  const left = currentCall(after.calls);
  return hasEnded && after.calls.length === 1 && left.phase === 'held' ? left.callId : null;
}
