import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World } from './world.js';

test('render fills in, findItem finds, isArray and isFunction tell', () => {
  const { sdk } = new World();

  assert.equal(sdk.render('{a} and {b}', { a: 1 }), '1 and ');
  assert.deepEqual(sdk.findItem([{ id: 1 }, { id: 2 }], 'id', 2), { id: 2 });
  assert.equal(sdk.findItem(undefined, 'id', 2), undefined);
  assert.deepEqual([sdk.isArray([]), sdk.isArray('a'), sdk.isFunction(() => {}), sdk.isFunction(1)], [true, false, true, false]);
});

test('a clock counts minutes and seconds until it is stopped', () => {
  const world = new World();
  const element = { textContent: null };
  const stop = world.sdk.insertClock(element);
  world.advance(61_000);
  const shown = element.textContent;
  stop();
  world.advance(10_000);

  assert.deepEqual([shown, element.textContent], ['01:01', '01:01']);
});

test('the UI is shown the pending mode', () => {
  const { sdk } = new World();
  const shown = [];
  sdk.ui = { main: (event) => shown.push(event) };
  sdk.sendPendingMode('Ready');

  assert.deepEqual(shown, [{ eventName: 'pendingMode', pendingMode: 'Ready' }]);
});

test('the log keeps errors and what the page says, and what the SDK does under debug', () => {
  const { sdk } = new World();
  const heard = [];
  sdk.onLog = (entry) => heard.push(entry);
  sdk.deliverEvent({ eventName: 'unseen' });
  sdk.log({ a: 1 });
  sdk.error('bad');
  sdk.setDebug(true);
  sdk.deliverEvent({ eventName: 'held' });

  assert.deepEqual(heard, [
    { type: 'log', content: '{"a":1}' },
    { type: 'error', content: 'bad' },
    { type: 'log', content: 'held was told' },
  ]);
  assert.equal(sdk.getLog(), 'log {"a":1}\nerror bad\nlog held was told');
  assert.deepEqual(sdk.seacchLog('bad'), ['error bad']);
  sdk.clearLog();
  sdk.disableLog();
  sdk.log('unkept');
  assert.equal(sdk.getLog(), '');
  sdk.enableLog();
  sdk.log('kept');
  assert.equal(sdk.downloadLog(), 'log kept');
});

test('the log is empty in the vendor\'s default environment', () => {
  const { sdk } = new World();
  sdk.log('x');
  sdk.useConfig('CMB-PRO');

  assert.equal(sdk.getLog(), '');
});

test('the log goes to a log server until one entry is not taken', async () => {
  const world = new World();
  world.sdk.getConfig().logPrefix = 'logs:81';
  world.sdk.log('a');
  assert.equal(world.sent(), 'POST http://logs:81/log/wellclient?token=welljoint {"type":"log","content":"a"}');
  await world.answer(204);
  world.sdk.log('b');
  await world.answer(200, '');
  world.sdk.log('c');

  assert.deepEqual([world.requests.length, world.sdk.getConfig().sendLog], [0, false]);
});

test('a log server is asked whether it wants logs, and anything but yes is no', async () => {
  for (const [body, sendLog] of [['yes', true], ['no', false], ['"yes"', false]]) {
    const world = new World();
    world.sdk.getConfig().logPrefix = 'logs:81';
    world.sdk.useConfig('TX');
    assert.equal(world.sent(), 'GET http://logs:81/log/conf?token=welljoint');
    await world.answer(200, body);

    assert.equal(world.sdk.getConfig().sendLog, sendLog);
  }
});

test('a log is uploaded under the name of tenant, agent and hour', async () => {
  const world = new World();
  await world.logIn();
  const result = world.sdk.uploadLog();

  assert.match(world.sent(), /^POST \/client-log\/upload\?filename=testccw5001w\d{6}txt/);
  assert.equal(world.requests[0].init.headers['Content-Type'], 'text/xml');
  await world.answer(204);
  assert.equal(result.state(), 'resolved');
});

test('a second SDK of the same page knows nothing of the first', async () => {
  const world = new World();
  await world.logIn();
  const other = world.sdk.create({ ...world.host, cookie: undefined });
  other.setSessionId('S2');

  assert.deepEqual([world.sdk.isLogined(), other.isLogined()], [true, false]);
  assert.deepEqual([world.sdk.getSessionId(), world.session, other.getSessionId()], ['S1', 'S1', 'S2']);
});
