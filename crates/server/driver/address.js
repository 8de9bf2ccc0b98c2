/** Where a runner may be. An address elsewhere would hand the page to whoever has made a link to it. */
const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/;

/** Returns the runner's address in a page's query, or `null` if there is none on this machine. */
export function runnerIn(query) {
  const address = new URLSearchParams(query).get('ctimock');
  const url = address && URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'ws:' && LOOPBACK.test(url.hostname) ? url.href : null;
}
