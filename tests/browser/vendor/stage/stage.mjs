import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { startBrowser } from '../../stage/browser.mjs';
import { Server } from '../../stage/server.mjs';
import { Agent, PEOPLE } from './agent.mjs';
import { Ear } from './ear.mjs';
import { Site } from './site.mjs';
import { Window } from './window.mjs';

const fileOf = (world) => fileURLToPath(new URL(`../${world}.yaml`, import.meta.url));
const WORLD = fileOf('world');
/** The hosts and ports of the preset AWS-PRO (dossier §2). */
const HOSTS = ['tpisdk.wellcloud.cc:80', 'tpi.wellcloud.cc:80', 'softphone1.wellcloud.cc:8088'];

let browser;
/** Windows and servers that no case has at the moment; servers by what they were started with. */
const idle = [];
const idleServers = new Map();
let site;
/** A server that the vendor's host names lead to. */
export let behindNames;

/** Starts what all cases share: a browser, the page's own origin, and a server behind the vendor's host names. */
export function setUp() {
  before(async () => {
    [site, behindNames] = await Promise.all([Site.start(), Server.start(WORLD)]);
    const rules = HOSTS.map((name) => `MAP ${name} ${new URL(behindNames.url).host}`);
    browser = await startBrowser([`--host-resolver-rules=${rules}`]);
  });
  after(async () => {
    await browser.close();
    site.stop();
    const servers = [behindNames, ...[...idleServers.values()].flat()];
    await Promise.all(servers.map((server) => server.stop()));
  });
}

/** Returns a server with more worlds, and with quirks such as `cleared_state=Queued`, and what gives it back as new. */
export async function borrowServer(worlds, quirks) {
  const args = [WORLD, ...worlds.map(fileOf), ...quirks.flatMap((quirk) => ['--quirk', `wellclient.${quirk}`])];
  const servers = idleServers.get(`${args}`) ?? [];
  idleServers.set(`${args}`, servers);
  const server = servers.pop() ?? (await Server.start(...args));
  return [
    server,
    async () => {
      await server.reset();
      servers.push(server);
    },
  ];
}

/** A server, and pages that are aimed at it. */
export class Stage {
  #windows = [];
  #agents = [];
  #ear;
  /** How often pages have asked for the events of an agent, by job number. */
  #asked = new Map();
  #aim;

  /** A stage whose pages have the live configuration object aimed at the server (dossier §2). */
  static aimedAt(server, quirks = []) {
    const { host } = new URL(server.url);
    const aim = {
      SDK: host,
      cstaPort: '',
      eventPort: '',
      TPI: `${host}/login`,
      protocol: 'http://',
      wsProtocol: 'ws://',
      logPrefix: host,
      autoAnswer: false,
    };
    return new Stage(server, aim, quirks);
  }

  constructor(server, aim, quirks = []) {
    this.server = server;
    this.quirks = quirks;
    this.#ear = new Ear(server);
    this.#aim = aim;
  }

  /** Opens pages for people by name, without logging in. */
  opens(...names) {
    return Promise.all(names.map((name) => this.open(PEOPLE[name])));
  }

  /** Opens pages for people by name, and logs them in. */
  async agents(...names) {
    const agents = await this.opens(...names);
    this.#agents = agents;
    await Promise.all(agents.map((agent) => agent.logsIn()));
    return agents;
  }

  /** Lets one agent call another, who answers; returns the call's id and its pair. */
  async connects(from, to) {
    const callId = await from.dials(to.who.ext, {}, 'Internal');
    const pair = { callId, callingDevice: from.device, calledDevice: to.device };
    await to.told(['delivered', { ...pair, alertingDevice: to.device, callType: 'Internal' }]);
    await to.does('answerCall', callId);
    for (const agent of [from, to]) {
      await agent.told(['established', { ...pair, answeringDevice: to.device }], ['recordStarted', { callId }]);
    }
    return { callId, pair };
  }

  /** Lets Carl call an agent, who answers; returns the call's id. */
  async isCalled(agent) {
    const [callId] = await this.server.steps({ party: 'carl', does: 'calls', to: agent.who.ext });
    await agent.told(['delivered', { callId, callType: 'Inbound' }]);
    await agent.does('answerCall', callId);
    await agent.told(['established', { callId, answeringDevice: agent.device }], ['recordStarted']);
    return callId;
  }

  /** Lets Anna, whom Ben called, consult Cleo, who answers unless she is not to. */
  async consults({ isAnswered = true } = {}) {
    const [anna, ben, cleo] = this.#agents;
    const { callId: k1 } = await this.connects(ben, anna);
    await anna.does('consult', k1, cleo.who.ext);
    const pair = { callingDevice: anna.device, calledDevice: cleo.device };
    const held = ['held', { callId: k1, holdingDevice: anna.device }];
    const [, { callId: k2 }] = await anna.told(
      held,
      ['serviceInitiated', { initiatedDevice: anna.device }],
      ['originated', pair],
      ['delivered', { ...pair, alertingDevice: cleo.device }],
    );
    await ben.told(held);
    await cleo.told(['delivered', { ...pair, callId: k2, alertingDevice: cleo.device }]);
    if (isAnswered) {
      await cleo.does('answerCall', k2);
      for (const agent of [anna, cleo]) {
        await agent.told(['established', { ...pair, callId: k2, answeringDevice: cleo.device }], ['recordStarted']);
      }
    }
    return { k1, k2 };
  }

  /** Waits until all pages have been told everything; returns how many calls each has in memory. */
  async settles() {
    const lengths = {};
    for (const agent of this.#agents) {
      await agent.settles(this.server);
      agent.isWell();
      lengths[agent.who.name] = (await agent.memory()).length;
    }
    return lengths;
  }

  /** Takes the end of a call of two agents, of whom `first` hung up; returns what `other` was told inside. */
  async ends(callId, { first, other }) {
    const hangupDevice = first.device;
    for (const [agent, far] of [
      [first, other],
      [other, first],
    ]) {
      await agent.told(
        ['connectionCleared', { callId, releasingDevice: agent.device, hangupDevice }],
        ['connectionCleared', { callId, releasingDevice: far.device }],
      );
    }
    await first.toldInside('connectionCleared');
    return other.toldInside('connectionCleared');
  }

  /** Opens a page with cookies of its own, or a second one with those of `beside`. */
  async open(who, { beside, config = {}, version = {} } = {}) {
    const window = beside
      ? await Window.open(beside.page.context())
      : (idle.pop() ?? (await Window.open(await browser.newContext())));
    await window.page.goto(site.url);
    const agent = new Agent(window.page, who, () => this.#isHeard(who));
    window.agent = agent;
    this.#windows.push({ window, isSecond: Boolean(beside) });
    await this.#prepare(agent, config, version);
    return agent;
  }

  /** Reloads a page, which forgets everything but its cookies. */
  async reload(agent, config = {}, version = {}) {
    await agent.page.reload();
    await this.#prepare(agent, config, version);
  }

  /** Waits until the server knows that one more page of somebody's listens. */
  #isHeard({ jobNumber }) {
    const times = (this.#asked.get(jobNumber) ?? 0) + 1;
    this.#asked.set(jobNumber, times);
    return this.#ear.hears(jobNumber, times);
  }

  async #prepare(agent, config, version) {
    await agent.set({ ...this.#aim, ...config });
    await agent.page.evaluate((version) => Object.assign(wellClient.version, version), version);
  }

  /** Gives the windows back. */
  async close() {
    for (const { window, isSecond } of this.#windows) {
      window.agent = undefined;
      if (isSecond) await window.page.close();
      else idle.push(await window.forget());
    }
  }
}
