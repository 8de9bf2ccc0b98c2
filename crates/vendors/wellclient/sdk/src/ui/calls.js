/**
 * A call as the bar shows it:
 * - `phase`: `dialling`, `alerting` (the far end rings), `ringing` (this end rings), `connected`, `held`;
 * - `farEnds`: the numbers of the others, without their domain;
 * - `isHeldByOther`: another party holds it; `isConference`: it has been joined with another call;
 * - `since`: the instant in milliseconds at which its phase began.
 */

/** Returns the calls after an event; the same array when it changes none of them. */
export function reduceCalls(calls, event, self, now) {
  const rule = RULES[event.eventName];
  return rule ? rule(calls, event, self, now) : calls;
}

/** Returns the calls after a recovery, when the server has told the one active call, or none. */
export function restoreCalls(calls, told, self, now) {
  if (!told) return [];
  const phase = restoredPhase(told, self);
  const known = calls.find((call) => call.callId === told.callId);
  if (known) {
    const moved = known.phase === phase ? known : { ...known, phase, since: now };
    return [moved, ...calls.filter((call) => call !== known && call.phase === 'held')];
  }
  return [newCall(told, self, phase, told.since ?? now)];
}

const RULES = {
  originated: (calls, event, self, now) => replace(calls, newCall(event, self, 'dialling', now)),
  delivered,
  established,
  held: (calls, event, self, now) => {
    const isOwn = event.holdingDevice === self;
    return change(calls, event.callId, (call) => (isOwn ? phased(call, 'held', now) : { ...call, isHeldByOther: true }));
  },
  retrieved: (calls, event, self, now) => {
    const isOwn = event.retrievingDevice === self;
    return change(calls, event.callId, (call) =>
      isOwn ? phased(call, 'connected', now) : { ...call, isHeldByOther: false },
    );
  },
  connectionCleared,
  transferred,
  conferenced,
};

function delivered(calls, event, self, now) {
  const phase = event.alertingDevice === self ? 'ringing' : 'alerting';
  const known = calls.some((call) => call.callId === event.callId);
  if (!known) return [...calls, newCall(event, self, phase, now)];
  return change(calls, event.callId, (call) => (call.phase === 'dialling' ? phased(call, phase, now) : call));
}

/** Somebody who is added to a conversation does not take this end out of its hold. */
function established(calls, event, _self, now) {
  return change(calls, event.callId, (call) => {
    const isNew = ['dialling', 'alerting', 'ringing'].includes(call.phase);
    return { ...(isNew ? phased(call, 'connected', now) : call), isHeldByOther: false };
  });
}

function connectionCleared(calls, { callId, releasingDevice }, self) {
  if (releasingDevice === self) return without(calls, callId);
  const gone = number(releasingDevice);
  return change(calls, callId, (call) => {
    const left = call.farEnds.filter((farEnd) => farEnd !== gone);
    return left.length > 0 ? { ...call, farEnds: left } : call;
  });
}

function transferred(calls, event, self) {
  if (event.transferredToDevice === self) return renamed(calls, event.secondaryOldCall, event.newCall);
  if (event.transferringDevice === self) return calls;
  const [from, to] = [number(event.transferringDevice), number(event.transferredToDevice)];
  return change(calls, event.callId, (call) => {
    const farEnds = call.farEnds.map((farEnd) => (farEnd === from ? to : farEnd));
    return { ...call, farEnds: unique(farEnds), isHeldByOther: false };
  });
}

/** Joins the consultation (`secondaryOldCall`) with the held call that survives. */
function conferenced(calls, event, self, now) {
  const { callId, secondaryOldCall } = event;
  const isMerge = calls.some((call) => call.callId === callId);
  const named = isMerge ? without(calls, secondaryOldCall) : renamed(calls, secondaryOldCall, callId);
  const own = number(self);
  const joined = [event.addedParty, event.conferencingDevice].map(number);
  return change(named, callId, (call) => {
    const farEnds = unique([...call.farEnds, ...joined].filter((farEnd) => farEnd !== own));
    return { ...phased(call, 'connected', now), farEnds, isConference: true, isHeldByOther: false };
  });
}

function newCall({ callId, callingDevice, calledDevice }, self, phase, now) {
  const farEnd = callingDevice === self ? calledDevice : callingDevice;
  return { callId, phase, farEnds: [number(farEnd)], isHeldByOther: false, isConference: false, since: now };
}

/** The words of `recoverStateSuccess`, and those of the client-state (dossier §4.4). */
const RESTORED = { established: 'connected', Connect: 'connected', Hold: 'held' };

function restoredPhase({ state, callingDevice }, self) {
  return RESTORED[state] ?? (callingDevice === self ? 'alerting' : 'ringing');
}

function phased(call, phase, now) {
  return call.phase === phase ? call : { ...call, phase, since: now };
}

function change(calls, callId, next) {
  const call = calls.find((each) => each.callId === callId);
  return call ? calls.map((each) => (each === call ? next(call) : each)) : calls;
}

function replace(calls, call) {
  return [...without(calls, call.callId), call];
}

function without(calls, callId) {
  return calls.some((call) => call.callId === callId) ? calls.filter((call) => call.callId !== callId) : calls;
}

function renamed(calls, from, to) {
  return from === to ? calls : change(calls, from, (call) => ({ ...call, callId: to }));
}

function unique(items) {
  return [...new Set(items)];
}

function number(device) {
  return String(device ?? '').split('@')[0];
}
