import assert from 'node:assert/strict';
import { test } from 'node:test';

import { VirtualClock } from '../clock.js';

test('timers run in the order in which they are due, each at its own instant', () => {
  const clock = new VirtualClock(100);
  const ran = [];
  const note = (name) => ran.push([name, clock.now()]);
  clock.setTimeout(note, 30, 'late');
  clock.setTimeout(note, 10, 'first');
  clock.setTimeout(note, 10, 'second');

  clock.advance(120);

  assert.deepEqual([ran, clock.now(), clock.next()], [[['first', 110], ['second', 110]], 120, 130]);
});

test('a timer that a timer sets runs as well if it is due', () => {
  const clock = new VirtualClock();
  const ran = [];
  clock.setTimeout(() => clock.setTimeout(() => ran.push(clock.now()), 5), 10);

  clock.advance(20);

  assert.deepEqual(ran, [15]);
});

test('an interval goes on until it is cleared, also by itself', () => {
  const clock = new VirtualClock();
  const ran = [];
  const interval = clock.setInterval(() => {
    ran.push(clock.now());
    if (ran.length === 3) clock.clearInterval(interval);
  }, 10);

  clock.advance(100);

  assert.deepEqual([ran, clock.next()], [[10, 20, 30], null]);
});

test('a cleared timer does not run', () => {
  const clock = new VirtualClock();
  const timer = clock.setTimeout(() => assert.fail('it ran'), 10);
  clock.clearTimeout(timer);

  clock.advance(100);

  assert.equal(clock.next(), null);
});
