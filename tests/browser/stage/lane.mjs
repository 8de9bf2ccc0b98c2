import { Pages } from './pages.mjs';
import { Server } from './server.mjs';

/**
 * A server, the pages that look for it, and windows that share nothing. To start them costs more than a case
 * does, so cases use them one after the other: each finds the world, the pages and the cookies as new.
 */
export class Lane {
  #browser;
  #pages;
  /** By their looks: pages that nobody uses. */
  #idle = new Map();

  constructor(browser, server, pages) {
    this.#browser = browser;
    this.#pages = pages;
    this.server = server;
  }

  static async open(browser, args) {
    const server = await Server.start(...args);
    return new Lane(browser, server, await Pages.start(server.url));
  }

  /** Returns an empty page in a window of its own, and what makes it fit for the next case. */
  async borrow(looks) {
    const key = JSON.stringify(looks);
    const idle = this.#idle.get(key) ?? [];
    this.#idle.set(key, idle);
    const page = idle.pop() ?? (await this.#newPage(looks));
    return [page, async () => idle.push(await forgotten(page))];
  }

  urlOf(name) {
    return `${this.#pages.url}/${name}`;
  }

  async close() {
    const pages = [...this.#idle.values()].flat();
    await Promise.all(pages.map((page) => page.context().close()));
    this.#pages.stop();
    await this.server.stop();
  }

  async #newPage(looks) {
    const context = await this.#browser.newContext(looks);
    const page = await context.newPage();
    // Long, because it only says how soon a failure is one.
    page.setDefaultTimeout(60_000);
    await page.addInitScript(recordTheConsole);
    return page;
  }
}

async function forgotten(page) {
  page.removeAllListeners();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await page.context().clearCookies();
  return page;
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
