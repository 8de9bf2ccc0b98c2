import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Traffic } from '../traffic.js';
import { turns } from '../turns.js';
import { Network } from './mock.js';

const HTTP = 'http://127.0.0.1:9000';
const WS = 'ws://127.0.0.1:9000';

function place() {
  const network = new Network();
  const { fetch, WebSocket } = network;
  return { network, traffic: new Traffic({ fetch, WebSocket, endpoints: { http: HTTP, ws: WS } }) };
}

/** Returns whether everything has come, as far as can be said without waiting for the network. */
async function caughtUp(traffic, sent) {
  let is = false;
  traffic.caughtUp(sent).then(() => (is = true));
  await turns(10);
  return is;
}

function sent({ unanswered = 0, sockets = [] } = {}) {
  return { unanswered, sockets };
}

test('who has done nothing has caught up', async () => {
  const { traffic } = place();

  assert.equal(await caughtUp(traffic, sent()), true);
});

test('a request is waited for until its answer was handled', async () => {
  const { network, traffic } = place();
  const handled = [];
  traffic.fetch(`${HTTP}/login`).then((response) => response.json()).then((body) => handled.push(body));

  const before = await caughtUp(traffic, sent());
  network.requests[0].answer(new Response('{"a":1}'));
  await traffic.caughtUp(sent());

  assert.equal(before, false);
  assert.deepEqual(handled, [{ a: 1 }]);
});

test('an answer has not come before the last byte of its body', async () => {
  const { network, traffic } = place();
  const body = new TransformStream();
  const writer = body.writable.getWriter();
  const text = traffic.fetch(`${HTTP}/login`).then((response) => response.text());
  network.requests[0].answer(new Response(body.readable));

  writer.write(new TextEncoder().encode('half'));
  const half = await caughtUp(traffic, sent());
  writer.write(new TextEncoder().encode(' and half'));
  writer.close();
  await traffic.caughtUp(sent());

  assert.deepEqual([half, await text], [false, 'half and half']);
});

test('a body that is cut does not hold up anybody, and its reader finds out', async () => {
  const { network, traffic } = place();
  const body = new ReadableStream({ start: (stream) => stream.error(new Error('cut')) });
  const text = traffic.fetch(`${HTTP}/login`).then((response) => response.text());
  text.catch(() => {});
  network.requests[0].answer(new Response(body));

  await traffic.caughtUp(sent());

  await assert.rejects(text, /cut/);
});

test('an answer without a body has come', async () => {
  const { network, traffic } = place();
  const status = traffic.fetch(`${HTTP}/login`).then((response) => response.status);
  network.requests[0].answer(new Response(null, { status: 204 }));

  await traffic.caughtUp(sent());

  assert.equal(await status, 204);
});

test('a request that the mock has but does not answer is not waited for', async () => {
  const { traffic } = place();
  traffic.fetch(`${HTTP}/parked`);

  assert.equal(await caughtUp(traffic, sent({ unanswered: 1 })), true);
});

test('who waits learns that the mock has got a request which it does not answer', async () => {
  const { traffic } = place();
  traffic.fetch(`${HTTP}/parked`);
  const first = traffic.caughtUp(sent());
  await turns();

  await traffic.caughtUp(sent({ unanswered: 1 }));

  assert.equal(await first, undefined);
});

test('of two requests one is parked, and the other is waited for', async () => {
  const { network, traffic } = place();
  traffic.fetch(`${HTTP}/parked`);
  traffic.fetch(`${HTTP}/answered`);

  const before = await caughtUp(traffic, sent({ unanswered: 1 }));
  network.requests[1].answer(new Response('{}'));

  assert.deepEqual([before, await caughtUp(traffic, sent({ unanswered: 1 }))], [false, true]);
});

test('a request that fails is over', async () => {
  const { network, traffic } = place();
  const failed = assert.rejects(traffic.fetch(`${HTTP}/login`), TypeError);
  network.requests[0].fail();

  await traffic.caughtUp(sent());
  await failed;
});

test('what is asked in the handler of an answer is waited for as well', async () => {
  const { network, traffic } = place();
  traffic.fetch(`${HTTP}/first`).then(() => traffic.fetch(`${HTTP}/second`));
  const all = traffic.caughtUp(sent());
  network.requests[0].answer(new Response('{}'));
  await turns();

  const asked = network.requests.map(({ url }) => url);
  network.requests[1].answer(new Response('{}'));
  await all;

  assert.deepEqual(asked, [`${HTTP}/first`, `${HTTP}/second`]);
});

test('what goes elsewhere is not counted', async () => {
  const { network, traffic } = place();
  traffic.fetch('http://example.org/');
  const socket = new traffic.WebSocket('ws://example.org/?a=b');

  assert.equal(await caughtUp(traffic, sent()), true);
  assert.deepEqual([network.sockets[0].asked, socket.url], ['ws://example.org/?a=b', 'ws://example.org/?a=b']);
});

test('a handshake is marked with its number, and its page does not see the mark', () => {
  const { network, traffic } = place();
  const first = new traffic.WebSocket(`${WS}/mvc/stomp/websocket`);
  const second = new traffic.WebSocket(`${WS}/events?token=T1`);

  const asked = network.sockets.map((socket) => socket.asked);
  assert.deepEqual(asked, [
    `${WS}/mvc/stomp/websocket?ctimock-socket=1`,
    `${WS}/events?token=T1&ctimock-socket=2`,
  ]);
  assert.deepEqual([first.url, second.url], [`${WS}/mvc/stomp/websocket`, `${WS}/events?token=T1`]);
});

