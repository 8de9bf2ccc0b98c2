import assert from 'node:assert/strict';

import { broken, brokenFrame } from './invariants.mjs';
import { difference } from './like.mjs';
import { Record } from './record.mjs';

/** The identities of `world.yaml`. */
export const PEOPLE = {
  anna: { name: 'anna', jobNumber: '5001', password: 'a+b&c=d%', domain: 'test.cc', ext: '8001' },
  ben: { name: 'ben', jobNumber: '5002', password: '123456', domain: 'test.cc', ext: '8002' },
  cleo: { name: 'cleo', jobNumber: '5003', password: '123456', domain: 'test.cc', ext: '8003' },
};

/** Somebody in front of a page of the vendor's client, in a browser context of its own. */
export class Agent {
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

  /** Logs in as 1.3.7 does, and takes the two events of it. */
  async logsIn(options = {}) {
    await this.does('agentLogin', { ...this.who, ...options });
    await this.page.evaluate(() => wellClient.env.reading.then(() => {}));
    const mode = options.agentMode || 'NotReady';
    const { login: agentId, device: deviceId } = this;
    const about = {
      eventType: 'agent',
      agentId,
      deviceId,
      srcDeviceId: deviceId,
      namespace: 'test.cc',
      agentMode: mode,
    };
    await this.told(['agentLoggedOn', { ...about, devices: { Voice: deviceId } }], [`agent${mode}`, about]);
  }

  /** Changes the mode. */
  async goes(mode) {
    await this.does('setAgentMode', mode);
    await this.told([`agent${mode}`, { agentMode: mode }]);
  }

  /** Calls a method whose promise must be kept; returns what it was kept with. */
  async does(method, ...args) {
    const outcome = await this.calls(method, ...args);
    assert.ok('kept' in outcome, `${method}: ${JSON.stringify(outcome)}`);
    return outcome.kept;
  }

  /** Calls a method that must be refused with a status; returns the body. */
  async isRefused(status, method, ...args) {
    const outcome = await this.calls(method, ...args);
    assert.equal(outcome.refused, status, `${method}: ${JSON.stringify(outcome)}`);
    await this.complains(status);
    return outcome.body ? JSON.parse(outcome.body) : undefined;
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

  async calls(method, ...args) {
    return this.page.evaluate(
      ([method, args]) => {
        const made = wellClient[method](...args);
        if (!made || !made.done) return { returned: made === undefined ? 'undefined' : made };
        return new Promise((settle) => {
          made
            .done((value) => settle({ kept: value === undefined ? null : value }))
            .fail((error) => settle({ refused: error && error.status, body: error && error.responseText }));
        });
      },
      [method, args],
    );
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

  isLogined() {
    return this.page.evaluate(() => wellClient.isLogined());
  }

  /** Returns the call memory. */
  memory() {
    return this.page.evaluate(() => wellClient.getCallMemory());
  }

  /** Returns the id of the only call in the memory. */
  async onlyCall() {
    return this.otherCall('');
  }

  /** Returns the id of the only call in the memory beside one. */
  async otherCall(callId) {
    const ids = Object.keys(await this.memory()).filter((key) => key !== 'length' && key !== callId);
    assert.equal(ids.length, 1);
    return ids[0];
  }

  /** Returns how the own leg of a call stands in the memory. */
  async leg(callId) {
    const memory = await this.memory();
    return memory[callId]?.[this.device]?.connectionState;
  }

  set(config) {
    return this.page.evaluate((config) => Object.assign(wellClient.getConfig(), config), config);
  }

  /** Lets time pass in the page. */
  async passes(milliseconds) {
    await this.page.evaluate((by) => clock.forward(by), milliseconds);
  }

  /** Calls somebody, two seconds after the last time, and takes the events until it rings. */
  async dials(number, options = {}, callType = 'Outbound') {
    await this.passes(2000);
    const { callId } = await this.does('makeCall', number, options);
    const pair = { callId, callingDevice: this.device, calledDevice: `${options.prefix || ''}${number}@test.cc` };
    await this.told(
      ['serviceInitiated', { callId, initiatedDevice: this.device, localState: 'Initiate' }],
      ['originated', { ...pair, localState: 'Initiate' }],
      ['delivered', { ...pair, alertingDevice: pair.calledDevice, localState: 'Alerting', callType }],
    );
    return callId;
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

  /**
   * Lets the request that logs on arrive when the page listens: clients that do not wait hear nothing if
   * their connection takes longer than the server waits for it (dossier §4.2).
   */
  async postsLate() {
    const count = (all) => all.filter((frame) => frame.includes('SUBSCRIBE')).length;
    const before = count(this.frames.all);
    const hold = async (route) => {
      await this.frames.until(
        (all) => count(all) > before,
        () => 'SUBSCRIBE was wanted',
      );
      await this.listens;
      await route.continue();
    };
    await this.page.route('**/agent/state', hold, { times: 1 });
  }

  /** Goes on after a reload, and takes the client's own event of it; returns what was answered. */
  async recovers(fields) {
    const state = await this.does('checkRecoverStateAbility', this.who);
    const wanted = { agentId: this.login, extensionId: this.device, ...fields };
    await this.toldInside('recoverStateSuccess', wanted);
    return state;
  }

  /** Has the server cut its connection, as a network does. */
  async loses(server) {
    await server.steps({ fault: 'close', client: this.who.name });
    await this.page.waitForFunction(() => !wellClient.env.stomp.connected);
  }

  /** Lets the three seconds pass after which the client tries again, and waits until it listens. */
  async isRegained() {
    const count = (all) => all.filter((it) => it.startsWith('SUBSCRIBE')).length;
    const before = count(this.frames.all);
    await this.passes(3000);
    await this.frames.until(
      (all) => count(all) > before,
      () => 'SUBSCRIBE was wanted',
    );
    await this.listens;
  }

  /** Hangs up, as the one who dialled. */
  async drops(callId, far) {
    await this.does('dropConnection', callId);
    await this.told(
      ['connectionCleared', { callId, releasingDevice: this.device, hangupDevice: this.device }],
      ['connectionCleared', { callId, releasingDevice: far }],
    );
    await this.toldInside('connectionCleared');
  }

  /** Proves that nothing is stuck: the memory is empty, and a call can be made and ended. */
  async isFree() {
    assert.deepEqual(await this.memory(), { length: 0 });
    const number = `9990${this.who.jobNumber}`;
    const callId = await this.dials(number);
    await this.drops(callId, `${number}@test.cc`);
    this.isWell();
  }

  /** Proves that no call is left, and after a logout that nothing was told that has not been looked at. */
  async rests(server) {
    if (!this.mindsFarClears) await this.settles(server);
    this.mindsFarClears = true;
    this.isWell();
    if (await this.isLogined()) assert.deepEqual(await this.memory(), { length: 0 });
    else await this.isQuiet();
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

  /** Proves that nothing is stuck, and that the agent can log out. */
  async leaves() {
    await this.isFree();
    await this.logsOut();
  }

  /** Logs out; nothing may be left over that the page was told. */
  async logsOut() {
    assert.deepEqual(await this.memory(), { length: 0 });
    await this.does('logout');
    await this.told(['agentLoggedOff', { agentMode: 'Logout', agentId: this.login }]);
    await this.isQuiet();
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
