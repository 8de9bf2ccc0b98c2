import { createWellClient } from '../src/index.js';

/**
 * A world without a network: requests and sockets are kept, and answered by hand; time stands still until
 * it is told to move.
 */
export class World {
  requests = [];
  sockets = [];
  alerts = [];
  asked = [];
  answersToConfirm = true;
  session = '';
  #now = 0;
  #timers = new Map();
  #last = 0;

  constructor(own = {}) {
    const world = this;
    this.host = {
      server: 'http://127.0.0.1:8600',
      fetch: (url, init) => new Promise((resolve, reject) => this.requests.push({ url, init, resolve, reject })),
      WebSocket: class {
        sent = [];

        constructor(url) {
          this.url = url;
          world.sockets.push(this);
        }

        send = (text) => this.sent.push(text);
        close = () => (this.closed = true);
      },
      clock: {
        now: () => this.#now,
        setTimeout: (callback, delay) => {
          this.#last += 1;
          this.#timers.set(this.#last, { at: this.#now + delay, callback });
          return this.#last;
        },
        clearTimeout: (timer) => this.#timers.delete(timer),
      },
      cookie: { get: () => this.session, set: (session) => (this.session = session) },
      alert: (text) => this.alerts.push(text),
      confirm: (text) => {
        this.asked.push(text);
        return this.answersToConfirm;
      },
      console: { log() {}, error() {} },
      ...own,
    };
    this.sdk = createWellClient(this.host);
  }

  /** Takes the oldest request that is not answered, in one line. */
  sent() {
    const [request] = this.requests;
    if (!request) return undefined;
    const { url, init } = request;
    const line = `${init.method} ${url.replace('http://127.0.0.1:8600', '')}`;
    return init.body ? `${line} ${init.body}` : line;
  }

  async answer(status, body = '') {
    const { resolve } = this.requests.shift();
    resolve({ status, statusText: '', text: async () => body });
    await soon();
  }

  async lose() {
    this.requests.shift().reject(new TypeError('lost'));
    await soon();
  }

  advance(millis) {
    const to = this.#now + millis;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= to).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = due[1].at;
      due[1].callback();
    }
    this.#now = to;
  }

  get socket() {
    return this.sockets.at(-1);
  }

  /** The broker accepts the newest socket; the pause after that passes. */
  connect(headers = 'version:1.1\nheart-beat:0,0') {
    this.socket.onopen({});
    this.socket.onmessage({ data: `CONNECTED\n${headers}\n\n\0` });
    this.advance(500);
  }

  /** An event comes. */
  tell(event) {
    this.socket.onmessage({ data: `MESSAGE\nsubscription:sub-0\n\n${JSON.stringify(event)}\0` });
  }

  /** Anna logs in, and all that belongs to it is answered. */
  async logIn(options = {}) {
    const result = this.sdk.agentLogin({ ...ANNA, ...options });
    await this.answer(200, '{"sessionId":"S1"}');
    this.connect();
    await this.answer(204);
    await this.answer(200, '{"agentTrunks":[]}');
    this.tell({ eventName: 'agentLoggedOn', eventType: 'agent', serial: 1, agentMode: 'NotReady' });
    await this.answer(204);
    return result;
  }
}

export const ANNA = { jobNumber: '5001', password: '123456', domain: 'test.cc', ext: '8001' };

/** Lets promises settle. */
export async function soon() {
  await new Promise(setImmediate);
}
