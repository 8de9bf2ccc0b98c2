/** Where the client is aimed, its logs, and its older versions (dossier §2, §3, §16). */
import assert from 'node:assert/strict';

import { PEOPLE } from '../stage/agent.mjs';
import { scene, sceneBehindNames, scenes } from '../stage/scenes.mjs';

const NAMES = ['tpisdk.wellcloud.cc', 'tpi.wellcloud.cc', 'softphone1.wellcloud.cc:8088'];
const HEARTBEAT_FIRST = { heartbeatFirst: true, sessionInBody: false, pipe: '|' };
const VERSIONS = {
  '1.17.2': {
    ...HEARTBEAT_FIRST,
    topic: 'old',
    sockJs: true,
    waitsForSocket: false,
    waitsBeforeLogin: false,
  },
  '2.7.18': { ...HEARTBEAT_FIRST, topic: 'old', waitsBeforeLogin: false, keepAlive: 15_000 },
  '3.10.15': { ...HEARTBEAT_FIRST, waitsBeforeLogin: false },
  '1.1.0.11': { ...HEARTBEAT_FIRST, pipe: '%7C' },
  '1.1.0.12': {},
};

export default function addresses() {
  sceneBehindNames('the preset AWS-PRO reaches the server by the names of its hosts', async (stage) => {
    const anna = await stage.open(PEOPLE.anna);
    await anna.page.evaluate(
      () =>
        new Promise((told) => {
          wellClient.onLog = told;
          wellClient.useConfig('AWS-PRO');
        }),
    );
    assert.equal(await anna.page.evaluate(() => wellClient.getConfig().sendLog), true);
    await anna.logsIn();
    await anna.does('sendLog', 'a line');
    assert.equal(await anna.page.evaluate(() => wellClient.getConfig().sendLog), true);
    await anna.leaves();
    const asked = new Set(anna.requests.all.map((it) => new URL(it.url()).host));
    for (const name of NAMES) assert.ok(asked.has(name), name);
  });

  sceneBehindNames('any host may have any task', async (stage) => {
    const ben = await stage.open(PEOPLE.ben);
    for (const at of NAMES.keys()) {
      const [interfaces, login, logPrefix] = [NAMES[at], NAMES[(at + 1) % 3], NAMES[(at + 2) % 3]];
      await ben.set({
        SDK: interfaces,
        cstaPort: '',
        eventPort: '',
        TPI: `${login}/login`,
        logPrefix,
        protocol: 'http://',
        wsProtocol: 'ws://',
      });
      await ben.page.evaluate(() => wellClient.warmUp());
      await ben.logsIn();
      await ben.does('setAgentMode', 'Ready');
      await ben.told(['agentReady']);
      await ben.logsOut();
    }
  });

  scene('logs are wanted, taken and uploaded', async (stage) => {
    const [anna] = await stage.agents('anna');
    const { url } = stage.server;
    const conf = await fetch(`${url}/log/conf?token=welljoint`);
    assert.deepEqual([conf.status, await conf.text()], [200, 'yes']);
    const warm = await anna.page.evaluate(
      () => new Promise((told) => ((wellClient.onLog = told), wellClient.warmUp())),
    );
    assert.equal(warm.content, 'sendLog true');
    assert.equal(await anna.does('sendLog', 'a line'), null);
    const uploading = anna.asks('/client-log/upload?filename=testccw5001w');
    assert.equal(await anna.does('uploadLog', '<log/>'), null);
    assert.equal(await anna.page.evaluate(() => wellClient.getConfig().sendLog), true);
    const upload = await uploading;
    assert.equal((await upload.response()).status(), 204);
    await anna.leaves();
  });

  for (const [name, version] of Object.entries(VERSIONS)) {
    scene(`version ${name} logs in, holds and logs out`, async (stage) => {
      const anna = await stage.open(PEOPLE.anna, { version });
      if (version.sockJs) await anna.page.addScriptTag({ url: '/sockjs.js' });
      if (version.waitsBeforeLogin === false) await anna.postsLate();
      await anna.logsIn();
      await anna.does('setAgentMode', 'Ready');
      await anna.told(['agentReady']);
      if (version.keepAlive) {
        await anna.passes(version.keepAlive);
        await anna.frames.until(
          (all) => all.includes('h'),
          () => 'a keep-alive was wanted',
        );
      }
      const callId = await stage.isCalled(anna);
      const holding = anna.asks('/hold');
      await anna.does('holdCall', callId);
      // Chromium encodes a raw pipe; it was Firefox that did not (§1).
      assert.ok((await holding).url().includes(`${anna.device}%7C${callId}/hold`));
      await anna.told(['held']);
      await anna.does('retrieveCall', callId);
      await anna.told(['retrieved']);
      await anna.does('dropConnection');
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });
      await anna.leaves();
      if (version.heartbeatFirst) {
        const order = anna.requests.all.map((it) => new URL(it.url()).pathname).filter((path) => path.includes('/'));
        const places = ['/login', '/tenants/', '/heartbeat/', '/agent/state'].map((part) =>
          order.findIndex((path) => path.includes(part)),
        );
        assert.deepEqual(
          places,
          [...places].sort((a, b) => a - b),
        );
      }
    });
  }

  scenes(
    'version 4.3.1',
    { quirks: ['conference_ids=consult'] },
    {
      'a conference has the id of the consultation': async ({ stage, anna, ben, cleo }) => {
        const { k1, k2 } = await stage.consults();
        for (const agent of [anna, ben, cleo]) {
          await agent.page.evaluate(() => (wellClient.version.foldsIn = 'primaryOldCall'));
        }
        await anna.does('conference', k1, k2);
        for (const agent of [anna, ben, cleo]) {
          await agent.told(['conferenced', { callId: k2, primaryOldCall: k1, secondaryOldCall: k2, newCall: k2 }]);
          assert.equal(await agent.onlyCall(), k2);
          agent.mindsFarClears = false;
        }
        await anna.does('dropConnection');
        for (const agent of [anna, ben, cleo]) {
          await agent.told(['connectionCleared', { callId: k2, releasingDevice: agent.device }]);
          await agent.toldInside('connectionCleared');
        }
      },
    },
  );
}
