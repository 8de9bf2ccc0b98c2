'use strict';

/** Goes on after a reload, with the session of the cookie (dossier §4.4). */
wellClient.checkRecoverStateAbility = ({ jobNumber = '', ext = '', domain = '' }) => {
  const recovery = $.Deferred();
  const cookie = /wellclient-cookie-session-id=([^;]+)/.exec(document.cookie);
  if (!cookie) return recovery.reject().promise();
  wellClient.identify({ jobNumber, password: '', domain, ext });
  const { env } = wellClient;
  wellClient
    .request('GET', '/api/csta/agent/client-state', undefined, cookie[1])
    .done((state) => {
      const { agent, extension } = state;
      const isMine =
        agent &&
        extension &&
        agent.agentMode !== 'Logout' &&
        agent.agentId === env.loginId &&
        agent.extensionId === env.deviceId;
      if (!isMine) {
        recovery.reject();
        return;
      }
      wellClient.keepSession(cookie[1]);
      recovery.resolve(state);
      wellClient.readPrefixes();
      wellClient.connect(() => setTimeout(() => recover(agent), 500));
    })
    .fail((error) => recovery.reject(error));
  return recovery.promise();
};

const recover = (agent) => {
  const event = {
    eventName: 'recoverStateSuccess',
    agentId: agent.agentId,
    extensionId: agent.extensionId,
    agentMode: agent.agentMode,
    agentName: agent.agentName,
  };
  wellClient.memory = { length: 0 };
  wellClient.env.isLogined = true;
  wellClient.startHeartbeat();
  const call = agent.activeCall;
  if (call) {
    // Missing, this throws.
    call.otherSide.split('@')[0];
    const pair = { callingDevice: call.ani, calledDevice: call.dnis };
    const isConnected = call.state === 'Connect';
    wellClient.model.create(call.callId, pair, 'delivered', call.ringTime);
    if (isConnected) {
      wellClient.model.established({ ...pair, callId: call.callId, eventTime: call.answerTime });
    }
    const state = isConnected ? 'established' : call.state === 'Alerting' ? 'delivered' : '';
    event.call = { callId: call.callId, ...pair, state };
    if (wellClient.config.autoAnswer) wellClient.answerCall(call.callId);
  }
  wellClient.triggerInnerOn(event);
};

/** Looks what is left after a reconnect, if the page wants to know (dossier §5). */
wellClient.rebuild = () => {
  if (!wellClient.inner.wsReconnectSucceed) return;
  wellClient
    .getClientState()
    .done((state) => rebuildFrom(state.agent))
    .fail(() => {
      wellClient.triggerInnerOn({ eventName: 'wsReconnectSucceed', agentMode: 'Logout' });
      wellClient.disconnect();
    });
};

const rebuildFrom = ({ agentMode, activeCall }) => {
  const event = { eventName: 'wsReconnectSucceed', agentMode };
  if (!activeCall) {
    wellClient.memory = { length: 0 };
    wellClient.triggerInnerOn(event);
    return;
  }
  const { callId, ani, dnis, direction, ringTime, answerTime } = activeCall;
  if (activeCall.state === 'Initiate') return;
  activeCall.otherSide.split('@')[0];
  const states = { Alerting: 'delivered', Connect: 'connected', Hold: 'held' };
  const state = states[activeCall.state];
  if (!wellClient.memory[callId]) {
    const pair = { callingDevice: ani, calledDevice: dnis };
    wellClient.model.create(callId, pair, state, ringTime);
    if (answerTime) {
      wellClient.memory[callId].establishedTimeId = wellClient.model.time(answerTime);
    }
  }
  // Another pair than the one that the page already has throws here.
  const call = wellClient.memory[callId];
  call[ani].connectionState = state;
  call[dnis].connectionState = state;
  event.activeCall = { callingDevice: ani, calledDevice: dnis, state, callId, direction };
  wellClient.triggerInnerOn(event);
};
