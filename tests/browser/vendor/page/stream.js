'use strict';

/** The stream of events: stomp-websocket over a WebSocket (dossier §5). */
wellClient.connect = (connected, refused = () => {}) => {
  const { env, config, version } = wellClient;
  const base = `${config.wsProtocol}${config.SDK}${config.eventPort}${config.eventBasePath}`;
  const socket = version.sockJs
    ? new SockJS(`${config.protocol}${config.SDK}${config.eventPort}${config.eventBasePath}`)
    : new WebSocket(`${base}/websocket`);
  const stomp = Stomp.over(socket);
  stomp.debug = null;
  env.stomp = stomp;
  stomp.connect(
    {},
    () => {
      env.attempts = 0;
      env.brs = 0;
      const topic =
        version.topic === 'new' ? config.newWsTopic + env.loginId.replace(/\./g, '_') : config.wsTopic + env.loginId;
      stomp.subscribe(topic, (message) => wellClient.receive(message.body));
      if (version.keepAlive) keepAlive(socket, version.keepAlive);
      connected();
    },
    () => {
      refused();
      wellClient.lost();
    },
  );
};

/** Versions of 2017 send a letter so that proxies let the connection be (dossier §16). */
const keepAlive = (socket, every) => {
  const beat = setInterval(() => {
    if (socket.readyState === WebSocket.OPEN) socket.send('h');
    else clearInterval(beat);
  }, every);
};

/** Tries again after three seconds, thirty times. */
wellClient.lost = () => {
  const { env, config } = wellClient;
  env.attempts = env.attempts || 0;
  if (env.attempts >= config.maxReconnectTimes) {
    wellClient.triggerInnerOn({ eventName: 'wsDisconnected', msg: 'websocket disconnect' });
    return;
  }
  env.attempts++;
  setTimeout(() => {
    if (env.stomp.connected) return;
    wellClient.connect(() => setTimeout(wellClient.rebuild, 500));
  }, config.timeout * 1000);
};

wellClient.disconnect = () => {
  const { stomp } = wellClient.env;
  if (stomp && stomp.connected) stomp.disconnect();
};
