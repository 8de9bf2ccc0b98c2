import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

/** Where the pages look for their server when somebody opens them by hand. */
const BY_HAND = 'http://127.0.0.1:8600';
const FOLDER = new URL('../pages/', import.meta.url);

/** Hands out the pages, on an origin that is not ctimock's; they look for their server at `server`. */
export class Pages {
  #http;

  constructor(http) {
    this.#http = http;
    this.url = `http://localhost:${http.address().port}`;
  }

  static async start(server) {
    const http = createServer(async (request, response) => {
      try {
        const page = await readFile(new URL(`.${request.url}`, FOLDER), 'utf8');
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(page.replaceAll(BY_HAND, server));
      } catch {
        response.statusCode = 404;
        response.end();
      }
    });
    await once(http.listen(0, '127.0.0.1'), 'listening');
    return new Pages(http);
  }

  stop() {
    this.#http.close();
    this.#http.closeAllConnections();
  }
}
