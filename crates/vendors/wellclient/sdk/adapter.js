/**
 * Fits the wellClient SDK to ctimock's driver protocol: in a page, where `scope` is the window, and under
 * Node, where `scope` is `{ wellClient }`. Used with our SDK and with the vendor's own script alike.
 */

/** What the page listens to besides the raw events. */
const INNER = ['connectionCleared', 'loginFailed', 'wsDisconnected', 'recoverStateSuccess', 'wsReconnectSucceed'];

/** Which named argument of a scenario is which position. `null`: the arguments are one object. */
const PARAMETERS = {
  setConfig: null,
  agentLogin: null,
  checkRecoverStateAbility: null,
  login: 'number password domain ext loginMode',
  useConfig: 'envName',
  getConfig: '',
  getVersion: '',
  setDebug: 'debug',
  logout: '',
  setAgentMode: 'mode reason',
  makeCall: 'phoneNumber options',
  answerCall: 'callId',
  dropConnection: 'callId',
  holdCall: 'callId',
  retrieveCall: 'callId',
  singleStepTransfer: 'callId phoneNumber',
  singleStepConference: 'callId phoneNumber type',
  singleTransferWaitReturn: 'callId phoneNumber',
  consult: 'callId phoneNumber',
  conference: 'holdCallId consultCallId',
  cancelConsult: 'holdCallId consultCallId',
  transferCall: 'holdCallId consultCallId',
  transferWaitReturn: 'holdCallId consultCallId',
  agentGreeting: 'callId msg',
  setCallData: 'callId data',
  getCallData: 'callId',
  startRecording: '',
  stopRecording: '',
  getClientState: '',
  heartbeat: '',
  forceDrop: 'deviceId callId',
  forceJoin: 'deviceId callId phoneNumber',
  forceTake: 'deviceId callId phoneNumber',
  forceListen: 'callId deviceId',
  forceReady: 'agentId deviceId',
  forceNotReady: 'agentId deviceId',
  forceLogout: 'agentId deviceId',
  superLogout: 'code',
  releaseAllocatedAgent: 'agentId',
  getMyPrefix: '',
  isLogined: '',
  getCallMemory: '',
  getEnv: '',
  getSessionId: '',
  setSessionId: 'sessionId',
  isPhoneNumber: 'phoneNumber',
  triggerInnerOn: 'event',
  deliverEvent: 'event',
  getLog: '',
  uploadLog: '',
  relogin: '',
};
/** What the scenario's identity fills up. */
const OF_THE_IDENTITY = ['agentLogin', 'checkRecoverStateAbility'];

/** What a position cannot say. */
const SPECIAL = {
  getWs: ({ sdk }) => ({ connected: sdk.getWs()?.connected ?? false }),
  onLog({ sdk, tell }) {
    sdk.onLog = (entry) => tell('onLog', entry);
  },
  /** The page hears of every raw event by `exports`, so it has handlers for this one call only. */
  trigger({ sdk, tell }, { name, data = {} }) {
    sdk.on(name, (told) => tell(name, told));
    sdk.trigger(name, data);
    sdk.on(name, undefined);
  },
};

/** The methods that `invoke` performs. */
export const methods = [...Object.keys(PARAMETERS), ...Object.keys(SPECIAL)];

/** What the vendor or the SDK refused: `code` 1 of the driver protocol, `data` is what `fail` was given. */
export class Rejection extends Error {
  code = 1;

  constructor(error) {
    super(error?.reason ?? (error?.status ? `the server answered ${error.status}` : 'rejected'));
    this.data = dataOf(error);
  }
}

/** What the SDK cannot do: `code` 2 of the driver protocol. */
export class Unsupported extends Error {
  code = 2;
}

/** Says who the SDK of a scope is, and which clock it lives by. */
export function describe({ wellClient }) {
  const ours = typeof wellClient.create === 'function';
  return {
    name: ours ? 'ctimock-wellclient' : 'well-client',
    version: wellClient.getVersion?.() ?? '',
    clock: ours ? 'virtual' : 'real',
    multipleClients: ours,
  };
}

