import { Deferred } from './deferred.js';

const ACCEPT = 'application/json, text/javascript, */*; q=0.01';
const JSON_TYPE = 'application/json; charset=UTF-8';
const FORM_TYPE = 'application/x-www-form-urlencoded; charset=UTF-8';

/** The SDK's requests. What an answer comes to is the table of dossier §3. */
export class Rest {
  /** The session in memory; empty until a login has succeeded. */
  session = '';
  /** What is done when a request is answered with 426, before its result is rejected. */
  onSessionLost = () => {};
  #closing = new AbortController();
  #host;
  #config;

  constructor(host, config) {
    this.#host = host;
    this.#config = config;
  }

  /** Asks for a session. The form goes out as it is, without any encoding. */
  logIn({ jobNumber, password, domain }) {
    const body = `username=${jobNumber}&password=${password}&namespace=${domain}`;
    const result = new Deferred();
    this.send('POST', this.#config.tpi, { 'Content-Type': FORM_TYPE }, body)
      .done((answer) => {
        const session = answer?.sessionId;
        if (typeof session === 'string' || typeof session === 'number') result.resolve(String(session));
        else result.reject(unusable(answer));
      })
      .fail((error) => result.reject(error));
    return result;
  }

  get(path, session) {
    return this.request('GET', path, undefined, session);
  }

  post(path, body, session) {
    return this.request('POST', path, body, session);
  }

  /** Sends a REST call, with the session in memory or one that is not kept yet. */
  request(method, path, body, session = this.session) {
    const headers = { sessionId: session, 'Content-Type': JSON_TYPE };
    const text = body === undefined ? undefined : JSON.stringify(body);
    const result = this.send(method, this.#config.rest + path, headers, text);
    const seen = new Deferred();
    result.done((value) => seen.resolve(value));
    result.fail((error) => {
      if (error.status === 426) this.onSessionLost();
      seen.reject(error);
    });
    return seen;
  }

  send(method, url, headers, body) {
    const result = new Deferred();
    const { signal } = this.#closing;
    const request = { method, headers: { Accept: ACCEPT, ...headers }, body, credentials: 'omit', signal };
    exchange(this.#host, url, request).then((answer) => {
      if (!signal.aborted) settleWith(result, answer);
    });
    return result;
  }

  /** Gives up what is not answered yet; nobody hears of it. */
  close() {
    this.#closing.abort();
  }
}

/** Returns the error of what the SDK refuses without asking the server, in the shape of `logout`. */
export function refusal(reason) {
  return { reason, responseText: 'negative' };
}

/** Returns the promise of what the SDK refuses without asking the server. */
export function refused(reason) {
  return new Deferred().reject(refusal(reason)).promise();
}

async function exchange(host, url, request) {
  try {
    const response = await host.fetch(url, request);
    const responseText = await response.text();
    return { status: response.status, statusText: response.statusText || 'error', responseText };
  } catch {
    return { status: 0, statusText: 'error', responseText: '' };
  }
}

function settleWith(result, answer) {
  const { status, responseText } = answer;
  if (status === 204 || status === 304) return result.resolve();
  try {
    answer.responseJSON = JSON.parse(responseText);
  } catch {
    // Even a 200 is a failure then.
    return result.reject(answer);
  }
  return status >= 200 && status < 300 ? result.resolve(answer.responseJSON) : result.reject(answer);
}

/** The error of a good answer that says too little to go on. */
function unusable(answer) {
  if (answer === undefined) return { status: 204, statusText: 'No Content', responseText: '' };
  return { status: 200, statusText: 'OK', responseText: JSON.stringify(answer), responseJSON: answer };
}
