import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World } from './world.js';

const OWN = '8001@test.cc';
const FAR = '917602176375@test.cc';
const PAIR = { callId: 'K', callingDevice: OWN, calledDevice: FAR };

async function loggedIn(own) {
  const world = new World(own);
  await world.logIn();
  let serial = 1;
  const tell = (eventName, fields) => {
    serial += 1;
    world.tell({ eventName, eventTime: '2018.12.24 08:59:57', serial, ...fields });
  };
  return { world, sdk: world.sdk, tell };
}

test('an event goes to the UI, to exports, then to the one handler of its name', async () => {
  const { sdk, tell } = await loggedIn();
  const heard = [];
  sdk.ui = { main: (event) => heard.push(`ui ${event.eventName}`) };
  sdk.exports = (event) => heard.push(`exports ${event.eventName}`);
  sdk.on('held', () => heard.push('the first handler'));
  sdk.on('held', () => heard.push('the last handler'));
  tell('held', { callId: 'K' });

  assert.deepEqual(heard, ['ui held', 'exports held', 'the last handler']);
});

test('without a UI, and with a page that throws, every event is handed on', async (t) => {
  t.mock.method(console, 'error', () => {});
  const { sdk, tell } = await loggedIn();
  const heard = [];
  sdk.ui = undefined;
  sdk.exports = () => { throw new Error('of the page'); };
  sdk.on('unheardOf', (event) => heard.push(event.eventName));
  tell('unheardOf');

  assert.deepEqual(heard, ['unheardOf']);
});

test('the SDK adds its counters, and takes away the diagnostics of the server', async () => {
  const { world, sdk } = await loggedIn();
  let heard;
  sdk.exports = (event) => (heard = event);
  world.tell({ eventName: 'x', serial: 7, params: {}, _type: 't', topics: [] });

  assert.deepEqual(heard, { eventName: 'x', serial: 7, lastEventSerial: 7, brs: 2 });
});

for (const [behaviour, told] of [['manual', ['without', 'first', 'second', 'older']], ['1.3.7', ['first', 'second', 'older']]]) {
  test(`under ${behaviour} repetitions and what is no JSON are dropped`, async () => {
    const world = new World({ behaviour });
    const heard = [];
    world.sdk.exports = ({ eventName }) => heard.push(eventName);
    world.sdk.agentLogin({ jobNumber: '5001', ext: '8001' });
    await world.answer(200, '{"sessionId":"S"}');
    world.connect();
    world.tell({ eventName: 'without' });
    world.tell({ eventName: 'first', serial: 1 });
    world.tell({ eventName: 'again', serial: 1 });
    world.socket.onmessage({ data: 'MESSAGE\nsubscription:sub-0\n\nnot json\0' });
    world.tell({ eventName: 'second', serial: 2 });
    world.tell({ eventName: 'older', serial: 1 });

    assert.deepEqual(heard, told);
  });
}

test('an injected event is never a repetition', async () => {
  const { sdk } = await loggedIn();
  const heard = [];
  sdk.exports = ({ eventName, brs }) => heard.push([eventName, brs]);
  sdk.deliverEvent({ eventName: 'x', serial: 1 });
  sdk.deliverEvent({ eventName: 'x', serial: 1 });

  assert.deepEqual(heard, [['x', 2], ['x', 3]]);
});

test('trigger calls the handler alone, and triggerInnerOn the inner one', async () => {
  const { sdk } = await loggedIn();
  const heard = [];
  sdk.exports = () => heard.push('exports');
  sdk.on('x', (data) => heard.push(data));
  sdk.innerOn('loginFailed', (event) => heard.push(event));
  sdk.trigger('x', 7);
  sdk.triggerInnerOn({ eventName: 'loginFailed', status: 451 });

  assert.deepEqual(heard, [7, { eventName: 'loginFailed', status: 451 }]);
});

