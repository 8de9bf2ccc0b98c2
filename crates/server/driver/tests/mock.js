/** A `fetch` and a `WebSocket` without a network: a test answers, opens, sends and cuts. */

export class Network {
  /** Requests that are not answered: `{ url, answer(response), fail() }`. */
  requests = [];
  /** WebSockets in the order in which they were made. */
  sockets = [];

  fetch = (input) =>
    new Promise((resolve, reject) => {
      const url = String(input.url ?? input);
      this.requests.push({ url, answer: resolve, fail: () => reject(new TypeError('failed to fetch')) });
    });

  WebSocket = socketsOf(this);
}

function socketsOf(network) {
  return class FakeSocket extends EventTarget {
    CONNECTING = 0;
    OPEN = 1;
    CLOSING = 2;
    CLOSED = 3;
    readyState = 0;
    asked;
    written = [];

    constructor(url) {
      super();
      this.asked = String(url);
      network.sockets.push(this);
    }

    get url() {
      return this.asked;
    }

    send(data) {
      if (this.readyState === this.CONNECTING) throw new Error('it is not open');
      if (this.readyState === this.OPEN) this.written.push(data);
    }

    close() {
      if (this.readyState < this.CLOSING) this.readyState = this.CLOSING;
    }

    /** The mock accepts. */
    accept() {
      this.readyState = this.OPEN;
      this.dispatchEvent(new Event('open'));
    }

    /** A message of the mock arrives. */
    hand(data) {
      if (this.readyState === this.OPEN) this.dispatchEvent(new MessageEvent('message', { data }));
    }

    /** It is closed, refused or lost. */
    end() {
      this.readyState = this.CLOSED;
      this.dispatchEvent(new Event('close'));
    }
  };
}
