import { VirtualClock } from './clock.js';
import { Traffic } from './traffic.js';

/** The codes of the driver protocol, for an `invoke` that came to nothing. */
const REJECTED = 1;
const UNSUPPORTED = 2;
const ERRORED = 3;
/** So long, in real milliseconds, `settle` waits before it says for what; the runner gives up a little later. */
const PATIENCE = 8000;

/** The page's side of the driver protocol: any number of clients, one case at a time. */
export class Conversation {
  #scope;
  #load;
  #say;
  #adapter;
  #clients = new Map();
  #now = 0;

  /** `adapter(vendor)` gives the vendor's adapter, `say(message)` sends a message to the runner. */
  constructor({ scope, adapter, say }) {
    this.#scope = scope;
    this.#load = adapter;
    this.#say = say;
  }

  /** Does what the runner asks, and answers. */
  async hear({ id, method, params }) {
    try {
      const perform = this.#requests[method];
      if (!perform) throw new Error(`there is no request \`${method}\``);
      // JSON has no `undefined`: an answer without `result` says it.
      this.#say({ id, result: await perform(params) });
    } catch (error) {
      this.#say({ id, error: { code: codeOf(error), message: error?.message ?? String(error), data: error?.data } });
    }
  }

  #requests = {
    initialize: async ({ vendor }) => {
      this.#adapter = await this.#load(vendor);
      const { clock = 'real', ...about } = await this.#adapter.describe(this.#scope);
      return { multipleClients: true, ...about, methods: [...this.#adapter.methods], clock, counts: true };
    },

    connect: async ({ client, endpoints, identity, options = {} }) => {
      this.#leave(client);
      const { fetch, WebSocket } = this.#scope;
      const clock = new VirtualClock(this.#now);
      const traffic = new Traffic({ fetch: fetch.bind(this.#scope), WebSocket, endpoints });
      const tell = (name, data = null) => this.#say({ method: 'event', params: { client, name, data } });
      const instance = await this.#adapter.connect({
        ...{ scope: this.#scope, client, endpoints, identity, options, clock, tell },
        ...{ fetch: traffic.fetch, WebSocket: traffic.WebSocket },
      });
      this.#clients.set(client, { instance, clock, traffic });
      return {};
    },

    invoke: ({ client, method, args }) => {
      if (!this.#adapter.methods.includes(method)) {
        throw Object.assign(new Error(`there is no method \`${method}\``), { code: UNSUPPORTED });
      }
      return this.#client(client).instance.invoke(method, args);
    },

    settle: async ({ client, sent }) => {
      const { clock, traffic } = this.#client(client);
      await within(PATIENCE, traffic.caughtUp(sent), () => `it waits for the network: ${traffic.missing().join('; ')}`);
      return { next: clock.next(), made: traffic.made() };
    },

    advance: ({ to }) => {
      this.#now = to;
      for (const { clock } of this.#clients.values()) clock.advance(to);
      return {};
    },

    disconnect: ({ client }) => {
      this.#leave(client);
      // The next case begins at zero again.
      if (this.#clients.size === 0) this.#now = 0;
      return {};
    },

    shutdown: () => {
      for (const client of [...this.#clients.keys()]) this.#leave(client);
      return {};
    },
  };

  #client(name) {
    const client = this.#clients.get(name);
    if (!client) throw new Error(`there is no client \`${name}\``);
    return client;
  }

  #leave(name) {
    const client = this.#clients.get(name);
    this.#clients.delete(name);
    client?.instance.disconnect?.();
    client?.traffic.close();
  }
}

/** A rejection has the vendor's error as `data`; of other errors the code is told if they have one. */
function codeOf(error) {
  if (error?.code === REJECTED || error?.code === UNSUPPORTED) return error.code;
  return error?.data === undefined ? ERRORED : REJECTED;
}

function within(limit, promise, why) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(why())), limit);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
