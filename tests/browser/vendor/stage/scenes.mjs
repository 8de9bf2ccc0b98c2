import { test } from 'node:test';

import { Stage, behindNames, borrowServer } from './stage.mjs';

/** Declares a case: `play` gets a stage with a server of its own, with quirks such as `cleared_state=Queued`. */
export function scene(name, ...rest) {
  const play = rest.pop();
  const { quirks = [], worlds = [] } = rest[0] ?? {};
  test(name, { timeout: 120_000 }, async (t) => {
    const [server, giveBack] = await borrowServer(worlds, quirks);
    const stage = Stage.aimedAt(server, quirks);
    try {
      await play(stage, t);
    } finally {
      await stage.close();
      await giveBack();
    }
  });
}

/**
 * Declares cases that follow one another at the same pages: those of Anna, Ben and Cleo, who are logged in, unless
 * `cast` opens others. After each no call is in memory, and in the end whoever is logged in can call and log out.
 */
export function scenes(title, ...rest) {
  const flows = rest.pop();
  const { cast = onDuty, isForgiving = false, ...options } = rest[0] ?? {};
  scene(title, options, async (stage, t) => {
    const people = await cast(stage);
    const agents = Object.values(people);
    for (const agent of agents) agent.mindsRules = !isForgiving;
    for (const [name, play] of Object.entries(flows)) {
      let isDone = false;
      await t.test(name, async () => {
        await play({ stage, server: stage.server, ...people });
        await Promise.all(agents.map((agent) => agent.rests(stage.server)));
        isDone = true;
      });
      if (!isDone) return;
    }
    for (const agent of agents) if (await agent.isLogined()) await agent.leaves();
  });
}

async function onDuty(stage) {
  const [anna, ben, cleo] = await stage.agents('anna', 'ben', 'cleo');
  return { anna, ben, cleo };
}

/**
 * Declares a case on the server that the vendor's host names lead to. It is one for all such cases, which must have
 * agents of their own; their pages are aimed at nothing.
 */
export function sceneBehindNames(name, play) {
  test(name, { timeout: 120_000 }, async () => {
    const stage = new Stage(behindNames, {});
    try {
      await play(stage);
    } finally {
      await stage.close();
    }
  });
}
