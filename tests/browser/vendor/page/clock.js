'use strict';

/** The page's clock, which can be put forward: timers that are due then run at once, in their order. */
const clock = (() => {
  const real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout, now: Date.now };
  const timers = new Map();
  let ahead = 0;
  let last = 0;
  const now = () => real.now.call(Date) + ahead;

  const arm = (id, timer) => {
    timer.handle = real.setTimeout.call(window, () => run(id, timer), Math.max(0, timer.due - now()));
  };
  const run = (id, timer) => {
    if (timer.every === undefined) {
      timers.delete(id);
    } else {
      timer.due = now() + timer.every;
      arm(id, timer);
    }
    timer.act();
  };
  const start = (act, wait = 0, every) => {
    last += 1;
    const timer = { act, every, due: now() + wait };
    timers.set(last, timer);
    arm(last, timer);
    return last;
  };
  const stop = (id) => {
    const timer = timers.get(id);
    if (timer) real.clearTimeout.call(window, timer.handle);
    timers.delete(id);
  };

  Date.now = now;
  window.setTimeout = (act, wait) => start(act, wait);
  window.setInterval = (act, wait) => start(act, wait, wait);
  window.clearTimeout = stop;
  window.clearInterval = stop;

  return {
    /** Puts the clock forward, by milliseconds. */
    forward(by) {
      ahead += by;
      for (const [id, timer] of [...timers].sort(([, a], [, b]) => a.due - b.due)) {
        real.clearTimeout.call(window, timer.handle);
        arm(id, timer);
      }
    },
  };
})();
