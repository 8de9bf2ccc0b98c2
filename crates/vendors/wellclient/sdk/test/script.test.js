import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import vm from 'node:vm';

// The folder with the scripts that the server hands out, `manual.cjs` and `1.3.7.cjs`: `tests/sdk.rs` writes them.
const FOLDER = process.env.WELLCLIENT_SCRIPTS;
const skip = FOLDER ? false : 'only `tests/sdk.rs` links the scripts';

/** A page as far as the script needs one while it is loaded. */
function pageWith(src) {
  const listener = { addEventListener() {} };
  const document = { ...listener, currentScript: { src }, cookie: '', querySelector: () => null, getElementById: () => null };
  const page = { document, URL, AbortController, setTimeout, clearTimeout, console, fetch() {}, WebSocket: class {} };
  page.window = page;
  Object.assign(page, listener);
  return vm.createContext(page);
}

test('the script makes the global at once, aimed at the server that served it', { skip }, () => {
  const page = pageWith('http://h:8600/x/sdk/wellclient.js');
  vm.runInContext(readFileSync(`${FOLDER}/manual.cjs`, 'utf8'), page);

  const { SDK, cstaPort, TPI } = page.wellClient.getConfig();
  assert.deepEqual([SDK, cstaPort, TPI], ['h:8600/x', '', 'h:8600/x/login']);
  assert.equal(page.wellClient.getConfig().useErrorAlert, true);
});

test('the behaviour that the server was given is built in', { skip }, () => {
  const page = pageWith('http://h:8600/sdk/wellclient.js');
  vm.runInContext(readFileSync(`${FOLDER}/1.3.7.cjs`, 'utf8'), page);

  assert.equal(page.wellClient.getConfig().useErrorAlert, false);
});

test('under CommonJS it is a module', { skip }, () => {
  const { wellClient, createWellClient } = createRequire(import.meta.url)(`${FOLDER}/manual.cjs`);

  assert.equal(wellClient.getConfig().TPI, '127.0.0.1:8600/login');
  assert.equal(createWellClient({ server: 'http://h' }).getConfig().TPI, 'h/login');
});
