/**
 * What happens less often. Which events come is mostly not documented; that the client can follow them, and
 * that no call stays behind at anybody, is what dossier §9 forces.
 */
import assert from 'node:assert/strict';

import { scenes } from '../stage/scenes.mjs';

const count = async (stage, anna, ben, cleo) => assert.deepEqual(await stage.settles(), { anna, ben, cleo });

export default function rare() {
  scenes('several things at once', {
    'a call comes back to who sent it on': async ({ stage, anna, ben, cleo }) => {
      const { callId } = await stage.connects(ben, anna);
      await anna.does('singleStepTransfer', callId, '8003');
      await count(stage, 0, 1, 1);
      await cleo.does('answerCall', callId);
      await cleo.does('singleStepTransfer', callId, '8001');
      await count(stage, 1, 1, 0);
      await anna.does('answerCall', callId);
      await anna.does('holdCall', callId);
      await anna.does('retrieveCall', callId);
      await ben.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'a transferred call is consulted about and transferred again': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await anna.does('transferCall', k1, k2);
      await count(stage, 0, 1, 1);
      await cleo.does('consult', k1, '8001');
      await count(stage, 1, 1, 2);
      const k3 = await anna.onlyCall();
      await anna.does('answerCall', k3);
      await cleo.does('transferCall', k1, k3);
      await count(stage, 1, 1, 0);
      assert.equal(await anna.onlyCall(), k1);
      await anna.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'a conference is made twice': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await anna.does('conference', k1, k2);
      await count(stage, 1, 1, 1);
      await cleo.does('dropConnection');
      await count(stage, 1, 1, 0);
      await anna.does('consult', k1, '8003');
      await count(stage, 2, 1, 1);
      const k3 = await cleo.onlyCall();
      await cleo.does('answerCall', k3);
      await anna.does('conference', k1, k3);
      await count(stage, 1, 1, 1);
      await anna.does('holdCall', k1);
      await anna.does('retrieveCall', k1);
      await count(stage, 1, 1, 1);
      await anna.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'a fourth party is asked into a conference': async ({ stage, server, anna, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await anna.does('conference', k1, k2);
      await anna.does('singleStepConference', k1, '17602176375');
      await count(stage, 1, 1, 1);
      await server.steps({ party: 'carl', does: 'answers' });
      await count(stage, 1, 1, 1);
      await cleo.does('dropConnection');
      await count(stage, 1, 1, 0);
      await anna.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'both ends of a call consult': async ({ stage, server, anna, ben }) => {
      const { k1, k2 } = await stage.consults();
      await ben.does('consult', k1, '17602176375');
      await server.steps({ party: 'carl', does: 'answers' });
      await count(stage, 2, 2, 1);
      await anna.does('transferCall', k1, k2);
      await count(stage, 0, 2, 1);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await count(stage, 0, 1, 1);
      await ben.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'a consulted customer is transferred to, and joined': async ({ stage, server, anna, ben }) => {
      const { callId } = await stage.connects(anna, ben);
      await anna.does('consult', callId, '17602176375');
      await server.steps({ party: 'carl', does: 'answers' });
      await count(stage, 2, 1, 0);
      const k2 = await anna.otherCall(callId);
      await anna.does('conference', callId, k2);
      await count(stage, 1, 1, 0);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.does('consult', callId, '9138****8000');
      await server.steps({ party: 'dora', does: 'answers' });
      await count(stage, 2, 1, 0);
      await anna.does('transferCall', callId, await anna.otherCall(callId));
      await count(stage, 0, 1, 0);
      await ben.does('holdCall', callId);
      await ben.does('retrieveCall', callId);
      await server.steps({ party: 'dora', does: 'hangs_up' });
      await count(stage, 0, 0, 0);
    },

    'whom one consults is engaged': async ({ stage, anna, ben, cleo }) => {
      const engaged = await cleo.dials('9990001');
      const { callId } = await stage.connects(ben, anna);
      await anna.does('consult', callId, '8003');
      await count(stage, 1, 1, 1);
      assert.deepEqual([await anna.leg(callId), await ben.leg(callId)], ['connected', 'connected']);
      await anna.does('consult', callId, '400');
      await count(stage, 1, 1, 1);
      await cleo.does('dropConnection', engaged);
      await ben.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'the caller is gone before the target answers': async ({ stage, anna, ben }) => {
      const { callId } = await stage.connects(ben, anna);
      await anna.does('singleStepTransfer', callId, '8003');
      await count(stage, 0, 1, 1);
      await ben.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'the host is gone before the guest answers': async ({ stage, anna, ben }) => {
      const { callId } = await stage.connects(ben, anna);
      await anna.does('singleStepConference', callId, '8003');
      await count(stage, 1, 1, 1);
      await anna.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'the held call ends while the third party rings': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults({ isAnswered: false });
      await anna.does('dropConnection', k1);
      await count(stage, 1, 0, 1);
      await cleo.does('answerCall', k2);
      await anna.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'who waits for a parked call hangs up, and the others go on': async ({ stage, anna, ben }) => {
      const { k1, k2 } = await stage.consults();
      await anna.does('transferWaitReturn', k1, k2);
      await count(stage, 1, 1, 1);
      await anna.does('dropConnection');
      await count(stage, 0, 1, 1);
      await ben.does('dropConnection');
      await count(stage, 0, 0, 0);
    },

    'a caller is parked at an agent': async ({ stage, server, anna, cleo }) => {
      const callId = await stage.isCalled(anna);
      await anna.does('singleTransferWaitReturn', callId, '8003');
      await count(stage, 1, 0, 1);
      await cleo.does('answerCall', callId);
      await cleo.does('dropConnection');
      await count(stage, 1, 0, 0);
      await anna.does('singleTransferWaitReturn', callId, '8003');
      await count(stage, 1, 0, 1);
      await cleo.does('dropConnection');
      await count(stage, 1, 0, 0);
      assert.equal(await anna.leg(callId), 'connected');
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await count(stage, 0, 0, 0);
    },

    'a supervisor logs off an agent who is in a call': async ({ stage, anna, ben, cleo }) => {
      const { callId } = await stage.connects(ben, anna);
      await cleo.does('forceLogout', anna.login, anna.device);
      await anna.told(['agentLoggedOff']);
      await anna.isRefused(460, 'agentLogin', anna.who);
      await ben.does('dropConnection', callId);
      await ben.settles(stage.server);
      await anna.logsIn();
      await count(stage, 0, 0, 0);
    },

    'a queue rings at all, and one answers': async ({ server, anna, ben }) => {
      for (const agent of [anna, ben]) await agent.goes('Ready');
      const [callId] = await server.steps({ party: 'carl', does: 'calls', to: '7022' });
      for (const agent of [anna, ben]) {
        await agent.told(['delivered', { callId, alertingDevice: agent.device, calledDevice: agent.device }]);
      }
      await ben.does('answerCall', callId);
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
      await anna.toldInside('connectionCleared', { isEstatblished: false });
      await ben.told(['established', { callId, calledDevice: ben.device }], ['recordStarted']);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await ben.told(['connectionCleared', { callId, releasingDevice: ben.device }]);
      await ben.toldInside('connectionCleared', { isEstatblished: true });
    },
  });
}
