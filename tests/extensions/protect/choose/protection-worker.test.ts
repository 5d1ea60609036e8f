import { expect, test } from 'vitest';
import { ProtectionWorker } from '../../../../src/extensions/protect/choose/protection-worker.js';
import type { Answer, Question } from '../../../../src/extensions/protect/engine/protection-process.js';
import type { Child } from '../../../../src/host/processes/child.js';
import { ChildEnded } from '../../../../src/host/processes/child.js';

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

/** A worker whose processes answer so, and what happened. */
function recordingWorker(answerTo: () => Answer = () => safe): {
  worker: ProtectionWorker;
  events: string[];
} {
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
  return { worker: new ProtectionWorker(start), events };
}

test('the process is got ready once, and an audit of the same counts is asked for once', async () => {
  const { worker, events } = recordingWorker();
  worker.warmUp();
  worker.warmUp();
  const ask = worker.within(20);
  expect(await ask(audit([1]))).toBe(safe);
  expect(await ask(audit([1]))).toBe(safe);
  expect(await ask(audit([2]))).toBe(safe);
  expect(events).toEqual(['start', 'warmUp', 'answerProtection', 'answerProtection']);
});

test('it ends with the data of the first compile, and stays for a session that prepares data again', async () => {
  const { worker, events } = recordingWorker();
  const ask = worker.within(20);
  await ask(audit([1]));
  worker.rest();
  expect(events.splice(0)).toEqual(['start', 'answerProtection', 'end']);
  // All is known by now, as far as anybody knows.
  worker.warmUp();
  await ask(audit([2]));
  worker.rest();
  await ask(audit([3]));
  expect(events.splice(0)).toEqual(['start', 'answerProtection', 'answerProtection']);
  worker.close();
  expect(events).toEqual(['end']);
});

test('a choice that was told before the process ended is kept', async () => {
  const found: Answer = { kind: 'suppress', hidden: [1], cost: 1, bound: 0, around: 0 };
  const start = (): Child =>
    ({
      async call(_: string, __: string, ___: unknown, take: (part: unknown) => void) {
        take(found);
        throw new ChildEnded('time');
      },
      close: () => {},
    }) as unknown as Child;
  const ask = new ProtectionWorker(start).within(1);
  expect(await ask({ kind: 'suppress', system: { cells: [], relations: [] }, before: [] })).toBe(found);
});

test('no answer is none that is remembered, and another process is started for the next question', async () => {
  const answers: Answer[] = [{ kind: 'time' }, safe];
  const { worker, events } = recordingWorker(() => answers.shift() ?? safe);
  const ask = worker.within(20);
  expect(await ask(audit([1]))).toEqual({ kind: 'time' });
  expect(await ask(audit([1]))).toBe(safe);
  expect(events).toEqual(['start', 'answerProtection', 'start', 'answerProtection']);
});
