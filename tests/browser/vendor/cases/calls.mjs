/** Calls of two parties: outbound, inbound, internal, hold (dossier §10.2–10.4, §10.6). */
import assert from 'node:assert/strict';

import { scene, scenes } from '../stage/scenes.mjs';

const CARL = '17602176375@test.cc';

export default function calls() {
  scenes('calls of two parties', {
    'an outbound call is answered and ended by the far end': async ({ server, anna }) => {
      const far = '917602176375@test.cc';
      const callId = await anna.dials('17602176375', { prefix: '9' });
      const pair = { callId, callingDevice: anna.device, calledDevice: far };
      await server.steps({ party: 'carl', does: 'answers' });
      await anna.told(
        ['established', { ...pair, answeringDevice: far, deviceId: far, localState: 'Connect' }],
        ['recordStarted', { callId, isSuccess: true }],
      );
      assert.equal(await anna.leg(callId), 'connected');
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.told(
        ['connectionCleared', { callId, releasingDevice: anna.device, hangupDevice: far, cause: 'NORMAL_CLEARING' }],
        ['connectionCleared', { callId, releasingDevice: far, deviceId: far }],
      );
      const end = { isEstatblished: true, isCaller: true, isOutCall: true, partyDevice: far };
      await anna.toldInside('connectionCleared', end);
    },

    'the body of makeCall has what the client was told, and the own extension': async ({ server, anna }) => {
      const contextId = JSON.stringify({ k1: 'v1' });
      const options = { prefix: '6', originForDisplay: '4008', cpa: 1, contextId };
      const callId = await anna.dials('17602176375', options);
      const asked = anna.requests.all.findLast((it) => it.url().endsWith('/callControl/calls'));
      assert.deepEqual(JSON.parse(asked.postData()), {
        from: anna.device,
        to: '617602176375',
        destForDisplay: '8001',
        originForDisplay: '4008',
        cpa: '1',
        contextId,
      });
      await server.steps({ party: 'carl', does: 'rejects', cause: 'USER_BUSY' });
      await anna.told(
        [
          'failed',
          {
            callId,
            localState: 'Fail',
            calledDevice: '617602176375@test.cc',
            failedCode: '1',
            failedMsg: 'busy now',
          },
        ],
        ['connectionCleared', { callId, releasingDevice: anna.device, cause: 'USER_BUSY' }],
        ['connectionCleared', { callId }],
      );
      await anna.toldInside('connectionCleared', { isEstatblished: false, establishedTimeId: '' });
    },

    'a call that is cut off at once never rings': async ({ server, anna }) => {
      await anna.passes(2000);
      const { callId } = await anna.does('makeCall', '400');
      await anna.told(
        ['serviceInitiated'],
        ['originated'],
        ['connectionCleared', { callId, releasingDevice: anna.device, cause: 'USER_BUSY' }],
      );
      await anna.toldInside('connectionCleared', { isEstatblished: false });
    },

    'call control of what is not there is 404 with a readable answer': async ({ anna }) => {
      const id = '6aee1dda-d4a2-4d3c-8fab-df7782a6c10f';
      await anna.isRefused(404, 'dropConnection');
      for (const method of ['answerCall', 'holdCall', 'retrieveCall', 'getCallData', 'dropConnection']) {
        await anna.isRefused(404, method, id);
      }
    },

    'an inbound call is answered, held, retrieved and ended': async ({ server, anna }) => {
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '8001', data: { level: 'gold' } });
      const pair = { callId, callingDevice: CARL, calledDevice: anna.device };
      const data = { originalANI: CARL, originalDNIS: anna.device, originalCallId: callId, level: 'gold' };
      await anna.told([
        'delivered',
        { ...pair, alertingDevice: anna.device, callType: 'Inbound', callCause: 'NEWCALL', userData: { data } },
      ]);
      await anna.does('answerCall', callId);
      await anna.told(['established', { ...pair, answeringDevice: anna.device }], ['recordStarted']);
      await anna.does('holdCall', callId);
      await anna.told(['held', { callId, holdingDevice: anna.device, localState: 'Hold' }]);
      assert.equal(await anna.leg(callId), 'held');
      await anna.does('retrieveCall', callId);
      await anna.told(['retrieved', { callId, retrievingDevice: anna.device, localState: 'Connect' }]);
      // The UI script asks once more, and must not fail.
      assert.equal(await anna.does('retrieveCall', callId), null);
      await anna.does('holdCall', callId);
      await anna.told(['held']);
      await anna.does('dropConnection', callId);
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device, hangupDevice: anna.device }]);
      await anna.toldInside('connectionCleared', { isEstatblished: false, isCaller: false, partyDevice: CARL });
      const paths = anna.requests.all.map((it) => new URL(it.url()).pathname);
      assert.ok(paths.includes(`/api/csta/callControl/calls/${callId}/connections/8001@test.cc%7C${callId}/hold`));
    },

    'a caller gives up before the answer': async ({ server, anna }) => {
      const [callId] = await server.steps({ party: 'dora', does: 'calls', to: '8001' });
      await anna.told(['delivered', { callId, callingDevice: '138****8000@test.cc' }]);
      await server.steps({ party: 'dora', does: 'hangs_up' });
      await anna.told([
        'connectionCleared',
        { callId, releasingDevice: anna.device, hangupDevice: '138****8000@test.cc' },
      ]);
      await anna.toldInside('connectionCleared', { isEstatblished: false });
    },

    'a queue call rings at a ready agent, with its split': async ({ server, ben }) => {
      await ben.goes('Ready');
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '7021' });
      const pair = { callId, callingDevice: CARL, calledDevice: ben.device };
      await ben.told(['delivered', { ...pair, split: '7021@test.cc', callType: 'Inbound' }]);
      await ben.does('answerCall', callId);
      await ben.told(['established', { ...pair, split: '7021@test.cc' }], ['recordStarted']);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await ben.told(['connectionCleared', { callId, releasingDevice: ben.device }]);
      await ben.toldInside('connectionCleared', { isEstatblished: true });
      await ben.goes('NotReady');
    },

    'a queue call goes on to the next agent, and nothing stays at the first': async ({ server, anna, ben }) => {
      for (const agent of [anna, ben]) await agent.goes('Ready');
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '7021' });
      await anna.told(['delivered', { callId, calledDevice: anna.device }]);
      await anna.does('dropConnection', callId);
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
      await anna.toldInside('connectionCleared');
      await ben.told(['delivered', { callId, calledDevice: ben.device }]);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await ben.told(['connectionCleared', { callId, releasingDevice: ben.device }]);
      await ben.toldInside('connectionCleared');
      for (const agent of [anna, ben]) await agent.goes('NotReady');
    },

    'two pages call each other': async ({ stage, anna, ben }) => {
      const { callId, pair } = await stage.connects(anna, ben);
      await ben.does('holdCall', callId);
      for (const agent of [anna, ben]) {
        await agent.told(['held', { callId, holdingDevice: ben.device, deviceId: ben.device }]);
        assert.equal(await agent.leg(callId), 'held');
      }
      await ben.does('retrieveCall', callId);
      for (const agent of [anna, ben]) {
        await agent.told(['retrieved', { callId, retrievingDevice: ben.device }]);
      }
      await ben.does('dropConnection', callId);
      await anna.told(
        ['connectionCleared', { callId, releasingDevice: anna.device, hangupDevice: ben.device }],
        ['connectionCleared', { callId, releasingDevice: ben.device }],
      );
      await ben.told(
        ['connectionCleared', { callId, releasingDevice: ben.device, hangupDevice: ben.device }],
        ['connectionCleared', { callId, releasingDevice: anna.device }],
      );
      await anna.toldInside('connectionCleared', {
        isEstatblished: true,
        isOutCall: false,
        partyDevice: pair.calledDevice,
      });
      await ben.toldInside('connectionCleared', { isEstatblished: true, isCaller: false, isOutCall: false });
    },

    'a page calls another one, and gives up': async ({ anna, ben }) => {
      const callId = await anna.dials('8002', {}, 'Internal');
      await ben.told([
        'delivered',
        { callId, alertingDevice: ben.device, callingDevice: anna.device, callType: 'Internal' },
      ]);
      await anna.drops(callId, ben.device);
      await ben.told(
        ['connectionCleared', { callId, releasingDevice: ben.device }],
        ['connectionCleared', { callId, releasingDevice: anna.device }],
      );
      await ben.toldInside('connectionCleared', { isEstatblished: false });
    },

    'the bar of the UI script answers by itself': async ({ server, anna }) => {
      await anna.set({ autoAnswer: true });
      await anna.page.evaluate(() => wellClient.useBar());
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '8001' });
      await anna.told(['delivered'], ['established', { callId }], ['recordStarted']);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.told(['connectionCleared', { callId }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });
      await anna.page.evaluate(() => (wellClient.ui = { main() {} }));
    },
  });

  scene('what the client refuses itself is not asked', async (stage) => {
    const [anna] = await stage.opens('anna');
    const isRefused = async (...args) => assert.equal((await anna.calls('makeCall', ...args)).returned, 'undefined');
    await isRefused('17602176375');
    await anna.logsIn();
    await isRefused('8001');
    await isRefused('');
    const callId = await anna.dials('17602176375');
    await isRefused('8002');
    await anna.drops(callId, CARL);
    await isRefused('8002');
    await anna.leaves();
  });

  scene('an agent declines, and nobody answers another call', { worlds: ['no-beats'] }, async (stage) => {
    const [anna] = await stage.agents('anna');
    const [declined] = await stage.server.steps({ party: 'eve', does: 'calls', to: '8001' });
    await anna.told(['delivered', { callId: declined }]);
    await anna.does('dropConnection');
    await anna.told(['connectionCleared', { callId: declined, releasingDevice: anna.device }]);
    // The client's pattern for inner numbers has no end (§9).
    await anna.toldInside('connectionCleared', { isOutCall: false, partyDevice: '86138001@test.cc' });
    const [missed] = await stage.server.steps({ party: 'carl', does: 'calls', to: '8001' });
    await anna.told(['delivered', { callId: missed }]);
    await stage.server.advance('15s');
    await anna.told(['connectionCleared', { callId: missed, releasingDevice: anna.device, cause: 'NO_ANSWER' }]);
    await anna.toldInside('connectionCleared');
    await anna.leaves();
  });

  scene(
    'the clears of 2017 mean the same to the client',
    { quirks: ['cleared_state=Queued', 'internal_clears=own', 'unanswered_clears=one'] },
    async (stage) => {
      const [anna, ben] = await stage.agents('anna', 'ben');
      const { callId } = await stage.connects(anna, ben);
      await anna.does('dropConnection');
      for (const agent of [anna, ben]) {
        await agent.told(['connectionCleared', { callId, releasingDevice: agent.device, localState: 'Queued' }]);
        await agent.toldInside('connectionCleared', { isEstatblished: true });
      }
      await anna.logsOut();
      await ben.logsOut();
    },
  );
}
