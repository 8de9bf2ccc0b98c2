import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World, soon } from './world.js';

const OWN = '8001@test.cc';
const FAR = '917602176375@test.cc';
const PAIR = { callingDevice: OWN, calledDevice: FAR };

async function loggedIn(own) {
  const world = new World(own);
  await world.logIn();
  const tell = (eventName, callId, serial) =>
    world.tell({ eventName, eventTime: '2018.12.24 08:59:57', serial, callId, releasingDevice: OWN, ...PAIR });
  return { world, sdk: world.sdk, tell };
}

test('what is told behind the end of its call begins no call (F3)', async () => {
  const { sdk, tell } = await loggedIn();
  tell('connectionCleared', 'K', 203);
  tell('delivered', 'K', 202);
  tell('originated', 'K', 201);

  assert.deepEqual(sdk.getCallMemory(), { length: 0 });
});

test('a call that comes back after its end rings anew', async () => {
  const { sdk, tell } = await loggedIn();
  tell('delivered', 'K', 201);
  tell('connectionCleared', 'K', 202);
  tell('delivered', 'K', 203);

  assert.equal(sdk.getCallMemory().length, 1);
});

test('a call that is answered under another id is one call (F7)', async () => {
  const { sdk, tell } = await loggedIn();
  tell('originated', 'K', 201);
  tell('established', 'N', 202);
  const memory = sdk.getCallMemory();

  assert.equal(memory.length, 1);
  assert.equal(memory.N[OWN].connectionState, 'connected');
});

test('an answered call keeps its id', async () => {
  const { sdk, tell } = await loggedIn();
  tell('originated', 'K', 201);
  tell('established', 'K', 202);
  tell('established', 'N', 203);

  assert.deepEqual(Object.keys(sdk.getCallMemory()).sort(), ['K', 'length']);
});

for (const [behaviour, sent] of [
  ['manual', undefined],
  ['1.3.7', 'POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc"}'],
]) {
  test(`under ${behaviour} a logout between makeCall and its first event (F20)`, async () => {
    const { world, sdk } = await loggedIn({ behaviour });
    sdk.makeCall('8007').fail(() => {});
    await world.answer(200, '{"callId":"K"}');
    sdk.logout().fail(() => {});
    await soon();

    assert.equal(world.sent(), sent);
  });
}

test('a call that is refused, or told, or not told for ten seconds, keeps nobody from logging out', async () => {
  const ends = {
    refused: async ({ world }) => world.answer(409),
    told: async ({ world, tell }) => {
      await world.answer(200, '{"callId":"K"}');
      tell('originated', 'K', 201);
      tell('connectionCleared', 'K', 202);
    },
    untold: async ({ world }) => {
      await world.answer(200, '{"callId":"K"}');
      world.advance(10_000);
    },
  };
  for (const [name, end] of Object.entries(ends)) {
    const visit = await loggedIn();
    visit.sdk.makeCall('8007').fail(() => {});
    await end(visit);
    visit.sdk.logout();

    assert.match(visit.world.sent() ?? '', /"func":"Logout"/, name);
  }
});
