/** What the bar says, for people. */

export const MODE_WORDS = {
  Logout: 'Logged out',
  Ready: 'Ready',
  NotReady: 'Not ready',
  WorkNotReady: 'After-call work',
  Allocated: 'Allocated',
};

/** The reasons that the select of modes knows (dossier §6, §15). */
export const REASON_WORDS = { 1: 'Not ready: busy', 2: 'Not ready: calling out' };

export const PHASE_WORDS = {
  dialling: 'Dialling',
  alerting: 'Rings there',
  ringing: 'Rings here',
  connected: 'Talking',
  held: 'On hold',
};

/** What the statuses of dossier §13 mean to whoever pressed a button. */
const STATUS_WORDS = {
  0: 'the server cannot be reached',
  401: 'wrong job number or password',
  404: 'there is no such call',
  409: 'not in this state of the call',
  423: 'the account is locked',
  426: 'the session has ended, log in again',
  451: 'the telephone is not registered',
  452: 'no such agent',
  453: 'no such extension',
  454: 'the agent is on at this extension already',
  455: 'the agent is on at another extension',
  456: 'the extension is in a wrong state',
  457: 'the extension is not authorised',
  458: 'the agent is off already',
  459: 'another agent is on at this extension',
  460: 'not during a call',
  461: 'too many agents are on',
  462: 'no extension could be allocated',
  465: 'the quota of automatic calls is used up',
  466: 'recording is disabled',
  483: 'no task is assigned',
};

/** Returns what to show of a failed promise; `error` is what its `fail` was given. */
export function problemOf(doing, error) {
  const status = error?.status;
  const why = STATUS_WORDS[status] ?? error?.reason ?? error?.statusText ?? 'refused';
  return status ? `${doing}: ${why} (${status})` : `${doing}: ${why}`;
}

/** Returns a length in milliseconds as `02:05` or `1:02:05`. */
export function durationWords(length) {
  const seconds = Math.max(0, Math.floor(length / 1000));
  const two = (value) => String(value).padStart(2, '0');
  const tail = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? tail : `${Math.floor(seconds / 3600)}:${tail}`;
}
