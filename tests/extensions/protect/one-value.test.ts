/** A range with a single number in it promises nothing: the greatest small count was printed by its neighbours, and no fault was found. */
import { expect, test } from 'vitest';
import { attainable } from '../../../src/extensions/protect/engine/goals.js';
import type { Cell, Need } from '../../../src/extensions/protect/engine/system.js';
import { chosen, clients, locked, published } from './protected-project.js';

const town = ['name: town, total: total'];
const decided = (name: string): string =>
  `{where: {town: ${name}}, reason: Both have agreed., by: Office, date: 2024-05-06}`;

const files = (counts: Readonly<Record<string, number>>, policy: string) =>
  clients(
    `town,persons\n${Object.entries(counts)
      .map((each) => each.join())
      .join('\n')}\n`,
    policy,
    'town',
    town,
  );

test.each([
  ['a difference of printed counts', { north: 31, south: 4, total: 35 }, 'never: [north, total]'],
  [
    'the sum of what decisions print',
    { a: 2, b: 2, total: 4 },
    `publish: [${decided('a')}, ${decided('b')}]`,
  ],
  ['a part beside one of them', { a: 1, b: 4, total: 5 }, `never: [total], publish: [${decided('a')}]`],
])('%s is not hidden by a mark: nothing is published', async (_, counts, policy) => {
  const own = files(counts, `threshold: 5, ${policy}`);
  const { chosen: found } = await chosen(own);
  expect(found?.choice).toMatchObject({ kind: 'impossible' });
  expect(found?.lock).toBeUndefined();
});

test('of the only small count of a threshold of 2 two values stay possible', async () => {
  const { data, problems } = await published(await locked(files({ a: 31, b: 1, total: 32 }, 'threshold: 2')));
  expect(problems).toEqual([]);
  expect(data.clients?.rows.map(({ measures }) => measures.persons?.kind)).toEqual([
    'suppressed',
    'suppressed',
    'integer',
  ]);
});

test('a total of four persons in four parts needs another value, and one of three the greatest small one', () => {
  const needOf = (parts: readonly number[]): Need | undefined => {
    const need: Need = { kind: 'range', from: 1, to: 4 };
    const cellOf = (value: number): Cell => ({ value, least: 1, cost: 1, need });
    const values = [parts.reduce((sum, each) => sum + each, 0), ...parts];
    const terms = values.map((_, cell) => ({ cell, factor: cell === 0 ? 1 : -1 }));
    return attainable({ cells: values.map(cellOf), relations: [{ terms, least: 0, most: 0 }] }).cells[0]
      ?.need;
  };
  expect(needOf([1, 1, 1, 1])).toEqual({ kind: 'two-values' });
  expect(needOf([1, 1, 1])).toEqual({ kind: 'range', from: 3, to: 4 });
});
