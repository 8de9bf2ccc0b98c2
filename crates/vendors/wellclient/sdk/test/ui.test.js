import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { answersItself, retrievesItself } from '../src/ui/automatic.js';
import { createUi } from '../src/ui/index.js';
import { offers } from '../src/ui/offers.js';
import { LOGGED_OUT, reduceBar } from '../src/ui/state.js';
import { durationWords, problemOf } from '../src/ui/words.js';

const [A, B, C, X] = ['8001@test.cc', '8002@test.cc', '8003@test.cc', '917602176375@test.cc'];
const [K1, K2] = ['0cce963e-2238-4b10-ba06-b3b9ce037c40', '6aee1dda-d4a2-4d3c-8fab-df7782a6c10c'];

const loggedOn = { eventName: 'agentLoggedOn', agentId: '5001@test.cc', deviceId: A, agentMode: 'Ready' };
const pair = (callId, callingDevice, calledDevice) => ({ callId, callingDevice, calledDevice });
const outbound = pair(K1, A, X);
const consultation = pair(K2, A, C);
const originated = (call) => ({ eventName: 'originated', ...call });
const delivered = (call, alertingDevice) => ({ eventName: 'delivered', alertingDevice, ...call });
const established = (call, answeringDevice) => ({ eventName: 'established', answeringDevice, ...call });
const held = (callId, holdingDevice) => ({ eventName: 'held', callId, holdingDevice });
const retrieved = (callId, retrievingDevice) => ({ eventName: 'retrieved', callId, retrievingDevice });
const cleared = (callId, releasingDevice) => ({ eventName: 'connectionCleared', callId, releasingDevice });

const dialled = [loggedOn, originated(outbound), delivered(outbound, X)];
const talking = [...dialled, established(outbound, X)];
const consulting = [...talking, held(K1, A), originated(consultation), delivered(consultation, C)];
const consulted = [...consulting, established(consultation, C)];

describe('modes', () => {
  test('a login shows the agent, its extension and its mode', () => {
    const state = after([loggedOn]);

    assert.deepEqual(state, { ...LOGGED_OUT, mode: 'Ready', agentId: '5001@test.cc', deviceId: A });
  });

  test('each event of a mode shows the mode and its reason', () => {
    const shown = [
      { eventName: 'agentReady' },
      { eventName: 'agentNotReady', reason: '2' },
      { eventName: 'agentAllocated' },
      { eventName: 'agentWorkingAfterCall' },
    ].map((event) => after([loggedOn, event]));

    const modes = shown.map(({ mode, reason }) => [mode, reason]);
    assert.deepEqual(modes, [
      ['Ready', ''],
      ['NotReady', '2'],
      ['Allocated', ''],
      ['WorkNotReady', ''],
    ]);
  });

  test('a mode that waits for the end of the call is shown until it comes', () => {
    const waiting = [...talking, { eventName: 'pendingMode', pendingMode: 'NotReady' }];

    const shown = [waiting, [...waiting, { eventName: 'agentNotReady' }]].map((events) => after(events));

    assert.deepEqual(
      shown.map(({ mode, pendingMode }) => [mode, pendingMode]),
      [
        ['Ready', 'NotReady'],
        ['NotReady', ''],
      ],
    );
  });

  test('a logout leaves nothing behind', () => {
    assert.deepEqual(after([...talking, { eventName: 'agentLoggedOff' }]), LOGGED_OUT);
  });

  test('the logout of an old session does not touch a page that is not on', () => {
    const failed = { eventName: 'ui:problem', problem: 'Log in: wrong (401)' };

    const state = after([failed, { eventName: 'agentLoggedOff' }]);

    assert.equal(state.problem, 'Log in: wrong (401)');
  });
});

