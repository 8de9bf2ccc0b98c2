'use strict';

/** Logs an agent in, in the order of 1.3.7 (dossier §4.1) or of an older version (§16). */
wellClient.agentLogin = ({ jobNumber, password, domain, ext, loginMode = 'force', agentMode = 'NotReady' }) => {
  const login = $.Deferred();
  const { env, version } = wellClient;
  wellClient.identify({ jobNumber, password, domain, ext });
  const asks = { login, loginMode, agentMode };
  wellClient
    .tpi()
    .done((answer) => {
      // 204 has no answer, and this throws; the login never settles.
      asks.session = answer.sessionId;
      if (env.stomp && env.stomp.connected) return;
      if (version.heartbeatFirst) {
        heartbeatFirst(asks);
      } else {
        connectAndPost(asks);
      }
    })
    .fail((error) => {
      wellClient.alert(`登录失败 ${error.status}`);
      login.reject(error);
    });
  return login.promise();
};

/** The deprecated login: connects and posts at once, without a session in the body (dossier §4.2). */
wellClient.login = (jobNumber, password, domain, ext, loginMode = 'force') => {
  const login = $.Deferred();
  wellClient.identify({ jobNumber, password, domain, ext });
  wellClient
    .tpi()
    .done((answer) => {
      const asks = { login, loginMode, agentMode: 'NotReady', session: answer.sessionId, bodySession: '' };
      wellClient.connect(() => {});
      postLogin(asks);
    })
    .fail((error) => login.reject(error));
  return login.promise();
};

wellClient.identify = ({ jobNumber, password, domain, ext }) => {
  Object.assign(wellClient.env, {
    jobNumber,
    password,
    domain,
    ext,
    loginId: `${jobNumber}@${domain}`,
    deviceId: `${ext}@${domain}`,
  });
};

const connectAndPost = (asks) => {
  if (!wellClient.version.waitsForSocket) {
    wellClient.connect(() => {});
    postLogin(asks);
    return;
  }
  let isFirst = true;
  const post = () => {
    isFirst = false;
    const { waitsBeforeLogin } = wellClient.version;
    setTimeout(() => postLogin(asks), waitsBeforeLogin ? 500 : 0);
  };
  wellClient.connect(post, () => {
    if (isFirst) wellClient.alert('websocket 连接失败');
  });
};

/** Until 1.1.0.11 the heartbeat of an agent that is not yet on had to succeed. */
const heartbeatFirst = (asks) => {
  const { session, login } = asks;
  wellClient.readPrefixes(session).always(() => {
    wellClient
      .request('POST', `/api/csta/agent/heartbeat/${wellClient.env.loginId}`, undefined, session)
      .done(() => connectAndPost(asks))
      .fail((error) => {
        wellClient.alert('心跳失败');
        login.reject(error);
      });
  });
};

const postState = (asks, body) => {
  const { sessionInBody } = wellClient.version;
  const sessionId = asks.bodySession === undefined ? asks.session : asks.bodySession;
  const payload = sessionInBody ? { ...body, sessionId } : body;
  return wellClient.request('POST', '/api/csta/agent/state', payload, asks.session);
};

const postLogin = (asks) => {
  const { loginId, deviceId, password } = wellClient.env;
  const { agentMode } = asks;
  postState(asks, { loginId, device: deviceId, password, agentMode, func: 'Login' })
    .done((value) => isOn(asks, asks.isForced ? undefined : value))
    .fail((error) => refused(asks, error));
};

const isOn = (asks, value) => {
  wellClient.keepSession(asks.session);
  asks.login.resolve(value);
  if (!wellClient.version.heartbeatFirst) wellClient.readPrefixes();
};

const refused = (asks, error) => {
  if (error.status === 454 || error.status === 455) {
    const mode = asks.isForced && asks.loginMode === 'force' ? 'ask' : asks.loginMode;
    const text = `${wellClient.env.loginId} 已登录`;
    if (mode === 'force' || (mode === 'ask' && window.confirm(text))) {
      force(asks);
      return;
    }
  } else if (error.status === 459) {
    // A body without JSON throws here, and the login never settles.
    const { agent } = error.responseJSON || JSON.parse(error.responseText);
    if (agent) wellClient.alert(`分机已被 ${agent} 使用`);
  } else if ([451, 452, 453].includes(error.status)) {
    wellClient.alert({ 451: '分机未注册', 452: '非法座席', 453: '非法分机' }[error.status]);
  }
  wellClient.disconnect();
  asks.login.reject(error);
};

/** Evicts the agent's own old session; when that fails, the login never settles. */
const force = (asks) => {
  if (wellClient.memory.length > 0) return;
  asks.isForced = true;
  postState(asks, { func: 'Logout', agentId: wellClient.env.loginId }).done(() => postLogin(asks));
};

/** Refused here while a call is in memory or the dialler has the agent (dossier §4.5). */
wellClient.logout = () => {
  if (wellClient.memory.length > 0 || wellClient.env.isAllocated) {
    return $.Deferred().reject({ reason: 'in use', responseText: 'negative' }).promise();
  }
  const agentId = wellClient.env.loginId;
  return wellClient.request('POST', '/api/csta/agent/state', { func: 'Logout', agentId });
};
