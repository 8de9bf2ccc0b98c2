/** The samples that the manual prints, as it prints them, in pages on another origin (dossier §14). */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { Agent, assertRefused } from './stage/agent.mjs';
import { Stage, withBrowser } from './stage/stage.mjs';

const [HELD, CONSULTED] = ['6aee1dda-d4a2-4d3c-8fab-df7782a6c10f', '6aee1dda-d4a2-4d3c-8fab-df7782a6c10c'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const BEN = { jobNumber: '5002', ext: '8002' };

withBrowser();

describe('samples of the agent', { concurrency: 4 }, () => {
  test('agentLogin is done before anybody is told, then the agent is on and ready', async (t) => {
    const agent = await newcomer(t);

    const said = await agent.plays(sample('agentLogin'));
    await agent.hears('agentReady');

    assert.deepEqual(said, ['done', undefined]);
    const told = await agent.run(() => events.map(({ eventName, agentId, deviceId, agentMode }) => [eventName, agentId, deviceId, agentMode]));
    assert.deepEqual(told, [
      ['agentLoggedOn', '5001@test.cc', '8001@test.cc', 'Ready'],
      ['agentReady', '5001@test.cc', '8001@test.cc', 'Ready'],
    ]);
  });

  test('agentLogin asks when the agent is on already, and its fail has the status', async (t) => {
    const stage = await Stage.set(t);
    await Agent.logIn(await stage.open('blank.html'));
    const agent = new Agent(await stage.open('blank.html'));
    const asked = [];
    agent.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      return dialog.dismiss();
    });

    const said = await agent.plays(sample('agentLogin'));

    assert.deepEqual([said, asked[0]], [['fail', 'the agent is on already'], 'confirm']);
  });

  test('agentLogin fails with the status of an agent who is on at another extension', async (t) => {
    const stage = await Stage.set(t);
    const at8004 = { jobNumber: '5003', password: '123456', domain: 'test.cc', ext: '8004' };
    await Agent.logIn(await stage.open('blank.html'), at8004);
    const agent = new Agent(await stage.open('blank.html'));

    const error = await agent.run(
      (login) => new Promise((failed) => wellClient.agentLogin(login).fail(failed)),
      { ...at8004, ext: '8003', loginMode: 'stop' },
    );

    assert.deepEqual([error.status, error.responseJSON.deviceId], [455, '8004@test.cc']);
  });

  test('logout is done, and then the agent is off', async (t) => {
    const agent = await onDuty(t);

    const said = await agent.plays(sample('logout'));
    await agent.hears('agentLoggedOff', { agentMode: 'Logout' });

    const isLogined = await agent.run(() => wellClient.isLogined());
    assert.deepEqual([said, isLogined], [['done', undefined], false]);
  });

  test('setAgentMode is done, and then the agent is ready', async (t) => {
    const agent = await onDuty(t, { agentMode: 'NotReady' });

    const said = await agent.plays(sample('setAgentMode'));
    const event = await agent.hears('agentReady');

    assert.deepEqual([said, event.agentMode], [['done', undefined], 'Ready']);
  });

  test('setConfig keeps debug off', async (t) => {
    const agent = await newcomer(t);

    await agent.page.addScriptTag({ content: sample('setConfig') });

    assert.equal(await agent.run(() => wellClient.getConfig().debug), false);
  });

  test('getMyPrefix has the prefixes, but none before the login', async (t) => {
    const [before, agent] = [await newcomer(t), await onDuty(t)];
    await agent.page.waitForFunction(() => wellClient.getMyPrefix().length > 0);

    const results = [await resultOf(before, 'getMyPrefix'), await resultOf(agent, 'getMyPrefix')];

    assert.deepEqual(results, [[], ['9', '6']]);
  });

  test('isLogined says whether an agent is on', async (t) => {
    const results = [await resultOf(await newcomer(t), 'isLogined'), await resultOf(await onDuty(t), 'isLogined')];

    assert.deepEqual(results, [false, true]);
  });

  test('getConfig is the live configuration, aimed at the server of the script', async (t) => {
    const stage = await Stage.set(t);
    const agent = new Agent(await stage.open('blank.html'));

    const { protocol, SDK, cstaPort, TPI, debug } = await resultOf(agent, 'getConfig');

    const { host, hostname, port } = new URL(stage.server.url);
    assert.deepEqual([protocol, SDK, cstaPort, TPI, debug], ['http://', hostname, `:${port}`, `${host}/login`, false]);
    const isLive = await agent.run(() => {
      wellClient.getConfig().heartbeatLength = 5;
      return wellClient.getConfig().heartbeatLength === 5;
    });
    assert.ok(isLive);
  });

  test('getWs is the STOMP client, connected while the agent is on', async (t) => {
    const connected = [];
    for (const agent of [await newcomer(t), await onDuty(t)]) {
      await agent.page.addScriptTag({ content: sample('getWs') });
      connected.push(await agent.run(() => result.connected));
    }

    assert.deepEqual(connected, [false, true]);
  });

  test('checkRecoverStateAbility fails without a session, and its fail logs in', async (t) => {
    const agent = await newcomer(t);

    const said = await agent.plays(sample('checkRecoverStateAbility'));
    await agent.hears('agentNotReady');

    assert.deepEqual(said, ['fail', undefined]);
  });

  test('checkRecoverStateAbility after a reload goes on where the page was', async (t) => {
    const agent = await onDuty(t);
    await agent.page.reload();

    const [outcome, { agent: state }] = await agent.plays(sample('checkRecoverStateAbility'));
    await agent.page.waitForFunction(() => wellClient.isLogined());

    const { agentId, extensionId, agentMode } = state;
    assert.deepEqual([outcome, agentId, extensionId, agentMode], ['done', '5001@test.cc', '8001@test.cc', 'Ready']);
    const [recovered] = await agent.run(() => inner.map(({ eventName, agentMode }) => [eventName, agentMode]));
    assert.deepEqual(recovered, ['recoverStateSuccess', 'Ready']);
  });
});

