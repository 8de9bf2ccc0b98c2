import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Rejection, Unsupported, connect, describe, methods } from '../adapter.js';
import { World } from './world.js';

const ENDPOINTS = { http: 'http://127.0.0.1:9000', ws: 'ws://127.0.0.1:9000' };
const IDENTITY = { jobNumber: '5001', password: '123456', domain: 'test.cc', ext: '8001' };

function connected(options = {}, identity = IDENTITY) {
  const world = new World();
  const told = [];
  const { clock, fetch, WebSocket } = world.host;
  const scope = { wellClient: world.sdk };
  const tell = (name, data) => told.push([name, data]);
  const client = connect({ scope, client: 'anna', endpoints: ENDPOINTS, identity, options, clock, fetch, WebSocket, tell });
  return { world, client, told };
}

test('our SDK has many clients and an injected clock, the vendor\'s own one client and the real clock', () => {
  const vendors = { getVersion: () => '1.3.7' };

  assert.deepEqual(describe({ wellClient: new World().sdk }), {
    name: 'ctimock-wellclient',
    version: '1.3.7',
    clock: 'virtual',
    multipleClients: true,
  });
  assert.deepEqual(describe({ wellClient: vendors }), {
    name: 'well-client',
    version: '1.3.7',
    clock: 'real',
    multipleClients: false,
  });
});

test('every method that it performs is one of the SDK', () => {
  const { sdk } = new World();

  assert.deepEqual(methods.filter((name) => typeof sdk[name] !== 'function'), []);
});

test('what a login leaves out is the identity\'s own', async () => {
  const { world, client } = connected();
  client.invoke('agentLogin', { password: 'other' });

  assert.equal(world.requests[0].url, 'http://127.0.0.1:9000/login');
  assert.equal(world.requests[0].init.body, 'username=5001&password=other&namespace=test.cc');
});

test('a rejection has code 1 and what fail was given', async () => {
  const { world, client } = connected();
  const refused = await client.invoke('makeCall', { phoneNumber: '8007' }).catch((error) => error);
  const login = client.invoke('agentLogin', {}).catch((error) => error);
  await world.answer(401, '{"error":"no"}');
  const wrong = await login;

  assert.deepEqual([refused instanceof Rejection, refused.code, refused.data], [
    true,
    1,
    { reason: 'not logged in', responseText: 'negative' },
  ]);
  assert.deepEqual(wrong.data, {
    status: 401,
    statusText: 'error',
    responseText: '{"error":"no"}',
    responseJSON: { error: 'no' },
  });
});

test('a rejection without an error has null for data', async () => {
  const { client } = connected();
  const refused = await client.invoke('checkRecoverStateAbility', {}).catch((error) => error);

  assert.equal(refused.data, null);
});

test('a method that is none has code 2', () => {
  const { client } = connected();

  assert.throws(() => client.invoke('create', {}), (error) => error instanceof Unsupported && error.code === 2);
});

test('arguments by name stand at their positions', () => {
  const { world, client } = connected();
  client.invoke('forceDrop', { callId: 'K', deviceId: 'D' });

  assert.equal(world.requests[0].url, 'http://127.0.0.1:9000/api/csta/callControl/calls/K/connections/D%7CK');
});

test('raw events are told by their name, inner ones in their family, and the log when it is asked for', () => {
  const { client, told } = connected();
  client.invoke('deliverEvent', { event: { eventName: 'x' } });
  client.invoke('triggerInnerOn', { event: { eventName: 'loginFailed', status: 451 } });
  client.invoke('trigger', { name: 'y', data: { a: 1 } });
  client.invoke('trigger', { name: 'y' });
  client.invoke('onLog', {});
  client.invoke('makeCall', { phoneNumber: '1' }).catch(() => {});

  assert.deepEqual(told, [
    ['x', { eventName: 'x', brs: 1 }],
    ['inner.loginFailed', { eventName: 'loginFailed', status: 451 }],
    ['y', { a: 1 }],
    ['y', {}],
    ['onLog', { type: 'alert', content: 'no call can be made: not logged in' }],
  ]);
});

test('options are the cookie, the person\'s answer, the behaviour, and the live config', async () => {
  const options = {
    sdk_behaviour: '1.3.7',
    sessionId: 'S7',
    loginPath: '/agent/login',
    sdkPath: '/sdk',
    autoAnswer: true,
    heartbeatLength: 5000,
    timeout: 1,
    maxReconnectTimes: 2,
  };
  const { world, client } = connected(options);
  const { TPI, SDK, cstaPort, autoAnswer, heartbeatLength, timeout, maxReconnectTimes, useErrorAlert } =
    client.invoke('getConfig', {});
  client.invoke('checkRecoverStateAbility', {});

  assert.deepEqual(
    { TPI, SDK, cstaPort, autoAnswer, heartbeatLength, timeout, maxReconnectTimes, useErrorAlert },
    {
      TPI: '127.0.0.1:9000/agent/login',
      SDK: '127.0.0.1:9000/sdk',
      cstaPort: '',
      autoAnswer: true,
      heartbeatLength: 5000,
      timeout: 1,
      maxReconnectTimes: 2,
      useErrorAlert: false,
    },
  );
  assert.equal(world.requests[0].url, 'http://127.0.0.1:9000/sdk/api/csta/agent/client-state');
  assert.equal(world.requests[0].init.headers.sessionId, 'S7');
});

test('the vendor\'s own global is aimed by its live config, and gets a UI that does nothing', async () => {
  const config = { SDK: 'mbsdk.wellcloud.cc' };
  const inner = {};
  const vendors = {
    getConfig: () => config,
    innerOn: (name, handler) => (inner[name] = handler),
    getCallMemory: () => ({ length: 0 }),
  };
  const told = [];
  const client = connect({
    scope: { wellClient: vendors },
    client: 'anna',
    endpoints: ENDPOINTS,
    tell: (name) => told.push(name),
  });
  vendors.exports({ eventName: 'x' });
  inner.wsDisconnected({});

  assert.deepEqual(config, {
    SDK: '127.0.0.1',
    protocol: 'http://',
    wsProtocol: 'ws://',
    cstaPort: ':9000',
    eventPort: ':9000',
    TPI: '127.0.0.1:9000/login',
    autoAnswer: false,
    sendLog: false,
  });
  assert.equal(typeof vendors.ui.main, 'function');
  assert.deepEqual([told, client.invoke('getCallMemory', {})], [['x', 'inner.wsDisconnected'], { length: 0 }]);
  client.disconnect();
});
