import { turns } from './turns.js';

/** Marks the handshake of a WebSocket with its number; the runner takes the mark off before the mock sees it. */
const MARK = 'ctimock-socket';
const NOTHING = { unanswered: Infinity, sockets: [] };

/**
 * What is on its way between one client and the mock. A browser's network lives in another process, so
 * nobody in the page can see that something has left the mock and not arrived. Counting can: the runner
 * says what the mock has sent, and here is counted what has come.
 *
 * `fetch` and `WebSocket` are those of the page that are given, with the same faces; what goes to other
 * hosts than the mock's passes uncounted.
 */
export class Traffic {
  #hosts;
  #inFlight = 0;
  #sockets = new Map();
  #sent = NOTHING;
  /** Grows with whatever comes or is begun. */
  #stirred = 0;
  #wake = [];

  /** @param {{ fetch: typeof fetch, WebSocket: typeof WebSocket, endpoints: { http: string, ws: string } }} around */
  constructor({ fetch, WebSocket, endpoints }) {
    this.#hosts = new Set(Object.values(endpoints).map((url) => new URL(url).host));
    this.fetch = this.#countedFetch(fetch);
    this.WebSocket = this.#countedWebSocket(WebSocket);
  }

  /**
   * Waits until everything that the mock has sent has been handed to the app, and nothing is on its way to
   * the mock any more but what it has not answered. Whoever waits already goes by the newest `sent`.
   */
  async caughtUp(sent = NOTHING) {
    this.#sent = sent;
    this.#stir();
    for (;;) {
      while (this.missing().length > 0) await new Promise((resolve) => this.#wake.push(resolve));
      const before = this.#stirred;
      await turns();
      if (before === this.#stirred) return;
    }
  }

  /** Returns what `caughtUp` waits for, in words. */
  missing() {
    const missing = [];
    // A handshake is a request until it is answered.
    const shaking = [...this.#sockets.values()].filter(({ socket, opened }) => !opened && socket.readyState !== socket.CLOSED);
    const open = this.#inFlight + shaking.length;
    if (open > this.#sent.unanswered) {
      missing.push(`${open} requests are open (${shaking.length} of WebSockets), and the mock has ${this.#sent.unanswered} to answer`);
    }
    for (const { socket: number, messages, closed } of this.#sent.sockets) {
      const { socket, received, left } = this.#sockets.get(number) ?? {};
      if (!socket || socket.readyState === socket.CLOSED) continue;
      if (closed) missing.push(`WebSocket ${number} was closed`);
      // Once it is closing, the browser hands on nothing more.
      else if (!left && received < messages) missing.push(`WebSocket ${number} has ${received} messages of ${messages}`);
    }
    return missing;
  }

  /** Returns what has gone to the mock on each WebSocket, so that the runner can wait for it. */
  made() {
    const sockets = [...this.#sockets].filter(([, { opened }]) => opened);
    return {
      sockets: sockets.map(([socket, { sent, left }]) => ({ socket, messages: sent, closed: left })),
    };
  }

  /** Closes what is open still. */
  close() {
    for (const { socket } of this.#sockets.values()) socket.close();
  }

  #countedFetch(fetch) {
    return async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, globalThis.location?.href);
      if (!this.#hosts.has(url.host)) return fetch(input, init);
      this.#inFlight += 1;
      this.#stir();
      try {
        return await whole(await fetch(input, init));
      } finally {
        this.#inFlight -= 1;
        this.#stir();
      }
    };
  }

  #countedWebSocket(WebSocket) {
    const watch = (url) => this.#watch(url);
    return class extends WebSocket {
      #url;
      #seen;

      constructor(url, ...more) {
        const { marked, begin } = watch(url);
        super(marked, ...more);
        this.#url = marked === url ? undefined : String(url);
        this.#seen = begin(this);
      }

      get url() {
        return this.#url ?? super.url;
      }

      send(data) {
        const open = this.readyState === this.OPEN;
        super.send(data);
        if (open) this.#seen.sent += 1;
      }

      close(...how) {
        super.close(...how);
        this.#seen.left = true;
      }
    };
  }

  /** Returns the address to connect to, and what counts on the socket that does. */
  #watch(url) {
    const seen = { opened: false, received: 0, sent: 0, left: false };
    const marked = new URL(url, globalThis.location?.href);
    if (!this.#hosts.has(marked.host)) return { marked: url, begin: () => seen };
    const number = this.#sockets.size + 1;
    marked.searchParams.append(MARK, number);
    const on = (socket, name, note) =>
      socket.addEventListener(name, () => {
        note();
        this.#stir();
      });
    const begin = (socket) => {
      this.#sockets.set(number, Object.assign(seen, { socket }));
      on(socket, 'open', () => (seen.opened = true));
      on(socket, 'message', () => (seen.received += 1));
      on(socket, 'close', () => {});
      this.#stir();
      return seen;
    };
    return { marked: marked.href, begin };
  }

  #stir() {
    this.#stirred += 1;
    for (const wake of this.#wake.splice(0)) wake();
  }
}

/** Returns an answer when all of its body has come. Reading it then takes no further turn of the event loop. */
async function whole(response) {
  let bytes;
  try {
    bytes = await response.clone().arrayBuffer();
  } catch {
    // The body was cut: who reads it finds that out.
    return response;
  }
  const text = () => new TextDecoder().decode(bytes);
  const read = {
    arrayBuffer: async () => bytes.slice(0),
    text: async () => text(),
    json: async () => JSON.parse(text()),
  };
  for (const [name, value] of Object.entries(read)) Object.defineProperty(response, name, { value });
  return response;
}