/**
 * Makes a fresh SDK for a client and aims it at the endpoints; the vendor's own global is aimed instead.
 * `tell(name, data)` is called at the moment at which the page would be told. The result's `invoke` gives a
 * value or a promise, and fails with a `Rejection`, an `Unsupported`, or whatever else went wrong.
 */
export function connect(given) {
  const { wellClient } = given.scope;
  const sdk = typeof wellClient.create === 'function' ? create(wellClient, given) : aim(wellClient, given);
  listen(sdk, given.tell);
  return {
    invoke: (method, args) => invoke({ sdk, ...given }, method, args ?? {}),
    disconnect: () => (sdk.unload ? sdk.unload() : sdk.getWs?.()?.disconnect?.()),
  };
}

/** What a person answers, the cookie and the config come from the options of `connect`. */
function create(wellClient, { endpoints, identity = {}, options = {}, clock, fetch, WebSocket }) {
  const { sdk_behaviour: behaviour, confirm = identity.confirm ?? true, sessionId = '', ...own } = options;
  let session = sessionId;
  const sdk = wellClient.create({
    ...{ clock, fetch, WebSocket, behaviour },
    server: endpoints,
    confirm: () => confirm,
    alert() {},
    // Under Node standard output is the driver protocol's.
    console: { log() {}, error() {} },
    cookie: { get: () => session, set: (value) => (session = value) },
  });
  configure(sdk.getConfig(), own);
  if (identity.remoteLog) sdk.getConfig().logPrefix = new URL(endpoints.http).host;
  return sdk;
}

/** Writes into the live object of `getConfig`, as a page may (dossier §2). */
function configure(config, { loginPath, sdkPath, ...own }) {
  if (loginPath !== undefined) config.TPI = config.TPI.replace(/\/.*$/, '') + loginPath;
  if (sdkPath) Object.assign(config, { SDK: config.SDK + config.cstaPort + sdkPath, cstaPort: '', eventPort: '' });
  for (const name of ['autoAnswer', 'heartbeatLength', 'timeout', 'maxReconnectTimes']) {
    if (own[name] !== undefined) config[name] = own[name];
  }
}

/** The vendor's script draws its buttons in `ui`; without them its events are lost (dossier §2). */
function aim(wellClient, { endpoints, options = {} }) {
  const [http, ws] = [new URL(endpoints.http), new URL(endpoints.ws)];
  const config = wellClient.getConfig();
  Object.assign(config, {
    protocol: `${http.protocol}//`,
    wsProtocol: `${ws.protocol}//`,
    SDK: http.hostname,
    cstaPort: `:${http.port}`,
    eventPort: `:${ws.port}`,
    TPI: `${http.host}/login`,
    autoAnswer: false,
    sendLog: false,
  });
  configure(config, options);
  wellClient.ui ??= { main() {} };
  return wellClient;
}

function listen(sdk, tell) {
  sdk.exports = (event) => tell(event.eventName, event);
  for (const name of INNER) sdk.innerOn(name, (event) => tell(`inner.${name}`, event));
}

function invoke(page, method, args) {
  const { sdk, identity = {} } = page;
  if (!methods.includes(method) || typeof sdk[method] !== 'function') {
    throw new Unsupported(`there is no method \`${method}\``);
  }
  if (SPECIAL[method]) return SPECIAL[method](page, args);
  const names = PARAMETERS[method];
  const filled = OF_THE_IDENTITY.includes(method) ? { ...identity, ...args } : args;
  const given = names === null ? [filled] : names.split(' ').map((name) => filled[name]);
  const result = sdk[method](...given);
  if (typeof result?.then !== 'function') return result;
  return new Promise((resolve, reject) => {
    result.then(
      (value) => resolve(value),
      (error) => reject(new Rejection(error)),
    );
  });
}

/** Of a jqXHR its four fields of data. */
function dataOf(error) {
  if (error === undefined) return null;
  if (error?.status === undefined) return error;
  const { status, statusText, responseText, responseJSON } = error;
  return { status, statusText, responseText, ...(responseJSON !== undefined && { responseJSON }) };
}