describe('samples of makeCall', { concurrency: 4 }, () => {
  test('makeCall is done with the id of the call that is then told of', async (t) => {
    const agent = await onDuty(t);

    const [outcome, { callId, ...rest }] = await agent.plays(sample('makeCall'));
    const event = await agent.hears('delivered');

    assert.match(callId, UUID);
    assert.deepEqual([outcome, rest], ['done', {}]);
    assert.deepEqual([event.callId, event.calledDevice, event.callType], [callId, '98007@test.cc', 'Outbound']);
  });

  test('what call progress analysis found comes as failed', async (t) => {
    const stage = await Stage.set(t, new URL('worlds/busy.yaml', import.meta.url).pathname);
    const agent = await Agent.logIn(await stage.open('blank.html'));

    await agent.plays(sample('makeCall'));
    await agent.hears('connectionCleared', { releasingDevice: '8001@test.cc' });

    const said = await agent.run(() => window.said.find(([word]) => word === 'failed'));
    assert.deepEqual(said, ['failed', '1', 'busy now']);
  });
});

test('samples with a call that is not there', async (t) => {
  const agent = await onDuty(t);
  const oneCall = ['answerCall', 'dropConnection', 'holdCall', 'retrieveCall', 'setCallData', 'getCallData'];
  const andNumber = ['singleStepTransfer', 'singleStepConference', 'consult'];
  const twoCalls = ['conference', 'cancelConsult', 'transferCall'];
  for (const name of [...oneCall, ...andNumber, ...twoCalls]) {
    await t.test(`${name} fails with 404`, async () => {
      const [outcome, error] = await agent.plays(sample(name));

      assert.equal(outcome, 'fail');
      assertRefused(error, 404, 'Not Found');
    });
  }
});

