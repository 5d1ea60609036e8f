import { expect, test } from 'vitest';
import { editionOperations } from '../../src/extensions/editions/operations.js';
import { operations } from '../../src/extensions/operations.js';
import { exact } from '../../src/model/exact.js';
import { coreOperations } from '../../src/model/operations/core.js';
import type { OperationDefinition } from '../../src/model/operations/definition.js';
import { type Expression, evaluate } from '../../src/model/operations/expression.js';
import type { Operations } from '../../src/model/operations/operations.js';
import { english } from '../support/english.js';

const all = Object.entries<OperationDefinition>(operations);

test('a record without the operations of a feature does not compile, nor one with half of what an operation is', () => {
  // @ts-expect-error The plan has declared its operations, and they are not here.
  const lacking: Operations = { ...coreOperations, ...editionOperations };
  // @ts-expect-error No messages, and nothing of what it counts.
  const half: OperationDefinition = { digits: 1, calculation: { kind: 'count' } };
  expect(Object.keys(lacking).length).toBeLessThan(all.length);
  expect(half).toBeDefined();
});

test.each(all)(
  '%s has its words: at the number and, where it calculates, in the methods annex',
  (_, operation) => {
    const { origin, explained, onSmallBase, calculation } = operation;
    expect(
      english.message(origin, {
        count: 2,
        unit: 'persons',
        counted: 'yes',
        source: 'a law',
        transform: 'loess',
        version: '6',
      }),
    ).not.toBe('');
    // A cell is not calculated.
    expect(explained === undefined).toBe(calculation.kind === 'cell');
    for (const id of explained === undefined ? [] : [explained.name, explained.formula]) {
      expect(english.message(id)).not.toBe('');
    }
    if (typeof onSmallBase === 'object') expect(english.message(onSmallBase.remark)).not.toBe('');
  },
);

/** What a formula makes of numbers; undefined where it makes nothing. */
function worth(name: keyof Operations, ...numbers: readonly number[]) {
  const { calculation }: OperationDefinition = operations[name];
  if (calculation.kind !== 'formula') throw new Error(`${name} has no formula`);
  const operands = numbers.map((number): Expression<number> => ({ kind: 'operand', operand: number }));
  const formula = calculation.formula(operands, (of) => of);
  return formula && evaluate(formula, (number) => exact(number));
}

test('a share has a whole above nothing, and a change in per cent a number above nothing to change from', () => {
  expect(worth('share', 1, 4)).toEqual(exact(25));
  expect(worth('percent-change', 6, 4)).toEqual(exact(50));
  for (const name of ['share', 'ratio', 'percent-change', 'implementation-rate'] as const) {
    expect([worth(name, 1, 0), worth(name, 1, -4)]).toEqual([undefined, undefined]);
  }
});

test('the way to a target below the baseline is a way', () => {
  expect(worth('target-fulfilment', 8, 10, 6)).toEqual(exact(50));
  expect(worth('target-fulfilment', 8, 10, 10)).toBeUndefined();
});

test('too few operands make no number', () => {
  const formulas = all.filter(([, { calculation }]) => calculation.kind === 'formula');
  expect(formulas.length).toBeGreaterThan(8);
  for (const [name] of formulas) expect(worth(name as keyof Operations), name).toBeUndefined();
});
