import { callSafely } from './deferred.js';
import { startHeartbeat, stopHeartbeat } from './heartbeat.js';
import { clearedCall } from './inner.js';

/**
 * Takes the body of a MESSAGE (dossier §6). What is no JSON object is ignored, and what has the serial
 * of the event before is a repetition; for 1.3.7 two events without a serial are that too.
 */
export function takeMessage(sdk, body) {
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return;
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return;
  if (event.serial === sdk.lastSerial && (event.serial !== undefined || sdk.config.is137)) {
    sdk.log.add('error', 'event repeat sent');
    return;
  }
  sdk.lastSerial = event.serial;
  for (const diagnostics of ['params', '_type', 'topics']) delete event[diagnostics];
  if (event.serial !== undefined) event.lastEventSerial = event.serial;
  deliver(sdk, event);
}

/** Hands an event on: first the SDK's own reaction, then the UI, then the page. */
export function deliver(sdk, event) {
  const name = event.eventName;
  sdk.brs = (sdk.brs % 999) + 1;
  event.brs = sdk.brs;
  sdk.isAllocated = name === 'agentAllocated';
  if (event.callId !== undefined) sdk.isDialling = false;
  if (typeof event.agentMode === 'string') sdk.agentMode = event.agentMode;
  sdk.log.detail(`${name} was told`);
  react(sdk, event);
  tellUi(sdk, event);
  if (typeof sdk.api.exports === 'function') callSafely(sdk.api.exports, event);
  callHandler(sdk, name, event);
}

/** Calls the page's one handler of a name. */
export function callHandler(sdk, name, event) {
  const handler = sdk.handlers[name];
  if (typeof handler === 'function') callSafely(handler, event);
}

/** Triggers an inner event: the UI, then the page's handler of `innerOn`. */
export function triggerInner(sdk, eventName, fields) {
  const event = { eventName, ...fields };
  sdk.log.detail(`${eventName} was triggered`);
  // The UI is told of every cleared connection by the raw event of that name.
  if (eventName !== 'connectionCleared') tellUi(sdk, event);
  const handler = sdk.innerHandlers[eventName];
  if (typeof handler === 'function') callSafely(handler, event);
}

/** Shows the UI an event, if there is a UI. */
export function tellUi(sdk, event) {
  if (typeof sdk.api.ui?.main === 'function') callSafely((shown) => sdk.api.ui.main(shown), event);
}

function react(sdk, event) {
  if (event.eventName === 'agentLoggedOn') startAgent(sdk);
  if (event.eventName === 'agentLoggedOff' && sdk.isLogined) endAgent(sdk);
  const ended = sdk.calls.apply(event, sdk.who.deviceId);
  if (ended) triggerInner(sdk, 'connectionCleared', clearedCall(ended, sdk.who.deviceId, event));
}

/** The agent is logged on: the call memory begins anew, and the heartbeats begin. */
export function startAgent(sdk) {
  sdk.isLogined = true;
  sdk.isDialling = false;
  sdk.calls.clear();
  startHeartbeat(sdk);
}

/** The prefix list and the cookie outlive the logout. */
function endAgent(sdk) {
  sdk.isLogined = false;
  sdk.calls.clear();
  sdk.rest.session = '';
  stopHeartbeat(sdk);
  sdk.link.close();
}
