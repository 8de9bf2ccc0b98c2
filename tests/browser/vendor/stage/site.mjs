import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const LIBRARIES = {
  '/jquery.js': resolve('jquery/dist/jquery.min.js'),
  '/stomp.js': resolve('stompjs/lib/stomp.min.js'),
  '/sockjs.js': resolve('sockjs-client/dist/sockjs.min.js'),
};
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };

/** Hands out the page and its libraries, on an origin of their own. */
export class Site {
  #http;

  constructor(http) {
    this.#http = http;
    this.url = `http://localhost:${http.address().port}/`;
  }

  static async start() {
    const http = createServer(async ({ url }, response) => {
      const path = url === '/' ? '/index.html' : url;
      try {
        const text = await readFile(LIBRARIES[path] ?? new URL(`../page${path}`, import.meta.url));
        // Each window loads the page again and again.
        response.setHeader('Cache-Control', 'max-age=3600');
        response.setHeader('Content-Type', TYPES[path.split('.').pop()]);
        response.end(text);
      } catch {
        response.statusCode = 404;
        response.end();
      }
    });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    return new Site(http);
  }

  stop() {
    this.#http.close();
    this.#http.closeAllConnections();
  }
}
