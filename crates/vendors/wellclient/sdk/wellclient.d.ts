/**
 * A drop-in wellClient for tests: the surface that the vendor documents, and what our own SDK does where
 * the vendor only names a member. In a page, `<script src="http://HOST/sdk/wellclient.js">` makes the global
 * `wellClient`, aimed at the server that served it.
 */

declare global {
  /** The page's SDK. */
  var wellClient: WellClient;
}

/** The page's SDK; outside of a page, one that is aimed at `http://127.0.0.1:8600`. */
export declare const wellClient: WellClient;

/** Makes an SDK of its own. */
export declare function createWellClient(host?: Host): WellClient;

/**
 * A result that comes later, with the words of a jQuery promise. Callbacks run at once when it is settled
 * already, in the order in which they were added. It can be awaited.
 */
export interface Promised<T> {
  /** Adds what is called with the value. */
  done(...callbacks: Many<(value: T) => void>[]): this;
  /** Adds what is called with the error. */
  fail(...callbacks: Many<(error: Failure) => void>[]): this;
  /** Adds what is called with either. */
  always(...callbacks: Many<(result: T | Failure) => void>[]): this;
  /** Adds what is called with news before the end; the SDK has none. */
  progress(...callbacks: Many<(news: unknown) => void>[]): this;
  /** Returns what the callback's result, or what it throws, comes to. */
  then<A = T, B = never>(
    onResolved?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((error: Failure) => B | PromiseLike<B>) | null,
  ): Promised<A | B>;
  /** The same as `then(undefined, onRejected)`. */
  catch<B>(onRejected: (error: Failure) => B | PromiseLike<B>): Promised<T | B>;
  state(): 'pending' | 'resolved' | 'rejected';
  promise(): Promised<T>;
}

/**
 * What a failed request gives, as a jqXHR has it: `status` 0 is no answer, 200 an answer that is no JSON.
 * What the SDK refuses without asking the server has `reason` and `responseText: 'negative'` instead.
 */
export interface Failure {
  status?: number;
  statusText?: string;
  responseText: string;
  /** The body, if it is JSON. */
  responseJSON?: any;
  /** Why the SDK did not ask the server. */
  reason?: string;
}

/** The world that an SDK lives in. What is left out is the engine's own. */
export interface Host {
  fetch?: typeof fetch;
  WebSocket?: new (url: string) => WebSocket;
  clock?: Clock;
  /** Where the session outlives a reload; in memory by default, in a page a session cookie with path `/`. */
  cookie?: { get(): string; set(session: string): void };
  alert?(text: string): void;
  confirm?(text: string): boolean;
  console?: Pick<Console, 'log' | 'error'>;
  /** With it, clicks dial and the call bar can be shown. */
  document?: Document;
  /** With it, messages of other windows are heard. */
  window?: Window;
  /** The base of all URLs: `http://127.0.0.1:8600`, with or without a path. */
  server?: string | { http: string; ws: string };
  /** Which side wins where the manual and 1.3.7 differ. */
  behaviour?: 'manual' | '1.3.7';
}

/** Time in milliseconds, and timers. */
export interface Clock {
  now(): number;
  setTimeout(callback: () => void, delay: number): unknown;
  clearTimeout(timer: any): void;
}

/** The live configuration: a page may write into it. */
export interface Config {
  version: string;
  ENV_NAME: string;
  /** Host and path of REST and WebSocket. */
  SDK: string;
  /** `:8600`, behind `SDK`. */
  cstaPort: string;
  /** `:8600`, behind `SDK`. */
  eventPort: string;
  /** Host, port and path of the login. */
  TPI: string;
  protocol: string;
  wsProtocol: string;
  eventBasePath: string;
  newWsTopic: string;
  autoAnswer: boolean;
  useErrorAlert: boolean;
  debug: boolean;
  useWsLog: boolean;
  clickCallClass: string;
  hideButton: string[];
  /** Between two agent heartbeats, in milliseconds. */
  heartbeatLength: number;
  /** Before a lost socket is opened again, in seconds. */
  timeout: number;
  maxReconnectTimes: number;
  sessionIdCookieName: string;
  /** Host and port of a log server; without one no log leaves the page. */
  logPrefix: string;
  token: string;
  sendLog: boolean;
}