test('samples with a call that is there', async (t) => {
  const [stage, agent] = await duty(t);
  const ben = await Agent.logIn(await stage.open('blank.html'), BEN);
  /** Each sample has a call of its own. */
  const withCall = (name, act) =>
    t.test(name, async () => {
      await agent.hangsUpAll();
      await ben.hangsUpAll();
      await act(await agent.talks(stage.server));
    });

  await t.test('answerCall answers', async () => {
    const [callId] = await stage.server.steps({ party: '13800138000', does: 'calls', to: '8001' });
    await agent.hears('delivered', { callId });

    const said = await agent.plays(sample('answerCall', callId));
    const event = await agent.hears('established', { callId });

    assert.deepEqual([said, event.answeringDevice], [['done', undefined], '8001@test.cc']);
  });

  await withCall('dropConnection ends the call', async (callId) => {
    const said = await agent.plays(sample('dropConnection', callId));
    const event = await agent.hears('connectionCleared', { callId });

    const { releasingDevice, hangupDevice } = event;
    assert.deepEqual([said, releasingDevice, hangupDevice], [['done', undefined], '8001@test.cc', '8001@test.cc']);
  });

  await withCall('holdCall holds, and retrieveCall retrieves', async (callId) => {
    const held = await agent.plays(sample('holdCall', callId));
    const { holdingDevice } = await agent.hears('held', { callId });
    const retrieved = await agent.plays(sample('retrieveCall', callId));
    const { retrievingDevice } = await agent.hears('retrieved', { callId });

    assert.deepEqual([held, retrieved], [['done', undefined], ['done', undefined]]);
    assert.deepEqual([holdingDevice, retrievingDevice], ['8001@test.cc', '8001@test.cc']);
  });

  await withCall('singleStepTransfer gives the caller to 8002', async (callId) => {
    const said = await agent.plays(sample('singleStepTransfer', callId));
    const { transferredToDevice } = await agent.hears('transferred', { callId });
    await agent.hears('connectionCleared', { callId, releasingDevice: '8001@test.cc' });
    await ben.hears('delivered', { callId, alertingDevice: '8002@test.cc' });

    assert.deepEqual([said, transferredToDevice], [['done', undefined], '8002@test.cc']);
  });

  await withCall('singleStepConference adds 8002', async (callId) => {
    const said = await agent.plays(sample('singleStepConference', callId));
    await ben.hears('delivered', { callId });
    await ben.run((id) => wellClient.answerCall(id), callId);
    const { addedParty } = await agent.hears('conferenced', { callId });

    assert.deepEqual([said, addedParty], [['done', undefined], '8002@test.cc']);
  });

  await withCall('consult calls 8002, and cancelConsult comes back', async (held) => {
    const [outcome] = await agent.plays(sample('consult', held));
    const { callId } = await agent.hears('originated', { calledDevice: '8002@test.cc' });
    await ben.hears('delivered', { callId });
    const cancelled = await agent.plays(sample('cancelConsult', held, callId));
    await agent.hears('retrieved', { callId: held });

    assert.deepEqual([outcome, cancelled], ['done', ['done', undefined]]);
    assert.deepEqual(await agent.run(() => wellClient.getCallMemory().length), 1);
  });

  await withCall('conference joins both calls', async (held) => {
    const consulted = await consults(agent, held, ben);

    const said = await agent.plays(sample('conference', held, consulted));
    const event = await agent.hears('conferenced');

    const { callId, primaryOldCall, secondaryOldCall } = event;
    assert.deepEqual(said, ['done', undefined]);
    assert.deepEqual([callId, primaryOldCall, secondaryOldCall], [held, held, consulted]);
  });

  await withCall('transferCall connects both, and leaves', async (held) => {
    const consulted = await consults(agent, held, ben);

    const said = await agent.plays(sample('transferCall', held, consulted));
    await agent.hears('connectionCleared', { callId: held, releasingDevice: '8001@test.cc' });
    await agent.hears('connectionCleared', { callId: consulted, releasingDevice: '8001@test.cc' });
    const { newCall, secondaryOldCall } = await ben.hears('transferred');

    assert.deepEqual(said, ['done', undefined]);
    assert.deepEqual([newCall, secondaryOldCall], [held, consulted]);
  });

  await withCall('setCallData keeps what getCallData reads', async (callId) => {
    const kept = await agent.plays(sample('setCallData', callId));
    const [outcome, { agentId, customerId }] = await agent.plays(sample('getCallData', callId));

    assert.deepEqual([kept, outcome, agentId, customerId], [['done', undefined], 'done', '8001', '19099092']);
  });

  await withCall('stopRecording stops the recording, and startRecording starts another', async (callId) => {
    const first = await agent.hears('recordStarted', { callId });

    const stopped = await agent.plays(sample('stopRecording'));
    const { recordId } = await agent.hears('recordStopped');
    await agent.forgets();
    const started = await agent.plays(sample('startRecording'));
    await agent.hears('recordStarted', { callId });

    assert.deepEqual([stopped, started, recordId], [['done', undefined], ['done', undefined], first.recordId]);
  });
});

/** Returns a sample of the manual; with calls that are there, they stand in the places of the printed ones. */
function sample(name, held = HELD, consulted = CONSULTED) {
  const text = readFileSync(new URL(`manual/${name}.js`, import.meta.url), 'utf8');
  return text.replaceAll(HELD, held).replaceAll(CONSULTED, consulted);
}

/** Returns what a sample without callbacks leaves in `result`. */
async function resultOf(agent, name) {
  await agent.page.addScriptTag({ content: sample(name) });
  return agent.run(() => result);
}

async function newcomer(t) {
  const stage = await Stage.set(t);
  return new Agent(await stage.open('blank.html'));
}

async function duty(t, identity) {
  const stage = await Stage.set(t);
  return [stage, await Agent.logIn(await stage.open('blank.html'), identity)];
}

async function onDuty(t, identity) {
  const [, agent] = await duty(t, identity);
  return agent;
}

/** Consults 8002, who answers, and returns the id of the second call. */
async function consults(agent, held, ben) {
  await agent.run((id) => wellClient.consult(id, '8002'), held);
  const { callId } = await ben.hears('delivered');
  await ben.run((id) => wellClient.answerCall(id), callId);
  await agent.hears('established', { callId });
  return callId;
}
