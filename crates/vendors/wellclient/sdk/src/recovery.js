import { answerCall } from './call-control.js';
import { Deferred } from './deferred.js';
import { rebuiltCall, recoveredCall } from './inner.js';
import { fetchPrefixes } from './login.js';
import { startAgent, triggerInner } from './stream.js';
import { identify } from './who.js';

const CLIENT_STATE_PATH = '/api/csta/agent/client-state';

/** Performs `getClientState`. */
export function getClientState(sdk) {
  return sdk.rest.get(CLIENT_STATE_PATH).promise();
}

/** Performs `checkRecoverStateAbility` (dossier §4.4): without a cookie there is nothing to ask. */
export function checkRecoverStateAbility(sdk, options) {
  const result = new Deferred();
  const session = sdk.host.cookie.get();
  if (!session) return result.reject().promise();
  const who = identify({ ...options, password: '' }, sdk.config.defaultDomain);
  sdk.rest
    .get(CLIENT_STATE_PATH, session)
    .done((state) => {
      if (!knows(state, who)) {
        result.reject();
        return;
      }
      sdk.link.close();
      sdk.who = who;
      sdk.rest.session = session;
      result.resolve(state);
      fetchPrefixes(sdk);
      sdk.link.open(who.loginId, () => resume(sdk, state.agent));
    })
    .fail((error) => result.reject(error));
  return result.promise();
}

/** Finds out what was missed while the socket was away (dossier §5). */
export function rebuild(sdk) {
  const wants = !sdk.config.is137 || sdk.innerHandlers.wsReconnectSucceed;
  if (!wants) return;
  const fail = () => {
    triggerInner(sdk, 'wsReconnectSucceed', { agentMode: 'Logout' });
    sdk.link.close();
  };
  sdk.rest
    .get(CLIENT_STATE_PATH)
    .done((state) => (state?.agent ? takeOver(sdk, state.agent) : fail()))
    .fail(fail);
}

function knows(state, who) {
  const { agent, extension } = state ?? {};
  const isOn = agent && extension && agent.agentMode !== 'Logout';
  return isOn && agent.agentId === who.loginId && agent.extensionId === who.deviceId;
}

/** Is logged on again, with the call that went on meanwhile; no `agentLoggedOn` comes. */
function resume(sdk, { agentId, extensionId, agentMode, agentName, activeCall }) {
  sdk.agentMode = agentMode;
  startAgent(sdk);
  if (activeCall) sdk.calls.restore(activeCall);
  const call = activeCall ? { call: recoveredCall(activeCall) } : {};
  triggerInner(sdk, 'recoverStateSuccess', { agentId, extensionId, agentMode, agentName, ...call });
  const answers = sdk.config.is137 || activeCall?.state === 'Alerting';
  if (activeCall && sdk.config.live.autoAnswer && answers) answerCall(sdk, activeCall.callId);
}

/** A call that is still being dialled changes nothing, not even for the page. */
function takeOver(sdk, { agentMode, activeCall }) {
  if (activeCall?.state === 'Initiate') return;
  if (!activeCall) {
    sdk.calls.clear();
    triggerInner(sdk, 'wsReconnectSucceed', { agentMode });
    return;
  }
  sdk.calls.restore(activeCall);
  const call = rebuiltCall(activeCall, sdk.calls.get(activeCall.callId));
  triggerInner(sdk, 'wsReconnectSucceed', { agentMode, activeCall: call });
}
