/** What holds of every plan: parts add up to totals, and the order of lines reaches no page. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasErrors } from '../../../../src/diagnostics.js';
import { statuses } from '../../../../src/extensions/plan/data/model.js';
import type { PublishedData, PublishedDataset } from '../../../../src/model/dataset/dataset.js';
import { isNumeric } from '../../../../src/model/dataset/value.js';
import { runs } from '../../../support/runs.js';
import { datasetNamed, preparePlan, smallPlan } from './small-plan.js';

const header = smallPlan.actions[0] ?? '';
const months = fc.integer({ min: 0, max: 47 });
const money = fc.option(fc.nat({ max: 90_000 }), { nil: '[z]' });

/** The first day of a month, counted from January 2014: the edition ends before month 24. */
const day = (month: number): string =>
  `${2014 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;

/** Actions whose status is what their dates allow at the end of 2015. */
const action = fc
  .record({
    objective: fc.constantFrom('1.1', '1.2', '2.1'),
    institution: fc.constantFrom('a', 'b'),
    start: months,
    length: fc.integer({ min: 0, max: 24 }),
    wish: fc.constantFrom(...statuses),
    planned: money,
    spent: money,
  })
  .map(({ objective, institution, start, length, wish, planned, spent }) => {
    const deadline = start + length;
    const status = possible(wish, start, deadline);
    const completed = status === 'implemented' ? day(start) : '';
    const paid = typeof planned === 'number' && planned > 0 ? spent : '[z]';
    return [
      objective,
      'An action',
      institution,
      day(start),
      day(deadline),
      completed,
      planned,
      paid,
      status,
      '',
    ];
  });

function possible(wish: (typeof statuses)[number], start: number, deadline: number) {
  if (wish === 'cancelled') return wish;
  if (start >= 24) return 'not-started';
  if (wish === 'implemented' || wish === 'late') return wish;
  return deadline >= 24 ? 'on-track' : 'late';
}

const actions = fc
  .array(action, { minLength: 1, maxLength: 25 })
  .map((rows) => [header, ...rows.map((row, index) => [`9.${index + 1}`, ...row].join(','))]);

const sumOver = (
  dataset: PublishedDataset,
  measure: string,
  keep: (keys: Record<string, string>) => boolean,
) =>
  dataset.rows
    .filter(({ keys }) => keep({ ...keys }))
    .map(({ measures }) => measures[measure])
    .reduce(
      (sum, value) =>
        value !== undefined && isNumeric(value) && value.kind === 'integer' ? sum + value.value : sum,
      0n,
    );

test('objectives, specific objectives, institutions and statuses add up to their totals', async () => {
  await fc.assert(
    fc.asyncProperty(actions, async (lines) => {
      const prepared = await preparePlan({ actions: lines });
      expect(hasErrors(prepared.diagnostics)).toBe(false);
      for (const measure of ['actions', 'due', 'met', 'planned', 'spent']) {
        const sums = [
          ['plan-objectives', 'objective'],
          ['plan-institutions', 'institution'],
          ['plan-specific-objectives', 'specific'],
        ].map(([name = '', dimension = '']) => {
          const dataset = datasetNamed(prepared, name);
          const parts = sumOver(dataset, measure, (keys) => keys[dimension] !== 'total');
          expect(sumOver(dataset, measure, (keys) => keys[dimension] === 'total')).toBe(parts);
          return parts;
        });
        expect(new Set(sums).size).toBe(1);
      }
      for (const name of ['plan-status', 'plan-institution-status']) {
        const dataset = datasetNamed(prepared, name);
        const isTotal = (keys: Record<string, string>): boolean =>
          (keys.objective ?? keys.institution) === 'total' && keys.status === 'total';
        const isPart = (keys: Record<string, string>): boolean =>
          (keys.objective ?? keys.institution) !== 'total' && keys.status !== 'total';
        expect(sumOver(dataset, 'actions', isTotal)).toBe(BigInt(lines.length - 1));
        expect(sumOver(dataset, 'actions', isPart)).toBe(BigInt(lines.length - 1));
      }
    }),
    runs(8, 20),
  );
});

test('no more actions are met than due, nor due than there are', async () => {
  await fc.assert(
    fc.asyncProperty(actions, async (lines) => {
      const prepared = await preparePlan({ actions: lines });
      for (const { keys } of datasetNamed(prepared, 'plan-specific-objectives').rows) {
        const of = (measure: string): bigint =>
          sumOver(
            datasetNamed(prepared, 'plan-specific-objectives'),
            measure,
            (other) => other.objective === keys.objective && other.specific === keys.specific,
          );
        expect(of('met') <= of('due') && of('due') <= of('actions')).toBe(true);
      }
    }),
    runs(5, 10),
  );
});

/** Everything derived, but for the lines on which it stood. */
function derivedText(data: PublishedData): string {
  const derived = Object.values(data).filter(({ name }) => name.startsWith('plan-'));
  return JSON.stringify(derived, (key, value: unknown) => {
    if (key === 'line') return undefined;
    return typeof value === 'bigint' ? `${value}` : value;
  });
}

test('the order of lines changes nothing but the lines that numbers answer with', async () => {
  const expected = derivedText((await preparePlan()).value);
  const shuffled = ([head = '', ...lines]: readonly string[]) =>
    fc.shuffledSubarray(lines, { minLength: lines.length }).map((other) => [head, ...other]);
  const { goals, bodies, actions: lines, indicators, values } = smallPlan;
  const files = fc.record({
    goals: shuffled(goals),
    bodies: shuffled(bodies),
    actions: shuffled(lines),
    indicators: shuffled(indicators),
    values: shuffled(values),
  });
  await fc.assert(
    fc.asyncProperty(files, async (other) => {
      expect(derivedText((await preparePlan(other)).value)).toBe(expected);
    }),
    runs(8, 20),
  );
});

test('a derived measure that is no cell, sum or count says that it does not add up', async () => {
  const { value } = await preparePlan();
  const derived = Object.values(value).filter(({ name }) => name.startsWith('plan-'));
  const measures = derived.flatMap(({ rows, fields }) =>
    fields
      .filter(({ role }) => role === 'measure')
      .map(({ name, additive = true }) => {
        const operations = rows.flatMap(({ derivations = {} }) => derivations[name]?.operation ?? []);
        return { name, additive, adds: operations.every((each) => ['value', 'sum', 'count'].includes(each)) };
      }),
  );
  expect(measures.filter(({ adds }) => !adds).length).toBeGreaterThan(3);
  expect(measures.filter(({ additive, adds }) => additive && !adds)).toEqual([]);
});