test('a handshake is waited for until it is accepted', async () => {
  const { network, traffic } = place();
  new traffic.WebSocket(WS);

  const before = await caughtUp(traffic, sent());
  network.sockets[0].accept();

  assert.deepEqual([before, await caughtUp(traffic, sent())], [false, true]);
});

test('a handshake is waited for until it is refused', async () => {
  const { network, traffic } = place();
  new traffic.WebSocket(WS);

  const before = await caughtUp(traffic, sent());
  network.sockets[0].end();

  assert.deepEqual([before, await caughtUp(traffic, sent())], [false, true]);
});

test('a handshake that the mock has but does not answer is not waited for', async () => {
  const { traffic } = place();
  new traffic.WebSocket(WS);

  assert.equal(await caughtUp(traffic, sent({ unanswered: 1 })), true);
});

test('every message that the mock has sent is waited for', async () => {
  const { network, traffic } = place();
  const told = [];
  const socket = new traffic.WebSocket(WS);
  socket.addEventListener('message', ({ data }) => told.push(data));
  network.sockets[0].accept();
  const two = sent({ sockets: [{ socket: 1, messages: 2, closed: false }] });

  network.sockets[0].hand('one');
  const before = await caughtUp(traffic, two);
  network.sockets[0].hand('two');
  await traffic.caughtUp(two);

  assert.deepEqual([before, told], [false, ['one', 'two']]);
});

test('messages count on the socket on which they come', async () => {
  const { network, traffic } = place();
  for (const number of [0, 1]) {
    new traffic.WebSocket(WS);
    network.sockets[number].accept();
  }
  network.sockets[0].hand('one');
  network.sockets[0].hand('two');

  const sockets = [
    { socket: 1, messages: 1, closed: false },
    { socket: 2, messages: 1, closed: false },
  ];
  assert.equal(await caughtUp(traffic, sent({ sockets })), false);
});

test('a socket that the mock has closed or cut is waited for until its page knows', async () => {
  const { network, traffic } = place();
  const told = [];
  const socket = new traffic.WebSocket(WS);
  network.sockets[0].accept();
  socket.addEventListener('close', () => told.push('close'));
  const cut = sent({ sockets: [{ socket: 1, messages: 0, closed: true }] });

  const before = await caughtUp(traffic, cut);
  network.sockets[0].end();
  await traffic.caughtUp(cut);

  assert.deepEqual([before, told], [false, ['close']]);
});

test('messages that were lost with their socket are not waited for', async () => {
  const { network, traffic } = place();
  new traffic.WebSocket(WS);
  network.sockets[0].accept();
  network.sockets[0].end();

  assert.equal(await caughtUp(traffic, sent({ sockets: [{ socket: 1, messages: 5, closed: true }] })), true);
});

test('messages on a socket that the page is closing are not waited for', async () => {
  const { network, traffic } = place();
  const socket = new traffic.WebSocket(WS);
  network.sockets[0].accept();
  socket.close();

  assert.equal(await caughtUp(traffic, sent({ sockets: [{ socket: 1, messages: 5, closed: false }] })), true);
});

test('a socket that the page gave up before it was open is waited for until it is closed', async () => {
  const { network, traffic } = place();
  const socket = new traffic.WebSocket(WS);
  socket.close();

  const before = await caughtUp(traffic, sent());
  network.sockets[0].end();

  assert.deepEqual([before, await caughtUp(traffic, sent())], [false, true]);
  assert.deepEqual(traffic.made(), { sockets: [] });
});

test('a socket of which nobody here knows holds up nobody', async () => {
  const { traffic } = place();

  assert.equal(await caughtUp(traffic, sent({ sockets: [{ socket: 7, messages: 1, closed: false }] })), true);
});

test('what was sent on each socket is told, and what was thrown away is not', () => {
  const { network, traffic } = place();
  const [first, second] = [new traffic.WebSocket(WS), new traffic.WebSocket(WS)];
  network.sockets.forEach((socket) => socket.accept());
  first.send('one');
  first.send('two');
  second.send('one');
  second.close();
  second.send('late');

  assert.deepEqual(traffic.made(), {
    sockets: [
      { socket: 1, messages: 2, closed: false },
      { socket: 2, messages: 1, closed: true },
    ],
  });
});

test('who waits can say for what', () => {
  const { network, traffic } = place();
  traffic.fetch(`${HTTP}/login`);
  new traffic.WebSocket(WS);
  new traffic.WebSocket(WS);
  network.sockets[0].accept();
  traffic.caughtUp(sent({ sockets: [{ socket: 1, messages: 3, closed: false }] }));

  assert.deepEqual(traffic.missing(), [
    '2 requests are open (1 of WebSockets), and the mock has 0 to answer',
    'WebSocket 1 has 0 messages of 3',
  ]);
});

test('without counts of the mock only the event loop turns', async () => {
  const { traffic } = place();
  traffic.fetch(`${HTTP}/login`);

  assert.equal(await caughtUp(traffic, undefined), true);
});
