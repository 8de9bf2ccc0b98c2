import { callSafely } from './deferred.js';
import { pageHost } from './host.js';
import { stopHeartbeat } from './heartbeat.js';
import { relogin } from './login.js';
import { addMembers } from './members.js';
import { watchPage } from './page.js';
import { rebuild } from './recovery.js';
import { sendLogEntry } from './remote-log.js';
import { State } from './state.js';
import { takeMessage, triggerInner } from './stream.js';
import { LOST_TEXT } from './texts.js';
import { createUi } from './ui/index.js';

/**
 * Makes an SDK of its own. `host` is the world that it lives in: `fetch`, `WebSocket`, `clock`, `cookie`,
 * `alert`, `confirm`, `console`, `document`, `window`, `server` (a base URL, or `{ http, ws }`) and
 * `behaviour`; what it lacks is the engine's, and there is no document and no window.
 */
export function createWellClient(host) {
  const sdk = new State(host);
  const { api, link, log, rest } = sdk;
  addMembers(sdk);
  rest.onSessionLost = () => relogin(sdk);
  link.onConnected = () => {
    sdk.brs = 0;
  };
  link.onMessage = (body) => takeMessage(sdk, body);
  link.onRefused = () => sdk.alertOfError(LOST_TEXT);
  link.onRegained = () => rebuild(sdk);
  link.onGivenUp = () => triggerInner(sdk, 'wsDisconnected', { msg: 'websocket disconnect' });
  link.onTraffic = (direction, text) => {
    if (sdk.config.live.useWsLog) log.add('log', `${direction} ${text}`);
  };
  log.onEntry = (entry) => {
    sendLogEntry(sdk, entry);
    if (typeof api.onLog === 'function') callSafely(api.onLog, entry);
  };
  api.create = createWellClient;
  api.unload = () => unload(sdk);
  api.ui = createUi(api, sdk.host);
  watchPage(sdk);
  return api;
}

/** What happens when a page goes away: nobody is told anything more, and the agent stays on. */
function unload(sdk) {
  const { api, handlers, innerHandlers } = sdk;
  for (const name of Object.keys(handlers)) delete handlers[name];
  for (const name of Object.keys(innerHandlers)) delete innerHandlers[name];
  api.exports = () => {};
  api.onLog = () => {};
  api.ui = { main() {} };
  stopHeartbeat(sdk);
  sdk.link.unload();
  sdk.rest.close();
}

/** The page's own. */
export const wellClient = createWellClient(pageHost());
