/** Recovery after a reload, lost connections, heartbeats and sessions (dossier §3, §4.3, §4.4, §5). */
import assert from 'node:assert/strict';

import { PEOPLE } from '../stage/agent.mjs';
import { scene, scenes } from '../stage/scenes.mjs';

const CARL = '17602176375@test.cc';

export default function session() {
  scenes('recoveries', {
    'a page that was reloaded goes on without a new login': async ({ stage, anna }) => {
      await anna.goes('Ready');
      await stage.reload(anna);
      const state = await anna.recovers({ agentMode: 'Ready', agentName: 'Anna' });
      assert.equal('activeCall' in state.agent, false);
      await anna.page.waitForFunction(() => wellClient.getMyPrefix().length > 0);
      await anna.goes('NotReady');
    },

    'a ringing call is found again, answered and ended': async ({ stage, server, anna }) => {
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '8001' });
      await anna.told(['delivered']);
      await stage.reload(anna);
      const pair = { callId, callingDevice: CARL, calledDevice: anna.device };
      const { agent } = await anna.recovers({ call: { ...pair, state: 'delivered' } });
      const { state, direction, otherSide } = agent.activeCall;
      assert.deepEqual([state, direction, otherSide], ['Alerting', 'In', CARL]);
      await anna.does('answerCall', callId);
      await anna.told(['established', pair], ['recordStarted']);
      await anna.does('dropConnection');
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true, partyDevice: CARL, isCaller: false });
    },

    'a connected call survives the answer that the client then asks for': async ({ stage, server, anna }) => {
      const callId = await stage.isCalled(anna);
      const asking = anna.asks('/answer');
      await stage.reload(anna, { autoAnswer: true });
      await anna.recovers({ call: { callId, state: 'established' } });
      const asked = await asking;
      assert.equal((await asked.response()).status(), 204);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });
    },

    'a held call, and one that the agent dialled, are found again': async ({ stage, server, anna }) => {
      const held = await stage.isCalled(anna);
      await anna.does('holdCall', held);
      await anna.told(['held']);
      await stage.reload(anna);
      const { agent } = await anna.recovers({ call: { callId: held, state: '' } });
      assert.equal(agent.activeCall.state, 'Hold');
      await anna.does('retrieveCall', held);
      await anna.told(['retrieved', { callId: held }]);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.told(['connectionCleared', { callId: held }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });

      const callId = await anna.dials('17602176375');
      await stage.reload(anna);
      const pair = { callId, callingDevice: anna.device, calledDevice: CARL };
      await anna.recovers({ call: { ...pair, state: 'delivered' } });
      await server.steps({ party: 'carl', does: 'answers' });
      await anna.told(['established', { ...pair, answeringDevice: CARL }], ['recordStarted']);
      await anna.drops(callId, CARL);
    },

    'the target of a transfer and the parties of a conference are found again': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await anna.does('conference', k1, k2);
      for (const agent of [anna, ben, cleo]) await agent.told(['conferenced']);
      await Promise.all([anna, ben, cleo].map((agent) => stage.reload(agent)));
      await anna.recovers({ call: { callId: k1, callingDevice: ben.device, calledDevice: anna.device } });
      await ben.recovers({ call: { callId: k1, callingDevice: ben.device, calledDevice: anna.device } });
      await cleo.recovers({ call: { callId: k1, callingDevice: anna.device, calledDevice: cleo.device } });
      for (const agent of [anna, ben, cleo]) agent.mindsFarClears = false;
      await anna.does('dropConnection');
      for (const agent of [anna, ben, cleo]) {
        await agent.told(['connectionCleared', { callId: k1, releasingDevice: agent.device }]);
        await agent.toldInside('connectionCleared');
      }
    },

    'recovery is declined to another agent, and to a session that is over': async ({ stage, server, anna }) => {
      await stage.reload(anna);
      assert.equal((await anna.calls('checkRecoverStateAbility', PEOPLE.ben)).refused, undefined);
      await server.steps({ backend: 'expires_session', client: 'anna' });
      await anna.isRefused(426, 'checkRecoverStateAbility', PEOPLE.anna);
      // The client asks for a session with the password that it no longer has.
      await anna.complains(401);
      await anna.forcesIn();
    },

    'an allocated agent and one at work after a call are found again': async ({ stage, server, anna }) => {
      await anna.goes('Ready');
      await server.steps({ backend: 'allocates', client: 'anna' });
      await anna.told(['agentAllocated']);
      await stage.reload(anna);
      await anna.recovers({ agentMode: 'Allocated' });
      await server.steps({ backend: 'sets_mode', client: 'anna', mode: 'NotReady' });
      await anna.told(['agentNotReady']);
      await server.steps({ backend: 'sets_mode', client: 'anna', mode: 'WorkNotReady' });
      await anna.told(['agentWorkingAfterCall', { agentMode: 'WorkNotReady' }]);
      await stage.reload(anna);
      await anna.recovers({ agentMode: 'WorkNotReady' });
      await anna.goes('NotReady');
    },
  });

  scenes('connections that are lost', {
    'a lost connection comes back by itself, and what is told then is heard': async ({ server, anna }) => {
      await anna.loses(server);
      await anna.isRegained();
      await server.steps({ backend: 'sets_mode', client: 'anna', mode: 'Ready' });
      const [event] = await anna.told(['agentReady']);
      assert.equal(event.brs, 1);
      assert.equal(
        anna.requests.all.some((it) => it.url().endsWith('/client-state')),
        false,
      );
      await anna.goes('NotReady');
    },

    'a call that ended meanwhile is forgotten, one that began is known': async ({ stage, server, anna }) => {
      await anna.page.evaluate(() => wellClient.watchReconnects());
      const lost = await stage.isCalled(anna);
      await anna.loses(server);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.isRegained();
      const back = await anna.toldInside('wsReconnectSucceed', { agentMode: 'NotReady' });
      assert.equal('activeCall' in back, false);
      assert.equal(await anna.leg(lost), undefined);
      await anna.isFree();

      await anna.loses(server);
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '8001' });
      await anna.isRegained();
      const pair = { callId, callingDevice: CARL, calledDevice: anna.device };
      await anna.toldInside('wsReconnectSucceed', { activeCall: { ...pair, state: 'delivered', direction: 'In' } });
      await anna.does('answerCall', callId);
      await anna.told(['established', pair], ['recordStarted']);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.told(['connectionCleared', { callId }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });
    },

    'a call that goes on keeps its pair, whatever happened meanwhile': async ({ stage, server, anna, ben, cleo }) => {
      for (const agent of [ben, cleo]) await agent.page.evaluate(() => wellClient.watchReconnects());
      const { callId } = await stage.connects(ben, anna);
      await anna.loses(server);
      await ben.does('holdCall', callId);
      await ben.told(['held']);
      await anna.isRegained();
      await anna.toldInside('wsReconnectSucceed', { activeCall: { callId, callingDevice: ben.device } });
      await ben.does('retrieveCall', callId);
      for (const agent of [anna, ben]) await agent.told(['retrieved']);
      await anna.does('singleStepTransfer', callId, '8003');
      await anna.told(['transferred'], ['connectionCleared']);
      await anna.toldInside('connectionCleared');
      await ben.told(['delivered'], ['transferred'], ['connectionCleared']);
      await cleo.told(['delivered'], ['transferred'], ['connectionCleared']);
      for (const agent of [ben, cleo]) {
        await agent.loses(server);
        await agent.isRegained();
      }
      await ben.toldInside('wsReconnectSucceed', {
        activeCall: { callId, calledDevice: anna.device, state: 'connected' },
      });
      await cleo.toldInside('wsReconnectSucceed', {
        activeCall: { callId, calledDevice: cleo.device, state: 'delivered' },
      });
      await cleo.does('answerCall', callId);
      await ben.told(['established'], ['transferred'], ['transferred']);
      await cleo.told(['established']);
      await cleo.does('dropConnection');
      await stage.ends(callId, { first: cleo, other: ben });
    },

    'a page whose session is over when it comes back is told so': async ({ stage, server, anna }) => {
      await anna.loses(server);
      await server.steps({ backend: 'expires_session', client: 'anna' });
      await anna.isRegained();
      await anna.toldInside('wsReconnectSucceed', { agentMode: 'Logout' });
      await anna.complains(426);
      // A page that still takes itself for logged in would end with the old session (§4.2).
      await stage.reload(anna);
      await anna.forcesIn();
    },

    '426 is followed by a new session, with which the next request succeeds': async ({ server, anna }) => {
      await server.steps({ backend: 'expires_session', client: 'anna' });
      const before = await anna.page.evaluate(() => wellClient.env.sessionId);
      await anna.isRefused(426, 'setAgentMode', 'Ready');
      await anna.page.waitForFunction((before) => wellClient.env.sessionId !== before, before);
      await anna.does('setAgentMode', 'Ready');
      await anna.told(['agentReady']);
      await anna.goes('NotReady');
    },
  });

  scene('heartbeats keep an agent on for as long as they come', { worlds: ['no-beats'] }, async (stage) => {
    const [anna] = await stage.agents('anna');
    for (let minute = 0; minute < 4; minute += 1) {
      const beating = anna.asks('/agent/heartbeat/');
      await anna.passes(60_000);
      const beat = await beating;
      assert.equal((await beat.response()).status(), 204);
      await stage.server.advance('60s');
    }
    await anna.does('setAgentMode', 'Ready');
    await anna.told(['agentReady']);
    await anna.page.evaluate(() => clearInterval(wellClient.env.heart));
    await stage.server.advance('3m');
    await anna.told(['agentLoggedOff', { agentMode: 'Logout' }]);
    await anna.isQuiet();
    await anna.logsIn();
    await anna.leaves();
  });

  scene('both sides beat on the connection', async (stage) => {
    const [anna] = await stage.agents('anna');
    await anna.passes(10_000);
    await anna.frames.until(
      (all) => all.includes('\n'),
      () => 'a beat of the client was wanted',
    );
    await stage.server.advance('10s');
    await anna.received.until(
      (all) => all.includes('\n'),
      () => 'a beat of the server was wanted',
    );
    await anna.leaves();
  });
}
