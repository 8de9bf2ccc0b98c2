import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ANNA, World } from './world.js';

const STATE = (call) =>
  JSON.stringify({
    agent: { agentId: '5001@test.cc', extensionId: '8001@test.cc', agentMode: 'Ready', agentName: 'Anna', activeCall: call },
    extension: { id: '8001@test.cc' },
  });
const CALL = { callId: 'K', ani: '139@test.cc', dnis: '8001@test.cc', state: 'Alerting', direction: 'In', ringTime: 't1' };

/** Anna has logged in over a broker with these headers, and her own heartbeats are a day apart. */
async function loggedIn(headers) {
  const world = new World();
  world.sdk.getConfig().heartbeatLength = 86_400_000;
  world.sdk.agentLogin(ANNA);
  await world.answer(200, '{"sessionId":"S1"}');
  world.connect(headers);
  await world.answer(204);
  await world.answer(200, '{"agentTrunks":[{"scanPrefix":"9"},{"scanPrefix":"6"},{"scanPrefix":"9"}]}');
  world.tell({ eventName: 'agentLoggedOn', serial: 1 });
  await world.answer(204);
  return world;
}

test('prefixes are kept once, in their order', async () => {
  assert.deepEqual((await loggedIn()).sdk.getMyPrefix(), ['9', '6']);
});

test('a ping is said as often as the broker wants, and silence for more than two intervals ends it', async () => {
  const world = await loggedIn('version:1.1\nheart-beat:10000,20000');
  const first = world.socket;
  world.advance(29_000);
  assert.deepEqual([first.sent.filter((text) => text === '\n').length, first.closed], [1, undefined]);
  world.advance(10_500);

  assert.deepEqual([first.closed, world.sockets.length], [true, 2]);
});

for (const headers of ['version:1.1', 'version:1.0\nheart-beat:10000,10000', 'heart-beat:10000,10000']) {
  test(`there are no heart-beats after \`${headers.replace('\n', '\\n')}\``, async () => {
    const world = await loggedIn(headers);
    world.advance(300_000);

    assert.deepEqual([world.sockets.length, world.socket.sent.includes('\n')], [1, false]);
  });
}

test('a lost socket is opened again every 3 seconds, 30 times, and then that is told', async () => {
  const world = await loggedIn();
  const told = [];
  world.sdk.innerOn('wsDisconnected', (event) => told.push(event));
  for (let attempt = 0; attempt < 31; attempt += 1) {
    assert.equal(told.length, 0);
    world.socket.onclose({});
    world.advance(3000);
  }

  assert.equal(world.sockets.length, 31);
  assert.deepEqual(told, [{ eventName: 'wsDisconnected', msg: 'websocket disconnect' }]);
});

test('what was missed meanwhile is asked for, and rebuilds the call memory', async () => {
  const world = await loggedIn();
  const told = [];
  world.sdk.innerOn('wsReconnectSucceed', (event) => told.push(event));
  world.socket.onclose({});
  world.advance(3000);
  world.connect();
  assert.equal(world.sent(), 'GET /api/csta/agent/client-state');
  await world.answer(200, STATE(CALL));

  assert.deepEqual(told, [
    {
      eventName: 'wsReconnectSucceed',
      agentMode: 'Ready',
      activeCall: {
        callingDevice: '139@test.cc',
        calledDevice: '8001@test.cc',
        state: 'Alerting',
        callId: 'K',
        direction: 'In',
        createTimeId: 't1',
        establishedTimeId: undefined,
      },
    },
  ]);
  assert.equal(world.sdk.getCallMemory().K['8001@test.cc'].connectionState, 'delivered');
});

test('if the session is lost meanwhile, that is told and the socket closed', async () => {
  const world = await loggedIn();
  const told = [];
  world.sdk.innerOn('wsReconnectSucceed', (event) => told.push(event));
  world.socket.onclose({});
  world.advance(3000);
  world.connect();
  await world.answer(404);

  assert.deepEqual([told, world.socket.closed], [[{ eventName: 'wsReconnectSucceed', agentMode: 'Logout' }], true]);
});

