import { DEFAULT_DOMAIN, presetOf } from './presets.js';

/** The version that this SDK is written after. */
export const VERSION = '1.3.7';

/**
 * The keys of `setConfig`: of which type they are, and the one value of a flag that 1.3.7 honours
 * (dossier §2, §17).
 */
const SETTABLE = {
  debug: { type: 'boolean', heard: false },
  useErrorAlert: { type: 'boolean', heard: true },
  useWsLog: { type: 'boolean', heard: true },
  autoAnswer: { type: 'boolean', heard: true },
  clickCallClass: { type: 'string' },
  hideButton: { type: 'array' },
};

/** The SDK's configuration. `live` is what `getConfig` gives: a page may write into it. */
export class Config {
  /** The domain of a login that names none. */
  defaultDomain = DEFAULT_DOMAIN;
  #behaviour;
  #server;

  /** `server` is one base URL, or `{ http, ws }`. */
  constructor(server, behaviour) {
    this.#behaviour = behaviour;
    this.#server = typeof server === 'string' ? { http: server } : server;
    this.live = {
      version: VERSION,
      ENV_NAME: 'AWS-PRO',
      SDK: '',
      cstaPort: '',
      eventPort: '',
      TPI: '',
      protocol: '',
      wsProtocol: '',
      eventBasePath: '/mvc/stomp',
      newWsTopic: '/topic/event.agent.*.',
      autoAnswer: false,
      useErrorAlert: behaviour === 'manual',
      debug: false,
      useWsLog: false,
      clickCallClass: 'well-canBeCalled',
      hideButton: [],
      heartbeatLength: 60_000,
      timeout: 3,
      maxReconnectTimes: 30,
      sessionIdCookieName: 'wellclient-cookie-session-id',
      logPrefix: '',
      token: 'welljoint',
      sendLog: true,
    };
    this.aim('/login', '');
  }

  get is137() {
    return this.#behaviour === '1.3.7';
  }

  get rest() {
    return `${this.live.protocol}${this.live.SDK}${this.live.cstaPort}`;
  }

  get tpi() {
    return `${this.live.protocol}${this.live.TPI}`;
  }

  get events() {
    const { wsProtocol, SDK, eventPort, eventBasePath } = this.live;
    return `${wsProtocol}${SDK}${eventPort}${eventBasePath}/websocket`;
  }

  /** Fills in the server, with the path of the login and what stands before all others. */
  aim(loginPath, sdkPath) {
    const http = new URL(this.#server.http);
    const ws = new URL(this.#server.ws ?? this.#server.http.replace(/^http/, 'ws'));
    const prefix = http.pathname.replace(/\/$/, '');
    const path = prefix + sdkPath;
    Object.assign(this.live, {
      protocol: `${http.protocol}//`,
      wsProtocol: `${ws.protocol}//`,
      TPI: http.host + prefix + loginPath,
    });
    // The ports stand behind SDK, so with a path in it the port is in it as well.
    if (path) Object.assign(this.live, { SDK: http.host + path, cstaPort: '', eventPort: '' });
    else Object.assign(this.live, { SDK: http.hostname, cstaPort: behindHost(http), eventPort: behindHost(ws) });
  }

  /** Performs `setConfig`; what cannot be set is ignored. */
  set(conf) {
    for (const [name, { type, heard }] of Object.entries(SETTABLE)) {
      const value = conf?.[name];
      const fits = type === 'array' ? Array.isArray(value) : typeof value === type;
      if (fits && (!this.is137 || heard === undefined || heard === value)) this.live[name] = value;
    }
  }

  /** Performs `useConfig`: all of an environment but its hosts. Returns whether there is one of that name. */
  choose(envName) {
    const preset = presetOf(envName);
    if (!preset) return false;
    this.live.ENV_NAME = envName;
    this.live.autoAnswer = preset.autoAnswer;
    this.defaultDomain = preset.domain;
    this.aim(preset.loginPath, preset.sdkPath);
    return true;
  }
}

function behindHost(url) {
  return url.port && `:${url.port}`;
}