describe('calls', () => {
  test('a call of the agent is dialled, rings there, is talked on, and goes', () => {
    const steps = [2, 3, 4].map((count) => phases(after(talking.slice(0, count))));
    const end = after([...talking, cleared(K1, A), cleared(K1, X)]);

    assert.deepEqual([...steps, phases(end)], [['dialling'], ['alerting'], ['connected'], []]);
  });

  test('a call that rings here shows who calls', () => {
    const state = after([loggedOn, delivered(pair(K1, X, A), A)], 7000);

    assert.deepEqual(state.calls, [
      { callId: K1, phase: 'ringing', farEnds: ['917602176375'], isHeldByOther: false, isConference: false, since: 7000 },
    ]);
  });

  test('an originated that comes twice is one call', () => {
    assert.deepEqual(phases(after([loggedOn, originated(outbound), originated(outbound)])), ['dialling']);
  });

  test('the hold of the other is not the own one', () => {
    const states = [held(K1, X), held(K1, A)].map((event) => after([...talking, event]).calls[0]);

    assert.deepEqual(
      states.map(({ phase, isHeldByOther }) => [phase, isHeldByOther]),
      [
        ['connected', true],
        ['held', false],
      ],
    );
  });

  test('the end of the far leg alone leaves the call, and its number, where they are', () => {
    const [call] = after([...talking, cleared(K1, X)]).calls;

    assert.deepEqual([call.phase, call.farEnds], ['connected', ['917602176375']]);
  });

  test('two calls with the same far end are told apart', () => {
    const again = pair(K2, A, X);
    const events = [...talking, held(K1, A), originated(again), delivered(again, X), established(again, X)];

    const calls = after([...events, cleared(K2, A)]).calls;

    assert.deepEqual(calls.map(({ callId, phase }) => [callId, phase]), [[K1, 'held']]);
  });

  test('whoever stays in a transferred call sees the new party', () => {
    const moved = {
      eventName: 'transferred',
      callId: K1,
      secondaryOldCall: K2,
      newCall: K1,
      transferringDevice: X,
      transferredToDevice: C,
    };

    const [call] = after([...talking, held(K1, X), moved]).calls;

    assert.deepEqual([call.farEnds, call.isHeldByOther], [['8003'], false]);
  });

  test('whom a call is transferred to goes on with its new id', () => {
    const ringing = pair(K2, B, A);
    const moved = {
      eventName: 'transferred',
      callId: K1,
      secondaryOldCall: K2,
      newCall: K1,
      transferringDevice: B,
      transferredToDevice: A,
    };

    const state = after([loggedOn, delivered(ringing, A), established(ringing, A), moved, cleared(K1, B)]);

    assert.deepEqual(state.calls.map(({ callId, phase }) => [callId, phase]), [[K1, 'connected']]);
  });

  test('a conference joins both calls, and loses who leaves it', () => {
    const joined = {
      eventName: 'conferenced',
      callId: K1,
      secondaryOldCall: K2,
      newCall: K1,
      conferencingDevice: A,
      addedParty: C,
    };

    const whole = after([...consulted, joined]).calls;
    const [left] = after([...consulted, joined, cleared(K1, C)]).calls;

    assert.deepEqual(
      whole.map(({ callId, phase, farEnds, isConference }) => [callId, phase, farEnds, isConference]),
      [[K1, 'connected', ['917602176375', '8003'], true]],
    );
    assert.deepEqual(left.farEnds, ['917602176375']);
  });

  test('somebody who is added by one step changes no id', () => {
    const rings = delivered(outbound, C);
    const joined = {
      eventName: 'conferenced',
      callId: K1,
      secondaryOldCall: '0',
      newCall: K1,
      conferencingDevice: A,
      addedParty: C,
    };

    const calls = after([...talking, rings, established(outbound, C), joined]).calls;

    assert.deepEqual(calls.map(({ callId, farEnds }) => [callId, farEnds]), [[K1, ['917602176375', '8003']]]);
  });

  test('events of calls that are unknown change nothing', () => {
    const known = after(talking);

    const strange = [established(pair('x', B, C), C), held('x', B), retrieved('x', B), cleared('x', A), {}];
    const states = strange.map((event) => reduceBar(known, event, 9));

    assert.deepEqual(states, strange.map(() => known));
  });

  test('a recording is shown while it goes, and ends with the call', () => {
    const recording = [...talking, { eventName: 'recordStarted', callId: K1 }];

    const shown = [
      recording,
      [...recording, { eventName: 'recordStopped' }],
      [...recording, cleared(K1, A)],
    ].map((events) => after(events).isRecording);

    assert.deepEqual(shown, [true, false, false]);
  });

  test('what call progress analysis found is a problem until the next call', () => {
    const failed = { eventName: 'failed', callId: K1, failedCode: '1', failedMsg: 'busy now' };
    const ended = [...dialled, failed, cleared(K1, A)];

    const problems = [ended, [...ended, originated(pair(K2, A, X))]].map((events) => after(events).problem);

    assert.deepEqual(problems, ['1: busy now', '']);
  });
});

