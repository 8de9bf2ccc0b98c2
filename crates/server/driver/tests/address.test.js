import assert from 'node:assert/strict';
import { test } from 'node:test';

import { runnerIn } from '../address.js';

test('the runner on this machine stands in the query of the page', () => {
  const queries = ['?ctimock=ws://127.0.0.1:9000/a/1', '?a=b&ctimock=ws://localhost:1/', '?ctimock=ws%3A%2F%2F[::1]:1%2F'];

  assert.deepEqual(queries.map(runnerIn), ['ws://127.0.0.1:9000/a/1', 'ws://localhost:1/', 'ws://[::1]:1/']);
});

test('a page without a runner is left alone, and so is one with a runner elsewhere', () => {
  const queries = ['', '?ctimock=', '?ctimock=here', '?ctimock=ws://example.org/', '?ctimock=ws://127.0.0.1.example.org/', '?ctimock=http://127.0.0.1/'];

  assert.deepEqual(queries.map(runnerIn), queries.map(() => null));
});
