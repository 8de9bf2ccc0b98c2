/** The optional call bar: what it shows, what it offers, what it does by itself (dossier §15). */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { Agent } from './stage/agent.mjs';
import { Bar } from './stage/bar.mjs';
import { Picture } from './stage/picture.mjs';
import { Stage, withBrowser } from './stage/stage.mjs';

const [GREY, GREEN, AMBER, BLUE, RED] = ['#9aa5b1', '#1f9d55', '#e6a100', '#2f80ed', '#d64545'];
const LAMP = ['.well-lamp', [0.5, 0.5]];
const HANG_UP = ['#well-drop', [0.04, 0.5]];
const CALL = ['.well-call:first-child', [0.003, 0.5]];
const SECOND_CALL = ['.well-call:last-child', [0.003, 0.5]];

withBrowser();

describe('the call bar', { concurrency: 4 }, () => {
  test('an agent logs in, is not ready, gets ready, and logs out', async (t) => {
    const [, bar] = await open(t);
    const lamps = [await lamp(bar, 'logged-out')];

    await bar.logIn();
    await bar.shows('NotReady');
    lamps.push(await lamp(bar, 'not-ready'));
    assert.deepEqual([await bar.state(), await bar.enabled()], ['Not ready', ['logout']]);
    await bar.choose('Ready:');
    await bar.shows('Ready');
    lamps.push(await lamp(bar, 'ready'));
    await bar.press('logout');
    await bar.shows('Logout');

    assert.deepEqual(lamps, [GREY, AMBER, GREEN]);
    assert.deepEqual(await bar.enabled(), ['login']);
  });

  test('the modes of the select are the vendor\'s, with their reasons', async (t) => {
    const [, bar, agent] = await onDuty(t);
    const told = [];
    for (const [mode, eventName] of [['NotReady:1', 'agentNotReady'], ['Ready:', 'agentReady'], ['NotReady:2', 'agentNotReady']]) {
      await agent.forgets();
      await agent.page.waitForFunction(debounceIsOver, await agent.run(() => Date.now()));
      await bar.choose(mode);
      const { agentMode, reason } = await agent.hears(eventName);
      told.push([agentMode, reason || '', await bar.state()]);
    }

    assert.deepEqual(told, [
      ['NotReady', '1', 'Not ready: busy'],
      ['Ready', '', 'Ready'],
      ['NotReady', '2', 'Not ready: calling out'],
    ]);
  });

  test('a login that fails is said, and told to innerOn', async (t) => {
    const [, bar, agent] = await open(t);

    await bar.logIn({ password: 'wrong' });
    const problem = await bar.problem();

    const told = await agent.run(() => inner.map(({ eventName, status }) => [eventName, status]));
    assert.deepEqual([problem, told], ['Log in: wrong job number or password (401)', [['loginFailed', 401]]]);
    assert.deepEqual(await bar.enabled(), ['login']);
  });

  test('a call is dialled, held, retrieved and hung up, and the buttons follow', async (t) => {
    const [stage, bar] = await onDuty(t);
    await bar.dial('917602176375');
    await bar.hasCalls('alerting');
    const seen = [[await bar.enabled(), await colours(bar, 'alerting', LAMP, HANG_UP, CALL)]];

    await stage.server.advance('4s');
    await bar.hasCalls('connected');
    await bar.page.waitForSelector('#well-stopRecording:enabled');
    seen.push([await bar.enabled(), await colours(bar, 'talking', LAMP, HANG_UP, CALL)]);
    await bar.press('hold');
    await bar.hasCalls('held');
    seen.push([await bar.enabled(), await colours(bar, 'held', LAMP, HANG_UP, CALL)]);
    await bar.press('retrieve');
    await bar.hasCalls('connected');
    await bar.press('drop');
    await bar.hasCalls();
    seen.push([await bar.enabled(), await colours(bar, 'hung-up', LAMP)]);

    assert.deepEqual(seen, [
      [['drop'], [GREEN, RED, BLUE]],
      [['drop', 'hold', 'consult', 'stopRecording'], [GREEN, RED, GREEN]],
      [['drop', 'retrieve'], [GREEN, RED, GREY]],
      [['logout', 'dial'], [GREEN]],
    ]);
  });

  test('a consultation shows both calls, and a conference is one', async (t) => {
    const [stage, bar] = await talking(t);

    await bar.page.fill('#well-number-field', '8007');
    await bar.press('consult');
    await bar.hasCalls('held', 'alerting');
    const ringing = await bar.enabled();
    await stage.server.advance('4s');
    await bar.hasCalls('held', 'connected');
    await bar.page.waitForSelector('#well-stopRecording:enabled');
    const consulted = [await bar.enabled(), await bar.rows(), await colours(bar, 'consulting', CALL, SECOND_CALL)];
    await bar.press('conference');
    await bar.hasCalls('connected');

    assert.deepEqual(ringing, ['drop', 'cancelConsult']);
    assert.deepEqual(consulted, [
      ['drop', 'transfer', 'conference', 'cancelConsult', 'stopRecording'],
      [['13800138000', 'On hold'], ['8007', 'Talking']],
      [GREY, GREEN],
    ]);
    assert.deepEqual(await bar.rows(), [['13800138000, 8007', 'Conference']]);
  });

  test('a consultation that is transferred leaves nothing', async (t) => {
    const [stage, bar] = await consulting(t);

    await bar.press('transfer');
    await bar.hasCalls();

    const { calls } = await stage.server.world();
    assert.equal(calls.length, 1);
  });

  test('a consultation that is cancelled comes back to the caller', async (t) => {
    const [, bar] = await consulting(t);

    await bar.press('cancelConsult');
    await bar.hasCalls('connected');

    assert.deepEqual(await bar.rows(), [['13800138000', 'Talking']]);
  });

  test('the held call is retrieved when the consulted party hangs up, though the server leaves it held', async (t) => {
    const [stage, bar] = await consulting(t, '--quirk', 'wellclient.consult_end=client_retrieves');

    await stage.server.steps({ party: 'dialled', does: 'hangs_up' });
    await bar.hasCalls('connected');

    assert.deepEqual(await bar.rows(), [['13800138000', 'Talking']]);
  });

  test('a call that rings is answered by itself if autoAnswer says so', async (t) => {
    const [stage, bar, agent] = await onDuty(t);
    await agent.run(() => wellClient.setConfig({ autoAnswer: true }));

    await stage.server.steps({ party: '13800138000', does: 'calls', to: '8001' });
    await bar.hasCalls('connected');

    assert.deepEqual(await bar.rows(), [['13800138000', 'Talking']]);
  });

  test('a call that rings waits for a hand otherwise, and is declined by hanging up', async (t) => {
    const [stage, bar] = await onDuty(t);
    await stage.server.steps({ party: '13800138000', does: 'calls', to: '8001' });
    await bar.hasCalls('ringing');
    const seen = [await bar.enabled(), await colours(bar, 'ringing', CALL)];

    await bar.press('drop');
    await bar.hasCalls();

    assert.deepEqual(seen, [['answer', 'drop'], [AMBER]]);
  });

  test('a button that is pressed twice at once asks once', async (t) => {
    const [, bar, agent] = await talking(t);
    const asked = [];
    agent.page.on('request', (request) => request.method() === 'POST' && asked.push(request.url()));

    await agent.run(() => {
      const hold = document.getElementById('well-hold');
      hold.click();
      hold.click();
    });
    await bar.hasCalls('held');
    await bar.press('retrieve');
    await bar.hasCalls('connected');

    assert.deepEqual(asked.map((url) => url.split('/').at(-1)), ['hold', 'retrieve']);
  });

  test('a recording is stopped and started by one button', async (t) => {
    const [, bar] = await talking(t);

    await bar.press('stopRecording');
    await bar.page.waitForSelector('#well-startRecording:enabled');
    const between = await bar.enabled();
    await bar.press('startRecording');
    await bar.page.waitForSelector('#well-stopRecording:enabled');

    assert.deepEqual(between, ['drop', 'hold', 'startRecording']);
  });

  test('a mode that waits for the end of the call is said, and the select stays at what is true', async (t) => {
    const [, bar] = await talking(t);

    await bar.choose('NotReady:1');
    await bar.page.waitForFunction(() => document.querySelector('.well-state').textContent.includes('then'));
    const waiting = [await bar.state(), await bar.page.inputValue('#well-mode')];
    await bar.press('drop');
    await bar.shows('NotReady');

    assert.deepEqual(waiting, ['Ready, then not ready', 'Ready:']);
    assert.equal(await bar.state(), 'Not ready: busy');
  });

  test('a mode that is refused during a call is said', async (t) => {
    const [, bar] = await talking(t, '--quirk', 'wellclient.mode_in_call=refused');

    await bar.choose('NotReady:1');

    assert.equal(await bar.problem(), 'Change the mode: not during a call (460)');
    assert.equal(await bar.page.inputValue('#well-mode'), 'Ready:');
  });

  test('buttons that the page hides are not there', async (t) => {
    const [, bar, agent] = await open(t);
    await agent.run(() => wellClient.setConfig({ hideButton: ['well-hold', 'well-mode'] }));
    await bar.logIn();
    await bar.shows('NotReady');

    const shown = [];
    for (const id of ['well-hold', 'well-mode', 'well-retrieve']) shown.push(await bar.page.isVisible(`#${id}`));

    assert.deepEqual(shown, [false, false, true]);
  });

  test('an element with the class is dialled when it is clicked', async (t) => {
    const [, bar] = await onDuty(t);

    await bar.page.click('.well-canBeCalled');
    await bar.hasCalls('alerting');

    assert.deepEqual(await bar.rows(), [['917602176375', 'Rings there']]);
  });

  test('the styles of the page do not reach the bar', async (t) => {
    const [, bar] = await open(t);

    const looks = await bar.page.$eval('#well-login', (button) => {
      const { textTransform, fontSize, height } = getComputedStyle(button);
      return [textTransform, fontSize, height];
    });

    assert.deepEqual(looks, ['none', '14px', '32px']);
  });

  test('a page without the element has no bar until it asks for one', async (t) => {
    const stage = await Stage.set(t);
    const agent = await Agent.logIn(await stage.open('blank.html'));
    const before = await agent.page.locator('.well-bar').count();

    await agent.run(() => {
      document.body.append(document.createElement('main'));
      wellClient.ui.render('main');
    });

    assert.deepEqual([before, await agent.page.textContent('main .well-state')], [0, 'Ready']);
  });
});