describe('recovery', () => {
  const recovered = (call) => ({
    eventName: 'recoverStateSuccess',
    agentId: '5001@test.cc',
    extensionId: A,
    agentMode: 'NotReady',
    ...(call && { call }),
  });

  test('a reloaded page shows the agent without a login', () => {
    const { mode, agentId, deviceId, calls } = after([recovered()]);

    assert.deepEqual([mode, agentId, deviceId, calls], ['NotReady', '5001@test.cc', A, []]);
  });

  test('a call is restored as it was, and counts on', () => {
    const shown = [
      { ...outbound, state: 'established', since: 3000 },
      { ...pair(K1, X, A), state: 'delivered' },
      { ...outbound, state: 'delivered' },
    ].map((call) => after([recovered(call)], 9000).calls[0]);

    assert.deepEqual(
      shown.map(({ phase, since }) => [phase, since]),
      [
        ['connected', 3000],
        ['ringing', 9000],
        ['alerting', 9000],
      ],
    );
  });

  test('a call whose state the recovery does not tell waits for the server to tell it', () => {
    const untold = recovered({ ...outbound, state: '' });
    const told = { eventName: 'ui:call', call: { ...outbound, state: 'Hold' } };

    assert.deepEqual([phases(after([untold])), phases(after([untold, told]))], [[], ['held']]);
  });

  test('a reconnection forgets the calls that ended meanwhile', () => {
    const gone = after([...talking, { eventName: 'wsReconnectSucceed', agentMode: 'Ready' }]);
    const activeCall = { ...outbound, state: 'Connect' };
    const kept = after([...consulted, { eventName: 'wsReconnectSucceed', agentMode: 'Ready', activeCall }]);

    assert.deepEqual([phases(gone), kept.calls.map(({ callId, phase }) => [callId, phase])], [[], [[K1, 'connected']]]);
  });

  test('a reconnection to a server that has logged the agent off shows the login', () => {
    assert.deepEqual(after([...talking, { eventName: 'wsReconnectSucceed', agentMode: 'Logout' }]), LOGGED_OUT);
  });

  test('a connection that is given up is shown until the next one', () => {
    const lost = [loggedOn, { eventName: 'wsDisconnected', msg: 'websocket disconnect' }];

    const shown = [lost, [...lost, { eventName: 'wsReconnectSucceed', agentMode: 'Ready' }]].map(
      (events) => after(events).isConnected,
    );

    assert.deepEqual(shown, [false, true]);
  });
});

