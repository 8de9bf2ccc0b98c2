/**
 * A clock that stands still until it is told to move. It has what an SDK asks of a clock: `now` and
 * the timers, all in milliseconds of scenario time.
 */
export class VirtualClock {
  #now;
  #last = 0;
  #timers = new Map();

  /** @param {number} [now] where it stands at first */
  constructor(now = 0) {
    this.#now = now;
  }

  now = () => this.#now;

  setTimeout = (callback, delay = 0, ...args) => this.#set(callback, delay, undefined, args);

  setInterval = (callback, delay = 0, ...args) => this.#set(callback, delay, Math.max(1, delay), args);

  clearTimeout = (timer) => {
    this.#timers.delete(timer);
  };

  clearInterval = this.clearTimeout;

  /** Returns the instant of the nearest timer, or `null`. */
  next() {
    return this.#nearest()?.[1].at ?? null;
  }

  /** Moves to an instant; the timers on the way run in their order, each at its own instant. */
  advance(to) {
    for (let due = this.#nearest(); due && due[1].at <= to; due = this.#nearest()) {
      const [timer, { at, callback, every, args }] = due;
      this.#timers.delete(timer);
      this.#now = Math.max(this.#now, at);
      if (every !== undefined) this.#timers.set(timer, { at: this.#now + every, callback, every, args });
      try {
        callback(...args);
      } catch (error) {
        // As in any page, one callback that throws does not stop the others.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
    this.#now = to;
  }

  #set(callback, delay, every, args) {
    this.#last += 1;
    this.#timers.set(this.#last, { at: this.#now + Math.max(0, delay), callback, every, args });
    return this.#last;
  }

  /** Of timers at one instant the one that was set first. */
  #nearest() {
    return [...this.#timers].reduce((near, timer) => (near && near[1].at <= timer[1].at ? near : timer), undefined);
  }
}
