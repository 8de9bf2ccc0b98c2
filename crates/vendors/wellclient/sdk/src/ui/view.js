import { buildParts } from './parts.js';
import { MODE_WORDS, PHASE_WORDS, REASON_WORDS, durationWords } from './words.js';

/** The bar in the page. It is built once; `draw` changes what differs, so that nobody loses the focus. */
export class BarView {
  #parts;
  /** The calls whose rows are there. */
  #drawn = [];

  /** `on` is what `buildParts` wants. */
  constructor(place, on) {
    this.#parts = buildParts(place, on);
  }

  /** Returns what stands in the number field. */
  number() {
    return this.#parts.number.value.trim();
  }

  /** Shows a state. `hidden` are the ids of elements that the page does not want; `now` is in milliseconds. */
  draw(state, offered, hidden, now) {
    const { root, lamp, agent, login, controls, problem } = this.#parts;
    const isOn = state.mode !== 'Logout';
    root.dataset.mode = state.mode;
    lamp.dataset.mode = state.isConnected ? state.mode : 'Unknown';
    agent.textContent = isOn ? `${local(state.agentId)} at ${local(state.deviceId)}` : '';
    login.hidden = isOn;
    controls.hidden = !isOn;
    setText(this.#parts.state, stateWords(state));
    setText(problem, state.problem);
    this.#drawModes(state, isOn);
    this.#drawCalls(state.calls, now);
    this.#drawButtons(offered);
    this.#hide(state, isOn, hidden);
  }

  #drawModes({ mode, reason }, isOn) {
    const { modes, present } = this.#parts;
    const value = mode === 'NotReady' ? `NotReady:${reason}` : `${mode}:`;
    const isListed = [...modes.options].some((option) => option !== present && option.value === value);
    present.textContent = MODE_WORDS[mode];
    modes.value = isListed ? value : '';
    modes.disabled = !isOn;
  }

  #drawButtons(offered) {
    for (const button of this.#parts.root.querySelectorAll('button')) {
      button.disabled = !offered[button.dataset.action];
    }
  }

  /** The rows stay while only time passes: somebody may be marking a number. */
  #drawCalls(calls, now) {
    if (calls !== this.#drawn) this.#parts.calls.replaceChildren(...calls.map((call) => this.#row(call)));
    this.#drawn = calls;
    const lengths = this.#parts.calls.querySelectorAll('.well-length');
    calls.forEach(({ since }, index) => setText(lengths[index], durationWords(now - since)));
  }

  #row(call) {
    const { make } = this.#parts;
    const far = make('span', { className: 'well-far', textContent: call.farEnds.join(', ') });
    const phase = make('span', { className: 'well-phase', textContent: phaseWords(call) });
    const row = make('li', { className: 'well-call' }, far, phase, make('time', { className: 'well-length' }));
    Object.assign(row.dataset, { phase: call.phase, callId: call.callId });
    return row;
  }

  /** Of what is never there together one is shown; of that, what the page has not hidden. */
  #hide({ isRecording }, isOn, hidden) {
    const absent = [isRecording ? 'well-startRecording' : 'well-stopRecording', ...hidden];
    if (!isOn) absent.push('well-mode', 'well-logout');
    for (const element of this.#parts.root.querySelectorAll('[id]')) element.hidden = absent.includes(element.id);
  }
}

/** A status that is set anew is read out anew. */
function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function stateWords({ mode, reason, pendingMode, isConnected }) {
  const words = (mode === 'NotReady' && REASON_WORDS[reason]) || MODE_WORDS[mode] || mode;
  const next = pendingMode && `, then ${(MODE_WORDS[pendingMode] ?? pendingMode).toLowerCase()}`;
  return `${words}${next}${isConnected ? '' : ' (no events: the connection is lost)'}`;
}

function phaseWords({ phase, isConference, isHeldByOther }) {
  if (phase !== 'connected') return PHASE_WORDS[phase];
  if (isHeldByOther) return 'Held by the other';
  return isConference ? 'Conference' : PHASE_WORDS.connected;
}

function local(device) {
  return device.split('@')[0];
}
