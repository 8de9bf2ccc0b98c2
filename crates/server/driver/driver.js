/**
 * Lets the page in which it is loaded be tested by ctimock: the driver protocol on a WebSocket whose address
 * stands in the page's own, `?ctimock=ws://127.0.0.1:…`. Without that it does nothing, so a page may always
 * load it.
 *
 * The page's SDK is fitted to the protocol by the vendor's adapter, or by one that the page gives as
 * `window.ctimockAdapter`.
 */
import { runnerIn } from './driver/address.js';
import { Conversation } from './driver/conversation.js';
import { tellErrors } from './driver/page-errors.js';

const runner = runnerIn(location.search);
if (runner) drive(new WebSocket(runner));

function drive(socket) {
  const say = (message) => socket.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const log = (level, message) => {
    if (socket.readyState === socket.OPEN) say({ method: 'log', params: { level, message } });
  };
  const adapter = async (vendor) =>
    window.ctimockAdapter ?? import(new URL(`./adapter/${encodeURIComponent(vendor)}.js`, import.meta.url));
  const conversation = new Conversation({ scope: window, adapter, say });
  tellErrors(window, log);
  socket.addEventListener('message', ({ data }) => conversation.hear(JSON.parse(data)));
}
