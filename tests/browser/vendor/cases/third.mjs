/** Consultations, transfers and parking at three pages (dossier §10.7, §10.9, §10.10, §10.12). */
import assert from 'node:assert/strict';

import { scenes } from '../stage/scenes.mjs';

const cleared = (callId, { device }) => ['connectionCleared', { callId, releasingDevice: device }];

export default function third() {
  scenes('consultations', {
    'one is cancelled': (at) => endsConsultation(at, ({ anna, k1, k2 }) => anna.does('cancelConsult', k1, k2)),
    'one is ended by the third party': (at) => endsConsultation(at, ({ cleo, k2 }) => cleo.does('dropConnection', k2)),
    'one is ended by who began it': (at) => endsConsultation(at, ({ anna, k2 }) => anna.does('dropConnection', k2)),

    'one is declined': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults({ isAnswered: false });
      await cleo.does('dropConnection', k2);
      await anna.told(cleared(k2, anna), cleared(k2, cleo), ['retrieved', { callId: k1 }]);
      await anna.toldInside('connectionCleared', { isEstatblished: false });
      await cleo.told(cleared(k2, cleo), cleared(k2, anna));
      await cleo.toldInside('connectionCleared', { isEstatblished: false });
      await ben.told(['retrieved', { callId: k1 }]);
      await ben.does('dropConnection', k1);
      await stage.ends(k1, { first: ben, other: anna });
    },

    'the held party hangs up, and the consultation goes on': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await ben.does('dropConnection', k1);
      const { isEstatblished } = await stage.ends(k1, { first: ben, other: anna });
      assert.equal(isEstatblished, false);
      await anna.does('holdCall', k2);
      for (const agent of [anna, cleo]) await agent.told(['held', { callId: k2 }]);
      await anna.does('retrieveCall', k2);
      for (const agent of [anna, cleo]) await agent.told(['retrieved', { callId: k2 }]);
      await cleo.does('dropConnection');
      await stage.ends(k2, { first: cleo, other: anna });
    },

    'the bar takes back what the server took back already': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await anna.page.evaluate(() => wellClient.useBar());
      const asking = anna.asks('/retrieve');
      await anna.does('dropConnection', k2);
      const asked = await asking;
      assert.equal((await asked.response()).status(), 204);
      await anna.told(cleared(k2, anna), cleared(k2, cleo), ['retrieved']);
      await anna.toldInside('connectionCleared');
      await ben.told(['retrieved']);
      await cleo.told(cleared(k2, cleo), cleared(k2, anna));
      await cleo.toldInside('connectionCleared');
      await anna.does('dropConnection', k1);
      await stage.ends(k1, { first: anna, other: ben });
      await anna.page.evaluate(() => (wellClient.ui = { main() {} }));
    },
  });

  scenes(
    'consultations whose client takes the held call back',
    { quirks: ['consult_end=client_retrieves'] },
    {
      'the bar does it': async ({ stage, anna, ben, cleo }) => {
        await anna.page.evaluate(() => wellClient.useBar());
        const { k1, k2 } = await stage.consults();
        await cleo.does('dropConnection', k2);
        await anna.told(cleared(k2, anna), cleared(k2, cleo), ['retrieved', { callId: k1 }]);
        await anna.toldInside('connectionCleared');
        await ben.told(['retrieved', { callId: k1 }]);
        await cleo.told(cleared(k2, cleo), cleared(k2, anna));
        await cleo.toldInside('connectionCleared');
        await anna.does('dropConnection', k1);
        await stage.ends(k1, { first: anna, other: ben });
      },
    },
  );

  scenes('transfers', {
    'a consulted one leaves the target with the id of the held call': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await anna.does('transferCall', k1, k2);
      const moved = transferred(k1, k2, { anna, cleo }, 'TRANSFER');
      await anna.told(moved, cleared(k1, anna), cleared(k2, anna));
      await anna.toldInside('connectionCleared', { isEstatblished: false, data: { callId: k1 } });
      await anna.toldInside('connectionCleared', { isEstatblished: true, data: { callId: k2 } });
      await ben.told(moved, cleared(k1, anna));
      await cleo.told(moved, cleared(k1, anna));
      assert.deepEqual(Object.keys(await cleo.memory()).sort(), [k1, 'length'].sort());
      await anna.isFree();
      await cleo.does('holdCall', k1);
      for (const agent of [ben, cleo]) await agent.told(['held', { callId: k1, holdingDevice: cleo.device }]);
      await cleo.does('retrieveCall', k1);
      for (const agent of [ben, cleo]) await agent.told(['retrieved', { callId: k1, retrievingDevice: cleo.device }]);
      await cleo.does('dropConnection');
      await stage.ends(k1, { first: cleo, other: ben });
    },

    'one before the answer is refused, and nothing changes': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults({ isAnswered: false });
      await anna.isRefused(409, 'transferCall', k1, k2);
      await anna.does('cancelConsult', k1, k2);
      await anna.told(cleared(k2, anna), cleared(k2, cleo), ['retrieved', { callId: k1 }]);
      await anna.toldInside('connectionCleared', { isEstatblished: false });
      await ben.told(['retrieved']);
      await cleo.told(cleared(k2, cleo), cleared(k2, anna));
      await cleo.toldInside('connectionCleared');
      await anna.does('dropConnection');
      await stage.ends(k1, { first: anna, other: ben });
    },

    'a single-step one': singleStep,
    'a single-step one that is declined': singleStepDeclined,

    'a single-step one of a customer to the outside': async ({ stage, server, anna }) => {
      const callId = await stage.isCalled(anna);
      await anna.does('singleStepTransfer', callId, '13900139000');
      await anna.told(
        ['transferred', { callId, transferredToDevice: '13900139000@test.cc' }],
        ['connectionCleared', { callId, releasingDevice: anna.device }],
      );
      await anna.toldInside('connectionCleared', { isEstatblished: true });
      await server.steps({ party: 'carl', does: 'hangs_up' });
    },
  });

  scenes(
    'single-step transfers to another id',
    { quirks: ['single_step_transfer=rename'] },
    {
      'one is answered': singleStep,
      'one is declined': singleStepDeclined,
    },
  );

  scenes(
    'merges that take back',
    { quirks: ['merge_retrieves=true'] },
    {
      'a held agent is connected after a transfer': async ({ stage, anna, ben, cleo }) => {
        const { k1, k2 } = await stage.consults();
        await anna.does('transferCall', k1, k2);
        await anna.told(['transferred'], cleared(k1, anna), cleared(k2, anna));
        await anna.toldInside('connectionCleared');
        await anna.toldInside('connectionCleared');
        await ben.told(['transferred'], ['retrieved', { callId: k1 }], cleared(k1, anna));
        await cleo.told(['transferred'], cleared(k1, anna));
        await cleo.does('dropConnection');
        const { isEstatblished } = await stage.ends(k1, { first: cleo, other: ben });
        assert.equal(isEstatblished, true);
      },
    },
  );

  scenes('parking', {
    'a call waits while its caller talks to the third party, and is back': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await waits({ anna, ben, cleo, k1, k2 });
      await cleo.does('dropConnection');
      await cleo.told(cleared(k1, cleo));
      await cleo.toldInside('connectionCleared', { isEstatblished: true });
      await ben.told(cleared(k1, cleo), ['retrieved', { callId: k1 }]);
      await anna.told(['retrieved', { callId: k1, retrievingDevice: anna.device }]);
      assert.deepEqual([await anna.leg(k1), await ben.leg(k1)], ['connected', 'connected']);
      await ben.does('dropConnection');
      await stage.ends(k1, { first: ben, other: anna });
    },

    'a waiting call whose caller hangs up is over at all three': async ({ stage, anna, ben, cleo }) => {
      const { k1, k2 } = await stage.consults();
      await waits({ anna, ben, cleo, k1, k2 });
      for (const agent of [anna, ben, cleo]) agent.mindsFarClears = false;
      await ben.does('dropConnection');
      for (const agent of [anna, ben, cleo]) {
        await agent.told(cleared(k1, agent));
        await agent.toldInside('connectionCleared');
      }
    },

    'a caller is sent to a menu and comes back': async ({ stage, server, anna }) => {
      const callId = await stage.isCalled(anna);
      await anna.does('singleTransferWaitReturn', callId, '7001');
      await anna.told(['held', { callId, holdingDevice: anna.device }]);
      assert.equal(await anna.leg(callId), 'held');
      await server.steps({ party: 'menu', does: 'answers' }, { party: 'menu', does: 'hangs_up' });
      await anna.told(['retrieved', { callId, retrievingDevice: anna.device }]);
      assert.equal(await anna.leg(callId), 'connected');
      await anna.does('dropConnection');
      await anna.told(cleared(callId, anna));
      await anna.toldInside('connectionCleared', { isEstatblished: true });
    },

    'a caller hangs up in the menu': async ({ stage, server, anna }) => {
      const callId = await stage.isCalled(anna);
      await anna.does('singleTransferWaitReturn', '', '7001');
      await anna.told(['held', { callId }]);
      await server.steps({ party: 'menu', does: 'answers' }, { party: 'carl', does: 'hangs_up' });
      anna.mindsFarClears = false;
      await anna.told(cleared(callId, anna));
      await anna.toldInside('connectionCleared', { isEstatblished: false });
    },
  });
}

