/**
 * A result that comes later, with the words of a jQuery Deferred: callbacks run at once when it is
 * settled already, and always in the order in which they were added. It can be awaited.
 */
export class Deferred {
  #state = 'pending';
  #value;
  #waiting = [];
  #notified = [];

  resolve(value) {
    return this.#settle('resolved', value);
  }

  reject(error) {
    return this.#settle('rejected', error);
  }

  notify(value) {
    if (this.#state === 'pending') for (const callback of this.#notified) callSafely(callback, value);
    return this;
  }

  state() {
    return this.#state;
  }

  done(...callbacks) {
    return this.#add('resolved', callbacks);
  }

  fail(...callbacks) {
    return this.#add('rejected', callbacks);
  }

  progress(...callbacks) {
    this.#notified.push(...callbacks.flat());
    return this;
  }

  always(...callbacks) {
    return this.done(...callbacks).fail(...callbacks);
  }

  /** What a callback returns, or throws, is what the new result comes to. */
  then(onResolved, onRejected) {
    const next = new Deferred();
    this.done(follow(next, onResolved, (value) => next.resolve(value)));
    this.fail(follow(next, onRejected, (error) => next.reject(error)));
    return next.promise();
  }

  catch(onRejected) {
    return this.then(undefined, onRejected);
  }

  /** What a page is given: it can wait, and cannot settle. */
  promise(target = {}) {
    for (const name of ['state', 'progress', 'then', 'catch']) target[name] = this[name].bind(this);
    for (const name of ['done', 'fail', 'always']) {
      target[name] = (...callbacks) => {
        this[name](...callbacks);
        return target;
      };
    }
    target.promise = (other) => (other ? this.promise(other) : target);
    return target;
  }

  #add(state, callbacks) {
    for (const callback of callbacks.flat()) {
      if (typeof callback !== 'function') continue;
      if (this.#state === 'pending') this.#waiting.push({ state, callback });
      else if (this.#state === state) callSafely(callback, this.#value);
    }
    return this;
  }

  #settle(state, value) {
    if (this.#state !== 'pending') return this;
    this.#state = state;
    this.#value = value;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const entry of waiting) if (entry.state === state) callSafely(entry.callback, value);
    return this;
  }
}

/** Calls what a page gave. What it throws is reported, and takes nothing else with it. */
export function callSafely(callback, ...values) {
  try {
    return callback(...values);
  } catch (error) {
    if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
    else globalThis.console.error(error);
    return undefined;
  }
}

function follow(next, callback, otherwise) {
  if (typeof callback !== 'function') return otherwise;
  return (value) => {
    try {
      const result = callback(value);
      if (typeof result?.then === 'function') {
        result.then(
          (settled) => next.resolve(settled),
          (error) => next.reject(error),
        );
      } else {
        next.resolve(result);
      }
    } catch (error) {
      next.reject(error);
    }
  };
}