describe('buttons', () => {
  const table = [
    ['logged out', [], ['login']],
    ['on without a call', [loggedOn], ['logout', 'mode', 'dial']],
    ['allocated', [loggedOn, { eventName: 'agentAllocated' }], ['mode']],
    ['dialling', [loggedOn, originated(outbound)], ['mode', 'drop']],
    ['ringing there', dialled, ['mode', 'drop']],
    ['ringing here', [loggedOn, delivered(pair(K1, X, A), A)], ['mode', 'answer', 'drop']],
    ['talking', talking, ['mode', 'drop', 'hold', 'consult', 'startRecording']],
    [
      'talking, recorded',
      [...talking, { eventName: 'recordStarted' }],
      ['mode', 'drop', 'hold', 'consult', 'stopRecording'],
    ],
    ['on hold', [...talking, held(K1, A)], ['mode', 'drop', 'retrieve']],
    ['consulting, ringing there', consulting, ['mode', 'drop', 'cancelConsult']],
    ['consulting', consulted, ['mode', 'drop', 'transfer', 'conference', 'cancelConsult', 'startRecording']],
  ];
  for (const [name, events, wanted] of table) {
    test(`${name}: ${wanted.join(', ')}`, () => {
      const offered = offers(after(events), '8003');

      assert.deepEqual(
        Object.keys(offered).filter((action) => offered[action]),
        wanted,
      );
    });
  }

  test('dialling and consulting want a number', () => {
    const wanting = [[loggedOn], talking].map((events) => offers(after(events), ''));

    assert.deepEqual([wanting[0].dial, wanting[1].consult], [null, null]);
  });

  test('a consultation is ended with the held call first, and hung up by its own id', () => {
    const { transfer, conference, cancelConsult, drop } = offers(after(consulted), '');

    assert.deepEqual({ transfer, conference, cancelConsult, drop }, {
      transfer: [K1, K2],
      conference: [K1, K2],
      cancelConsult: [K1, K2],
      drop: [K2],
    });
  });
});

describe('what is done without a hand', () => {
  const ringing = delivered(pair(K1, X, A), A);

  test('a call that rings here is answered, if the configuration says so', () => {
    const state = after([loggedOn, ringing]);

    const answered = [true, false].map((autoAnswer) => answersItself(state, ringing, { autoAnswer }));

    assert.deepEqual(answered, [K1, null]);
  });

  test('a call that the agent makes is not answered', () => {
    const rings = delivered(outbound, X);

    assert.equal(answersItself(after(dialled), rings, { autoAnswer: true }), null);
  });

  test('a held call is retrieved when the consultation ends, and not before', () => {
    const [first, last] = [cleared(K2, C), cleared(K2, A)];
    const [before, between] = [after(consulted), after([...consulted, first])];

    const done = [
      retrievesItself(before, between, first),
      retrievesItself(between, reduceBar(between, last, 0), last),
    ];

    assert.deepEqual(done, [null, K1]);
  });

  test('a transfer leaves nothing to retrieve', () => {
    const [first, last] = [cleared(K1, A), cleared(K2, A)];
    const before = after(consulted);
    const between = reduceBar(before, first, 0);

    const done = [
      retrievesItself(before, between, first),
      retrievesItself(between, reduceBar(between, last, 0), last),
    ];

    assert.deepEqual(done, [null, null]);
  });
});

test('lengths are minutes and seconds, and hours if there are any', () => {
  const words = [-1, 0, 65_900, 3_599_999, 7_325_000].map(durationWords);

  assert.deepEqual(words, ['00:00', '00:00', '01:05', '59:59', '2:02:05']);
});

test('a problem says what was tried, and why it failed', () => {
  const said = [
    problemOf('Log in', { status: 451 }),
    problemOf('Hold', { status: 500, statusText: 'Internal Server Error' }),
    problemOf('Log out', { reason: 'a call is in memory', responseText: 'negative' }),
    problemOf('Dial', undefined),
  ];

  assert.deepEqual(said, [
    'Log in: the telephone is not registered (451)',
    'Hold: Internal Server Error (500)',
    'Log out: a call is in memory',
    'Dial: refused',
  ]);
});

test('without a document the bar is nothing, and takes every event', () => {
  const ui = createUi({}, { clock: {} });

  assert.deepEqual([ui.main(loggedOn), ui.render()], [undefined, undefined]);
});

/** The bar's state after events that all came at one instant. */
function after(events, now = 0) {
  return events.reduce((state, event) => reduceBar(state, event, now), LOGGED_OUT);
}

function phases({ calls }) {
  return calls.map(({ phase }) => phase);
}
