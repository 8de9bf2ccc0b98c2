/** Performs `heartbeat`: `undefined` before login (dossier §4.3). */
export function heartbeat(sdk) {
  if (!sdk.isLogined) return undefined;
  return sdk.rest.post(`/api/csta/agent/heartbeat/${sdk.who.loginId}`).promise();
}

/** Says that the agent is there, now and from now on at every interval. */
export function startHeartbeat(sdk) {
  stopHeartbeat(sdk);
  const beat = () => startHeartbeat(sdk);
  sdk.heartbeatTimer = sdk.host.clock.setTimeout(beat, sdk.config.live.heartbeatLength);
  heartbeat(sdk);
}

export function stopHeartbeat(sdk) {
  sdk.host.clock.clearTimeout(sdk.heartbeatTimer);
}
