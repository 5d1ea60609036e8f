/** Every derived figure of a small plan at the end of 2015, computed by hand in the comments. */
import { expect, test } from 'vitest';
import { longestDelay, monthsPutOff } from '../../../../src/extensions/plan/data/progress.js';
import { datasetNamed, figures, preparePlan } from './small-plan.js';

const prepared = await preparePlan();
const nothingDue = '[z] not applicable: nothing was planned for the year';

test('derived datasets come after those of the package, illustrative as soon as a source is', () => {
  expect(Object.keys(prepared.value)).toEqual([
    'goals',
    'bodies',
    'actions',
    'indicators',
    'values',
    'plan-objectives',
    'plan-specific-objectives',
    'plan-institutions',
    'plan-status',
    'plan-institution-status',
    'plan-actions',
    'plan-indicators',
    'plan-verdicts',
  ]);
  // Only `actions` is declared illustrative: what rests on indicators alone is not.
  const marked = Object.values(prepared.value).filter(({ illustrative }) => illustrative);
  expect(marked.map(({ name }) => name)).toEqual([
    'actions',
    'plan-objectives',
    'plan-specific-objectives',
    'plan-institutions',
    'plan-status',
    'plan-institution-status',
    'plan-actions',
  ]);
});

// Due in 2015 (start by 31 December 2015, deadline from 1 January 2015 on): 1.1.1, 1.1.2, 1.1.3 and the cancelled
// 1.2.2. Not due: 1.2.1 and 2.1.2 start in 2016, and the deadline of 2.1.1 was in 2014.
// Met: 1.1.1 is implemented; 1.1.2 is on track, and its deadline lies after 2015. 1.1.3 is late, 1.2.2 cancelled.
test('actions due and met, implementation rate and points by objective', () => {
  const measures = ['actions', 'due', 'met', 'rate', 'points'];
  // 2 / 4 x 100 = 50 per cent: 3 points. Nothing of objective 2 was due: no rate, 0 points.
  expect(figures(datasetNamed(prepared, 'plan-objectives'), measures)).toEqual({
    '1': ['5', '4', '2', '50.0', '3'],
    '2': ['2', '0', '0', nothingDue, '0'],
    total: ['7', '4', '2', '50.0', '3'],
  });
  // 1.1: 2 of 3 = 66.67 per cent, 3 points; 1.2: 0 of 1, 0 points.
  expect(figures(datasetNamed(prepared, 'plan-specific-objectives'), measures)).toEqual({
    '1/1.1': ['3', '3', '2', '66.7', '3'],
    '1/1.2': ['2', '1', '0', '0.0', '0'],
    '1/total': ['5', '4', '2', '50.0', '3'],
    '2/2.1': ['2', '0', '0', nothingDue, '0'],
    '2/total': ['2', '0', '0', nothingDue, '0'],
  });
  // a: 1.1.1, 1.1.2 due and met, 2.1.1 not due: 100 per cent, 5 points. b: 1.1.3 and 1.2.2 due, none met.
  expect(figures(datasetNamed(prepared, 'plan-institutions'), measures)).toEqual({
    a: ['3', '2', '2', '100.0', '5'],
    b: ['4', '2', '0', '0.0', '0'],
    total: ['7', '4', '2', '50.0', '3'],
  });
});

// Three actions of objective 1 were to end in 2015, and one did: 33.33 per cent, (33.33 - 25) / 65 x 15 = 1.92 points.
// The fulfilment of objective 1 is 58.33 per cent: 7.69 points. That of all is 43.75: 4.33.
test('the completion rate, and the points of the newer method', () => {
  const measures = ['completion', 'completion-points', 'fulfilment-points'];
  expect(figures(datasetNamed(prepared, 'plan-objectives'), measures)).toEqual({
    '1': ['33.3', '1.9', '7.7'],
    '2': [nothingDue, '0.0', '0.0'],
    total: ['33.3', '1.9', '4.3'],
  });
});

// 1.1.3 is late and past its deadline; 1.2.1 and 2.1.2 begin later, and 2.1.1 ended before the year.
test('late and ending actions, and the money of those due and those late', () => {
  const measures = [
    'overdue',
    'behind',
    'ending',
    'ending-implemented',
    'due-planned',
    'due-execution',
    'late-planned',
    'met-planned',
    'on-schedule-execution',
    'overdue-planned',
  ];
  const noActions = '[z] not applicable: no actions';
  const noBudget = '[z] not applicable: no budget was planned';
  expect(figures(datasetNamed(prepared, 'plan-objectives'), measures)).toEqual({
    // 1000 + 2000 + 500 + 300 = 3800 planned; 1500 / 3800 = 39.47 per cent.
    // On track is 1.1.2, with 500 of 2000 spent; past its deadline 1.1.3.
    '1': ['1', '0', '3', '1', '3800', '39.5', '500', '3000', '25.0', '500'],
    '2': ['0', '0', '0', '0', noActions, noBudget, noActions, noActions, noBudget, noActions],
    total: ['1', '0', '3', '1', '3800', '39.5', '500', '3000', '25.0', '500'],
  });
});

