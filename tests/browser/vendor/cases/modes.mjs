/** Modes of agents, the dialler, and supervisors (dossier §10.1, §10.5, §10.13). */
import assert from 'node:assert/strict';

import { scene, scenes } from '../stage/scenes.mjs';

export default function modes() {
  scenes('modes of agents', {
    'a mode is told with its reason': async ({ anna }) => {
      assert.equal(await anna.does('setAgentMode', 'Ready'), null);
      await anna.told(['agentReady', { agentMode: 'Ready' }]);
      await anna.does('setAgentMode', 'NotReady', '2');
      await anna.told(['agentNotReady', { agentMode: 'NotReady', reason: '2' }]);
    },

    'a mode during a call waits for its end': async ({ server, anna }) => {
      const callId = await anna.dials('17602176375');
      assert.deepEqual(await anna.does('setAgentMode', 'Ready'), { pendingMode: 'Ready' });
      await server.steps({ party: 'carl', does: 'hangs_up' });
      const told = await anna.told(
        ['connectionCleared', { callId }],
        ['connectionCleared', { callId }],
        ['agentReady'],
      );
      assert.equal(told[0].releasingDevice, anna.device);
      await anna.toldInside('connectionCleared');
      await anna.goes('NotReady');
    },

    'a supervisor changes the mode of another page, and logs it off': async ({ anna, cleo }) => {
      await cleo.does('forceReady', anna.login, anna.device);
      await anna.told(['agentReady', { agentId: anna.login }]);
      await cleo.does('forceNotReady', anna.login, anna.device);
      await anna.told(['agentNotReady', { agentId: anna.login }]);
      await cleo.does('forceLogout', anna.login, anna.device);
      await anna.told(['agentLoggedOff', { agentId: anna.login }]);
      await anna.isQuiet();
      await anna.logsIn();
      await cleo.does('superLogout', '5001');
      await anna.told(['agentLoggedOff', { agentId: anna.login }]);
      await anna.isQuiet();
      await anna.logsIn();
    },

    'a dialler call is allocated, rings as pre-occupied, and is cleared once': async ({ server, anna }) => {
      await anna.goes('Ready');
      await server.steps({ backend: 'allocates', client: 'anna' });
      await anna.told(['agentAllocated', { agentMode: 'Allocated' }]);
      assert.equal((await anna.calls('makeCall', '17602176375')).returned, 'undefined');
      const { refused } = await anna.calls('logout');
      assert.equal(refused, undefined);
      await server.steps({ party: 'dora', does: 'calls', to: 'anna' });
      const pair = { callingDevice: '138****8000@test.cc', calledDevice: anna.device };
      const [{ callId }] = await anna.told([
        'delivered',
        { ...pair, cause: 'PREOCCUPIED', callType: 'PreOccupied', userData: { data: { callType: 'PREOCCUPIED' } } },
      ]);
      await anna.does('answerCall', callId);
      await anna.told(['established', { ...pair, answeringDevice: anna.device }], ['recordStarted']);
      await server.steps({ party: 'dora', does: 'hangs_up' });
      await anna.told(['connectionCleared', { callId, releasingDevice: anna.device }], ['agentReady']);
      await anna.toldInside('connectionCleared', { isEstatblished: true, isCaller: false, isOutCall: true });
      await anna.goes('NotReady');
    },

    'an agent who is allocated in vain is ready again in time, or when released': async ({ server, anna, cleo }) => {
      await anna.goes('Ready');
      await server.steps({ backend: 'allocates', client: 'anna' });
      await anna.told(['agentAllocated']);
      await cleo.does('releaseAllocatedAgent', anna.login);
      await anna.told(['agentReady']);
      await server.steps({ backend: 'allocates', client: 'anna', lasting: '5s' });
      await anna.told(['agentAllocated']);
      await server.advance('5s');
      await anna.told(['agentReady']);
      await anna.goes('NotReady');
    },
  });

  scene('by the quirk it is refused with 460', { quirks: ['mode_in_call=refused'] }, async (stage) => {
    const [anna] = await stage.agents('anna');
    const callId = await anna.dials('17602176375');
    await anna.isRefused(460, 'setAgentMode', 'Ready');
    await anna.drops(callId, '17602176375@test.cc');
    await anna.leaves();
  });
}
