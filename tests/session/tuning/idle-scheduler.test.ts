import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { IdleScheduler } from '../../../src/session/tuning/idle-scheduler.js';

test('idle time is for one after the other, with room between them, and for none while something is held', async () => {
  const idle = new IdleScheduler();
  const events: string[] = [];
  const first = idle.hold();
  const second = idle.hold();
  const all = ['a', 'b'].map((name) => idle.turn().then(() => void events.push(name)));
  first();
  first();
  await setImmediate();
  await setImmediate();
  expect(events).toEqual([]);
  second();
  await setImmediate();
  await setImmediate();
  expect(events[0]).toBe('a');
  await Promise.all(all);
  expect(events).toEqual(['a', 'b']);
});

test('what could end a build comes before what is only needed for its end, whichever asked first', async () => {
  const idle = new IdleScheduler();
  const events: string[] = [];
  const note = (name: string) => () => void events.push(name);
  const all = [idle.turn({ isLast: true }).then(note('page')), idle.turn().then(note('words'))];
  all.push(idle.turn().then(note('tree')));
  await Promise.all(all);
  expect(events).toEqual(['words', 'tree', 'page']);
});

test('while a browser loads a document, what could end the build has its turns, and nothing else', async () => {
  const idle = new IdleScheduler();
  const events: string[] = [];
  const release = idle.hold({ isShort: true });
  const page = idle.turn({ isLast: true }).then(() => void events.push('page'));
  await idle.turn();
  await setImmediate();
  expect(events).toEqual([]);
  release();
  await page;
});

test('what is held when a turn comes keeps it back', async () => {
  const idle = new IdleScheduler();
  let isThere = false;
  const turn = idle.turn().then(() => {
    isThere = true;
  });
  const release = idle.hold();
  await setImmediate();
  await setImmediate();
  expect(isThere).toBe(false);
  release();
  await turn;
  expect(isThere).toBe(true);
});
