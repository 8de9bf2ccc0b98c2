import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const ours = (name) => new URL(`../page/${name}.js`, import.meta.url);
const CLIENT = [
  'clock',
  'environment',
  'rest',
  'model',
  'dispatch',
  'stream',
  'login',
  'recovery',
  'methods',
  'logs',
  'bar',
  'watch',
];
/** By their paths: files that are handed out, one after the other as one. */
const FILES = {
  '/': [new URL('../page/index.html', import.meta.url)],
  '/libraries.js': [resolve('jquery/dist/jquery.min.js'), resolve('stompjs/lib/stomp.min.js')],
  '/sockjs.js': [resolve('sockjs-client/dist/sockjs.min.js')],
  '/client.js': CLIENT.map(ours),
};

/** Hands out the page and its libraries, on an origin of their own. */
export class Site {
  #http;

  constructor(http) {
    this.#http = http;
    this.url = `http://localhost:${http.address().port}/`;
  }

  static async start() {
    const http = createServer(async ({ url }, response) => {
      const texts = await Promise.all((FILES[url] ?? []).map((file) => readFile(file, 'utf8')));
      if (texts.length === 0) response.statusCode = 404;
      const kind = url === '/' ? 'html' : 'javascript';
      response.setHeader('Content-Type', `text/${kind}; charset=utf-8`);
      // Each window loads them again and again.
      response.setHeader('Cache-Control', 'max-age=3600');
      response.end(texts.join('\n;\n'));
    });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    return new Site(http);
  }

  stop() {
    this.#http.close();
    this.#http.closeAllConnections();
  }
}