test('the call memory follows a call, and its end is told once, before the raw event', async () => {
  const { sdk, tell } = await loggedIn();
  const heard = [];
  sdk.innerOn('connectionCleared', ({ data, ...event }) => heard.push(event));
  sdk.exports = ({ eventName }) => heard.push(eventName);
  tell('originated', PAIR);
  tell('delivered', PAIR);
  tell('established', PAIR);
  const leg = { callId: 'K', connectionState: 'connected', callingDevice: OWN, calledDevice: FAR };
  assert.deepEqual(sdk.getCallMemory(), {
    length: 1,
    K: {
      deviceCount: 2,
      createTimeId: '2018.12.24 08:59:57',
      establishedTimeId: '2018.12.24 08:59:57',
      [OWN]: { ...leg, deviceId: OWN, isCalling: true },
      [FAR]: { ...leg, deviceId: FAR, isCalling: false },
    },
  });
  tell('connectionCleared', { callId: 'K', releasingDevice: OWN });
  tell('connectionCleared', { callId: 'K', releasingDevice: FAR });

  assert.deepEqual(sdk.getCallMemory(), { length: 0 });
  assert.deepEqual(heard.slice(3), [
    {
      eventName: 'connectionCleared',
      isEstatblished: true,
      createTimeId: '2018.12.24 08:59:57',
      establishedTimeId: '2018.12.24 08:59:57',
      partyDevice: FAR,
      isCaller: true,
      isOutCall: true,
    },
    'connectionCleared',
    'connectionCleared',
  ]);
});

test('where 1.3.7 throws or leaks, the page goes on', async () => {
  const { sdk, tell } = await loggedIn();
  const heard = [];
  sdk.exports = ({ eventName }) => heard.push(eventName);
  tell('established', { callId: 'unknown', callingDevice: 'a', calledDevice: 'b' });
  tell('originated', PAIR);
  tell('originated', PAIR);
  tell('established', { callId: 'K', callingDevice: 'x', calledDevice: 'y' });
  tell('held', { callId: 'K', holdingDevice: 'z' });
  tell('conferenced', { callId: 'K', primaryOldCall: 'K', secondaryOldCall: 'K' });
  tell('originated', {});

  assert.equal(heard.length, 7);
  assert.equal(sdk.getCallMemory().K.isConferenced, true);
  tell('connectionCleared', { callId: 'K', releasingDevice: OWN });
  tell('connectionCleared', { releasingDevice: OWN });
  assert.equal(sdk.getCallMemory().length, 0);
});

test('makeCall is refused without a request, and a person is told why', async () => {
  const { world, sdk, tell } = await loggedIn();
  const refused = (number) => {
    let reason;
    sdk.makeCall(number).fail((error) => (reason = error.reason));
    return reason;
  };

  assert.equal(refused(''), 'the number is empty');
  assert.equal(refused('8001'), "the number is the agent's own extension");
  tell('agentAllocated', {});
  assert.equal(refused('8007'), 'the agent is allocated');
  tell('agentReady', {});
  sdk.makeCall('8007', { prefix: '9' });
  assert.equal(refused('8007'), 'the last call was made less than 2 seconds ago');
  world.advance(2000);
  tell('originated', PAIR);
  assert.equal(refused('8007'), 'a call is in memory');
  assert.deepEqual(world.alerts, [
    'no call can be made: the agent is allocated',
    'no call can be made: a call is in memory',
  ]);
  assert.equal(
    world.sent(),
    'POST /api/csta/callControl/calls {"from":"8001@test.cc","to":"98007","destForDisplay":"8001"}',
  );
});

test('1.3.7 returns undefined for a refused call, and ignores destForDisplay', async () => {
  const { world, sdk } = await loggedIn({ behaviour: '1.3.7' });

  assert.equal(sdk.makeCall(''), undefined);
  sdk.makeCall('8007', { destForDisplay: '400', cpa: 1, contextId: '{"k1":"v1"}' });
  assert.equal(
    world.sent(),
    'POST /api/csta/callControl/calls {"from":"8001@test.cc","to":"8007","destForDisplay":"8001","cpa":"1",' +
      '"contextId":"{\\"k1\\":\\"v1\\"}"}',
  );
});

test('a telephone number is digits, and any text for 1.3.7', () => {
  const check = (behaviour) => ['17602176375', 'anna', '', 7].map((text) => new World({ behaviour }).sdk.isPhoneNumber(text));

  assert.deepEqual(check('manual'), [true, false, false, false]);
  assert.deepEqual(check('1.3.7'), [true, true, false, false]);
});

test('a supervisor\'s method without its texts is undefined, another one is refused', async () => {
  const { sdk, world } = await loggedIn();

  assert.equal(sdk.forceDrop(OWN), undefined);
  assert.deepEqual(await sdk.holdCall().catch((error) => error), {
    reason: '`holdCall` needs `callId`',
    responseText: 'negative',
  });
  assert.equal(world.requests.length, 0);
  sdk.forceListen('K', OWN);
  assert.equal(world.sent(), 'POST /api/csta/callControl/calls/K/spy?deviceId=8001@test.cc');
});
