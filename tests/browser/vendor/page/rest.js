'use strict';

/** Requests as the client makes them (dossier §3, §7). */
wellClient.request = (method, path, payload, session = wellClient.env.sessionId) => {
  const { protocol, SDK, cstaPort } = wellClient.config;
  const options = {
    url: `${protocol}${SDK}${cstaPort}${path}`,
    type: method,
    dataType: 'json',
    contentType: 'application/json; charset=UTF-8',
    headers: { sessionId: session || '' },
  };
  if (payload !== undefined) options.data = JSON.stringify(payload);
  const asked = $.ajax(options);
  asked.fail((error) => {
    if (error.status === 426) wellClient.relogin();
  });
  return asked;
};

/** Asks for a session. The form is not URL-encoded (dossier §3). */
wellClient.tpi = () => {
  const { protocol, TPI } = wellClient.config;
  const { jobNumber, password, domain } = wellClient.env;
  return $.ajax({
    url: `${protocol}${TPI}`,
    type: 'POST',
    dataType: 'json',
    data: `username=${jobNumber}&password=${password}&namespace=${domain}`,
  });
};

/** Takes a new session with the stored password; the request that was refused stays so (dossier §3). */
wellClient.relogin = () =>
  wellClient.tpi().done((answer) => {
    wellClient.keepSession(answer.sessionId);
  });

wellClient.keepSession = (sessionId) => {
  wellClient.env.sessionId = sessionId;
  document.cookie = `wellclient-cookie-session-id=${sessionId};path=/`;
};

/** Says that the page is alive, now and every minute. */
wellClient.startHeartbeat = () => {
  wellClient.heartbeat();
  wellClient.env.heart = setInterval(wellClient.heartbeat, wellClient.config.heartbeatLength);
};

wellClient.heartbeat = () => wellClient.request('POST', `/api/csta/agent/heartbeat/${wellClient.env.loginId}`);

/** Reads the trunk prefixes of the agent (dossier §7): an answer without JSON throws. */
wellClient.readPrefixes = (session = wellClient.env.sessionId) => {
  const { domain, loginId } = wellClient.env;
  const path = `/api/operation/operation/tenants/${domain}/agents/${loginId}`;
  const reading = wellClient.request('GET', path, undefined, session).done((answer) => {
    wellClient.prefixes = [...new Set(answer.agentTrunks.map((trunk) => trunk.scanPrefix))];
  });
  wellClient.env.reading = reading;
  return reading;
};
