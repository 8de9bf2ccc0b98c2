import { CallBar } from './call-bar.js';

/**
 * Makes what stands at `wellClient.ui`. `main` is shown every event before the page is: the raw ones, and
 * of the inner ones `recoverStateSuccess`, `wsReconnectSucceed`, `wsDisconnected`, `loginFailed` and
 * `pendingMode`. `render` puts the call bar into an element, or into that of a selector; a page that has
 * `#well-client` needs no `render`. `host` has the `clock` and the `document`; without one nothing is shown.
 */
export function createUi(wellClient, host) {
  if (!host.document) return { main() {}, render() {} };
  const bar = new CallBar(wellClient, host);
  bar.renderByItself();
  return { main: (event) => bar.handle(event), render: (where) => bar.render(where) };
}
