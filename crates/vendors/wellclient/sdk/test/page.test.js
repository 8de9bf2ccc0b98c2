import assert from 'node:assert/strict';
import { test } from 'node:test';

import { World } from './world.js';

/** A page of which only the listeners matter. */
async function pageWith(behaviour) {
  const listeners = {};
  const listener = { addEventListener: (name, handler) => (listeners[name] = handler) };
  const world = new World({ window: listener, behaviour });
  // The call bar is no matter of these tests.
  world.sdk.unload();
  const document = { ...listener, querySelector: () => null, getElementById: () => null, body: {} };
  const shown = new World({ window: listener, document, behaviour });
  await shown.logIn();
  return { world: shown, listeners };
}

const link = (textContent) => ({
  target: { closest: (selector) => (selector === '.well-canBeCalled' ? { textContent } : null) },
});

test('a click on a number dials it as it stands, and 1.3.7 dials its digits', async () => {
  for (const [behaviour, to] of [['manual', '021-6217'], ['1.3.7', '0216217']]) {
    const { world, listeners } = await pageWith(behaviour);
    listeners.click(link(' 021-6217 '));

    assert.match(world.sent(), new RegExp(`"to":"${to}"`));
  }
});

test('a click before the login, or beside a number, does nothing', () => {
  const listeners = {};
  const listener = { addEventListener: (name, handler) => (listeners[name] = handler) };
  const document = { ...listener, querySelector: () => null, getElementById: () => null, body: {} };
  const world = new World({ document });
  listeners.click(link('8007'));
  listeners.click({ target: { closest: () => null } });

  assert.deepEqual([world.requests.length, world.alerts], [0, []]);
});

test('another window can dial, and ask for the call memory', async () => {
  const { world, listeners } = await pageWith('manual');
  const answers = [];
  const source = { postMessage: (text) => answers.push(JSON.parse(text)) };
  listeners.message({ data: '{"method":"getCallMemory"}', source });
  listeners.message({ data: '{"answer":"getCallMemory"}', source });
  listeners.message({ data: 'no json', source });
  listeners.message({ data: { method: 'makeCall' }, source });
  listeners.message({ data: '{"method":"makeCall","phoneNumber":"8007"}', source });

  assert.deepEqual(answers, [{ answer: 'getCallMemory', result: { length: 0 } }]);
  assert.match(world.sent(), /"to":"8007"/);
});