/** Has a consultation ended, and proves that the call that was held goes on at both. */
async function endsConsultation({ stage, anna, ben, cleo }, end) {
  const { k1, k2 } = await stage.consults();
  await end({ anna, cleo, k1, k2 });
  const back = ['retrieved', { callId: k1, retrievingDevice: anna.device }];
  await anna.told(cleared(k2, anna), cleared(k2, cleo), back);
  await anna.toldInside('connectionCleared', { isEstatblished: true, isCaller: true, partyDevice: cleo.device });
  await ben.told(back);
  await cleo.told(cleared(k2, cleo), cleared(k2, anna));
  await cleo.toldInside('connectionCleared', { isEstatblished: true });
  assert.deepEqual([await anna.leg(k1), await ben.leg(k1)], ['connected', 'connected']);
  await ben.does('dropConnection', k1);
  await stage.ends(k1, { first: ben, other: anna });
}

async function waits({ anna, ben, cleo, k1, k2 }) {
  await anna.does('transferWaitReturn', k1, k2);
  await anna.told(cleared(k2, anna));
  await anna.toldInside('connectionCleared', { isEstatblished: true });
  assert.equal(await anna.leg(k1), 'held');
  const moved = transferred(k1, k2, { anna, cleo }, 'TRANSFER');
  await ben.told(moved);
  await cleo.told(moved);
  assert.deepEqual(Object.keys(await cleo.memory()).sort(), [k1, 'length'].sort());
}