test('money planned and spent, and budget execution', () => {
  const measures = ['planned', 'spent', 'execution'];
  // 1: 1000 + 2000 + 500 + 4000 + 300 = 7800 planned; 900 + 500 + 100 = 1500 spent; 1500 / 7800 = 19.23 per cent.
  // 2: 700 planned, and 2.1.1 had no budget. "None" was spent, which is not a 0, and stays so in the execution.
  // All: 1500 / 8500 = 17.65 per cent.
  expect(figures(datasetNamed(prepared, 'plan-objectives'), measures)).toEqual({
    '1': ['7800', '1500', '19.2'],
    '2': ['700', '[z] none', '[z] none'],
    total: ['8500', '1500', '17.6'],
  });
  // a: 1400 / 3000 = 46.67 per cent; b: 100 / (500 + 4000 + 300 + 700) = 100 / 5500 = 1.82 per cent.
  expect(figures(datasetNamed(prepared, 'plan-institutions'), measures)).toEqual({
    a: ['3000', '1400', '46.7'],
    b: ['5500', '100', '1.8'],
    total: ['8500', '1500', '17.6'],
  });
});

// Of its 672 days, 306 of 1.1.2 had run: 2000 x 306 / 672 = 910.71. The terms of 1.1.1, 1.1.3 and 1.2.2 are over: 1000 + 500 + 300.
test('even spending goes by the days of each action that have run', () => {
  const measures = ['due-elapsed', 'elapsed', 'on-schedule-elapsed', 'overdue-elapsed'];
  const noBudget = '[z] not applicable: no budget was planned';
  expect(figures(datasetNamed(prepared, 'plan-objectives'), measures)).toEqual({
    // 2710.71 / 3800 = 71.33 per cent; of all 7800, 34.75. On track is 1.1.2, with 306 / 672 = 45.54.
    '1': ['71.3', '34.8', '45.5', '100.0'],
    // 2.1.2 begins in 2016.
    '2': [noBudget, '0.0', noBudget, noBudget],
    total: ['71.3', '31.9', '45.5', '100.0'],
  });
  const days = figures(datasetNamed(prepared, 'plan-actions'), ['run', 'term']);
  expect(days['1/1.1.2']).toEqual(['306', '672']);
  expect(days['2/2.1.2']).toEqual(['0', '245']);
});

test('a budget that is not known is not taken for nothing, and one that is nought has no execution', async () => {
  const header = 'code,objective,title,institution,start,deadline,completed,planned,spent,status,note';
  const unknown = await preparePlan({
    actions: [
      header,
      '1.1.1,1.1,A,a,2015-01-01,2016-06-30,,1000,[x],on-track,',
      '1.1.2,1.1,B,a,2015-01-01,2016-06-30,,1000,400,on-track,',
      '2.1.1,2.1,C,b,2015-01-01,2016-06-30,,0,0,on-track,',
    ],
  });
  // 1: 2000 planned; of the spending 400 are known and the rest is not, so neither is the sum.
  // 2: 0 / 0 is nothing that could be printed.
  const noBudget = '[z] not applicable: no budget was planned';
  const dataset = datasetNamed(unknown, 'plan-objectives');
  expect(figures(dataset, ['planned', 'spent', 'execution'])).toEqual({
    '1': ['2000', '[x] not known', '[x] not known'],
    '2': ['0', '0', noBudget],
    total: ['2000', '[x] not known', '[x] not known'],
  });
});

test('actions by objective and status, and by institution and status', () => {
  const status = (dataset: string, key: string): string[] =>
    Object.entries(figures(datasetNamed(prepared, dataset), ['actions']))
      .filter(([keys]) => keys.startsWith(`${key}/`))
      .map(([keys, [actions]]) => `${keys.slice(key.length + 1)} ${actions}`);
  const of = (...counts: number[]): string[] =>
    ['implemented', 'on-track', 'late', 'not-started', 'cancelled', 'total'].map(
      (name, index) => `${name} ${counts[index]}`,
    );
  expect(status('plan-status', '1')).toEqual(of(1, 1, 1, 1, 1, 5));
  expect(status('plan-status', '2')).toEqual(of(1, 0, 0, 1, 0, 2));
  expect(status('plan-status', 'total')).toEqual(of(2, 1, 1, 2, 1, 7));
  expect(status('plan-institution-status', 'a')).toEqual(of(2, 1, 0, 0, 0, 3));
  expect(status('plan-institution-status', 'b')).toEqual(of(0, 0, 1, 2, 1, 4));
  expect(status('plan-institution-status', 'total')).toEqual(of(2, 1, 1, 2, 1, 7));
});

