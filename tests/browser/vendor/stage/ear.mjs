/** What a server has heard. A page knows only that it has sent something, and an event may be quicker than that. */
export class Ear {
  #server;
  #next = 0;
  #listening = new Map();

  constructor(server) {
    this.#server = server;
  }

  /** Waits until the server has been asked this often for the events of an agent, by job number. */
  async hears(jobNumber, times) {
    while ((this.#listening.get(jobNumber) ?? 0) < times) {
      const answer = await fetch(`${this.#server.url}/_ctimock/journal?since=${this.#next}`);
      for (const { seq, what, body } of await answer.json()) {
        this.#next = seq + 1;
        const [, who] = (what === 'received' && /SUBSCRIBE.*\/topic\/.*?(\d+)@/s.exec(body)) || [];
        if (who) this.#listening.set(who, (this.#listening.get(who) ?? 0) + 1);
      }
    }
  }
}
