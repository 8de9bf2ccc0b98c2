/** Conferences and who leaves them (dossier §10.8, §10.11). */
import assert from 'node:assert/strict';

import { scenes } from '../stage/scenes.mjs';

const cleared = (callId, { device }) => ['connectionCleared', { callId, releasingDevice: device }];
const CARL = { device: '17602176375@test.cc' };

export default function conference() {
  scenes('consulted conferences', {
    'the host leaves, and everybody goes': async (at) => {
      const k1 = await confers(at);
      const { anna, ben, cleo } = at;
      for (const agent of [ben, cleo]) agent.mindsFarClears = false;
      await anna.does('dropConnection');
      await anna.told(cleared(k1, anna));
      await anna.toldInside('connectionCleared', {
        isEstatblished: false,
        partyDevice: '',
        isCaller: '',
        isOutCall: true,
      });
      await allGo(k1, [ben, cleo]);
    },
    'the third party leaves, then the first': (at) => leave(at, 'cleo', 'ben'),
    'the third party leaves, then the host': (at) => leave(at, 'cleo', 'anna'),
    'the first party leaves, then the third': (at) => leave(at, 'ben', 'cleo'),
    'the first party leaves, then the host': (at) => leave(at, 'ben', 'anna'),

    'a customer leaves first, and the host hears three ends': async ({ stage, server, anna, cleo }) => {
      const k1 = await stage.isCalled(anna);
      await anna.does('consult', k1, '8003');
      const [, , { callId: k2 }] = await anna.told(['held'], ['serviceInitiated'], ['originated'], ['delivered']);
      await cleo.told(['delivered', { callId: k2 }]);
      await cleo.does('answerCall', k2);
      for (const agent of [anna, cleo]) await agent.told(['established', { callId: k2 }], ['recordStarted']);
      await anna.does('conference', k1, k2);
      for (const agent of [anna, cleo]) await agent.told(conferenced(k1, k2, { anna, cleo }));
      await server.steps({ party: 'carl', does: 'hangs_up' });
      for (const agent of [anna, cleo]) await agent.told(cleared(k1, CARL));
      await cleo.does('dropConnection');
      await anna.told(cleared(k1, cleo), cleared(k1, anna));
      await anna.toldInside('connectionCleared', { partyDevice: '', isOutCall: true });
      await cleo.told(cleared(k1, cleo));
      await cleo.toldInside('connectionCleared', { isEstatblished: true, partyDevice: anna.device });
    },
  });

  scenes('conferences in one step', {
    'a third agent joins': (at) => joins(at, 'Active'),
    'a third agent listens': (at) => joins(at, 'Silent'),

    'a supervisor joins': async (at) => {
      const { stage, anna, ben, cleo } = at;
      const { callId, pair } = await stage.connects(ben, anna);
      await cleo.does('forceJoin', anna.device, callId, '8003');
      await isInvited(at, pair);
      await allGoAfter(at, callId, ben);
    },

    'an invitation is declined, and the two go on': async ({ stage, anna, ben, cleo }) => {
      const { callId, pair } = await stage.connects(ben, anna);
      await anna.does('singleStepConference', callId, '8003');
      for (const agent of [anna, ben]) await agent.told(['delivered', { ...pair, alertingDevice: cleo.device }]);
      await cleo.told(['delivered', { callId }]);
      await cleo.does('dropConnection', callId);
      await cleo.told(cleared(callId, cleo));
      await cleo.toldInside('connectionCleared', { isEstatblished: false });
      for (const agent of [anna, ben]) assert.equal((await agent.memory()).length, 1);
      await ben.does('dropConnection');
      await stage.ends(callId, { first: ben, other: anna });
    },
  });
}

function conferenced(callId, secondaryOldCall, { anna, cleo }) {
  const ids = { callId, primaryOldCall: callId, secondaryOldCall, newCall: callId };
  return ['conferenced', { ...ids, conferencingDevice: anna.device, addedParty: cleo.device }];
}

/** Makes a conference of a consultation; returns the id that all three know from then on. */
async function confers({ stage, anna, ben, cleo }) {
  const { k1, k2 } = await stage.consults();
  await anna.does('conference', k1, k2);
  for (const agent of [anna, ben, cleo]) {
    await agent.told(conferenced(k1, k2, { anna, cleo }));
    const { length, [k1]: call } = await agent.memory();
    assert.deepEqual([length, call.deviceCount, call.isConferenced], [1, agent === anna ? 3 : 2, true]);
  }
  return k1;
}

async function leave(at, ...order) {
  const k1 = await confers(at);
  const all = [at.anna, at.ben, at.cleo];
  const [first, second] = order.map((name) => at[name]);
  const last = all.find((agent) => agent !== first && agent !== second);
  await first.does('dropConnection');
  for (const agent of all) {
    await agent.told(['connectionCleared', { callId: k1, releasingDevice: first.device, hangupDevice: first.device }]);
  }
  await first.toldInside('connectionCleared');
  assert.deepEqual(await first.memory(), { length: 0 });
  assert.equal((await last.memory()).length, 1);
  for (const agent of [second, last]) agent.mindsFarClears = false;
  await second.does('dropConnection');
  await allGo(k1, [second, last]);
}

/** Takes the own ends of those who are left; which others they hear is not documented. */
async function allGo(callId, agents) {
  for (const agent of agents) {
    await agent.told(cleared(callId, agent));
    await agent.toldInside('connectionCleared');
  }
}

async function joins(at, type) {
  const { stage, anna, ben, cleo } = at;
  const { callId, pair } = await stage.connects(ben, anna);
  await anna.does('singleStepConference', callId, '8003', type);
  await isInvited(at, pair);
  await cleo.does('dropConnection');
  for (const agent of [anna, ben, cleo]) await agent.told(cleared(callId, cleo));
  await cleo.toldInside('connectionCleared', { isEstatblished: true });
  await allGoAfter(at, callId, ben, [anna, ben]);
}

/** Cleo is rung into the call of the two, and answers; everybody keeps the pair that it knows. */
async function isInvited({ anna, ben, cleo }, pair) {
  const { callId } = pair;
  const own = { callId, callingDevice: anna.device, calledDevice: cleo.device };
  for (const agent of [anna, ben]) await agent.told(['delivered', { ...pair, alertingDevice: cleo.device }]);
  await cleo.told(['delivered', { ...own, alertingDevice: cleo.device }]);
  await cleo.does('answerCall', callId);
  const told = conferenced(callId, '0', { anna, cleo });
  for (const agent of [anna, ben]) {
    await agent.told(['established', { ...pair, answeringDevice: cleo.device }], told);
    const { length, [callId]: call } = await agent.memory();
    assert.deepEqual([length, call.deviceCount], [1, 2]);
  }
  await cleo.told(['established', { ...own, answeringDevice: cleo.device }], told);
}

async function allGoAfter({ anna, ben, cleo }, callId, first, left = [anna, ben, cleo]) {
  for (const agent of left) agent.mindsFarClears = false;
  await first.does('dropConnection');
  if (left.length === 3) await left.find((agent) => agent === anna).does('dropConnection');
  await allGo(callId, left);
}
