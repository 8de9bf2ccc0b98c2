import { Deferred } from './deferred.js';
import { refusal } from './rest.js';
import { textOf } from './who.js';

/** Where calls live. */
export const CALLS_PATH = '/api/csta/callControl/calls';
/** Between two `makeCall`s, in milliseconds (dossier §12). */
const BETWEEN_CALLS = 2000;
/** How long a call that was dialled waits for its first event, in milliseconds. */
const FIRST_EVENT = 10000;

/**
 * Performs `makeCall`. Refused by the SDK itself it is rejected, as the manual has it; 1.3.7 returns
 * `undefined` (dossier §17).
 */
export function makeCall(sdk, phoneNumber, options) {
  const number = textOf(phoneNumber) ?? '';
  const reason = noCallBecause(sdk, number);
  if (reason) {
    const text = `no call can be made: ${reason.text}`;
    if (reason.alerts) sdk.alert(text);
    else sdk.log.add('error', text);
    return sdk.config.is137 ? undefined : new Deferred().reject(refusal(reason.text)).promise();
  }
  sdk.lastDial = sdk.host.clock.now();
  sdk.isDialling = true;
  const { prefix, originForDisplay, destForDisplay, cpa, contextId } = options ?? {};
  const { deviceId, ext } = sdk.who;
  const result = sdk.rest.post(CALLS_PATH, {
    from: deviceId,
    to: (textOf(prefix) ?? '') + number,
    destForDisplay: (sdk.config.is137 ? undefined : textOf(destForDisplay)) ?? ext,
    originForDisplay: textOf(originForDisplay),
    cpa: textOf(cpa),
    contextId: textOf(contextId),
  });
  result.fail(() => {
    sdk.isDialling = false;
  });
  return result.promise();
}

/** Returns whether a text is a telephone number: digits; for 1.3.7 any text that is not empty. */
export function isPhoneNumber(sdk, text) {
  return typeof text === 'string' && (sdk.config.is137 ? text !== '' : /^\d+$/.test(text));
}

/** Returns whether a call was dialled just now and is not told yet (dossier §18 F20). */
export function isDialling(sdk) {
  return sdk.isDialling && sdk.host.clock.now() - sdk.lastDial < FIRST_EVENT;
}

function noCallBecause(sdk, number) {
  if (!sdk.isLogined) return { text: 'not logged in', alerts: true };
  if (sdk.isAllocated) return { text: 'the agent is allocated', alerts: true };
  if (sdk.calls.length > 0) return { text: 'a call is in memory', alerts: true };
  if (!number) return { text: 'the number is empty' };
  if (number === sdk.who.ext) return { text: "the number is the agent's own extension" };
  const tooSoon = sdk.host.clock.now() - sdk.lastDial < BETWEEN_CALLS;
  return tooSoon ? { text: 'the last call was made less than 2 seconds ago' } : undefined;
}
