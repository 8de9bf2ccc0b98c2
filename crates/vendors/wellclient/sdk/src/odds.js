import { Deferred } from './deferred.js';
import { tellUi } from './stream.js';

// Members that the vendor names and does not describe (dossier §14): what they do here is our own choice.

export function isArray(value) {
  return Array.isArray(value);
}

export function isFunction(value) {
  return typeof value === 'function';
}

/** Returns the first item whose field has a value, or `undefined`. */
export function findItem(list, key, value) {
  return Array.isArray(list) ? list.find((item) => item?.[key] === value) : undefined;
}

/** Puts values into the `{name}`s of a text; an unknown name becomes nothing. */
export function renderText(text, values) {
  return String(text).replace(/\{(\w+)\}/g, (_, name) => values?.[name] ?? '');
}

/** Shows in an element how long something has lasted, as `mm:ss`; returns what stops it. */
export function insertClock(sdk, element) {
  const { clock } = sdk.host;
  const since = clock.now();
  let timer;
  const show = () => {
    const seconds = Math.floor((clock.now() - since) / 1000);
    const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
    element.textContent = [minutes, rest].map((part) => String(part).padStart(2, '0')).join(':');
    timer = clock.setTimeout(show, 1000);
  };
  show();
  return () => clock.clearTimeout(timer);
}

/** Shows the UI the mode that the agent will be in after the call. */
export function sendPendingMode(sdk, pendingMode) {
  tellUi(sdk, { eventName: 'pendingMode', pendingMode });
}

/** Asks the server for something that does not matter, so that the first request that does is quick. */
export function ieInit(sdk) {
  const { protocol, SDK } = sdk.config.live;
  const result = new Deferred();
  sdk.rest.send('GET', `${protocol}${SDK}`, {}).always(() => result.resolve());
  return result.promise();
}

/** Returns a copy of what the SDK knows at the moment. */
export function getCache(sdk) {
  return {
    env: getEnv(sdk),
    prefixes: [...sdk.prefixes],
    calls: sdk.calls.show(),
    lastEventSerial: sdk.lastSerial,
  };
}

export function getEnv(sdk) {
  const { loginId, deviceId, jobNumber, ext, domain } = sdk.who;
  const { agentMode, isLogined } = sdk;
  return { loginId, deviceId, jobNumber, ext, domain, agentMode, sessionId: sdk.rest.session, isLogined };
}
