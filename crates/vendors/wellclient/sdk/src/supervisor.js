import { legRequest } from './call-control.js';
import { CALLS_PATH } from './dial.js';
import { STATE_PATH } from './login.js';
import { refused } from './rest.js';

// The methods of supervisors: `undefined` if an argument is no text (dossier §14).

export function forceDrop(sdk, deviceId, callId) {
  return areTexts(deviceId, callId) ? legRequest(sdk, 'DELETE', deviceId, callId, '') : undefined;
}

export function forceJoin(sdk, deviceId, callId, phoneNumber) {
  if (!areTexts(deviceId, callId, phoneNumber)) return undefined;
  const body = { conferenceParticipant: phoneNumber, participationType: 'Active' };
  return legRequest(sdk, 'POST', deviceId, callId, '/singleStepConference', body);
}

export function forceTake(sdk, deviceId, callId, phoneNumber) {
  if (!areTexts(deviceId, callId, phoneNumber)) return undefined;
  return legRequest(sdk, 'POST', deviceId, callId, '/singleStepTransfer', { transferTo: phoneNumber });
}

export function forceListen(sdk, callId, deviceId) {
  if (!areTexts(callId, deviceId)) return undefined;
  return sdk.rest.post(`${CALLS_PATH}/${callId}/spy?deviceId=${deviceId}`).promise();
}

export function forceReady(sdk, agentId, deviceId) {
  return forceMode(sdk, 'Ready', agentId, deviceId);
}

export function forceNotReady(sdk, agentId, deviceId) {
  return forceMode(sdk, 'NotReady', agentId, deviceId);
}

export function forceLogout(sdk, agentId, deviceId) {
  if (!areTexts(agentId, deviceId)) return undefined;
  const { domain: namespace } = sdk.who;
  const body = { namespace, func: 'Logout', device: deviceId, agentId, loginId: agentId };
  return sdk.rest.post(STATE_PATH, body).promise();
}

export function superLogout(sdk, code) {
  if (code === undefined || code === null) return refused('`superLogout` needs `code`');
  return sdk.rest.post(STATE_PATH, { func: 'Logout', agentId: `${code}@${sdk.who.domain}` }).promise();
}

export function releaseAllocatedAgent(sdk, agentId) {
  if (agentId === undefined || agentId === null) return refused('`releaseAllocatedAgent` needs `agentId`');
  return sdk.rest.post(`/api/csta/outbound/release/${agentId}`).promise();
}

function forceMode(sdk, agentMode, agentId, deviceId) {
  if (!areTexts(agentId, deviceId)) return undefined;
  const body = { func: 'SetState', agentMode, loginId: agentId, agentId, device: deviceId };
  return sdk.rest.post(STATE_PATH, body).promise();
}

function areTexts(...values) {
  return values.every((value) => typeof value === 'string');
}