test('an ERROR frame does not end a socket that goes on', async () => {
  const world = await loggedIn();
  const heard = [];
  world.sdk.exports = ({ eventName }) => heard.push(eventName);
  world.socket.onmessage({ data: 'ERROR\nmessage:no\n\n\0' });
  world.advance(3000);
  world.tell({ eventName: 'x', serial: 9 });

  assert.deepEqual([world.sockets.length, heard], [1, ['x']]);
});

test('several frames in one message, and one frame in two, come apart', async () => {
  const world = await loggedIn();
  const heard = [];
  world.sdk.exports = ({ eventName }) => heard.push(eventName);
  const frame = (serial) => `MESSAGE\nsubscription:sub-0\n\n{"eventName":"e${serial}","serial":${serial}}\0`;
  world.socket.onmessage({ data: `\n${frame(2)}\n${frame(3)}MESSAGE\nsubscri` });
  world.socket.onmessage({ data: frame(4).slice('MESSAGE\nsubscri'.length) });
  world.socket.onmessage({ data: frame(5).replace('sub-0', 'sub-1') });

  assert.deepEqual(heard, ['e2', 'e3', 'e4']);
});

test('a binary message is read as the text that it is', async () => {
  const world = await loggedIn();
  const heard = [];
  world.sdk.exports = ({ eventName }) => heard.push(eventName);
  const bytes = new TextEncoder().encode('MESSAGE\nsubscription:sub-0\n\n{"eventName":"安","serial":2}\0');
  world.socket.onmessage({ data: bytes.buffer });

  assert.deepEqual(heard, ['安']);
});

test('a refused socket alerts once, and the login never settles', async () => {
  const world = new World();
  const result = world.sdk.agentLogin(ANNA);
  await world.answer(200, '{"sessionId":"S1"}');
  world.socket.onclose({});
  world.advance(3000);
  world.socket.onclose({});

  assert.deepEqual([result.state(), world.alerts], ['pending', ['The event connection cannot be opened.']]);
});

test('a recovery resolves at once, and goes on when the socket is there', async () => {
  const world = new World();
  world.session = 'S7';
  const told = [];
  world.sdk.innerOn('recoverStateSuccess', (event) => told.push(event));
  const result = world.sdk.checkRecoverStateAbility(ANNA);
  assert.equal(world.requests[0].init.headers.sessionId, 'S7');
  await world.answer(200, STATE(CALL));
  assert.equal(result.state(), 'resolved');
  await world.answer(200, '{"agentTrunks":[]}');
  world.connect();

  assert.deepEqual(told, [
    {
      eventName: 'recoverStateSuccess',
      agentId: '5001@test.cc',
      extensionId: '8001@test.cc',
      agentMode: 'Ready',
      agentName: 'Anna',
      call: { callId: 'K', callingDevice: '139@test.cc', calledDevice: '8001@test.cc', state: 'delivered' },
    },
  ]);
  assert.deepEqual([world.sdk.isLogined(), world.sdk.getCallMemory().length], [true, 1]);
});

test('without a cookie, or with another agent\'s session, a recovery rejects without an error', async () => {
  const errors = [];
  const world = new World();
  world.sdk.checkRecoverStateAbility(ANNA).fail((error) => errors.push(error));
  assert.equal(world.requests.length, 0);
  world.session = 'S7';
  world.sdk.checkRecoverStateAbility({ ...ANNA, ext: '8002' }).fail((error) => errors.push(error));
  await world.answer(200, STATE());

  assert.deepEqual([errors, world.sockets.length], [[undefined, undefined], 0]);
});

test('a binary message is read as UTF-8', async () => {
  const world = await loggedIn();
  const told = [];
  world.sdk.exports = (event) => told.push(event.text);
  const frame = `MESSAGE\nsubscription:sub-0\n\n${JSON.stringify({ eventName: 'x', serial: 2, text: '张三' })}\0`;

  world.socket.onmessage({ data: new TextEncoder().encode(frame).buffer });

  assert.deepEqual(told, ['张三']);
});
