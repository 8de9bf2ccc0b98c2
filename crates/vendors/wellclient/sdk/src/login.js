import { Deferred } from './deferred.js';
import { isDialling } from './dial.js';
import { refused } from './rest.js';
import { ASK_TEXT, loginText } from './texts.js';
import { identify } from './who.js';

/** The state endpoint: logging on and off, modes (dossier §4, §7). */
export const STATE_PATH = '/api/csta/agent/state';

/** Performs `agentLogin` (dossier §4.1). */
export function agentLogin(sdk, options) {
  const login = {
    result: new Deferred(),
    who: identify(options, sdk.config.defaultDomain),
    loginMode: options?.loginMode ?? 'force',
    agentMode: options?.agentMode ?? 'NotReady',
    session: '',
    isEvicting: false,
    wasAsked: false,
  };
  sdk.rest
    .logIn(login.who)
    .done((session) => {
      // While another socket is there the login never settles.
      if (sdk.link.socket) return;
      login.session = session;
      sdk.who = login.who;
      sdk.link.open(login.who.loginId, () => logOn(sdk, login));
    })
    .fail((error) => {
      sdk.alertOfError(loginText(error));
      login.result.reject(error);
    });
  return login.result.promise();
}

/** Performs `logout`: only the event `agentLoggedOff` ends anything (dossier §4.5). */
export function logout(sdk) {
  if (sdk.calls.length > 0) return refused('a call is in memory');
  // Who logs out now leaves a call behind; 1.3.7 lets it happen.
  if (!sdk.config.is137 && isDialling(sdk)) return refused('a call is being dialled');
  if (sdk.isAllocated) return refused('the agent is allocated');
  return sdk.rest.post(STATE_PATH, { func: 'Logout', agentId: sdk.who.loginId }).promise();
}

/**
 * Asks for a new session with the stored credentials; nobody is logged on anew (dossier §3). One request at
 * a time is enough for all that were refused.
 */
export function relogin(sdk) {
  if (!sdk.who.loginId) return refused('nobody has logged in yet');
  if (sdk.relogin?.state() !== 'pending') {
    sdk.relogin = sdk.rest.logIn(sdk.who).promise();
    sdk.relogin.done((session) => sdk.keepSession(session));
  }
  return sdk.relogin;
}

/** Asks for the agent's dialling prefixes; each is kept once, in their order. */
export function fetchPrefixes(sdk) {
  const { domain, loginId } = sdk.who;
  sdk.rest.get(`/api/operation/operation/tenants/${domain}/agents/${loginId}`).done((list) => {
    const trunks = list?.agentTrunks;
    if (!Array.isArray(trunks)) return;
    sdk.prefixes = [...new Set(trunks.map((trunk) => trunk.scanPrefix).filter((prefix) => prefix))];
  });
}

function logOn(sdk, login) {
  const { loginId, deviceId: device, password } = login.who;
  const { agentMode, session, result } = login;
  const body = { loginId, device, password, agentMode, func: 'Login', sessionId: session };
  sdk.rest
    .post(STATE_PATH, body, session)
    .done((value) => {
      sdk.keepSession(session);
      result.resolve(login.isEvicting ? undefined : value);
      fetchPrefixes(sdk);
    })
    .fail((error) => {
      if (!mayEvict(sdk, login, error)) giveUp(sdk, login, error);
      else if (sdk.calls.length === 0) evict(sdk, login);
    });
}

/** The second time a forced login asks as well, and who was asked is not asked again (dossier §4.2). */
function mayEvict(sdk, login, { status }) {
  if (status !== 454 && status !== 455) return false;
  if (login.loginMode !== 'force' && login.loginMode !== 'ask') return false;
  if (login.loginMode === 'force' && !login.isEvicting) return true;
  if (login.wasAsked) return false;
  login.wasAsked = true;
  login.wasDeclined = !sdk.host.confirm(ASK_TEXT);
  return !login.wasDeclined;
}

/** If the old session cannot be logged off, the login never settles. */
function evict(sdk, login) {
  login.isEvicting = true;
  const body = { func: 'Logout', agentId: login.who.loginId, sessionId: login.session };
  sdk.rest.post(STATE_PATH, body, login.session).done(() => logOn(sdk, login));
}

function giveUp(sdk, login, error) {
  // Whoever has said no just now knows.
  if (!login.wasDeclined) sdk.alertOfError(loginText(error));
  sdk.link.close();
  login.result.reject(error);
}