/** What `setConfig` takes. Under 1.3.7 the flags can be set in one direction only. */
export interface Settings {
  /** Puts what the SDK does into the log, and the log to the console. Default `false`. */
  debug?: boolean;
  /** Puts every WebSocket message into the log. Default `false`. */
  useWsLog?: boolean;
  /** The class whose elements dial when they are clicked. Default `well-canBeCalled`. */
  clickCallClass?: string;
  /** Whether incoming calls are answered by themselves; the default depends on the environment. */
  autoAnswer?: boolean;
  /** Whether a person is told of errors of the login. Default `true`, under 1.3.7 `false`. */
  useErrorAlert?: boolean;
  /** Ids of buttons of the call bar that are not shown. */
  hideButton?: string[];
}

export interface LoginOptions {
  jobNumber: string;
  password: string;
  domain: string;
  ext: string;
  /** What happens if the agent is logged in already. Default `force`. */
  loginMode?: 'force' | 'ask' | 'stop';
  /** Default `NotReady`. */
  agentMode?: 'Ready' | 'NotReady';
}

export interface CallOptions {
  /** Stands before the number. */
  prefix?: string;
  /** The number that the callee is shown. */
  originForDisplay?: string;
  /** The number that the agent is shown; under 1.3.7 always the own extension. */
  destForDisplay?: string;
  /** `1`: failures are recognised, and told as `failed`. Default `0`. */
  cpa?: '0' | '1';
  /** Data of the call, as text. */
  contextId?: string;
}

/** A raw event, as it came, with `brs` and `lastEventSerial` of the SDK's own. */
export interface CtiEvent {
  eventName: string;
  eventType: 'agent' | 'csta';
  eventTime: string;
  eventSrc?: string;
  serial: number;
  namespace: string;
  srcDeviceId?: string;
  deviceId?: string;
  agentId?: string;
  agentMode?: AgentMode;
  callId?: string;
  connectionId?: string;
  localState?: string;
  cause?: string;
  callingDevice?: string;
  calledDevice?: string;
  callType?: string;
  userData?: { data: Record<string, unknown> };
  /** Counts the events of a connection: 1…999. */
  brs: number;
  lastEventSerial?: number;
  [field: string]: unknown;
}

export type AgentMode = 'Ready' | 'NotReady' | 'WorkNotReady' | 'Allocated' | 'Logout' | 'Unknown';

export type EventName =
  | 'agentLoggedOn'
  | 'agentReady'
  | 'agentNotReady'
  | 'agentAllocated'
  | 'agentWorkingAfterCall'
  | 'agentLoggedOff'
  | 'serviceInitiated'
  | 'originated'
  | 'delivered'
  | 'established'
  | 'held'
  | 'retrieved'
  | 'connectionCleared'
  | 'transferred'
  | 'conferenced'
  | 'recordStarted'
  | 'recordStopped'
  | 'failed'
  | 'ChannelStateChangedEvent';

/** The events that the SDK makes itself. */
export interface InnerEvents {
  /** The agent's own leg ended; once per call. */
  connectionCleared: {
    eventName: 'connectionCleared';
    /** Whether the own leg was connected (the vendor's spelling); `false` if it was held. */
    isEstatblished: boolean;
    createTimeId: string;
    establishedTimeId: string;
    partyDevice: string;
    isCaller: boolean | '';
    isOutCall: boolean;
    data: CtiEvent;
  };
  /** The login button of the call bar failed. */
  loginFailed: { eventName: 'loginFailed'; status: number; responseText: string };
  /** The last attempt to reconnect has failed. */
  wsDisconnected: { eventName: 'wsDisconnected'; msg: string };
  /** The agent goes on after a reload. */
  recoverStateSuccess: {
    eventName: 'recoverStateSuccess';
    agentId: string;
    extensionId: string;
    agentMode: AgentMode;
    agentName: string;
    call?: { callId: string; callingDevice: string; calledDevice: string; state: 'established' | 'delivered' | '' };
  };
  /** The socket is back, and the call memory is rebuilt; `agentMode` is `Logout` if the session is lost. */
  wsReconnectSucceed: {
    eventName: 'wsReconnectSucceed';
    agentMode: AgentMode;
    activeCall?: {
      callId: string;
      callingDevice: string;
      calledDevice: string;
      state: string;
      direction: string;
      createTimeId?: string;
      establishedTimeId?: string;
    };
  };
}

/** What the server knows of the agent. */
export interface ClientState {
  agent: {
    agentId: string;
    extensionId: string;
    agentMode: AgentMode;
    agentName: string;
    namespace: string;
    activeCall?: {
      callId: string;
      ani: string;
      dnis: string;
      state: string;
      direction: 'In' | 'Out';
      otherSide: string;
      ringTime: string;
      answerTime?: string;
    };
  };
  extension: object;
}

