import { after, before } from 'node:test';

import { startBrowser } from './browser.mjs';
import { Lane } from './lane.mjs';

const LOOKS = { viewport: { width: 880, height: 520 } };

let browser;
/** Lanes with the demo world that no case uses. */
const idle = [];

/** Starts one browser for all cases of a file. */
export function withBrowser() {
  before(async () => {
    browser = await startBrowser();
  });
  after(async () => {
    await Promise.all(idle.map((lane) => lane.close()));
    await browser.close();
  });
}

/** What a case has: a server of its own, pages on another origin, and windows that share nothing. */
export class Stage {
  #t;
  #lane;
  #borrowed = [];

  constructor(t, lane) {
    this.#t = t;
    this.#lane = lane;
  }

  /** Sets up for a case; what was set up ends with it. `args` go to `ctimock serve`. */
  static async set(t, ...args) {
    const isDemo = args.length === 0;
    const lane = (isDemo && idle.pop()) || (await Lane.open(browser, args));
    const stage = new Stage(t, lane);
    t.after(() => stage.#clear(isDemo));
    return stage;
  }

  get server() {
    return this.#lane.server;
  }

  /** Opens a page in a browser window with cookies of its own. */
  async open(name, looks = LOOKS) {
    const [page, giveBack] = await this.#lane.borrow(looks);
    this.#borrowed.push(giveBack);
    page.on('pageerror', (error) => this.#t.diagnostic(`${name}: ${error.stack}`));
    await page.goto(this.#lane.urlOf(name));
    return page;
  }

  async #clear(isDemo) {
    for (const giveBack of this.#borrowed) await giveBack();
    if (!isDemo) {
      await this.#lane.close();
      return;
    }
    await this.server.reset();
    idle.push(this.#lane);
  }
}
