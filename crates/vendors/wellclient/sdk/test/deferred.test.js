import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Deferred } from '../src/deferred.js';

test('callbacks run in the order in which they were added, and at once when it is settled', () => {
  const deferred = new Deferred();
  const heard = [];
  deferred.done((value) => heard.push(`a ${value}`)).always((value) => heard.push(`b ${value}`));
  deferred.fail(() => heard.push('never'));

  deferred.resolve(1);
  deferred.promise().done([(value) => heard.push(`c ${value}`), (value) => heard.push(`d ${value}`)]);

  assert.deepEqual(heard, ['a 1', 'b 1', 'c 1', 'd 1']);
});

test('it settles once', () => {
  const deferred = new Deferred();
  const heard = [];
  deferred.fail((error) => heard.push(error));

  deferred.reject('first').reject('second').resolve('third');

  assert.deepEqual([deferred.state(), heard], ['rejected', ['first']]);
});

test('a page can wait, and cannot settle', () => {
  const promise = new Deferred().promise();

  assert.deepEqual(Object.keys(promise).sort(), [
    'always', 'catch', 'done', 'fail', 'progress', 'promise', 'state', 'then',
  ]);
  assert.equal(promise.state(), 'pending');
  assert.equal(promise.promise(), promise);
});

test('then gives what its callback gives, throws or waits for', async () => {
  const two = new Deferred().resolve(2).promise();

  assert.equal(await two.then((value) => value + 1), 3);
  assert.equal(await two.then(() => new Deferred().resolve('inner').promise()), 'inner');
  assert.equal(await two.then(() => { throw new Error('no'); }).catch((error) => error.message), 'no');
  assert.equal(await two, 2);
});

test('await throws what it was rejected with', async () => {
  const refused = new Deferred().reject({ status: 459 }).promise();

  await assert.rejects(async () => refused, { status: 459 });
});

test('a callback that throws takes no other callback with it', (t) => {
  const reported = t.mock.method(console, 'error', () => {});
  const heard = [];
  const deferred = new Deferred();
  deferred.done(() => { throw new Error('of the page'); }, () => heard.push('the next one'));

  deferred.resolve();

  assert.deepEqual(heard, ['the next one']);
  assert.equal(reported.mock.calls[0].arguments[0].message, 'of the page');
});
