// What a page can do with the log (dossier §2, §14).

/** Sends the log to the server; resolves when the server has it. */
export function uploadLog(sdk) {
  const url = `${sdk.config.rest}/client-log/upload?filename=${createLogName(sdk)}`;
  return sdk.rest.send('POST', url, { 'Content-Type': 'text/xml' }, sdk.log.text()).promise();
}

/** Saves the log as a file of the page, and returns its text. */
export function downloadLog(sdk) {
  const text = sdk.log.text();
  const { document } = sdk.host;
  if (document) {
    const link = document.createElement('a');
    link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
    link.download = `${createLogName(sdk)}.txt`;
    link.click();
  }
  return text;
}

/** Returns `{domain}w{jobNumber}w{MMDDHH}txt`, letters and digits only. */
export function createLogName(sdk) {
  const now = new Date(sdk.host.clock.now());
  const parts = [now.getMonth() + 1, now.getDate(), now.getHours()];
  const hour = parts.map((part) => String(part).padStart(2, '0')).join('');
  const { domain, jobNumber } = sdk.who;
  return `${domain}w${jobNumber}w${hour}txt`.replace(/[^0-9A-Za-z]/g, '');
}
