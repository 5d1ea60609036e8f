import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SpareTime } from '../../src/session/spare-time.js';

test('spare time is for one after the other, with room between them, and for none while something is held', async () => {
  const spare = new SpareTime();
  const events: string[] = [];
  const first = spare.hold();
  const second = spare.hold();
  const all = ['a', 'b'].map((name) => spare.turn().then(() => void events.push(name)));
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
  const spare = new SpareTime();
  const events: string[] = [];
  const note = (name: string) => () => void events.push(name);
  const all = [spare.turn({ isLast: true }).then(note('page')), spare.turn().then(note('words'))];
  all.push(spare.turn().then(note('tree')));
  await Promise.all(all);
  expect(events).toEqual(['words', 'tree', 'page']);
});

test('while a browser loads a document, what could end the build has its turns, and nothing else', async () => {
  const spare = new SpareTime();
  const events: string[] = [];
  const release = spare.hold({ isShort: true });
  const page = spare.turn({ isLast: true }).then(() => void events.push('page'));
  await spare.turn();
  await setImmediate();
  expect(events).toEqual([]);
  release();
  await page;
});

test('what is held when a turn comes keeps it back', async () => {
  const spare = new SpareTime();
  let isThere = false;
  const turn = spare.turn().then(() => {
    isThere = true;
  });
  const release = spare.hold();
  await setImmediate();
  await setImmediate();
  expect(isThere).toBe(false);
  release();
  await turn;
  expect(isThere).toBe(true);
});
