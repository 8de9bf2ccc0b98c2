import { reduceCalls, restoreCalls } from './calls.js';

/** The bar of a page that nobody has logged in on. */
export const LOGGED_OUT = Object.freeze({
  /** `Logout`, `Ready`, `NotReady`, `WorkNotReady` or `Allocated`. */
  mode: 'Logout',
  /** Why the agent is not ready: '', '1' or '2'. */
  reason: '',
  /** The mode that the end of the call will bring, or ''. */
  pendingMode: '',
  agentId: '',
  deviceId: '',
  /** Oldest first; see `calls.js`. */
  calls: [],
  isRecording: false,
  /** Whether the events come. */
  isConnected: true,
  /** What went wrong last, for people, or ''. */
  problem: '',
});

const MODES = {
  agentReady: 'Ready',
  agentNotReady: 'NotReady',
  agentAllocated: 'Allocated',
  agentWorkingAfterCall: 'WorkNotReady',
};

/**
 * Returns the bar's state after an event of the server, an inner event, or one of the bar's own
 * (`ui:call`, `ui:problem`). `now` is the instant in milliseconds at which it came.
 */
export function reduceBar(state, event, now) {
  const { eventName } = event;
  if (eventName === 'agentLoggedOn') return loggedOn(event);
  if (eventName in MODES) {
    return { ...state, mode: MODES[eventName], reason: event.reason ?? '', pendingMode: '', problem: '' };
  }
  if (eventName === 'agentLoggedOff') return state.mode === 'Logout' ? state : LOGGED_OUT;
  if (eventName === 'recoverStateSuccess') return recovered(event, now);
  if (eventName === 'wsReconnectSucceed') return reconnected(state, event, now);
  if (eventName === 'wsDisconnected') return { ...state, isConnected: false };
  if (eventName === 'recordStarted') return { ...state, isRecording: true };
  if (eventName === 'recordStopped') return { ...state, isRecording: false };
  if (eventName === 'failed') return { ...state, problem: `${event.failedCode}: ${event.failedMsg}` };
  if (eventName === 'ui:call') return withCalls(state, restoreCalls(state.calls, event.call, state.deviceId, now));
  if (eventName === 'pendingMode') return { ...state, pendingMode: event.pendingMode, problem: '' };
  if (eventName === 'ui:problem') return { ...state, problem: event.problem };
  return withCalls(state, reduceCalls(state.calls, event, state.deviceId, now));
}

function loggedOn({ agentId, deviceId, agentMode }) {
  return { ...LOGGED_OUT, mode: agentMode, agentId, deviceId };
}

function recovered({ agentId, extensionId, agentMode, call }, now) {
  const state = { ...LOGGED_OUT, mode: agentMode, agentId, deviceId: extensionId };
  return withCalls(state, restoreCalls([], call?.state ? call : undefined, extensionId, now));
}

function reconnected(state, { agentMode, activeCall }, now) {
  if (agentMode === 'Logout') return LOGGED_OUT;
  const reason = agentMode === state.mode ? state.reason : '';
  const known = { ...state, mode: agentMode, reason, isConnected: true };
  return withCalls(known, restoreCalls(state.calls, activeCall, state.deviceId, now));
}

/** A new call clears the old problem; without a call nothing is recorded. */
function withCalls(state, calls) {
  if (calls === state.calls) return state;
  const problem = calls.length > state.calls.length ? '' : state.problem;
  return { ...state, calls, problem, isRecording: state.isRecording && calls.length > 0 };
}
