/** What happens to pages: ten lines are enough, they are reloaded, replaced, and lose their connection. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Agent } from './stage/agent.mjs';
import { Bar } from './stage/bar.mjs';
import { Picture } from './stage/picture.mjs';
import { Stage, withBrowser } from './stage/stage.mjs';

const README_PICTURE = fileURLToPath(new URL('../../crates/vendors/wellclient/sdk/page.png', import.meta.url));
const [BACKGROUND, GREEN, GREY, RED] = ['#f0f3f7', '#1f9d55', '#9aa5b1', '#d64545'];
const BEN = { jobNumber: '5002', ext: '8002' };
const IDENTITY = { jobNumber: '5001', ext: '8001', domain: 'test.cc' };

withBrowser();

describe('ten lines', { concurrency: 4 }, () => {
  test('a page of ten lines logs in, dials, and shows the events', async (t) => {
    const stage = await Stage.set(t);
    const page = await stage.open('ten-lines.html', { viewport: { width: 760, height: 460 } });
    const bar = new Bar(page);
    await bar.shows('Ready');
    await page.click('.well-canBeCalled');
    await bar.hasCalls('alerting');
    await stage.server.advance('3s');
    await page.waitForSelector('#events li:nth-child(7)');

    const picture = await Picture.take(page, 'ten-lines');

    const shown = await page.$$eval('#events li', (items) => items.map((item) => item.textContent));
    const call = ['serviceInitiated', 'originated', 'delivered', 'established', 'recordStarted'];
    assert.deepEqual(shown, ['agentLoggedOn', 'agentReady', ...call]);
    const colours = await picture.colours([
      ['.well-lamp', [0.5, 0.5]],
      ['.well-call', [0.003, 0.5]],
      ['#well-drop', [0.04, 0.5]],
      ['#events', [0.9, 0.5]],
    ]);
    assert.deepEqual(colours, [GREEN, GREEN, RED, BACKGROUND]);
    if (process.env.CTIMOCK_RECORD === '1') await picture.save(README_PICTURE);
  });

  test('a page of ten lines shows the end of the call', async (t) => {
    const stage = await Stage.set(t);
    const page = await stage.open('ten-lines.html');
    const bar = new Bar(page);
    await bar.shows('Ready');
    await page.click('.well-canBeCalled');
    await stage.server.advance('3s');
    await page.waitForSelector('#events li:nth-child(7)');

    await bar.press('drop');
    await page.waitForSelector('#events li:nth-child(9)');

    const [last] = await bar.rows();
    const ends = await page.$$eval('#events li:nth-child(n + 8)', (items) => items.map((item) => item.textContent));
    assert.deepEqual([last, ends], [undefined, ['connectionCleared', 'connectionCleared']]);
  });
});

describe('reloads', { concurrency: 4 }, () => {
  test('a page that is reloaded in a call goes on with the call, its buttons and its length', async (t) => {
    const [, bar, agent] = await talking(t);
    await bar.page.waitForFunction(() => document.querySelector('.well-length').textContent !== '00:00');
    await bar.page.reload();
    await bar.shows('Logout');

    await agent.run((identity) => wellClient.checkRecoverStateAbility(identity), IDENTITY);
    await bar.hasCalls('connected');

    assert.deepEqual(await bar.rows(), [['13800138000', 'Talking']]);
    assert.notEqual(await bar.page.textContent('.well-length'), '00:00');
    const recovered = await bar.enabled();
    await bar.press('drop');
    await bar.hasCalls();
    assert.deepEqual([recovered, await bar.enabled()], [['drop', 'hold', 'startRecording'], ['logout']]);
  });

  test('a page that is reloaded with a held call can retrieve it', async (t) => {
    const [, bar, agent] = await talking(t);
    await bar.press('hold');
    await bar.hasCalls('held');
    await bar.page.reload();

    await agent.run((identity) => wellClient.checkRecoverStateAbility(identity), IDENTITY);
    await bar.hasCalls('held');
    await bar.press('retrieve');
    await bar.hasCalls('connected');

    assert.deepEqual(await bar.rows(), [['13800138000', 'Talking']]);
  });

  test('a page that is reloaded while a call rings can answer it', async (t) => {
    const [stage, bar, agent] = await onDuty(t);
    await stage.server.steps({ party: '13800138000', does: 'calls', to: '8001' });
    await bar.hasCalls('ringing');
    await bar.page.reload();

    await agent.run((identity) => wellClient.checkRecoverStateAbility(identity), IDENTITY);
    await bar.hasCalls('ringing');
    await bar.press('answer');
    await bar.hasCalls('connected');

    assert.deepEqual(await bar.rows(), [['13800138000', 'Talking']]);
  });

  test('a reload alone logs nobody off', async (t) => {
    const [stage, bar] = await onDuty(t);

    await bar.page.reload();
    await bar.shows('Logout');

    const { agents } = await stage.server.world();
    const { agentMode } = agents.find(({ agentId }) => agentId === '5001@test.cc');
    assert.equal(agentMode, 'Ready');
  });
});

describe('several pages', { concurrency: 4 }, () => {
  test('a page that is logged in by force elsewhere shows the login again', async (t) => {
    const [stage, old] = await onDuty(t);

    const agent = await Agent.logIn(await stage.open('blank.html'), { loginMode: 'force' });
    await old.shows('Logout');

    const isLogined = await agent.run(() => wellClient.isLogined());
    assert.deepEqual([await old.enabled(), isLogined], [['login'], true]);
  });

  test('two pages talk, and each is told of its own leg', async (t) => {
    const [stage, anna] = await onDuty(t);
    const [, ben] = await onDutyAt(stage, BEN);

    await anna.dial('8002');
    await ben.hasCalls('ringing');
    await ben.press('answer');
    await anna.hasCalls('connected');
    await ben.hasCalls('connected');
    const rows = [await anna.rows(), await ben.rows()];
    await ben.press('drop');
    await anna.hasCalls();
    await ben.hasCalls();

    assert.deepEqual(rows, [[['8002', 'Talking']], [['8001', 'Talking']]]);
  });

  test('whoever is held by the other page sees it, and whoever is transferred sees whom to', async (t) => {
    const [stage, anna] = await onDuty(t);
    const [, ben] = await onDutyAt(stage, BEN);
    await anna.dial('8002');
    await ben.hasCalls('ringing');
    await ben.press('answer');
    await anna.hasCalls('connected');
    await anna.page.fill('#well-number-field', '8007');
    await anna.press('consult');
    await anna.hasCalls('held', 'alerting');
    await ben.page.waitForFunction(() => document.querySelector('.well-phase').textContent === 'Held by the other');
    await stage.server.advance('3s');
    await anna.hasCalls('held', 'connected');

    await anna.press('transfer');
    await anna.hasCalls();
    await ben.page.waitForFunction(() => document.querySelector('.well-far').textContent === '8007');

    assert.deepEqual(await ben.rows(), [['8007', 'Talking']]);
  });

  test('an agent whom the vendor logs off sees the login', async (t) => {
    const [stage, bar] = await onDuty(t);

    await stage.server.steps({ backend: 'logs_off', client: 'agent5001' });
    await bar.shows('Logout');

    assert.deepEqual(await bar.enabled(), ['login']);
  });
});

describe('lost connections', { concurrency: 4 }, () => {
  test('a connection that is cut in a call comes back with the call and its buttons', async (t) => {
    const [stage, bar, agent] = await talking(t);
    await agent.run(reconnectSoon);

    await stage.server.steps({ fault: 'close', code: 1006 });
    const { agentMode, activeCall } = await innerEvent(agent, 'wsReconnectSucceed');
    await bar.press('hold');
    await bar.hasCalls('held');

    assert.deepEqual([agentMode, activeCall.state], ['Ready', 'Connect']);
    assert.deepEqual(await bar.enabled(), ['drop', 'retrieve']);
  });

  test('a call that ends while the connection is away is gone when it is back', async (t) => {
    const [stage, bar, agent] = await talking(t);
    await agent.run(reconnectSoon);

    await stage.server.steps({ fault: 'close', code: 1006 }, { party: '13800138000', does: 'hangs_up' });
    const { activeCall } = await innerEvent(agent, 'wsReconnectSucceed');
    await bar.hasCalls();

    assert.deepEqual([activeCall, await bar.enabled()], [undefined, ['logout']]);
  });

  test('a connection that is given up is said', async (t) => {
    const [stage, bar, agent] = await onDuty(t);
    await agent.run(() => {
      wellClient.getConfig().maxReconnectTimes = 0;
    });

    await stage.server.steps({ fault: 'close', code: 1006 });
    await innerEvent(agent, 'wsDisconnected');

    assert.deepEqual([await bar.state(), await colour(bar)], ['Ready (no events: the connection is lost)', GREY]);
  });

  test('a page that slept too long finds its agent logged off', async (t) => {
    const [stage, bar, agent] = await onDuty(t);
    await agent.run(reconnectSoon);

    await stage.server.advance('4m');
    await bar.shows('Logout');

    assert.deepEqual(await bar.enabled(), ['login']);
  });
});

/** The configuration that a page gets is the live one: seconds between a loss and the next attempt. */
function reconnectSoon() {
  wellClient.getConfig().timeout = 0.1;
}

async function onDutyAt(stage, identity) {
  const page = await stage.open('call-bar.html');
  const bar = new Bar(page);
  await page.waitForSelector('.well-bar');
  const agent = await Agent.logIn(page, identity);
  await bar.shows('Ready');
  return [stage, bar, agent];
}

async function onDuty(t) {
  return onDutyAt(await Stage.set(t));
}

async function talking(t) {
  const [stage, bar, agent] = await onDuty(t);
  await agent.talks(stage.server);
  await bar.hasCalls('connected');
  return [stage, bar, agent];
}

async function innerEvent(agent, eventName) {
  const found = await agent.page.waitForFunction((name) => inner.find((event) => event.eventName === name), eventName);
  return found.jsonValue();
}

async function colour(bar) {
  const picture = await Picture.take(bar.page, 'connection-lost');
  const [lamp] = await picture.colours([['.well-lamp', [0.5, 0.5]]]);
  return lamp;
}
