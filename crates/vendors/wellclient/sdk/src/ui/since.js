const KEY = 'well-client-since';

/** Since when each call is in its phase, kept over a reload of the page where the browser allows it. */
export class Since {
  #storage;

  constructor(document) {
    try {
      this.#storage = document.defaultView?.sessionStorage;
    } catch {
      // A page without an origin of its own may not keep anything.
    }
  }

  remember(calls) {
    this.#storage?.setItem(KEY, JSON.stringify(Object.fromEntries(calls.map(({ callId, since }) => [callId, since]))));
  }

  /** Returns the instant in milliseconds, or `undefined` if the call is unknown. */
  of(callId) {
    return JSON.parse(this.#storage?.getItem(KEY) ?? '{}')[callId];
  }
}
