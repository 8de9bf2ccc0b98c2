/** So many lines are kept. */
const KEPT = 1000;
/** In this environment `getLog` is empty (dossier §14). */
const SILENT = 'CMB-PRO';

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

  /** Adds what the SDK does; only under `debug`. */
  detail(content) {
    if (this.#config.live.debug) this.add('log', content);
  }

  /** Adds an entry; `type` is `log`, `error` or `alert`. An object becomes its JSON. */
  add(type, content) {
    const text = typeof content === 'object' ? JSON.stringify(content) : String(content);
    if (this.#isOn) {
      this.#lines.push(`${type} ${text}`);
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
    return this.#config.live.ENV_NAME === SILENT ? '' : this.#lines.join('\n');
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
