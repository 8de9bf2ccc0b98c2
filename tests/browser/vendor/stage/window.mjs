/** A page with cookies of its own, which one case after another may use: starting one is what takes time. */
export class Window {
  /** To whom the page reports. */
  agent;

  constructor(page) {
    this.page = page;
  }

  static async open(context) {
    const page = await context.newPage();
    const window = new Window(page);
    await page.exposeFunction('report', (kind, event) => window.agent?.report(kind, event));
    return window;
  }

  /** Ends what the page does, and makes the window as good as new. */
  async forget() {
    this.agent = undefined;
    this.page.removeAllListeners();
    await this.page.unrouteAll();
    await this.page.goto('about:blank');
    await this.page.context().clearCookies();
    return this;
  }
}
