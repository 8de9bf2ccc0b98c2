/** Recordings, data of calls, and what supervisors do to calls (dossier §10.13). */
import assert from 'node:assert/strict';

import { scene, scenes } from '../stage/scenes.mjs';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default function services() {
  scenes('services', {
    'a recording is stopped and started': async ({ stage, server, anna }) => {
      const callId = await stage.isCalled(anna);
      await anna.does('stopRecording');
      await anna.told(['recordStopped', { recordId: UUID, isSuccess: true, srcDeviceId: anna.device }]);
      await anna.does('startRecording');
      const fileName = new RegExp(`^/mnt/volumes/recordings//test\\.cc/.*/8001.*/\\d{14}_${callId}\\.wav$`);
      await anna.told(['recordStarted', { recordId: UUID, callId, deviceId: anna.device, fileName, isSuccess: true }]);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await anna.told(['connectionCleared', { callId }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });
    },

    'data are attached, read, and travel with the call': async ({ stage, server, anna, cleo }) => {
      const callId = await stage.isCalled(anna);
      const entries = [
        { key: 'agentId', value: '8001' },
        { key: 'customerId', value: '客户' },
      ];
      assert.equal(await anna.does('setCallData', callId, entries), null);
      const data = await anna.does('getCallData', callId);
      assert.deepEqual([data.agentId, data.customerId], ['8001', '客户']);
      await anna.does('singleStepTransfer', callId, '8003');
      await anna.told(['transferred'], ['connectionCleared']);
      await anna.toldInside('connectionCleared');
      await cleo.told(
        ['delivered', { callId, userData: { data: { agentId: '8001', customerId: '客户' } } }],
        ['transferred'],
        ['connectionCleared', { releasingDevice: anna.device }],
      );
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await cleo.told(['connectionCleared', { callId, releasingDevice: cleo.device }]);
      await cleo.toldInside('connectionCleared', { isEstatblished: false });
    },

    'a supervisor listens, greets and ends': async ({ stage, anna, cleo }) => {
      const callId = await stage.isCalled(anna);
      assert.equal(await cleo.does('forceListen', callId, anna.device), null);
      assert.equal(await anna.does('agentGreeting', callId, '5001'), null);
      assert.equal(await cleo.does('forceDrop', anna.device, callId), null);
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }]);
      await anna.toldInside('connectionCleared', { isEstatblished: true });
    },

    'a supervisor takes a call over': async ({ stage, server, anna, cleo }) => {
      const callId = await stage.isCalled(anna);
      await cleo.does('forceTake', anna.device, callId, '8003');
      await anna.told(['transferred', { transferringDevice: anna.device }], ['connectionCleared']);
      await anna.toldInside('connectionCleared');
      await cleo.told(
        ['delivered', { callId }],
        ['transferred'],
        ['connectionCleared', { releasingDevice: anna.device }],
      );
      await cleo.does('answerCall', callId);
      await cleo.told(['established', { callId, answeringDevice: cleo.device }]);
      await server.steps({ party: 'carl', does: 'hangs_up' });
      await cleo.told(['connectionCleared', { callId, releasingDevice: cleo.device }]);
      await cleo.toldInside('connectionCleared', { isEstatblished: true });
    },

    'services of a call that is not there are 404': async ({ anna, cleo }) => {
      const id = '6aee1dda-d4a2-4d3c-8fab-df7782a6c10f';
      await anna.isRefused(404, 'setCallData', id, [{ key: 'a', value: 'b' }]);
      await anna.isRefused(404, 'agentGreeting', id);
      await cleo.isRefused(404, 'forceListen', id, anna.device);
      await cleo.isRefused(404, 'forceDrop', anna.device, id);
      await anna.isRefused(404, 'consult', id, '8003');
      await anna.isRefused(404, 'transferCall', id, id);
    },
  });

  scene('recordings that are disabled are 466', { worlds: ['not-recorded'] }, async (stage) => {
    const [anna] = await stage.agents('anna');
    const [callId] = await stage.server.steps({ party: 'carl', does: 'calls', to: '8001' });
    await anna.told(['delivered']);
    await anna.does('answerCall', callId);
    await anna.told(['established']);
    await anna.isRefused(466, 'startRecording');
    await anna.isRefused(466, 'stopRecording');
    await stage.server.steps({ party: 'carl', does: 'hangs_up' });
    await anna.told(['connectionCleared']);
    await anna.toldInside('connectionCleared');
    await anna.leaves();
  });
}
