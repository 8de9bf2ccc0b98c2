/**
 * Returns what applies in a state of the bar, each with the arguments of its method, or `null` where it does
 * not apply. `number` is what stands in the number field.
 */
export function offers(state, number) {
  const { mode, calls, isRecording } = state;
  const isOn = mode !== 'Logout';
  const isFree = isOn && calls.length === 0 && mode !== 'Allocated';
  const hasNumber = number !== '';
  const current = currentCall(calls);
  const [held, consulted] = consultation(calls);
  const only = calls.length === 1 ? calls[0] : undefined;
  const isTalking = only?.phase === 'connected';
  const isJoinable = consulted?.phase === 'connected';
  const recordable = calls.some((call) => call.phase === 'connected');
  return {
    login: isOn ? null : [],
    logout: isFree ? [] : null,
    mode: isOn ? [] : null,
    dial: isFree && hasNumber ? [number] : null,
    answer: current?.phase === 'ringing' ? [current.callId] : null,
    drop: current ? [current.callId] : null,
    hold: isTalking ? [only.callId] : null,
    retrieve: only?.phase === 'held' ? [only.callId] : null,
    consult: isTalking && hasNumber ? [only.callId, number] : null,
    transfer: isJoinable ? [held.callId, consulted.callId] : null,
    conference: isJoinable ? [held.callId, consulted.callId] : null,
    cancelConsult: consulted ? [held.callId, consulted.callId] : null,
    startRecording: recordable && !isRecording ? [] : null,
    stopRecording: recordable && isRecording ? [] : null,
  };
}

/** Returns the call that the agent deals with: the one that is not on hold, the newest of several. */
export function currentCall(calls) {
  return calls.findLast((call) => call.phase !== 'held') ?? calls.at(-1);
}

/** Returns the held call and the one made from it, when there are both. */
function consultation(calls) {
  const held = calls.find((call) => call.phase === 'held');
  const other = calls.find((call) => call.phase !== 'held' && call.phase !== 'ringing');
  return calls.length === 2 && held && other ? [held, other] : [];
}
