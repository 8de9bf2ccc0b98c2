const TIMEOUT = 2000;

/**
 * Sends every log entry to `{logPrefix}/log/wellclient`, while `sendLog` is set and there is a `logPrefix`
 * (dossier §2). The first failure ends it: an empty 200 is one as well, 204 is none.
 */
export function sendLogEntry(sdk, entry) {
  const { logPrefix, sendLog } = sdk.config.live;
  if (!sendLog || !logPrefix) return;
  const lost = sdk.host.clock.setTimeout(() => giveUpLogging(sdk), TIMEOUT);
  sdk.rest
    .send('POST', logUrl(sdk, 'wellclient'), {}, JSON.stringify(entry))
    .always(() => sdk.host.clock.clearTimeout(lost))
    .fail(() => giveUpLogging(sdk));
}

/** Asks whether logs are wanted: anything but `yes` is no. */
export function askForLogging(sdk) {
  if (!sdk.config.live.logPrefix) return;
  // `yes` is no JSON, so the good answer comes as a failure.
  sdk.rest.send('GET', logUrl(sdk, 'conf'), {}).always((answer) => {
    if (answer?.responseText !== 'yes') giveUpLogging(sdk);
  });
}

function logUrl(sdk, what) {
  const { protocol, logPrefix, token } = sdk.config.live;
  return `${protocol}${logPrefix}/log/${what}?token=${token}`;
}

function giveUpLogging(sdk) {
  sdk.config.live.sendLog = false;
}
