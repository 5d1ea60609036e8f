import { expect, test } from 'vitest';
import { operations } from '../../src/extensions/operations.js';
import { exact } from '../../src/model/exact.js';
import type { OperationDefinition } from '../../src/model/operations/definition.js';
import type { Operations } from '../../src/model/operations/operations.js';
import { english } from '../support/english.js';
import { worth } from '../support/worth.js';

const all = Object.entries<OperationDefinition>(operations);

test.each(all)(
  '%s has its words: at the number and, where it calculates, in the methods annex',
  (name, operation) => {
    const { origin, explained, onSmallBase, calculation } = operation;
    expect(
      english.message(origin, {
        count: 2,
        unit: 'persons',
        counted: 'yes',
        source: 'a law',
        transform: 'loess',
        version: '6',
        part: '22',
        whole: '32',
        kinds: 'Late',
      }),
    ).not.toBe('');
    // What is read, stated, counted or added up has no formula.
    const isPlain = name === 'sum' || ['cell', 'declared', 'count'].includes(calculation.kind);
    expect(explained === undefined).toBe(isPlain);
    for (const id of explained === undefined ? [] : [explained.name, explained.formula]) {
      expect(english.message(id)).not.toBe('');
    }
    if (typeof onSmallBase === 'object') expect(english.message(onSmallBase.remark)).not.toBe('');
  },
);

test('a share has a whole above nothing, and a change in per cent a number above nothing to change from', () => {
  expect(worth('share', 1, 4)).toEqual(exact(25));
  expect(worth('percent-change', 6, 4)).toEqual(exact(50));
  for (const name of ['share', 'ratio', 'percent-change'] as const) {
    expect([worth(name, 1, 0), worth(name, 1, -4)]).toEqual([undefined, undefined]);
  }
});

test('too few operands make no number', () => {
  const formulas = all.filter(([, { calculation }]) => calculation.kind === 'formula');
  expect(formulas.length).toBeGreaterThan(8);
  for (const [name] of formulas) expect(worth(name as keyof Operations), name).toBeUndefined();
});
