import { Deferred } from './deferred.js';
import { STATE_PATH } from './login.js';
import { tellUi } from './stream.js';
import { QUOTA_TEXT } from './texts.js';

const SETTABLE_MODES = ['Ready', 'NotReady'];

/** Performs `setAgentMode`. A mode that is none is never answered (dossier §14). */
export function setAgentMode(sdk, agentMode, reason = '') {
  if (!SETTABLE_MODES.includes(agentMode)) return new Deferred().promise();
  const { deviceId: device, domain: namespace, loginId: agentId } = sdk.who;
  const result = sdk.rest.post(STATE_PATH, { func: 'SetState', device, agentMode, namespace, reason, agentId });
  // The mode comes with the end of the call (dossier §10.1).
  result.done((value) => {
    if (value?.pendingMode) tellUi(sdk, { eventName: 'pendingMode', pendingMode: value.pendingMode });
  });
  result.fail(({ status }) => {
    if (status === 465) sdk.alert(QUOTA_TEXT);
  });
  return result.promise();
}
