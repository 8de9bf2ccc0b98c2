/** The events of `innerOn`, which the SDK makes itself (dossier §14). */
export const INNER_EVENTS = [
  'connectionCleared',
  'loginFailed',
  'wsDisconnected',
  'recoverStateSuccess',
  'wsReconnectSucceed',
];

/** Returns what `connectionCleared` says of a call whose own leg was released (dossier §9). */
export function clearedCall(call, own, event) {
  const leg = call.legs.get(own);
  const many = call.legs.size > 2;
  const party = [...call.legs.keys()].find((device) => device !== own);
  return {
    isEstatblished: leg?.state === 'connected',
    createTimeId: call.createTimeId,
    establishedTimeId: call.establishedTimeId ?? '',
    partyDevice: many ? '' : (party ?? ''),
    isCaller: many ? '' : (leg?.isCalling ?? false),
    isOutCall: many || !looksInner(call.callingDevice) || !looksInner(call.calledDevice),
    data: event,
  };
}

/** Returns what `recoverStateSuccess` says of the call of a client-state. */
export function recoveredCall({ callId, ani, dnis, state }) {
  const told = { Connect: 'established', Alerting: 'delivered' }[state] ?? '';
  return { callId, callingDevice: ani, calledDevice: dnis, state: told };
}

/** Returns what `wsReconnectSucceed` says of the call of a client-state. */
export function rebuiltCall({ ani, dnis, state, callId, direction }, { createTimeId, establishedTimeId }) {
  return { callingDevice: ani, calledDevice: dnis, state, callId, direction, createTimeId, establishedTimeId };
}

/** The vendor's pattern has no end: a customer's number such as 86138… looks like an extension. */
function looksInner(device) {
  return /^8\d{3}/.test(device);
}
