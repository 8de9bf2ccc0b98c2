import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Conversation } from '../conversation.js';
import { turns } from '../turns.js';
import { Network } from './mock.js';

const ENDPOINTS = { http: 'http://127.0.0.1:9000', ws: 'ws://127.0.0.1:9000' };

/** An SDK whose methods do what the tests need. */
const adapter = {
  methods: ['greet', 'refuse', 'cannot', 'break', 'later', 'ask', 'nothing'],
  describe: ({ page }) => ({ name: page, version: '2', clock: 'virtual', multipleClients: true }),
  connect({ client, identity, options, clock, fetch, tell }) {
    const methods = {
      greet: ({ whom }) => `${client} (${identity.ext}, ${options.tone}) greets ${whom}`,
      refuse: () => Promise.reject(Object.assign(new Error('no'), { data: { status: 409 } })),
      cannot: () => Promise.reject(Object.assign(new Error('not here'), { code: 2 })),
      break: () => {
        throw new TypeError('broken');
      },
      later: ({ after }) => clock.setTimeout(() => tell('rang', { at: clock.now() }), after),
      ask: () => fetch(`${ENDPOINTS.http}/ask`).then((response) => response.json()),
      nothing: () => undefined,
    };
    return { invoke: (method, args) => methods[method](args), disconnect: () => tell('left') };
  },
};

async function begin() {
  const network = new Network();
  const said = [];
  const scope = { page: 'a page', fetch: network.fetch, WebSocket: network.WebSocket };
  const loaded = [];
  const load = async (vendor) => {
    loaded.push(vendor);
    return adapter;
  };
  const conversation = new Conversation({ scope, adapter: load, say: (message) => said.push(message) });
  let asked = 0;
  /** Asks, and returns what was said meanwhile. */
  const ask = async (method, params = {}) => {
    asked += 1;
    const before = said.length;
    await conversation.hear({ id: asked, method, params });
    return said.slice(before);
  };
  const about = await ask('initialize', { protocolVersion: 1, vendor: 'bell' });
  const connect = (client) =>
    ask('connect', { client, endpoints: ENDPOINTS, identity: { ext: '8001' }, options: { tone: 'kindly' } });
  return { network, said, ask, about, loaded, connect, conversation };
}

test('the page says who it is, and that it counts', async () => {
  const { about, loaded } = await begin();

  const { methods } = adapter;
  const result = { name: 'a page', version: '2', methods, clock: 'virtual', multipleClients: true, counts: true };
  assert.deepEqual([about, loaded], [[{ id: 1, result }], ['bell']]);
});

test('a method is performed by the client whose it is', async () => {
  const { ask, connect } = await begin();
  await connect('anna');
  await connect('bert');

  const said = await ask('invoke', { client: 'bert', method: 'greet', args: { whom: 'carl' } });

  assert.deepEqual(said, [{ id: 4, result: 'bert (8001, kindly) greets carl' }]);
});

test('the code of an error says whose doing it is', async () => {
  const { ask, connect } = await begin();
  await connect('anna');

  const errors = {};
  for (const method of ['refuse', 'cannot', 'break', 'unknown']) {
    const [{ error }] = await ask('invoke', { client: 'anna', method, args: {} });
    errors[method] = [error.code, error.message, error.data];
  }

  assert.deepEqual(errors, {
    refuse: [1, 'no', { status: 409 }],
    cannot: [2, 'not here', undefined],
    break: [3, 'broken', undefined],
    unknown: [2, 'there is no method `unknown`', undefined],
  });
});

test('a method that gives undefined is answered without a result', async () => {
  const { ask, connect } = await begin();
  await connect('anna');

  const said = await ask('invoke', { client: 'anna', method: 'nothing', args: {} });

  assert.equal(JSON.stringify(said), '[{"id":3}]');
});

test('a client that is not there is an error of the wrapper', async () => {
  const { ask } = await begin();

  const said = await ask('settle', { client: 'anna' });

  assert.deepEqual(said, [{ id: 2, error: { code: 3, message: 'there is no client `anna`', data: undefined } }]);
});

test('the nearest timer is told, runs when the clock comes there, and tells the app', async () => {
  const { ask, connect } = await begin();
  await connect('anna');
  await ask('invoke', { client: 'anna', method: 'later', args: { after: 250 } });

  const settled = await ask('settle', { client: 'anna', sent: { unanswered: 0, sockets: [] } });
  const advanced = await ask('advance', { to: 300 });

  assert.deepEqual(settled, [{ id: 4, result: { next: 250, made: { sockets: [] } } }]);
  const event = { client: 'anna', name: 'rang', data: { at: 250 } };
  assert.deepEqual(advanced, [{ method: 'event', params: event }, { id: 5, result: {} }]);
});

test('a settle is answered when the answers that were sent have come', async () => {
  const { network, ask, connect } = await begin();
  await connect('anna');
  const asked = ask('invoke', { client: 'anna', method: 'ask', args: {} });
  let settled;
  ask('settle', { client: 'anna', sent: { unanswered: 0, sockets: [] } }).then((said) => (settled = said));

  await turns(10);
  const before = settled;
  network.requests[0].answer(new Response('"well"'));
  const [answer] = await asked;
  await turns(10);

  assert.deepEqual([before, answer], [undefined, { id: 3, result: 'well' }]);
  assert.equal(settled.at(-1).id, 4);
});

test('a client that connects again is a fresh one, and the old one has left', async () => {
  const { ask, connect } = await begin();
  await connect('anna');
  await ask('invoke', { client: 'anna', method: 'later', args: { after: 100 } });

  const again = await connect('anna');
  const settled = await ask('settle', { client: 'anna', sent: { unanswered: 0, sockets: [] } });

  assert.deepEqual(again[0], { method: 'event', params: { client: 'anna', name: 'left', data: null } });
  assert.equal(settled[0].result.next, null);
});

test('after the last client has left, the next case begins at zero', async () => {
  const { ask, connect } = await begin();
  await connect('anna');
  await ask('advance', { to: 5000 });
  await ask('disconnect', { client: 'anna' });
  await connect('bert');
  await ask('invoke', { client: 'bert', method: 'later', args: { after: 100 } });

  const [{ result }] = await ask('settle', { client: 'bert' });

  assert.equal(result.next, 100);
});

test('a request that the protocol does not have is refused', async () => {
  const { ask } = await begin();

  const [{ error }] = await ask('dance');

  assert.deepEqual([error.code, error.message], [3, 'there is no request `dance`']);
});
