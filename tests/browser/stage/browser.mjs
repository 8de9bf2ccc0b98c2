import { spawnSync } from 'node:child_process';

import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const ARGS = [
  '--headless=new',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium of this machine with a fresh profile, with more arguments if need be. Only root does without its sandbox. */
export async function startBrowser(more = []) {
  const executablePath = process.env.CHROMIUM ?? findBrowser();
  const chromiumSandbox = process.getuid?.() !== 0;
  return chromium.launch({ executablePath, chromiumSandbox, args: [...ARGS, ...more] });
}

function findBrowser() {
  const asked = NAMES.map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }));
  const found = asked.find(({ status }) => status === 0);
  if (!found) throw new Error(`none of ${NAMES.join(', ')} is on the path: \`cargo xtask test\` installs one`);
  return found.stdout.trim();
}
