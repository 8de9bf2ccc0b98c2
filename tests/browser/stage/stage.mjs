import { after, before } from 'node:test';

import { startBrowser } from './browser.mjs';
import { Pages } from './pages.mjs';
import { Server } from './server.mjs';

let browser;

/** Starts one browser for all cases of a file. */
export function withBrowser() {
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
}

/** What a case has: a server of its own, pages on another origin, and windows that share nothing. */
export class Stage {
  #t;
  #pages;

  constructor(t, server, pages) {
    this.#t = t;
    this.server = server;
    this.#pages = pages;
  }

  /** Sets up for a case; what was set up ends with it. `args` go to `ctimock serve`. */
  static async set(t, ...args) {
    const server = await Server.start(...args);
    t.after(() => server.stop());
    const pages = await Pages.start(server.url);
    t.after(() => pages.stop());
    return new Stage(t, server, pages);
  }

  /** Opens a page in a browser window with cookies of its own. */
  async open(name, options = {}) {
    const context = await browser.newContext({ viewport: { width: 880, height: 520 }, ...options });
    this.#t.after(() => context.close());
    return this.openIn(context, name);
  }

  /** Opens a page in a window that is there. */
  async openIn(context, name) {
    const page = await context.newPage();
    // Long, because it only says how soon a failure is one.
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.#t.diagnostic(`${name}: ${error.stack}`));
    await page.addInitScript(recordTheConsole);
    await page.goto(`${this.#pages.url}/${name}`);
    return page;
  }
}

/** What a page writes to its console stands in `said`. */
function recordTheConsole() {
  window.said = [];
  const { log } = console;
  console.log = (...values) => {
    window.said.push(values);
    log(...values);
  };
}
