/** Where ctimock listens if nobody says otherwise. */
const DEFAULT_SERVER = 'http://127.0.0.1:8600';
const SESSION_COOKIE = 'wellclient-cookie-session-id';

/**
 * Returns a host with everything in it that the SDK needs of the world. What `given` leaves out is the
 * engine's own; a cookie is then kept in memory, and there is neither a document nor a window.
 */
export function completeHost(given = {}) {
  const engine = globalThis;
  return {
    fetch: (...request) => engine.fetch(...request),
    WebSocket: engine.WebSocket,
    clock: {
      now: () => Date.now(),
      setTimeout: (callback, delay) => engine.setTimeout(callback, delay),
      clearTimeout: (timer) => engine.clearTimeout(timer),
    },
    cookie: memoryCookie(),
    alert: (text) => engine.alert?.(text),
    confirm: (text) => engine.confirm?.(text) ?? true,
    console: engine.console,
    document: undefined,
    window: undefined,
    server: DEFAULT_SERVER,
    ...Object.fromEntries(Object.entries(given).filter(([, own]) => own !== undefined)),
  };
}

/** Returns the host of the page that the script stands in; outside a page, that of the engine. */
export function pageHost() {
  const { document, window, location } = globalThis;
  if (!document || !window) return completeHost();
  const source = document.currentScript?.src || location?.href;
  return completeHost({ document, window, cookie: pageCookie(document), server: serverOf(source) });
}

/**
 * Returns the server that served a script: its origin, and what stands before `/sdk/` in its path. A
 * script that came from a file has none, and the server is the default one.
 */
export function serverOf(source) {
  let url;
  try {
    url = new URL(source);
  } catch {
    return DEFAULT_SERVER;
  }
  if (!url.protocol.startsWith('http')) return DEFAULT_SERVER;
  const prefix = /^(.*)\/sdk\/[^/]*$/.exec(url.pathname)?.[1] ?? '';
  return url.origin + prefix;
}

function memoryCookie() {
  let session = '';
  return {
    get: () => session,
    set: (value) => {
      session = value;
    },
  };
}

/** A session cookie of the page's origin, path `/`. */
function pageCookie(document) {
  return {
    get() {
      const pairs = document.cookie.split('; ').map((pair) => pair.split('='));
      const found = pairs.find(([name]) => name === SESSION_COOKIE);
      return found ? decodeURIComponent(found[1]) : '';
    },
    set(value) {
      document.cookie = `${SESSION_COOKIE}=${encodeURIComponent(value)}; path=/`;
    },
  };
}
