import assert from 'node:assert/strict';

import { Listener } from './listener.mjs';

/** The identities of `world.yaml`. */
export const PEOPLE = {
  anna: { name: 'anna', jobNumber: '5001', password: 'a+b&c=d%', domain: 'test.cc', ext: '8001' },
  ben: { name: 'ben', jobNumber: '5002', password: '123456', domain: 'test.cc', ext: '8002' },
  cleo: { name: 'cleo', jobNumber: '5003', password: '123456', domain: 'test.cc', ext: '8003' },
};

/** Somebody in front of a page of the vendor's client. */
export class Agent extends Listener {
  /** Logs in as 1.3.7 does, and takes the two events of it. */
  async logsIn(options = {}) {
    await this.isOn(options);
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

  /** Has `agentLogin` done, and the prefixes that are asked for after it; returns what it was done with. */
  async isOn(options = {}) {
    const value = await this.does('agentLogin', { ...this.who, ...options });
    await this.page.evaluate(() => wellClient.env.reading.then(() => {}));
    return value;
  }

  /** Logs in where the agent is on already, and takes the old session's end with the events of the new one. */
  async forcesIn(options = {}, status = 454) {
    const value = await this.isOn(options);
    await this.complains(status);
    const { login: agentId, device: deviceId } = this;
    // Who listens hears of the old session's end, too, and does not take it for its own (dossier §4.2).
    await this.told(
      ['agentLoggedOff', { agentId }],
      ['agentLoggedOn', { agentId, deviceId }],
      ['agentNotReady', { agentId, deviceId }],
    );
    return value;
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
}
