import { ACTIONS } from './actions.js';
import { ANSWERS_AFTER, answersItself, isRinging, retrievesItself } from './automatic.js';
import { offers } from './offers.js';
import { Since } from './since.js';
import { LOGGED_OUT, reduceBar } from './state.js';
import { BarView } from './view.js';
import { problemOf } from './words.js';

/** A button that is pressed twice within this many milliseconds is pressed once (dossier §12). */
const DEBOUNCE = 500;
/** The lengths of calls are shown in seconds. */
const SECOND = 1000;

/** Keeps the state of the bar, shows it, and calls the SDK. It knows nothing that a page could not know. */
export class CallBar {
  #wellClient;
  #clock;
  #document;
  #since;
  #state = LOGGED_OUT;
  #view;
  #pressed = new Map();
  #isTicking = false;

  constructor(wellClient, { clock, document }) {
    this.#wellClient = wellClient;
    this.#clock = clock;
    this.#document = document;
    this.#since = new Since(document);
  }

  /** Shows the bar as soon as the page has an element for it. */
  renderByItself() {
    const show = () => {
      const place = this.#document.getElementById('well-client');
      if (place && !this.#view) this.render(place);
    };
    if (this.#document.readyState === 'loading') this.#document.addEventListener('DOMContentLoaded', show);
    // The SDK is still being made.
    else this.#clock.setTimeout(show, 0);
  }

  render(where = '#well-client') {
    const place = typeof where === 'string' ? this.#document.querySelector(where) : where;
    if (!place) throw new Error(`no element of the page is \`${where}\``);
    this.#view = new BarView(place, {
      press: (action, args) => this.#press(action, args),
      type: () => this.#draw(),
    });
    this.#draw();
    this.#tick();
  }

  handle(event) {
    const before = this.#state;
    this.#state = reduceBar(before, this.#remembered(event), this.#clock.now());
    if (this.#state.calls !== before.calls) this.#since.remember(this.#state.calls);
    if (!this.#view) return;
    this.#draw();
    this.#tick();
    this.#actByItself(before, event);
  }

  /** A restored call goes on counting where the page before the reload was. */
  #remembered(event) {
    if (event.eventName !== 'recoverStateSuccess' || !event.call) return event;
    return { ...event, call: { ...event.call, since: this.#since.of(event.call.callId) } };
  }

  #actByItself(before, event) {
    const ringing = answersItself(this.#state, event, this.#wellClient.getConfig());
    if (ringing) this.#clock.setTimeout(() => this.#answer(ringing), ANSWERS_AFTER);
    const left = retrievesItself(before, this.#state, event);
    // The server may have been quicker; then there is nothing to tell.
    if (left) this.#wellClient.retrieveCall(left);
    if (event.eventName === 'recoverStateSuccess' && event.call?.state === '') this.#ask();
  }

  #answer(callId) {
    if (isRinging(this.#state, callId)) this.#run('answer', [callId]);
  }

  /** A recovery does not tell a held call from one that is being dialled; the server does. */
  #ask() {
    this.#wellClient.getClientState().done((body) => {
      const activeCall = body?.agent?.activeCall;
      if (!activeCall) return;
      const { callId, ani: callingDevice, dnis: calledDevice, state } = activeCall;
      const since = this.#since.of(callId);
      this.handle({ eventName: 'ui:call', call: { callId, callingDevice, calledDevice, state, since } });
    });
  }

  #press(action, args) {
    const now = this.#clock.now();
    const isTwice = now - (this.#pressed.get(action) ?? -Infinity) < DEBOUNCE;
    const offered = offers(this.#state, this.#view.number())[action];
    // The select of modes goes back to what is true.
    if (isTwice || !offered) return this.#draw();
    this.#pressed.set(action, now);
    return this.#run(action, args ?? offered);
  }

  #run(action, args) {
    const { method, doing } = ACTIONS[action];
    // A makeCall that 1.3.7 refuses in the page has no promise.
    this.#wellClient[method](...args)?.fail((error) => {
      this.handle({ eventName: 'ui:problem', problem: problemOf(doing, error) });
      if (action !== 'login') return;
      const { status, responseText } = error ?? {};
      this.#wellClient.triggerInnerOn({ eventName: 'loginFailed', status, responseText });
    });
  }

  #draw() {
    const { hideButton } = this.#wellClient.getConfig();
    const offered = offers(this.#state, this.#view.number());
    this.#view.draw(this.#state, offered, hideButton ?? [], this.#clock.now());
  }

  /** Draws anew when the length of a call is one second more. */
  #tick() {
    const { calls } = this.#state;
    if (this.#isTicking || calls.length === 0) return;
    this.#isTicking = true;
    const now = this.#clock.now();
    const rest = calls.map(({ since }) => SECOND - (Math.max(0, now - since) % SECOND));
    this.#clock.setTimeout(() => {
      this.#isTicking = false;
      this.#draw();
      this.#tick();
    }, Math.min(...rest));
  }
}
