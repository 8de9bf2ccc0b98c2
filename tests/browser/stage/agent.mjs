import assert from 'node:assert/strict';

/** Somebody at a page that has `wellClient`, and records its events in `events`. */
export class Agent {
  constructor(page) {
    this.page = page;
  }

  /** Logs in as 5001 at 8001, or whoever is given, and waits until it is told. */
  static async logIn(page, identity = {}) {
    const agent = new Agent(page);
    const login = { jobNumber: '5001', password: '123456', domain: 'test.cc', ext: '8001', agentMode: 'Ready', ...identity };
    await agent.run((options) => wellClient.agentLogin(options), login);
    await agent.hears(login.agentMode === 'Ready' ? 'agentReady' : 'agentNotReady');
    return agent;
  }

  /** Runs a function in the page, and returns what its promise comes to. */
  run(action, argument) {
    return this.page.evaluate(action, argument);
  }

  /** Waits for an event with these fields, and returns it. */
  async hears(eventName, fields = {}) {
    const wanted = { eventName, ...fields };
    const found = await this.page.waitForFunction(
      (all) => events.find((event) => Object.entries(all).every(([name, value]) => event[name] === value)),
      wanted,
    );
    return found.jsonValue();
  }

  /** Forgets the events so far. */
  async forgets() {
    await this.page.evaluate(() => {
      events.length = 0;
    });
  }

  /** Returns the names of the events so far, in their order. */
  names() {
    return this.page.evaluate(() => events.map((event) => event.eventName));
  }

  /** Runs a text as a script of the page, and returns the first line that it then writes to the console. */
  async plays(sample) {
    const before = await this.page.evaluate(() => said.length);
    await this.page.addScriptTag({ content: sample });
    await this.page.waitForFunction((count) => said.length > count, before);
    return this.page.evaluate((count) => said[count], before);
  }

  /** Ends every call, waits until they are gone, and forgets the events. */
  async hangsUpAll() {
    await this.page.evaluate(() => {
      const { length, ...calls } = wellClient.getCallMemory();
      for (const callId of Object.keys(calls)) wellClient.dropConnection(callId);
    });
    await this.page.waitForFunction(() => wellClient.getCallMemory().length === 0);
    await this.forgets();
  }

  /** Is rung by a customer, answers, and returns the id of the call. */
  async talks(server, number = '13800138000') {
    const [callId] = await server.steps({ party: number, does: 'calls', to: '8001' });
    await this.hears('delivered', { callId });
    await this.run((id) => wellClient.answerCall(id), callId);
    await this.hears('established', { callId });
    return callId;
  }
}

/** Asserts that this is the error of a request that the server refused, as `fail` is given it. */
export function assertRefused(error, status, statusText) {
  const { responseText, ...rest } = error;
  assert.deepEqual(rest, { status, statusText, responseJSON: JSON.parse(responseText) });
  assert.equal(typeof rest.responseJSON.error, 'string');
}
