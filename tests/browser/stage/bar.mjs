/** The call bar of a page, as somebody sees and uses it. */
export class Bar {
  constructor(page) {
    this.page = page;
  }

  /** Fills in the login and presses its button. */
  async logIn({ jobNumber = '5001', password = '123456', domain = 'test.cc', ext = '8001' } = {}) {
    for (const [name, text] of Object.entries({ jobNumber, password, domain, ext })) {
      await this.page.fill(`#well-${name}-field`, text);
    }
    await this.press('login');
  }

  press(action) {
    return this.page.click(`#well-${action}`);
  }

  /** Chooses a mode: `Ready:`, `NotReady:1`, `NotReady:2`. */
  choose(mode) {
    return this.page.selectOption('#well-mode', mode);
  }

  /** Waits until the lamp shows a mode. */
  async shows(mode) {
    await this.page.waitForSelector(`.well-bar[data-mode=${mode}]`);
  }

  /** Waits until the calls are in these phases, oldest first. */
  async hasCalls(...phases) {
    await this.page.waitForFunction(
      (wanted) => [...document.querySelectorAll('.well-call')].map((row) => row.dataset.phase).join() === wanted,
      phases.join(),
    );
  }

  /** Dials a number, which is left in its field. */
  async dial(number) {
    await this.page.fill('#well-number-field', number);
    await this.press('dial');
  }

  /** Returns the names of the buttons that can be pressed. */
  enabled() {
    return this.page.$$eval('.well-bar button', (buttons) =>
      buttons.filter((button) => !button.disabled && button.checkVisibility()).map((button) => button.dataset.action),
    );
  }

  /** Returns what stands in each row of a call, without its length. */
  rows() {
    return this.page.$$eval('.well-call', (rows) =>
      rows.map((row) => [row.querySelector('.well-far').textContent, row.querySelector('.well-phase').textContent]),
    );
  }

  /** Returns what is said of the agent. */
  state() {
    return this.page.textContent('.well-state');
  }

  /** Waits until something went wrong, and returns it. */
  async problem() {
    const problem = await this.page.waitForSelector('.well-problem:not(:empty)');
    return problem.textContent();
  }
}