test('target fulfilment in both directions, its limits, its gaps and its average', () => {
  // I1: (30 - 10) / (50 - 10) = 20 / 40 = 50 per cent.
  // I2: (8 - 20) / (10 - 20) = -12 / -10 = 120 per cent, capped at 100.
  // I3: towards a target of 0: (3 - 4) / (0 - 4) = -1 / -4 = 25 per cent.
  // I4 is neutral; I5 has no baseline; I7 has no values; the target of I10 is its baseline.
  // I6: (7 - 10) / (30 - 10) = -3 / 20, not below 0.
  const dataset = datasetNamed(prepared, 'plan-indicators');
  expect(figures(dataset, ['baseline', 'target', 'actual', 'fulfilment'])).toEqual({
    '1/I1': ['10', '50', '30', '50.0'],
    '1/I2': ['20', '10', '8', '100.0'],
    '1/I3': ['4', '0', '3', '25.0'],
    '1/I4': ['60', '[z] not applicable', '71', '[z] not applicable: neither direction is good in itself'],
    '2/I5': ['[x] not known', '20', '12', '[x] not available: there is no baseline'],
    '2/I6': ['10', '30', '7', '0.0'],
    '2/I7': [
      '5',
      '[x] not available: no value was recorded for the year',
      '[x] not available: no value was recorded for the year',
      '[x] not available: no value was recorded for any year',
    ],
    '2/I10': ['10', '10', '12', '[x] not available: the target is the baseline'],
  });
  expect(
    Object.fromEntries(dataset.rows.map(({ keys, attributes }) => [keys.indicator, attributes.verdict])),
  ).toEqual({
    I1: 'advanced',
    I2: 'reached',
    I3: 'behind',
    I4: 'not-scored',
    I5: 'gap',
    I6: 'behind',
    I7: 'gap',
    I10: 'gap',
  });
  // 1: (50 + 100 + 25) / 3 = 58.33; 2: 0 / 1; all: 175 / 4 = 43.75, printed 43.8.
  expect(figures(datasetNamed(prepared, 'plan-objectives'), ['indicators', 'scored', 'fulfilment'])).toEqual({
    '1': ['4', '3', '58.3'],
    '2': ['4', '1', '0.0'],
    total: ['8', '4', '43.8'],
  });
});

test('indicators by objective and verdict', () => {
  expect(figures(datasetNamed(prepared, 'plan-verdicts'), ['indicators'])).toEqual({
    '1/reached': ['1'],
    '1/advanced': ['1'],
    '1/behind': ['1'],
    '1/not-scored': ['1'],
    '1/gap': ['0'],
    '1/total': ['4'],
    '2/reached': ['0'],
    '2/advanced': ['0'],
    '2/behind': ['1'],
    '2/not-scored': ['0'],
    '2/gap': ['3'],
    '2/total': ['4'],
    'total/reached': ['1'],
    'total/advanced': ['1'],
    'total/behind': ['2'],
    'total/not-scored': ['1'],
    'total/gap': ['3'],
    'total/total': ['8'],
  });
});

test('actions and indicators carry the words that their tables print', () => {
  const [, , third] = datasetNamed(prepared, 'plan-actions').rows;
  expect(third?.attributes).toEqual({
    code: '1.1.3',
    specific: 'Shelter',
    institution: 'Bureau B',
    status: 'late',
    start: '2015-01-01',
    deadline: '2015-09-30',
    note: 'No offer was made. A new call opens in May.',
  });
  const objective = datasetNamed(prepared, 'plan-actions').fields.find(({ name }) => name === 'objective');
  expect(objective?.categories).toMatchObject([
    { value: '1', label: 'Protection' },
    { value: '2', label: 'Law' },
  ]);
});

// The last day of a month is its end, and a day too few makes no month.
test.each([
  ['2015-12-31', '2016-05-31', 5],
  ['2016-12-31', '2017-06-30', 6],
  ['2015-10-31', '2016-02-29', 4],
  ['2015-10-15', '2016-02-14', 3],
  ['2017-12-31', undefined, 0],
])('a deadline of %s put off to %s is %i whole months late', (deadline, newDeadline, months) => {
  expect(monthsPutOff({ deadline, ...(newDeadline !== undefined && { newDeadline }) })).toBe(months);
});

test('the longest delay is no number where late actions have no new deadline', () => {
  const late = { status: 'late', deadline: '2015-12-31' } as const;
  const putOff = { ...late, newDeadline: '2016-05-31' };
  expect(longestDelay([late]).value).toMatchObject({ symbol: '[x]', reason: 'no new deadline is set' });
  expect(longestDelay([late, putOff]).value).toEqual({ kind: 'integer', value: 5n });
  expect(longestDelay([{ ...late, status: 'on-track' }]).value).toEqual({ kind: 'integer', value: 0n });
});
