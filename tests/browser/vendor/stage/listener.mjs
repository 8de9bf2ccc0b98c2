import assert from 'node:assert/strict';

import { broken, brokenFrame } from './invariants.mjs';
import { difference } from './like.mjs';
import { Record } from './record.mjs';

/** A page of the vendor's client as it is seen from outside: what it is told, asks and trips over. */
export class Listener {
  /** Uncaught errors, errors on the console, and frames that the client cannot read. */
  problems = [];
  /** What the page was told: raw events, and those of the client's own. */
  everything = [];
  events = new Record();
  /** Off where it is not documented which ends of other legs are told; they mean nothing to the client. */
  mindsFarClears = true;
  /** Off for a server that is told to break the rules. */
  mindsRules = true;
  inner = new Record();
  /** Statuses that Chromium complains of on the console: each must be expected. */
  refusals = new Record();
  /** What was asked over HTTP, and the frames of the client. */
  requests = new Record();
  frames = new Record();
  /** The messages of the server. */
  received = new Record();
  /** Texts of `alert` and `confirm`. */
  dialogs = [];
  /** What the person says to `confirm`. */
  agrees = true;
  #read = 0;
  #readInner = 0;

  /** `isHeard` waits until the server knows that this page listens. */
  constructor(page, who, isHeard) {
    this.page = page;
    this.isHeard = isHeard;
    this.who = who;
    this.login = `${who.jobNumber}@${who.domain}`;
    this.device = `${who.ext}@${who.domain}`;
    this.#watch();
  }

  #watch() {
    const { page } = this;
    page.on('pageerror', (error) => this.problems.push(error.stack));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const status = /status of (\d+)/.exec(message.text());
      if (status) this.refusals.add(Number(status[1]));
      else this.problems.push(message.text());
    });
    page.on('dialog', (dialog) => {
      this.dialogs.push(dialog.message());
      return this.agrees ? dialog.accept() : dialog.dismiss();
    });
    page.on('request', (request) => this.requests.add(request));
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        this.frames.add(payload);
        if (payload.includes('SUBSCRIBE')) this.listens = this.#waitsHalfASecond();
      });
      socket.on('framereceived', ({ payload }) => {
        this.received.add(payload);
        const wrong = brokenFrame(payload);
        if (wrong) this.problems.push(wrong);
      });
    });
  }

  /** Lets the half second pass that the client waits when it has begun to listen (dossier §4.1, §5). */
  async #waitsHalfASecond() {
    try {
      await this.isHeard();
      await this.passes(500);
    } catch (error) {
      if (!this.page.isClosed()) this.problems.push(error.stack);
    }
  }

  /** Takes what the page was told. */
  report(kind, event) {
    if (kind === 'inner') return this.inner.add(event);
    this.everything.push(event);
    const { eventName, releasingDevice } = event;
    const isFarClear = eventName === 'connectionCleared' && releasingDevice !== this.device;
    if (!isFarClear || this.mindsFarClears) this.events.add(event);
  }

  /** Takes the next complaints of Chromium about an answer's status. */
  async complains(...statuses) {
    const { refusals } = this;
    await refusals.until(
      (all) => all.length >= statuses.length,
      () => `${statuses} were wanted`,
    );
    assert.deepEqual(refusals.all.splice(0, statuses.length), statuses);
  }

  /** Takes the next events, in this order and with these fields; waits for them. */
  async told(...wanted) {
    const from = this.#read;
    const names = () => `${this.who.jobNumber}: ${wanted.map(([name]) => name)} were wanted`;
    await this.events.until((all) => all.length >= from + wanted.length, names);
    const found = this.events.all.slice(from, from + wanted.length);
    this.#read += wanted.length;
    const differences = wanted.map(([eventName, fields], at) => difference(found[at], { eventName, ...fields }));
    assert.deepEqual(
      differences.filter(Boolean),
      [],
      `${this.who.jobNumber} was told ${JSON.stringify(found, null, 1)}`,
    );
    return found;
  }

  /** Takes the next event of the client's own. */
  async toldInside(eventName, fields = {}) {
    const at = this.#readInner;
    await this.inner.until(
      (all) => all.length > at,
      () => `${eventName} was wanted`,
    );
    this.#readInner += 1;
    const found = this.inner.all[at];
    const wrong = difference(found, { eventName, ...fields });
    assert.equal(wrong, undefined, JSON.stringify(found));
    return found;
  }

  /** Waits until everything that the server has said is there, and passes over it; returns what was told. */
  async settles(server) {
    const marker = `${this.who.name} ${this.events.all.length}`;
    const emits = { backend: 'emits', client: this.who.name, event: 'ChannelStateChangedEvent', fields: { marker } };
    await server.steps(emits);
    const isThere = (all) => all.some((event) => event.marker === marker);
    await this.events.until(isThere, () => `${marker} was wanted`);
    const told = this.events.all.slice(this.#read, -1);
    this.#read = this.events.all.length;
    this.#readInner = this.inner.all.length;
    return told;
  }

  /** Returns the next request whose URL has `part` in it, from here on. */
  async asks(part) {
    const theirs = (all) => all.filter((request) => request.url().includes(part));
    const before = theirs(this.requests.all).length;
    await this.requests.until(
      (all) => theirs(all).length > before,
      () => `a request of ${part} was wanted`,
    );
    return theirs(this.requests.all)[before];
  }

  /** Returns the call memory. */
  memory() {
    return this.page.evaluate(() => wellClient.getCallMemory());
  }

  isLogined() {
    return this.page.evaluate(() => wellClient.isLogined());
  }

  /** Lets time pass in the page. */
  async passes(milliseconds) {
    await this.page.evaluate((by) => clock.forward(by), milliseconds);
  }

  /** Proves that everything that the page was told has been looked at, and that nothing was wrong. */
  async isQuiet() {
    assert.equal(await this.isLogined(), false);
    this.isWell();
    assert.deepEqual(this.events.all.slice(this.#read), []);
    assert.deepEqual(this.inner.all.slice(this.#readInner), []);
  }

  /** Proves that nothing has gone wrong so far. */
  isWell() {
    assert.deepEqual(this.problems, []);
    assert.deepEqual(this.refusals.all, []);
    if (this.mindsRules) assert.deepEqual(broken(this.everything, this.device), []);
  }
}
