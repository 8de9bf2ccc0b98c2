/** The first frame; neither host nor login. */
export const STOMP_CONNECT = 'CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0';
/** The last frame; no receipt is asked for. */
export const STOMP_DISCONNECT = 'DISCONNECT\n\n\0';
/** A sign of life. */
export const STOMP_HEART_BEAT = '\n';
/** The only subscription of a connection. */
export const STOMP_SUBSCRIPTION = 'sub-0';

/** What the client offers in both directions, in milliseconds. */
const OFFER = 10_000;

/** Returns the frame that subscribes to an agent's topic (dossier §5). */
export function subscribeFrame(topic, loginId) {
  const destination = topic + loginId.replace(/\./g, '_');
  return `SUBSCRIBE\nid:${STOMP_SUBSCRIPTION}\ndestination:${destination}\n\n\0`;
}

/** Takes the whole frames off the front of a text. Returns them, and the beginning of the next one. */
export function takeFrames(text) {
  const parts = text.split('\0');
  const rest = parts.pop().replace(/^[\r\n]+/, '');
  return { frames: parts.map(parseFrame), rest };
}

/**
 * Returns how often the client pings, and how often it looks whether the broker is silent, in
 * milliseconds; `0` is never. Without a version, with 1.0, or without the header there are none.
 */
export function heartBeats(headers) {
  const [sends, wants] = (headers['heart-beat'] ?? '').split(',').map(Number);
  if ((headers.version ?? '1.0') === '1.0' || !(sends >= 0) || !(wants >= 0)) return { ping: 0, check: 0 };
  return { ping: wants && Math.max(OFFER, wants), check: sends && Math.max(OFFER, sends) };
}

function parseFrame(text) {
  const [, head, body] = /^[\r\n]*(.*?)(?:\r?\n\r?\n|$)(.*)$/s.exec(text);
  const [command, ...lines] = head.split(/\r?\n/);
  const headers = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon)] ??= line.slice(colon + 1);
  }
  return { command, headers, body };
}
