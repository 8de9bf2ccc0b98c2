/** Login, logout and what may go wrong (dossier §3, §4.1, §4.2, §4.5). */
import assert from 'node:assert/strict';

import { PEOPLE } from '../stage/agent.mjs';
import { scene, scenes } from '../stage/scenes.mjs';

const ANNA_AT_8004 = { ...PEOPLE.anna, ext: '8004' };
const form = 'username=5001&password=a+b&c=d%&namespace=test.cc';

export default function login() {
  scenes(
    'logins',
    { cast: newcomers },
    {
      'an agent logs in not ready, with the requests and frames of 1.3.7': async ({ server, anna }) => {
        await anna.logsIn();
        await anna.page.waitForFunction(() => wellClient.getMyPrefix().length > 0);

        assert.deepEqual(await anna.page.evaluate(() => wellClient.getMyPrefix()), ['9', '6']);
        const asked = anna.requests.all.filter((it) => it.url().startsWith(server.url));
        const session = await anna.page.evaluate(() => wellClient.env.sessionId);
        const wanted = [
          ['POST', '/login', undefined, form],
          [
            'POST',
            '/api/csta/agent/state',
            session,
            {
              loginId: '5001@test.cc',
              device: '8001@test.cc',
              password: 'a+b&c=d%',
              agentMode: 'NotReady',
              func: 'Login',
              sessionId: session,
            },
          ],
        ];
        const found = asked.slice(0, 2).map((it) => {
          const body = it.postData();
          const path = it.url().slice(server.url.length);
          return [it.method(), path, it.headers().sessionid, body.startsWith('{') ? JSON.parse(body) : body];
        });
        assert.deepEqual(found, wanted);
        const types = asked.map((it) => it.headers()['content-type']);
        assert.deepEqual(types[0], 'application/x-www-form-urlencoded; charset=UTF-8');
        assert.ok(types.slice(1).every((type) => type === 'application/json; charset=UTF-8'));
        assert.deepEqual(anna.frames.all, [
          'CONNECT\naccept-version:1.1,1.0\nheart-beat:10000,10000\n\n\0',
          'SUBSCRIBE\nid:sub-0\ndestination:/topic/event.agent.*.5001@test_cc\n\n\0',
        ]);
        await anna.leaves();
        assert.equal(anna.frames.all.at(-1), 'DISCONNECT\n\n\0');
      },

      'an agent logs in ready, out, and in again in the same page': async ({ anna }) => {
        await anna.logsIn({ agentMode: 'Ready' });
        await anna.logsOut();
        await anna.logsIn();
        await anna.leaves();
      },

      'the five login paths take the same form': async ({ server, anna }) => {
        const paths = ['/login', '/loginTrusted', '/api/security/login', '/api/security/loginTrusted', '/agent/login'];
        for (const path of paths) {
          await anna.set({ TPI: `${new URL(server.url).host}${path}` });
          await anna.logsIn();
          await anna.logsOut();
        }
        await anna.set({ TPI: `${new URL(server.url).host}/login` });
      },

      'everything works under a prefix, and the login beside it': async ({ server, anna }) => {
        const { host } = new URL(server.url);
        await anna.set({ SDK: `${host}/sdk`, TPI: `${host}/agent/login` });
        await anna.logsIn();
        await anna.goes('Ready');
        await anna.leaves();
        const paths = anna.requests.all.map((it) => it.url().slice(server.url.length));
        assert.ok(paths.some((path) => path.startsWith('/sdk/api/csta/callControl/calls')));
        await anna.set({ SDK: host, TPI: `${host}/login` });
      },

      'a wrong password is 401 with a readable answer': async ({ anna }) => {
        await anna.isRefused(401, 'agentLogin', { ...anna.who, password: 'no' });
        await anna.logsIn();
        await anna.leaves();
      },

      '454 is forced by default, and the old page shuts down': async ({ anna: old, young }) => {
        await old.logsIn();
        assert.equal(await young.forcesIn(), null);
        await old.told(['agentLoggedOff', { agentMode: 'Logout' }]);
        await old.isQuiet();
        await young.leaves();
      },

      '455 is forced from another extension, in a second page of the same browser': async ({ anna: old, far }) => {
        await old.logsIn();
        const young = far;
        await young.forcesIn({}, 455);
        await old.told(['agentLoggedOff', { deviceId: '8001@test.cc' }]);
        await old.isQuiet();
        await young.leaves();
      },

      'stop and a declined question leave the old session alone': async ({ anna: old, young }) => {
        await old.logsIn();
        await young.isRefused(454, 'agentLogin', { ...young.who, loginMode: 'stop' });
        young.agrees = false;
        await young.isRefused(454, 'agentLogin', { ...young.who, loginMode: 'ask' });
        assert.equal(young.dialogs.splice(0).length, 1);
        young.agrees = true;
        await old.leaves();
      },

      'ask evicts when the person agrees': async ({ anna: old, young }) => {
        await old.logsIn();
        await young.forcesIn({ loginMode: 'ask' });
        assert.equal(young.dialogs.splice(0).length, 1);
        await old.told(['agentLoggedOff']);
        await old.isQuiet();
        await young.leaves();
      },

      '459 names the other agent in both fields, and is never forced': async ({ young, ben }) => {
        await ben.logsIn();
        await young.set({ useErrorAlert: true });
        const body = await young.isRefused(459, 'agentLogin', { ...young.who, ext: '8002' });
        assert.deepEqual([body.agent, body.agentId], ['5002@test.cc', '5002@test.cc']);
        assert.match(young.dialogs.join(), /5002@test\.cc/);
        await young.set({ useErrorAlert: false });
        await ben.leaves();
      },

      'a telephone that is not there is 451, an unknown extension 453': async ({ server, anna }) => {
        await server.steps({ backend: 'unregisters', client: 'anna' });
        await anna.isRefused(451, 'agentLogin', anna.who);
        await server.steps({ backend: 'registers', client: 'anna' });
        await anna.isRefused(453, 'agentLogin', { ...anna.who, ext: '8999' });
        await anna.logsIn();
        await anna.leaves();
      },

      'the deprecated login hears its events': async ({ anna }) => {
        const { jobNumber, password, domain, ext } = anna.who;
        await anna.postsLate();
        await anna.does('login', jobNumber, password, domain, ext);
        const state = anna.requests.all.findLast((it) => it.url().endsWith('/agent/state'));
        assert.equal(JSON.parse(state.postData()).sessionId, '');
        await anna.told(['agentLoggedOn', { agentMode: 'NotReady' }], ['agentNotReady']);
        await anna.leaves();
      },

      'logging off twice is 458': async ({ server, anna }) => {
        await anna.logsIn();
        await anna.logsOut();
        await anna.page.evaluate((id) => (wellClient.env.sessionId = id), await session(server, anna));
        await anna.isRefused(458, 'logout');
      },
    },
  );

  scene(
    'events that beat the answer find a client without a session',
    { quirks: ['events_before_response=true'] },
    async (stage) => {
      const [anna] = await stage.opens('anna');
      const beating = anna.asks('/agent/heartbeat/');
      await anna.logsIn();
      const heartbeat = await beating;
      assert.equal((await heartbeat.response()).status(), 204);
      const carl = await anna.dials('17602176375', { prefix: '9' });
      await anna.does('dropConnection', carl);
      await anna.told(['connectionCleared'], ['connectionCleared']);
      await anna.toldInside('connectionCleared');
      await anna.leaves();
    },
  );
}

async function session(server, { who }) {
  const body = `username=${who.jobNumber}&password=${who.password}&namespace=${who.domain}`;
  const answer = await fetch(`${server.url}/login`, { method: 'POST', body });
  return (await answer.json()).sessionId;
}

/** Anna, who is not logged in; the same in another browser, and at another extension in a second page; Ben. */
async function newcomers(stage) {
  const [anna, young, ben] = await Promise.all([PEOPLE.anna, PEOPLE.anna, PEOPLE.ben].map((who) => stage.open(who)));
  const far = await stage.open(ANNA_AT_8004, { beside: anna });
  return { anna, young, far, ben };
}