/** Whether a button may be pressed again: the bar takes what comes within half a second for one press. */
function debounceIsOver(then) {
  return Date.now() - then > 500;
}

async function open(t, ...args) {
  const stage = await Stage.set(t, ...args);
  const page = await stage.open('call-bar.html');
  await page.waitForSelector('.well-bar');
  return [stage, new Bar(page), new Agent(page)];
}

async function onDuty(t, ...args) {
  const [stage, bar, agent] = await open(t, ...args);
  await Agent.logIn(agent.page);
  await bar.shows('Ready');
  return [stage, bar, agent];
}

/** With an inbound call, which is recorded. */
async function talking(t, ...args) {
  const [stage, bar, agent] = await onDuty(t, ...args);
  await agent.talks(stage.server);
  await bar.hasCalls('connected');
  await bar.page.waitForSelector('#well-stopRecording:enabled');
  return [stage, bar, agent];
}

async function consulting(t, ...args) {
  const [stage, bar, agent] = await talking(t, ...args);
  await bar.page.fill('#well-number-field', '8007');
  await bar.press('consult');
  await bar.hasCalls('held', 'alerting');
  await stage.server.advance('4s');
  await bar.hasCalls('held', 'connected');
  return [stage, bar, agent];
}

async function colours(bar, name, ...places) {
  const picture = await Picture.take(bar.page, name);
  return picture.colours(places);
}

async function lamp(bar, name) {
  const [colour] = await colours(bar, name, LAMP);
  return colour;
}
