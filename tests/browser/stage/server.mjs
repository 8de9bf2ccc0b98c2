import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** `ctimock serve` in a process of its own, with the demo world unless files are given. */
export class Server {
  #child;

  constructor(child, url) {
    this.#child = child;
    this.url = url;
  }

  static async start(...args) {
    const program = process.env.CTIMOCK ?? new URL('../../../target/debug/ctimock', import.meta.url).pathname;
    const child = spawn(program, ['serve', '--listen', '127.0.0.1:0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) {
      const [, url] = /^ready (\S+)$/.exec(line) ?? [];
      if (url) return new Server(child, url);
    }
    throw new Error(`${program} ended before it was ready`);
  }

  /** Performs steps of the scenario language, and returns the ids of the calls that they made. */
  async steps(...steps) {
    const { calls } = await this.#post('steps', steps);
    return calls;
  }

  /** Lets time pass: `3m`. */
  async advance(length) {
    await this.#post('clock', { advance: length });
  }

  /** Makes the world, the clock and the names as they were at the start. */
  async reset() {
    await this.#post('reset');
  }

  /** Returns the state of the simulated vendor. */
  async world() {
    const answer = await fetch(`${this.url}/_ctimock/world`);
    return answer.json();
  }

  async stop() {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }

  async #post(page, body) {
    const answer = await fetch(`${this.url}/_ctimock/${page}`, { method: 'POST', body: JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${JSON.stringify(body)}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  }
}
