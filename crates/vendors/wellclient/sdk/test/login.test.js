import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ANNA, World } from './world.js';

const LOGIN = (session) =>
  'POST /api/csta/agent/state {"loginId":"5001@test.cc","device":"8001@test.cc","password":"123456",' +
  `"agentMode":"NotReady","func":"Login","sessionId":"${session}"}`;
const EVICT = 'POST /api/csta/agent/state {"func":"Logout","agentId":"5001@test.cc","sessionId":"S1"}';

/** Comes as far as the state request. */
async function asking(options, own) {
  const world = new World(own);
  const result = world.sdk.agentLogin({ ...ANNA, ...options });
  await world.answer(200, '{"sessionId":"S1"}');
  world.connect();
  return { world, result };
}

test('the login is TPI, socket, half a second, state; then the session is kept', async () => {
  const world = new World();
  const result = world.sdk.agentLogin(ANNA);
  await world.answer(200, '{"sessionId":"S1"}');
  world.socket.onopen({});
  world.socket.onmessage({ data: 'CONNECTED\nversion:1.1\nheart-beat:0,0\n\n\0' });
  world.advance(499);
  const early = world.sent();
  world.advance(1);

  assert.equal(world.socket.url, 'ws://127.0.0.1:8600/mvc/stomp/websocket');
  assert.deepEqual(world.socket.sent, [
    'CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0',
    'SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0',
  ]);
  assert.deepEqual([early, world.sent()], [undefined, LOGIN('S1')]);
  assert.equal(world.requests[0].init.headers.sessionId, 'S1');
  await world.answer(204);
  assert.deepEqual([result.state(), world.session, world.sdk.isLogined()], ['resolved', 'S1', false]);
  assert.equal(world.sent(), 'GET /api/operation/operation/tenants/test.cc/agents/5001@test.cc');
});

test('a login by force logs the old session off and resolves without a value', async () => {
  const { world, result } = await asking({ loginMode: 'force' });
  await world.answer(455);
  assert.equal(world.sent(), EVICT);
  await world.answer(204);
  assert.equal(world.sent(), LOGIN('S1'));
  await world.answer(200, '{"some":"value"}');

  assert.equal(await result, undefined);
});

test('the second time a forced login asks', async () => {
  const { world, result } = await asking({ loginMode: 'force' }, { behaviour: '1.3.7' });
  world.answersToConfirm = false;
  await world.answer(454);
  await world.answer(204);
  const before = world.asked.length;
  await world.answer(454);

  assert.deepEqual([before, world.asked.length, result.state(), world.socket.closed], [0, 1, 'rejected', true]);
});

test('a login that asks is given up when the person says no', async () => {
  const { world, result } = await asking({ loginMode: 'ask' });
  world.answersToConfirm = false;
  await world.answer(455);

  assert.deepEqual([world.asked.length, result.state(), world.requests.length], [1, 'rejected', 0]);
  assert.deepEqual(world.alerts, []);
});

test('a login that stops does not ask', async () => {
  const { world, result } = await asking({ loginMode: 'stop' });
  await world.answer(455);

  assert.deepEqual([world.asked, result.state()], [[], 'rejected']);
});

test('if the old session cannot be logged off, the login never settles', async () => {
  const { world, result } = await asking();
  await world.answer(454);
  await world.answer(500);

  assert.deepEqual([result.state(), world.requests.length], ['pending', 0]);
});

for (const [body, who] of [
  ['{"agent":"5002@test.cc","agentId":"5002@test.cc"}', '5002@test.cc'],
  ['{"agentId":"5002@test.cc"}', '5002@test.cc'],
  ['', 'another agent'],
]) {
  test(`459 names the occupant and rejects, with the body \`${body}\``, async () => {
    const { world, result } = await asking();
    await world.answer(459, body);

    assert.deepEqual(world.alerts, [`The extension is used by ${who}.`]);
    assert.equal((await result.catch((error) => error)).status, 459);
  });
}

test('a page that handles errors itself sees no alert', async () => {
  const world = new World();
  world.sdk.setConfig({ useErrorAlert: false });
  const result = world.sdk.agentLogin(ANNA);
  await world.answer(401);

  assert.deepEqual([result.state(), world.alerts], ['rejected', []]);
});

test('a login while the socket is open never settles', async () => {
  const world = new World();
  await world.logIn();
  const again = world.sdk.agentLogin(ANNA);
  await world.answer(200, '{"sessionId":"S2"}');

  assert.deepEqual([again.state(), world.sockets.length], ['pending', 1]);
});

test('a logout is refused while a call is in memory or the dialler has the agent', async () => {
  const world = new World();
  await world.logIn();
  const refusals = [];
  world.tell({ eventName: 'agentAllocated', serial: 2 });
  world.sdk.logout().fail((error) => refusals.push(error));
  world.tell({ eventName: 'originated', serial: 3, callId: 'K', callingDevice: 'a', calledDevice: 'b' });
  world.sdk.logout().fail((error) => refusals.push(error));

  assert.deepEqual(refusals, [
    { reason: 'the agent is allocated', responseText: 'negative' },
    { reason: 'a call is in memory', responseText: 'negative' },
  ]);
});

test('only agentLoggedOff ends the session, and then nothing beats any more', async () => {
  const world = new World();
  await world.logIn();
  world.sdk.logout();
  await world.answer(204);
  const between = world.sdk.isLogined();
  world.tell({ eventName: 'agentLoggedOff', serial: 2, agentMode: 'Logout' });
  world.advance(600_000);

  assert.deepEqual([between, world.sdk.isLogined(), world.socket.closed, world.requests.length], [true, false, true, 0]);
  assert.equal(world.socket.sent.at(-1), 'DISCONNECT\n\n\0');
});

test('heartbeats come at once and every minute', async () => {
  const world = new World();
  await world.logIn();
  world.advance(120_000);

  const beat = 'http://127.0.0.1:8600/api/csta/agent/heartbeat/5001@test.cc';
  assert.deepEqual(world.requests.map(({ url }) => url), [beat, beat]);
});

test('setAgentMode with a mode that is none never settles', async () => {
  const world = new World();
  await world.logIn();

  assert.deepEqual([world.sdk.setAgentMode('Busy').state(), world.requests.length], ['pending', 0]);
});
