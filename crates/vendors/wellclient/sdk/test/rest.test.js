import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World } from './world.js';

/** What a request comes to, by the table of dossier §3. */
async function outcome(status, body) {
  const world = new World();
  const result = world.sdk.get('/x');
  await world.answer(status, body);
  return result.then((value) => ['resolved', value], (error) => ['rejected', error]);
}

test('204 and 304 resolve without a value, and JSON is its value whatever its type', async () => {
  assert.deepEqual(await outcome(204, ''), ['resolved', undefined]);
  assert.deepEqual(await outcome(304, ''), ['resolved', undefined]);
  assert.deepEqual(await outcome(200, 'null'), ['resolved', null]);
  assert.deepEqual(await outcome(200, '{"callId":"K"}'), ['resolved', { callId: 'K' }]);
});

test('200 that is no JSON is rejected with status 200', async () => {
  const error = { status: 200, statusText: 'error', responseText: '' };

  assert.deepEqual(await outcome(200, ''), ['rejected', error]);
  assert.deepEqual(await outcome(200, 'ok'), ['rejected', { ...error, responseText: 'ok' }]);
});

test('an error has its status, its text, and its JSON if it is any', async () => {
  const body = '{"agent":"5002@test.cc"}';

  assert.deepEqual(await outcome(459, body), [
    'rejected',
    { status: 459, statusText: 'error', responseText: body, responseJSON: { agent: '5002@test.cc' } },
  ]);
  assert.deepEqual(await outcome(500, 'oh'), ['rejected', { status: 500, statusText: 'error', responseText: 'oh' }]);
});

test('a lost connection is status 0', async () => {
  const world = new World();
  const result = world.sdk.get('/x');
  await world.lose();

  assert.deepEqual(await result.catch((error) => error), { status: 0, statusText: 'error', responseText: '' });
});

test('every request has the session and a content type, even without a body', () => {
  const world = new World();
  world.sdk.get('/x');

  const { headers, method, body } = world.requests[0].init;
  assert.deepEqual({ headers, method, body }, {
    headers: {
      Accept: 'application/json, text/javascript, */*; q=0.01',
      'Content-Type': 'application/json; charset=UTF-8',
      sessionId: '',
    },
    method: 'GET',
    body: undefined,
  });
});

test('the login is a form that nobody has encoded, and has no session', () => {
  const world = new World();
  world.sdk.agentLogin({ jobNumber: '5001', password: 'a+b&c=d%', domain: 'test.cc', ext: '8001' });

  assert.equal(world.sent(), 'POST /login username=5001&password=a+b&c=d%&namespace=test.cc');
  assert.deepEqual(world.requests[0].init.headers, {
    Accept: 'application/json, text/javascript, */*; q=0.01',
    'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
  });
});

test('426 asks for a new session silently, and the request that had it is rejected all the same', async () => {
  const world = new World();
  await world.logIn();
  const result = world.sdk.startRecording();
  await world.answer(426);
  await world.answer(200, '{"sessionId":"S2"}');

  assert.equal((await result.catch((error) => error)).status, 426);
  assert.deepEqual([world.sdk.getSessionId(), world.session, world.requests.length], ['S2', 'S2', 0]);
});

test('however many requests had 426, one new session is asked for', async () => {
  const world = new World();
  await world.logIn();
  world.sdk.startRecording();
  world.sdk.stopRecording();
  await world.answer(426);
  await world.answer(426);

  assert.deepEqual(world.requests.map(({ url }) => url), ['http://127.0.0.1:8600/login']);
});

test('after unload an answer changes nothing', async () => {
  const world = new World();
  const result = world.sdk.agentLogin({ jobNumber: '5001', ext: '8001' });
  world.sdk.unload();
  await world.answer(200, '{"sessionId":"S1"}');

  assert.deepEqual([result.state(), world.sockets.length], ['pending', 0]);
});
