import { CALLS_PATH } from './dial.js';
import { refused } from './rest.js';

// The methods that are one request of the agent's own (dossier §7).

const RECORDING_PATH = '/api/csta/callControl/recording';

export function answerCall(sdk, callId) {
  return ownLeg(sdk, 'answerCall', 'POST', { callId }, '/answer');
}

/** Without an id and without exactly one call the id stays empty, and the server refuses. */
export function dropConnection(sdk, callId) {
  return ownLeg(sdk, 'dropConnection', 'DELETE', { callId: callOrOnly(sdk, callId) }, '');
}

export function holdCall(sdk, callId) {
  return ownLeg(sdk, 'holdCall', 'POST', { callId }, '/hold');
}

export function retrieveCall(sdk, callId) {
  return ownLeg(sdk, 'retrieveCall', 'POST', { callId }, '/retrieve');
}

export function singleStepTransfer(sdk, callId, phoneNumber) {
  const body = { transferTo: phoneNumber };
  return ownLeg(sdk, 'singleStepTransfer', 'POST', { callId, phoneNumber }, '/singleStepTransfer', body);
}

export function singleTransferWaitReturn(sdk, callId, phoneNumber) {
  const given = { callId: callOrOnly(sdk, callId), phoneNumber };
  const tail = '/singleStepTransferCallAndWait';
  return ownLeg(sdk, 'singleTransferWaitReturn', 'POST', given, tail, { transferTo: phoneNumber });
}

export function singleStepConference(sdk, callId, phoneNumber, type) {
  const body = { conferenceParticipant: phoneNumber, participationType: type ?? 'Active' };
  return ownLeg(sdk, 'singleStepConference', 'POST', { callId, phoneNumber }, '/singleStepConference', body);
}

export function consult(sdk, callId, phoneNumber) {
  const body = { consultationParticipant: phoneNumber };
  return ownLeg(sdk, 'consult', 'POST', { callId, phoneNumber }, '/consult', body);
}

export function conference(sdk, holdCallId, consultCallId) {
  return heldLeg(sdk, 'conference', holdCallId, consultCallId, '/conference');
}

export function cancelConsult(sdk, holdCallId, consultCallId) {
  return heldLeg(sdk, 'cancelConsult', holdCallId, consultCallId, '/cancelConsult');
}

export function transferCall(sdk, holdCallId, consultCallId) {
  return heldLeg(sdk, 'transferCall', holdCallId, consultCallId, '/transfer');
}

export function transferWaitReturn(sdk, holdCallId, consultCallId) {
  return heldLeg(sdk, 'transferWaitReturn', holdCallId, consultCallId, '/transferAndWait');
}

export function setCallData(sdk, callId, data) {
  const path = `${CALLS_PATH}/${callId}/user-data`;
  return missing('setCallData', { callId, data }) ?? sdk.rest.post(path, { entries: data }).promise();
}

export function getCallData(sdk, callId) {
  const path = `${CALLS_PATH}/${callId}/user-data/`;
  return missing('getCallData', { callId }) ?? sdk.rest.get(path).promise();
}

export function agentGreeting(sdk, callId, msg) {
  const { jobNumber, deviceId } = sdk.who;
  const path = `${CALLS_PATH}/${callOrOnly(sdk, callId)}/agentGreeting`;
  return sdk.rest.post(path, { agentId: msg || jobNumber, deviceId }).promise();
}

export function startRecording(sdk) {
  return sdk.rest.post(`${RECORDING_PATH}/Start?extension=${sdk.who.deviceId}`).promise();
}

export function stopRecording(sdk) {
  return sdk.rest.post(`${RECORDING_PATH}/Stop?extension=${sdk.who.deviceId}`).promise();
}

/** Sends a request of one leg of a call. The pipe goes out encoded, `@` raw (dossier §1). */
export function legRequest(sdk, method, deviceId, callId, tail, body) {
  const path = `${CALLS_PATH}/${callId}/connections/${deviceId}%7C${callId}${tail}`;
  return sdk.rest.request(method, path, body).promise();
}

function ownLeg(sdk, name, method, given, tail, body) {
  return missing(name, given) ?? legRequest(sdk, method, sdk.who.deviceId, given.callId, tail, body);
}

function heldLeg(sdk, name, holdCallId, consultCallId, tail) {
  const absent = missing(name, { holdCallId, consultCallId });
  return absent ?? legRequest(sdk, 'POST', sdk.who.deviceId, holdCallId, tail, { consultCallId });
}

function callOrOnly(sdk, callId) {
  return callId ?? sdk.calls.only ?? '';
}

/** Returns the refusal of what lacks an argument. */
function missing(name, given) {
  const absent = Object.keys(given).find((key) => given[key] === undefined || given[key] === null);
  return absent && refused(`\`${name}\` needs \`${absent}\``);
}