function transferred(callId, secondaryOldCall, { anna, cleo }, cause = 'SINGLESTEPTRANSFER') {
  return [
    'transferred',
    {
      callId,
      cause,
      primaryOldCall: callId,
      secondaryOldCall,
      newCall: callId,
      transferringDevice: anna.device,
      transferredToDevice: cleo.device,
    },
  ];
}

/** Anna sends Ben on to Cleo, whose page learns the call's id, whatever it rang under (dossier §10.7). */
async function sendsOn({ stage, anna, ben, cleo }) {
  const { callId, pair } = await stage.connects(ben, anna);
  const parties = { anna, cleo };
  await anna.does('singleStepTransfer', callId, '8003');
  await anna.told(transferred(callId, callId, parties), cleared(callId, anna));
  await anna.toldInside('connectionCleared', { isEstatblished: true });
  await ben.told(
    ['delivered', { ...pair, alertingDevice: cleo.device }],
    transferred(callId, callId, parties),
    cleared(callId, anna),
  );
  const own = { callingDevice: ben.device, calledDevice: cleo.device };
  const [{ callId: rang }] = await cleo.told(['delivered', { ...own, alertingDevice: cleo.device }]);
  await cleo.told(transferred(callId, rang, parties), cleared(callId, anna));
  assert.equal(await cleo.leg(callId), 'delivered');
  return { callId, rang, pair, own };
}

async function singleStep(at) {
  const { stage, anna, ben, cleo } = at;
  const { callId, rang, pair, own } = await sendsOn(at);
  assert.equal(rang === callId, !stage.quirks.includes('single_step_transfer=rename'));
  // A page may have kept the id that rang.
  await cleo.does('answerCall', rang);
  const again = transferred(callId, callId, { anna, cleo });
  await ben.told(['established', { ...pair, answeringDevice: cleo.device }], again, again);
  await cleo.told(['established', { ...own, callId, answeringDevice: cleo.device }]);
  await cleo.does('dropConnection');
  await stage.ends(callId, { first: cleo, other: ben });
}

async function singleStepDeclined(at) {
  const { callId } = await sendsOn(at);
  const { stage, ben, cleo } = at;
  await cleo.does('dropConnection');
  await stage.ends(callId, { first: cleo, other: ben });
}
