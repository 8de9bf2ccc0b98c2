import { STYLE } from './style.js';
import { MODE_WORDS, REASON_WORDS } from './words.js';

const STYLE_ID = 'well-style';
const LOGIN_FIELDS = [
  ['jobNumber', 'Job number', 'text'],
  ['password', 'Password', 'password'],
  ['domain', 'Domain', 'text'],
  ['ext', 'Extension', 'text'],
];
/** Left to right; what concerns one call, and what concerns two or its recording. */
const CALL_BUTTONS = [
  ['dial', 'Dial'],
  ['answer', 'Answer'],
  ['drop', 'Hang up'],
  ['hold', 'Hold'],
  ['retrieve', 'Retrieve'],
];
const MORE_BUTTONS = [
  ['consult', 'Consult'],
  ['transfer', 'Transfer'],
  ['conference', 'Conference'],
  ['cancelConsult', 'Cancel consult'],
  ['startRecording', 'Record'],
  ['stopRecording', 'Stop recording'],
];

/**
 * Builds the elements of the bar into a place of the page. `on` has `press(action, args)`, where `args` are
 * there when a field knows better than the state, and `type()` for the number field.
 */
export function buildParts(place, on) {
  const document = place.ownerDocument;
  const make = (tag, { role, label, ...properties }, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    if (role) element.setAttribute('role', role);
    if (label) element.setAttribute('aria-label', label);
    element.append(...children);
    return element;
  };
  if (!document.getElementById(STYLE_ID)) document.head.append(make('style', { id: STYLE_ID, textContent: STYLE }));

  const parts = { ...headParts(make, on), ...loginParts(make, on), ...callParts(make, on) };
  parts.calls = make('ul', { className: 'well-calls' });
  parts.problem = make('p', { className: 'well-problem', role: 'alert' });
  const { head, login, controls, calls, problem } = parts;
  const whole = { className: 'well-bar', role: 'group', label: 'Call bar' };
  parts.root = make('div', whole, head, login, controls, calls, problem);
  place.replaceChildren(parts.root);
  return { make, ...parts };
}

function headParts(make, on) {
  const lamp = make('span', { className: 'well-lamp' });
  const state = make('strong', { className: 'well-state', role: 'status' });
  const agent = make('span', { className: 'well-agent' });
  const present = make('option', { value: '', hidden: true });
  const ready = make('option', { value: 'Ready:', textContent: MODE_WORDS.Ready });
  const reasons = Object.entries(REASON_WORDS).map(([reason, textContent]) =>
    make('option', { value: `NotReady:${reason}`, textContent }),
  );
  const choice = { id: 'well-mode', className: 'well-field', label: 'Agent mode' };
  const modes = make('select', choice, present, ready, ...reasons);
  modes.addEventListener('change', () => on.press('mode', modes.value.split(':')));
  const logout = button(make, on, 'logout', 'Log out');
  const head = make('div', { className: 'well-head' }, lamp, state, agent, modes, logout);
  return { head, lamp, state, agent, modes, present };
}

function loginParts(make, on) {
  const fields = LOGIN_FIELDS.map(([name, label, type]) => [name, field(make, name, label, type)]);
  const press = make('button', { id: 'well-login', className: 'well-button', textContent: 'Log in', type: 'submit' });
  press.dataset.action = 'login';
  const login = make('form', { className: 'well-row' }, ...fields.map(([, input]) => input), press);
  login.addEventListener('submit', (submit) => {
    submit.preventDefault();
    const identity = Object.fromEntries(fields.map(([name, input]) => [name, input.value.trim()]));
    on.press('login', [{ ...identity, loginMode: 'force', agentMode: 'NotReady' }]);
  });
  return { login };
}

function callParts(make, on) {
  const number = field(make, 'number', 'Number', 'tel');
  number.addEventListener('input', () => on.type());
  number.addEventListener('keydown', ({ key }) => key === 'Enter' && on.press('dial'));
  const buttons = (list) => list.map(([action, text]) => button(make, on, action, text));
  const group = (...children) => make('div', { className: 'well-group' }, ...children);
  const groups = [group(number, ...buttons(CALL_BUTTONS)), group(...buttons(MORE_BUTTONS))];
  return { number, controls: make('div', { className: 'well-row' }, ...groups) };
}

function button(make, on, action, textContent) {
  const made = make('button', { id: `well-${action}`, className: 'well-button', textContent, type: 'button' });
  made.dataset.action = action;
  made.addEventListener('click', () => on.press(action));
  return made;
}

function field(make, name, label, type) {
  const id = `well-${name}-field`;
  return make('input', { id, className: 'well-field', label, placeholder: label, type, autocomplete: 'off' });
}
