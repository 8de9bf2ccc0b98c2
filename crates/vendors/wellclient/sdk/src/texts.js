/** What a person is told of a refused login, by status (dossier §13). */
const LOGIN_TEXTS = {
  0: 'The server cannot be reached.',
  401: 'The job number or the password is wrong.',
  423: 'This agent was deleted or disabled.',
  451: 'The extension is not registered: is the softphone online?',
  452: 'There is no such agent.',
  453: 'There is no such extension.',
  454: 'This agent is logged in already.',
  455: 'This agent is logged in at another extension.',
  456: 'The extension is in a state in which nobody can log in.',
  457: 'The extension may not be used by this agent.',
  460: 'The extension is in a call.',
  461: 'The greatest number of agents is logged in already.',
};

/** Returns the friendly text of a refused login. */
export function loginText(error) {
  if (error.status === 459) return `The extension is used by ${occupantOf(error) ?? 'another agent'}.`;
  return LOGIN_TEXTS[error.status] ?? `The login failed (${error.status}).`;
}

export const QUOTA_TEXT = 'The quota of automatic outbound calls is used up.';
export const ASK_TEXT = 'This agent is logged in already. Log the other session out?';
export const LOST_TEXT = 'The event connection cannot be opened.';

/** The documents say `agentId`, 1.3.7 reads `agent`. */
function occupantOf({ responseJSON }) {
  return responseJSON?.agent ?? responseJSON?.agentId;
}
