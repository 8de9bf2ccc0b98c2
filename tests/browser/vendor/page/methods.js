'use strict';

/** The methods of calls, agents and supervisors (dossier §7, §14). */
{
  const CALLS = '/api/csta/callControl/calls';
  const STATE = '/api/csta/agent/state';
  const { request } = wellClient;
  const connection = (callId, device = wellClient.env.deviceId) =>
    `${CALLS}/${callId}/connections/${device}${wellClient.version.pipe}${callId}`;
  const service = (name, callId, payload, device) => request('POST', `${connection(callId, device)}/${name}`, payload);
  const areText = (...all) => all.every((it) => typeof it === 'string');
  const onlyCall = () => {
    const ids = Object.keys(wellClient.memory).filter((key) => key !== 'length');
    return ids.length === 1 ? ids[0] : '';
  };

  Object.assign(wellClient, {
    makeCall(number, { prefix = '', originForDisplay, cpa, contextId } = {}) {
      const { env, memory } = wellClient;
      const isTooSoon = Date.now() - (env.dialledAt || 0) < 2000;
      const isRefused = !env.isLogined || memory.length > 0 || env.isAllocated || isTooSoon;
      if (isRefused || !number || number === env.ext) return undefined;
      env.dialledAt = Date.now();
      const payload = { from: env.deviceId, to: prefix + number, destForDisplay: env.ext };
      if (originForDisplay) payload.originForDisplay = originForDisplay;
      if (cpa !== undefined) payload.cpa = String(cpa);
      if (contextId) payload.contextId = contextId;
      return request('POST', CALLS, payload);
    },
    answerCall: (id) => service('answer', id),
    dropConnection: (id = onlyCall()) => request('DELETE', connection(id)),
    holdCall: (id) => service('hold', id),
    retrieveCall: (id) => service('retrieve', id),
    singleStepTransfer: (id, transferTo) => service('singleStepTransfer', id, { transferTo }),
    singleTransferWaitReturn: (id, transferTo) =>
      service('singleStepTransferCallAndWait', id || onlyCall(), { transferTo }),
    singleStepConference: (id, conferenceParticipant, participationType = 'Active') =>
      service('singleStepConference', id, { conferenceParticipant, participationType }),
    consult: (id, consultationParticipant) => service('consult', id, { consultationParticipant }),
    conference: (id, consultCallId) => service('conference', id, { consultCallId }),
    cancelConsult: (id, consultCallId) => service('cancelConsult', id, { consultCallId }),
    transferCall: (id, consultCallId) => service('transfer', id, { consultCallId }),
    transferWaitReturn: (id, consultCallId) => service('transferAndWait', id, { consultCallId }),
    setCallData: (id, entries) => request('POST', `${CALLS}/${id}/user-data`, { entries }),
    getCallData: (id) => request('GET', `${CALLS}/${id}/user-data/`),
    agentGreeting(id = onlyCall(), message) {
      const { jobNumber, deviceId } = wellClient.env;
      const payload = { agentId: message || jobNumber, deviceId };
      return request('POST', `${CALLS}/${id}/agentGreeting`, payload);
    },
    startRecording: () => record('Start'),
    stopRecording: () => record('Stop'),
    getClientState: () => request('GET', '/api/csta/agent/client-state'),

    setAgentMode(agentMode, reason = '') {
      if (agentMode !== 'Ready' && agentMode !== 'NotReady') return $.Deferred().promise();
      const { deviceId, domain, loginId } = wellClient.env;
      const payload = { func: 'SetState', device: deviceId, agentMode, namespace: domain, reason, agentId: loginId };
      return request('POST', STATE, payload).fail((error) => {
        if (error.status === 465) window.alert('自动外呼座席数已达上限');
      });
    },
    forceReady: (agentId, device) => setState('Ready', agentId, device),
    forceNotReady: (agentId, device) => setState('NotReady', agentId, device),
    forceLogout(agentId, device) {
      if (!areText(agentId, device)) return undefined;
      const namespace = wellClient.env.domain;
      return request('POST', STATE, { namespace, func: 'Logout', device, agentId, loginId: agentId });
    },
    superLogout: (code) => request('POST', STATE, { func: 'Logout', agentId: `${code}@${wellClient.env.domain}` }),
    releaseAllocatedAgent: (agentId) => request('POST', `/api/csta/outbound/release/${agentId}`),
    forceDrop: (device, id) => (areText(device, id) ? request('DELETE', connection(id, device)) : undefined),
    forceJoin: (device, id, conferenceParticipant) =>
      areText(device, id, conferenceParticipant)
        ? service('singleStepConference', id, { conferenceParticipant, participationType: 'Active' }, device)
        : undefined,
    forceTake: (device, id, transferTo) =>
      areText(device, id, transferTo) ? service('singleStepTransfer', id, { transferTo }, device) : undefined,
    forceListen: (id, device) =>
      areText(id, device) ? request('POST', `${CALLS}/${id}/spy?deviceId=${device}`) : undefined,
  });

  const record = (what) =>
    request('POST', `/api/csta/callControl/recording/${what}?extension=${wellClient.env.deviceId}`);

  const setState = (agentMode, agentId, device) =>
    areText(agentId, device)
      ? request('POST', STATE, { func: 'SetState', agentMode, loginId: agentId, agentId, device })
      : undefined;
}
