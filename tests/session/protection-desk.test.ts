import { expect, test } from 'vitest';
import type { Child } from '../../src/host/child.js';
import { ChildEnded } from '../../src/host/child.js';
import type { Answer, Question } from '../../src/protect/engine/answer.js';
import { ProtectionDesk } from '../../src/session/protection-desk.js';

const audit = (hidden: number[]): Question => ({
  kind: 'audit',
  system: { cells: [], relations: [] },
  hidden,
});
const safe: Answer = {
  kind: 'audit',
  intervals: [[0, { least: 0, most: Number.POSITIVE_INFINITY }]],
  disclosed: [],
};

/** A desk whose processes answer so, and what happened. */
function recordingDesk(answerTo: () => Answer = () => safe): { desk: ProtectionDesk; events: string[] } {
  const events: string[] = [];
  const start = (): Child => {
    events.push('start');
    const child = {
      async call(_: string, name: string, __: unknown, take: (part: unknown) => void) {
        events.push(name);
        const answer = answerTo();
        if (answer.kind === 'time') throw new ChildEnded('time');
        take(answer);
      },
      close: () => void events.push('end'),
    };
    return child as unknown as Child;
  };
  return { desk: new ProtectionDesk(start), events };
}

test('the process is got ready once, and an audit of the same counts is asked for once', async () => {
  const { desk, events } = recordingDesk();
  desk.warmUp();
  desk.warmUp();
  const ask = desk.within(20);
  expect(await ask(audit([1]))).toBe(safe);
  expect(await ask(audit([1]))).toBe(safe);
  expect(await ask(audit([2]))).toBe(safe);
  expect(events).toEqual(['start', 'warmUp', 'answerProtection', 'answerProtection']);
});

test('it ends with the data of the first compile, and stays for a session that prepares data again', async () => {
  const { desk, events } = recordingDesk();
  const ask = desk.within(20);
  await ask(audit([1]));
  desk.rest();
  expect(events.splice(0)).toEqual(['start', 'answerProtection', 'end']);
  // All is known by now, as far as anybody knows.
  desk.warmUp();
  await ask(audit([2]));
  desk.rest();
  await ask(audit([3]));
  expect(events.splice(0)).toEqual(['start', 'answerProtection', 'answerProtection']);
  desk.close();
  expect(events).toEqual(['end']);
});

test('a choice that was told before the process ended is kept', async () => {
  const found: Answer = { kind: 'suppress', hidden: [1], cost: 1, bound: 0 };
  const start = (): Child =>
    ({
      async call(_: string, __: string, ___: unknown, take: (part: unknown) => void) {
        take(found);
        throw new ChildEnded('time');
      },
      close: () => {},
    }) as unknown as Child;
  const ask = new ProtectionDesk(start).within(1);
  expect(await ask({ kind: 'suppress', system: { cells: [], relations: [] }, before: [] })).toBe(found);
});

test('no answer is none that is remembered, and another process is started for the next question', async () => {
  const answers: Answer[] = [{ kind: 'time' }, safe];
  const { desk, events } = recordingDesk(() => answers.shift() ?? safe);
  const ask = desk.within(20);
  expect(await ask(audit([1]))).toEqual({ kind: 'time' });
  expect(await ask(audit([1]))).toBe(safe);
  expect(events).toEqual(['start', 'answerProtection', 'start', 'answerProtection']);
});