/** What the page remembers of a call: its devices stand beside the other fields, by their id. */
export interface CallRecord {
  deviceCount: number;
  createTimeId: string;
  establishedTimeId?: string;
  isConferenced?: boolean;
  [deviceId: string]: DeviceRecord | number | string | boolean | undefined;
}

export interface DeviceRecord {
  deviceId: string;
  callId: string;
  connectionState: 'originated' | 'delivered' | 'connected' | 'held';
  isCalling: boolean;
  callingDevice: string;
  calledDevice: string;
  /** A conference brought it. */
  addDevice?: boolean;
}

/** Who is logged in, and where. */
export interface Env {
  loginId: string;
  deviceId: string;
  jobNumber: string;
  ext: string;
  domain: string;
  agentMode: string;
  sessionId: string;
  isLogined: boolean;
}

export interface LogEntry {
  type: 'log' | 'error' | 'alert';
  content: string;
}

export interface WellClient {
  // Settings

  /** Selects an environment: its login path, auto-answer and default domain; hosts stay as they are. */
  useConfig(envName: string): void;
  setConfig(settings: Settings): void;
  /** Returns the live object. */
  getConfig(): Config;
  getVersion(): string;
  /** Can only switch on. */
  setDebug(isOn: boolean): void;

  // The agent

  /** Resolves when the request is accepted; logged in is who has been told `agentLoggedOn`. */
  agentLogin(options: LoginOptions): Promised<unknown>;
  /** @deprecated `agentLogin`, with its arguments in a row. */
  login(number: string, password: string, domain: string, ext: string, loginMode?: string): Promised<unknown>;
  /** Refused while a call is in memory or the agent is allocated. `agentLoggedOff` ends the session. */
  logout(): Promised<void>;
  /** A mode that is none of the two is never answered. */
  setAgentMode(mode: 'Ready' | 'NotReady', reason?: string): Promised<{ pendingMode?: string } | undefined>;
  isLogined(): boolean;
  /** Returns the dialling prefixes; `[]` before login. They survive the logout. */
  getMyPrefix(): string[];
  getEnv(): Env;
  getSessionId(): string;
  /** Sets it in memory and in the cookie. */
  setSessionId(sessionId: string): void;
  /** `undefined` before login. */
  heartbeat(): Promised<void> | undefined;
  /** Asks for a new session with the credentials of the last login. */
  relogin(): Promised<string>;
  getClientState(): Promised<ClientState>;
  /**
   * Goes on after a reload if the server still knows this agent at this extension; `recoverStateSuccess`
   * tells when. Rejects without an error if it cannot.
   */
  checkRecoverStateAbility(options: { jobNumber: string; ext: string; domain: string }): Promised<ClientState>;

  // Calls

  /**
   * Refused without a request if nobody is logged in, the agent is allocated, a call is there, the number is
   * empty or the own extension, or the last call was made less than 2 s ago: rejected, under 1.3.7 `undefined`.
   */
  makeCall(phoneNumber: string, options?: CallOptions): Promised<{ callId: string }>;
  answerCall(callId: string): Promised<void>;
  /** Without an id, the only call. */
  dropConnection(callId?: string): Promised<void>;
  holdCall(callId: string): Promised<void>;
  retrieveCall(callId: string): Promised<void>;
  singleStepTransfer(callId: string, phoneNumber: string): Promised<void>;
  singleStepConference(callId: string, phoneNumber: string, type?: 'Active' | 'Silent'): Promised<void>;
  /** Parks the caller at a number, and gets it back. Without an id, the only call. */
  singleTransferWaitReturn(callId: string | undefined, phoneNumber: string): Promised<void>;
  consult(callId: string, phoneNumber: string): Promised<{ callId: string }>;
  conference(holdCallId: string, consultCallId: string): Promised<void>;
  cancelConsult(holdCallId: string, consultCallId: string): Promised<void>;
  transferCall(holdCallId: string, consultCallId: string): Promised<void>;
  transferWaitReturn(holdCallId: string, consultCallId: string): Promised<void>;
  /** Plays digits or letters; without a message the job number, without an id to the only call. */
  agentGreeting(callId?: string, msg?: string): Promised<void>;
  setCallData(callId: string, data: { key: string; value: unknown }[]): Promised<void>;
  getCallData(callId: string): Promised<Record<string, unknown>>;
  startRecording(): Promised<void>;
  stopRecording(): Promised<void>;
  /** Returns a copy of the call memory: `length`, and each call by its id. */
  getCallMemory(): { length: number; [callId: string]: CallRecord | number };
  /** Digits only; under 1.3.7 any text that is not empty. */
  isPhoneNumber(text: string): boolean;

