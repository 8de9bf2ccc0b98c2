/**
 * What the page makes of a server that breaks the rules of dossier §9: without these, no other case would
 * prove anything.
 */
import assert from 'node:assert/strict';

import { scenes } from '../stage/scenes.mjs';

const emits = (event, fields) => ({ backend: 'emits', client: 'anna', event, fields });

export default function detector() {
  scenes(
    'a server that breaks the rules is found out',
    { isForgiving: true },
    {
      'another pair in established throws, and the event is lost': async (at) => {
        const callId = await at.stage.isCalled(at.anna);
        const pair = { callingDevice: '8002@test.cc', calledDevice: '8003@test.cc' };
        await at.server.steps(emits('established', { callId, answeringDevice: '8003@test.cc', ...pair }));
        await trips(at, /TypeError/);
        await ends(at, callId);
      },

      'a conference whose second call is its own throws, and the call is gone': async (at) => {
        const callId = await at.stage.isCalled(at.anna);
        const ids = { callId, primaryOldCall: callId, secondaryOldCall: callId, newCall: callId };
        await at.server.steps(emits('conferenced', ids));
        await trips(at, /TypeError/);
        assert.deepEqual(await at.anna.memory(), { length: 0 });
        await at.anna.does('dropConnection', callId);
        await at.anna.told(['connectionCleared', { callId }]);
      },

      'a conference of calls that nobody knows throws': async (at) => {
        await at.server.steps(emits('conferenced', { callId: 'a', secondaryOldCall: 'b' }));
        await trips(at, /TypeError/);
      },

      'held of a call that the own device is not in throws': async (at) => {
        const pair = { callingDevice: '1@test.cc', calledDevice: '2@test.cc' };
        await at.server.steps(emits('delivered', { callId: 'a', alertingDevice: '2@test.cc', ...pair }));
        await at.anna.told(['delivered']);
        await at.server.steps(emits('held', { callId: 'a', holdingDevice: '2@test.cc' }));
        await trips(at, /TypeError/);
        await at.anna.page.evaluate(() => (wellClient.memory = { length: 0 }));
      },

      'numbers that are missing throw': async (at) => {
        await at.server.steps(emits('delivered', { callId: 'a', callingDevice: '1@test.cc' }));
        await trips(at, /TypeError/);
      },

      'a call that is not known is complained of': async (at) => {
        const pair = { callingDevice: '1@test.cc', calledDevice: '8001@test.cc' };
        await at.server.steps(emits('established', { callId: 'a', ...pair }));
        await at.anna.told(['established']);
        await trips(at, /unknown call/);
      },

      'originated that comes twice leaves a line that is stuck': async ({ server, anna }) => {
        const callId = await anna.dials('17602176375');
        const pair = { callingDevice: anna.device, calledDevice: '17602176375@test.cc' };
        await server.steps(emits('originated', { callId, ...pair }));
        await anna.told(['originated']);
        await anna.drops(callId, '17602176375@test.cc');
        assert.deepEqual(await anna.memory(), { length: 1 });
        assert.equal((await anna.calls('makeCall', '17602176375')).returned, 'undefined');
        assert.equal((await anna.calls('logout')).body, 'negative');
        await anna.page.evaluate(() => (wellClient.memory = { length: 0 }));
      },

      'an end that is not told leaves one too': async ({ stage, server, anna }) => {
        const callId = await stage.isCalled(anna);
        await server.steps(
          { fault: 'drop', on: 'connectionCleared', client: 'anna' },
          { party: 'carl', does: 'hangs_up' },
        );
        await anna.settles(server);
        assert.equal(await anna.onlyCall(), callId);
        await anna.page.evaluate(() => (wellClient.memory = { length: 0 }));
      },

      'the same event twice is dropped': async (at) => {
        await at.server.steps({ fault: 'duplicate', on: 'agentReady', client: 'anna' });
        await at.anna.does('setAgentMode', 'Ready');
        await at.anna.told(['agentReady']);
        await trips(at, /event repeat sent: agentReady/);
      },
    },
  );
}

/** Takes what went wrong in Anna's page. */
async function trips({ server, anna }, what) {
  await anna.settles(server);
  assert.equal(anna.problems.length, 1, JSON.stringify(anna.problems));
  assert.match(anna.problems.pop(), what);
}

async function ends({ server, anna }, callId) {
  await server.steps({ party: 'carl', does: 'hangs_up' });
  await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
  await anna.toldInside('connectionCleared');
}
