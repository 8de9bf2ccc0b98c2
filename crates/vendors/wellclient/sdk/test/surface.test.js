import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { World } from './world.js';

/** The members of dossier §14. */
const DOCUMENTED = `useConfig setConfig getConfig getVersion setDebug agentLogin login logout setAgentMode makeCall
  answerCall dropConnection holdCall retrieveCall singleStepTransfer singleStepConference consult conference
  cancelConsult transferCall transferWaitReturn singleTransferWaitReturn agentGreeting setCallData getCallData
  startRecording stopRecording getClientState heartbeat forceDrop forceJoin forceTake forceListen forceReady
  forceNotReady forceLogout superLogout releaseAllocatedAgent checkRecoverStateAbility getMyPrefix isLogined getWs
  getCallMemory getEnv getSessionId setSessionId isPhoneNumber on innerOn exports onLog triggerInnerOn deliverEvent
  trigger log error outputLog relogin ui ctrl uploadLog getLog downloadLog clearLog seacchLog enableLog disableLog
  createLogName insertClock ieInit sendPendingMode findItem render get getCache isArray isFunction`.split(/\s+/);
/** Our own. */
const ADDED = ['create', 'unload'];

test('the SDK has every documented member, and two of its own', () => {
  assert.deepEqual(Object.keys(new World().sdk).sort(), [...DOCUMENTED, ...ADDED].sort());
});

test('the types list every member', () => {
  const types = readFileSync(new URL('../wellclient.d.ts', import.meta.url), 'utf8');
  const [, members] = /export interface WellClient \{\n(.*?)\n\}\n/s.exec(types);
  const listed = [...members.matchAll(/^ {2}(\w+)[<(:]/gm)].map(([, name]) => name);

  assert.deepEqual(listed.sort(), [...DOCUMENTED, ...ADDED].sort());
});

test('the types list every field of the config', () => {
  const types = readFileSync(new URL('../wellclient.d.ts', import.meta.url), 'utf8');
  const config = new World().sdk.getConfig();
  const [, fields] = /export interface Config \{\n(.*?)\n\}\n/s.exec(types);

  assert.deepEqual([...fields.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name).sort(), Object.keys(config).sort());
});