  // Supervisors: `undefined` if an argument is no text

  forceDrop(deviceId: string, callId: string): Promised<void> | undefined;
  forceJoin(deviceId: string, callId: string, phoneNumber: string): Promised<void> | undefined;
  forceTake(deviceId: string, callId: string, phoneNumber: string): Promised<void> | undefined;
  forceListen(callId: string, deviceId: string): Promised<void> | undefined;
  forceReady(agentId: string, deviceId: string): Promised<void> | undefined;
  forceNotReady(agentId: string, deviceId: string): Promised<void> | undefined;
  forceLogout(agentId: string, deviceId: string): Promised<void> | undefined;
  /** Logs an agent of the own domain off. */
  superLogout(code: string): Promised<void>;
  releaseAllocatedAgent(agentId: string): Promised<void>;

  // Events

  /** Sets the one handler of a raw event; the last one wins. */
  on(eventName: EventName, handler: (event: CtiEvent) => void): void;
  /** Sets the one handler of an event of the SDK's own; the last one wins. */
  innerOn<Name extends keyof InnerEvents>(eventName: Name, handler: (event: InnerEvents[Name]) => void): void;
  /** Assign a function: it is called with every raw event, before the handler of `on`. */
  exports(event: CtiEvent): void;
  /** Assign a function: it is called with every entry of the log. */
  onLog(entry: LogEntry): void;
  /** The handlers of `on`, by event name. */
  ctrl: Record<string, (event: CtiEvent) => void>;
  /** Injects a raw event, as if it had come; it is never taken for a repetition. */
  deliverEvent(event: object): void;
  /** Calls the handler of `on`, and nothing else. */
  trigger(name: string, data?: unknown): void;
  /** Triggers an event of `innerOn`, by its `eventName`. */
  triggerInnerOn(event: { eventName: string }): void;
  /** Returns the event connection as it is at the moment. */
  getWs(): { ws: WebSocket | null; connected: boolean; disconnect(): void };

  // The log

  /** Adds an entry; an object becomes its JSON. */
  log(content: unknown): void;
  /** Adds an entry of type `error`. */
  error(content: unknown): void;
  /** Writes to the console, and not to the log. */
  outputLog(...values: unknown[]): void;
  /** Returns the log, an entry a line; in the environment `CMB-PRO` nothing. */
  getLog(): string;
  /** Returns the lines that contain the words (the vendor's spelling). */
  seacchLog(words: string): string[];
  clearLog(): void;
  enableLog(): void;
  /** Entries go to `onLog` alone from now on. */
  disableLog(): void;
  /** Sends the log to the server, under `createLogName`. */
  uploadLog(): Promised<unknown>;
  /** Saves the log as a file of the page, and returns it. */
  downloadLog(): string;
  /** Returns `{domain}w{jobNumber}w{MMDDHH}txt`, letters and digits only. */
  createLogName(): string;

  // Members that the vendor names and does not describe

  /** The call bar. A page may put its own here: `main` is shown every event before the page's handlers are. */
  ui: { main(event: object): void; render?(where: string | Element): void };
  /** Shows the UI in which mode the agent will be after the call. */
  sendPendingMode(mode: string): void;
  /** Shows in an element how long something has lasted, as `mm:ss`; returns what stops it. */
  insertClock(element: { textContent: string | null }): () => void;
  /** Asks the server for something that does not matter. */
  ieInit(): Promised<void>;
  /** Puts values into the `{name}`s of a text. */
  render(text: string, values: Record<string, unknown>): string;
  /** Returns the first item whose field has a value. */
  findItem<T>(list: T[], key: keyof T, value: unknown): T | undefined;
  /** Sends `GET` to a path of the REST server. */
  get(path: string): Promised<unknown>;
  /** Returns a copy of what the SDK knows at the moment. */
  getCache(): { env: Env; prefixes: string[]; calls: object; lastEventSerial?: number };
  isArray(value: unknown): boolean;
  isFunction(value: unknown): boolean;

  // Our own additions

  /** Makes another SDK, for another agent in the same page or process. */
  create(host?: Host): WellClient;
  /** Does what happens when the page goes away: nobody is told anything more, the agent stays on. */
  unload(): void;
}

type Many<T> = T | T[];
