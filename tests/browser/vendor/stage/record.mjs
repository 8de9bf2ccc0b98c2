/** A list that grows, and on which tests wait instead of sleeping. */
export class Record {
  #all = [];
  #waiting = [];

  /** Adds something, and wakes who waits for it. */
  add(item) {
    this.#all.push(item);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  get all() {
    return this.#all;
  }

  /** Waits until `enough` says so of the list; fails with `what` after a time that nothing needs. */
  async until(enough, what) {
    const late = Date.now() + 30_000;
    while (!enough(this.#all)) {
      const left = late - Date.now();
      if (left <= 0) throw new Error(`${what()}; there is ${JSON.stringify(this.#all.slice(-12), null, 1)}`);
      await new Promise((wake) => {
        const bound = setTimeout(wake, left);
        this.#waiting.push(() => {
          clearTimeout(bound);
          wake();
        });
      });
    }
  }
}
