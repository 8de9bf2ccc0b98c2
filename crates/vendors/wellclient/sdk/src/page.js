import { makeCall } from './dial.js';
import { downloadLog } from './log-methods.js';
import { getEnv } from './odds.js';

/** Listens to the page: clicks on numbers, and messages of other windows (dossier §14). */
export function watchPage(sdk) {
  const { document, window } = sdk.host;
  document?.addEventListener('click', (click) => onClick(sdk, click));
  window?.addEventListener('message', (message) => onWindowMessage(sdk, message));
}

/** A number is dialled as it stands; 1.3.7 dials its digits (dossier §17). */
function onClick(sdk, { target }) {
  const element = target?.closest?.(`.${sdk.config.live.clickCallClass}`);
  if (!element || !sdk.isLogined) return;
  const text = element.textContent.trim();
  makeCall(sdk, sdk.config.is137 ? text.replace(/\D/g, '') : text);
}

/** What another window asks for in JSON is answered with `{answer: method, result}`. */
function onWindowMessage(sdk, { data, source }) {
  const message = parseMessage(data);
  if (message?.method === 'makeCall') {
    makeCall(sdk, message.phoneNumber);
    return;
  }
  const result = answerOf(sdk, message?.method);
  if (result === undefined) return;
  sdk.log.detail(result);
  source?.postMessage(JSON.stringify({ answer: message.method, result }), '*');
}

function answerOf(sdk, method) {
  switch (method) {
    case 'getCallMemory':
      return sdk.calls.show();
    case 'logEnv':
      return getEnv(sdk);
    case 'getLog':
      return sdk.log.text();
    case 'downloadLog':
      return downloadLog(sdk);
    default:
      return undefined;
  }
}

function parseMessage(data) {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
