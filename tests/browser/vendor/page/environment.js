'use strict';

/**
 * A page that behaves on the wire as SDK 1.3.7 does, on the libraries that it is made of: jQuery 1.11.3
 * and stomp-websocket. Written from the dossier. It is a detector: where 1.3.7 throws, hangs or loses an
 * event, so does this, so an uncaught error means that the server broke a rule of dossier §3–§5 or §9.
 */
const wellClient = {
  /** Where the servers are, and what the page may be told (dossier §2). */
  config: {
    SDK: 'mbsdk.wellcloud.cc',
    cstaPort: ':5088',
    eventPort: ':5088',
    TPI: 'mbsdk.wellcloud.cc:5088/login',
    protocol: 'https://',
    wsProtocol: 'wss://',
    eventBasePath: '/mvc/stomp',
    logPrefix: 'localhost:8089',
    sendLog: true,
    autoAnswer: true,
    useErrorAlert: false,
    heartbeatLength: 60000,
    timeout: 3,
    maxReconnectTimes: 30,
    wsTopic: '/topic/csta/agent/',
    newWsTopic: '/topic/event.agent.*.',
  },
  /** What is different in older versions (dossier §16); 1.3.7 as it stands. */
  version: {
    topic: 'new',
    heartbeatFirst: false,
    waitsForSocket: true,
    waitsBeforeLogin: true,
    sessionInBody: true,
    pipe: '%7C',
    keepAlive: 0,
    sockJs: false,
    foldsIn: 'secondaryOldCall',
  },
  env: {},
  prefixes: [],
  handlers: {},
  inner: {},
  /** Receives every event; the page's own function. */
  exports() {},
  onLog() {},
  /** The bar of the UI script; without one every event throws (dossier §2). */
  ui: { main() {} },
};

/** Forgets who was logged in; the serial of the last event stays (dossier §6). */
wellClient.clear = () => {
  Object.assign(wellClient.env, { isLogined: false, isAllocated: false, sessionId: '' });
  wellClient.memory = { length: 0 };
};
wellClient.clear();
wellClient.env.brs = 0;

/** Takes an environment by its name; an unknown one is ignored (dossier §2). */
wellClient.useConfig = (name) => {
  // The hosts are those that dossier §2 names; which of them has which task it does not say.
  const presets = {
    'AWS-PRO': {
      SDK: 'tpisdk.wellcloud.cc',
      cstaPort: '',
      eventPort: '',
      TPI: 'tpi.wellcloud.cc/login',
      protocol: 'http://',
      wsProtocol: 'ws://',
      logPrefix: 'softphone1.wellcloud.cc:8088',
      autoAnswer: false,
    },
  };
  if (!presets[name]) return;
  Object.assign(wellClient.config, presets[name]);
  wellClient.warmUp();
};

wellClient.getConfig = () => wellClient.config;
wellClient.getCallMemory = () => wellClient.memory;
wellClient.getMyPrefix = () => wellClient.prefixes;
wellClient.isLogined = () => wellClient.env.isLogined;
wellClient.on = (name, handler) => {
  wellClient.handlers[name] = handler;
};
wellClient.innerOn = (name, handler) => {
  wellClient.inner[name] = handler;
};

/** Raises an event of the client's own. */
wellClient.triggerInnerOn = (event) => {
  const handler = wellClient.inner[event.eventName];
  if (handler) handler(event);
};

wellClient.alert = (text) => {
  if (wellClient.config.useErrorAlert) window.alert(text);
};
