import { agentGreeting, answerCall, cancelConsult, conference, consult, dropConnection } from './call-control.js';
import { getCallData, holdCall, retrieveCall, setCallData, singleStepConference } from './call-control.js';
import { singleStepTransfer, singleTransferWaitReturn, startRecording, stopRecording } from './call-control.js';
import { transferCall, transferWaitReturn } from './call-control.js';
import { VERSION } from './config.js';
import { isPhoneNumber, makeCall } from './dial.js';
import { heartbeat } from './heartbeat.js';
import { INNER_EVENTS } from './inner.js';
import { createLogName, downloadLog, uploadLog } from './log-methods.js';
import { agentLogin, logout, relogin } from './login.js';
import { setAgentMode } from './mode.js';
import { findItem, getCache, getEnv, ieInit, insertClock } from './odds.js';
import { isArray, isFunction, renderText, sendPendingMode } from './odds.js';
import { checkRecoverStateAbility, getClientState } from './recovery.js';
import { askForLogging } from './remote-log.js';
import { callHandler, deliver, triggerInner } from './stream.js';
import { forceDrop, forceJoin, forceListen, forceLogout, forceNotReady } from './supervisor.js';
import { forceReady, forceTake, releaseAllocatedAgent, superLogout } from './supervisor.js';

/** What takes the shared state before the page's own arguments. */
const METHODS = {
  logout,
  relogin,
  agentLogin,
  setAgentMode,
  heartbeat,
  makeCall,
  isPhoneNumber,
  answerCall,
  dropConnection,
  holdCall,
  retrieveCall,
  singleStepTransfer,
  singleStepConference,
  singleTransferWaitReturn,
  consult,
  conference,
  cancelConsult,
  transferCall,
  transferWaitReturn,
  agentGreeting,
  setCallData,
  getCallData,
  startRecording,
  stopRecording,
  getClientState,
  checkRecoverStateAbility,
  forceDrop,
  forceJoin,
  forceTake,
  forceListen,
  forceReady,
  forceNotReady,
  forceLogout,
  superLogout,
  releaseAllocatedAgent,
  getEnv,
  getCache,
  uploadLog,
  downloadLog,
  createLogName,
  insertClock,
  ieInit,
  sendPendingMode,
};

/** Puts the documented surface (dossier §14) on what the page sees. */
export function addMembers(sdk) {
  const { api } = sdk;
  for (const [name, method] of Object.entries(METHODS)) api[name] = (...args) => method(sdk, ...args);
  addSettings(sdk);
  addKnowledge(sdk);
  addEvents(sdk);
  addLog(sdk);
  Object.assign(api, { isArray, isFunction, findItem, render: renderText });
  api.login = (jobNumber, password, domain, ext, loginMode) =>
    agentLogin(sdk, { jobNumber, password, domain, ext, loginMode });
  api.get = (path) => sdk.rest.get(path).promise();
}

function addSettings(sdk) {
  const { api, config } = sdk;
  api.getVersion = () => VERSION;
  api.getConfig = () => config.live;
  api.setConfig = (conf) => config.set(conf);
  api.setDebug = (isOn) => {
    if (isOn) config.live.debug = true;
  };
  api.useConfig = (envName) => {
    if (!config.choose(envName)) sdk.log.detail(`there is no environment \`${envName}\``);
    askForLogging(sdk);
  };
}

function addKnowledge(sdk) {
  const { api, rest } = sdk;
  api.isLogined = () => sdk.isLogined;
  api.getMyPrefix = () => [...sdk.prefixes];
  api.getCallMemory = () => sdk.calls.show();
  api.getSessionId = () => rest.session;
  api.setSessionId = (session) => sdk.keepSession(String(session ?? ''));
  api.getWs = () => ({
    ws: sdk.link.socket,
    connected: sdk.link.isConnected,
    disconnect: () => sdk.link.close(),
  });
}

function addEvents(sdk) {
  const { api, handlers, innerHandlers } = sdk;
  api.exports = () => {};
  api.onLog = () => {};
  api.ctrl = handlers;
  api.on = (eventName, handler) => {
    handlers[eventName] = handler;
  };
  api.innerOn = (eventName, handler) => {
    if (!INNER_EVENTS.includes(eventName)) sdk.log.detail(`there is no inner event \`${eventName}\``);
    innerHandlers[eventName] = handler;
  };
  api.triggerInnerOn = (event) => triggerInner(sdk, event?.eventName, event);
  api.deliverEvent = (event) => deliver(sdk, { ...event });
  api.trigger = (name, data) => callHandler(sdk, name, data);
}

function addLog({ api, log }) {
  api.log = (content) => log.add('log', content);
  api.error = (content) => log.add('error', content);
  api.outputLog = (...values) => log.write('log', ...values);
  api.getLog = () => log.text();
  api.seacchLog = (words) => log.search(words);
  api.clearLog = () => log.clear();
  api.enableLog = () => log.turn(true);
  api.disableLog = () => log.turn(false);
}
