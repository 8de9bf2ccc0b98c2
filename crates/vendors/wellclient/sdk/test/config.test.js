import assert from 'node:assert/strict';
import { test } from 'node:test';

import { serverOf } from '../src/host.js';
import { World } from './world.js';

function aimed(server) {
  const { SDK, cstaPort, eventPort, TPI, protocol, wsProtocol } = new World({ server }).sdk.getConfig();
  return { rest: protocol + SDK + cstaPort, events: wsProtocol + SDK + eventPort, login: protocol + TPI };
}

test('a script knows the server that served it, with what stands before /sdk/', () => {
  assert.equal(serverOf('http://h:8600/sdk/wellclient.js'), 'http://h:8600');
  assert.equal(serverOf('https://h/x/y/sdk/wellclient.js?v=1'), 'https://h/x/y');
  assert.equal(serverOf('http://h/js/wellclient.js'), 'http://h');
  assert.equal(serverOf('file:///sdk/wellclient.js'), 'http://127.0.0.1:8600');
  assert.equal(serverOf(undefined), 'http://127.0.0.1:8600');
});

test('the config is aimed at its server, under a prefix and without a port as well', () => {
  assert.deepEqual(aimed('http://127.0.0.1:8600'), {
    rest: 'http://127.0.0.1:8600',
    events: 'ws://127.0.0.1:8600',
    login: 'http://127.0.0.1:8600/login',
  });
  assert.deepEqual(aimed('https://h:81/x'), {
    rest: 'https://h:81/x',
    events: 'wss://h:81/x',
    login: 'https://h:81/x/login',
  });
  assert.deepEqual(aimed('https://h'), { rest: 'https://h', events: 'wss://h', login: 'https://h/login' });
});

test('useConfig brings the login path, auto-answer and domain, and leaves the host alone', () => {
  const world = new World();
  const choose = (envName) => {
    world.sdk.useConfig(envName);
    const { ENV_NAME, SDK, TPI, autoAnswer } = world.sdk.getConfig();
    return [ENV_NAME, SDK, TPI, autoAnswer];
  };

  assert.deepEqual(choose('CMB-DEV'), ['CMB-DEV', '127.0.0.1', '127.0.0.1:8600/loginTrusted', true]);
  assert.deepEqual(choose('AWS-HTTPS'), ['AWS-HTTPS', '127.0.0.1:8600/sdk', '127.0.0.1:8600/agent/login', false]);
  assert.deepEqual(choose('CMB-PRD2'), ['AWS-HTTPS', '127.0.0.1:8600/sdk', '127.0.0.1:8600/agent/login', false]);
});

test('who names no domain gets that of the environment', () => {
  for (const [envName, domain] of [['CMB-PRO', 'cmb.cc'], ['CMB-DEV', 'cmbyc.cc']]) {
    const world = new World();
    world.sdk.useConfig(envName);
    world.sdk.agentLogin({ jobNumber: '5001', ext: '8001' });

    assert.equal(world.sent(), `POST /loginTrusted username=5001&password=Aa123456&namespace=${domain}`);
  }
});

test('the manual honours both directions of a flag, and 1.3.7 only one', () => {
  const after = (behaviour) => {
    const { sdk } = new World({ behaviour });
    sdk.setConfig({ autoAnswer: true, useErrorAlert: false, debug: true, SDK: 'x', clickCallClass: 7 });
    sdk.setConfig({ autoAnswer: false, hideButton: ['hold'] });
    const { autoAnswer, useErrorAlert, debug, SDK, clickCallClass, hideButton } = sdk.getConfig();
    return [autoAnswer, useErrorAlert, debug, SDK, clickCallClass, hideButton];
  };

  assert.deepEqual(after('manual'), [false, false, true, '127.0.0.1', 'well-canBeCalled', ['hold']]);
  assert.deepEqual(after('1.3.7'), [true, false, false, '127.0.0.1', 'well-canBeCalled', ['hold']]);
});

test('errors are shown by default in the manual, and not in 1.3.7', () => {
  const shown = (behaviour) => new World({ behaviour }).sdk.getConfig().useErrorAlert;

  assert.deepEqual([shown('manual'), shown('1.3.7')], [true, false]);
});

test('setDebug can only switch on', () => {
  const { sdk } = new World();
  sdk.setDebug(true);
  sdk.setDebug(false);

  assert.equal(sdk.getConfig().debug, true);
});

test('the config is live: a page may aim the SDK elsewhere', () => {
  const world = new World();
  Object.assign(world.sdk.getConfig(), { TPI: 'other:81/agent/login', SDK: 'other', cstaPort: ':82' });
  world.sdk.agentLogin({ jobNumber: '1', ext: '2' });
  world.sdk.get('/x');

  assert.deepEqual(world.requests.map(({ url }) => url), ['http://other:81/agent/login', 'http://other:82/x']);
});
