/** How many lines the log keeps. */
const KEPT = 5000;

/** The page's log: what `getLog` gives, and the console shows under `debug`. */
export class Log {
  /** An entry was added. */
  onEntry = () => {};
  #host;
  #config;
  #lines = [];
  #isOn = true;

  constructor(host, config) {
    this.#host = host;
    this.#config = config;
  }

  /** Adds an entry; `type` is `log`, `error` or `alert`. An object becomes its JSON. */
  add(type, content) {
    const text = typeof content === 'object' ? JSON.stringify(content) : String(content);
    if (this.#isOn) {
      this.#lines.push(`${timeOf(this.#host.clock.now())} ${type} ${text}`);
      if (this.#lines.length > KEPT) this.#lines.shift();
    }
    if (this.#config.live.debug) this.write(type, text);
    this.onEntry({ type, content: text });
  }

  /** Writes to the console. */
  write(type, ...values) {
    this.#host.console?.[type === 'error' ? 'error' : 'log']('wellClient', ...values);
  }

  text() {
    return this.#lines.join('\n');
  }

  search(words) {
    return this.#lines.filter((line) => line.includes(words));
  }

  clear() {
    this.#lines = [];
  }

  turn(isOn) {
    this.#isOn = isOn;
  }
}

function timeOf(millis) {
  return new Date(millis).toISOString().replace('T', ' ').slice(0, 23);
}
