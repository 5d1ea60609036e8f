/** A faulty plan derives nothing from its faulty part. What each check says is in `tests/cases/plan-*`. */
import { expect, test } from 'vitest';
import type { PlanFiles } from './small-plan.js';
import { planPackage, preparePlan, problemsOfPlan, smallPlan } from './small-plan.js';

const derived = async (replaced: Parameters<typeof preparePlan>[0]): Promise<string[]> =>
  Object.keys((await preparePlan(replaced)).value).filter((name) => name.startsWith('plan-'));

/** The small plan with a line of one file changed. */
const changed = (file: keyof PlanFiles, from: string, to: string): Partial<PlanFiles> => {
  const lines = smallPlan[file].map((line) => line.replace(from, to));
  expect(lines).not.toEqual(smallPlan[file]);
  return { [file]: lines };
};

const ofIndicators = ['plan-indicators', 'plan-verdicts'];
const ofActions = [
  'plan-specific-objectives',
  'plan-institutions',
  'plan-status',
  'plan-institution-status',
  'plan-actions',
];

test('a package without a plan derives nothing, and may use the names of derived datasets', async () => {
  const withoutPlan = planPackage
    .replace(/plan:\n( {2}.*\n){5}/, '')
    .replace('name: goals', 'name: plan-status');
  expect(await problemsOfPlan({ package: withoutPlan })).toEqual([]);
  expect(await derived({ package: withoutPlan })).toEqual(['plan-status']);
});

test('faulty objectives leave nothing to derive from', async () => {
  expect(await derived(changed('goals', '1.1,1,Shelter', '1.1,1,'))).toEqual([]);
});

test('faulty actions or institutions leave the indicators', async () => {
  expect(await derived(changed('actions', ',late,', ',on-track,'))).toEqual(ofIndicators);
  expect(await derived(changed('bodies', 'Bureau B', ''))).toEqual(ofIndicators);
});

test('faulty indicators or values leave the actions, and no objectives: their figures need both', async () => {
  expect(await derived(changed('indicators', 'places,up', 'places,'))).toEqual(ofActions);
  expect(await derived(changed('values', 'I1,2015,50', 'I1,2015,5'))).toEqual(ofActions);
});

test('a fault of a cell is not said twice, and hides no other fault', async () => {
  const found = await problemsOfPlan({
    ...changed('actions', '1.1.1,1.1,Open a shelter,a,2015-01-01', '1.1.1,1.1,Open a shelter,a,2015-13-01'),
    ...changed('values', 'I1,2015,50', 'I1,2015,5'),
  });
  expect(found.map((line) => line.split(': ')[0])).toEqual([
    'data/actions.csv:2:28 error data/value-type',
    'data/indicators.csv:6:1 warning plan/gap',
    'data/indicators.csv:8:1 warning plan/gap',
    'data/indicators.csv:9:1 warning plan/gap',
    'data/values.csv:2:9 error plan/target',
  ]);
});

test('what a part lacks is not reported when the part could not be read', async () => {
  // The file of objectives has two cells in one line: codes that point at it may be right.
  const found = await problemsOfPlan(changed('goals', '1.1,1,Shelter', '1.1,1'));
  expect(found.map((line) => line.split(': ')[0])).toEqual([
    'data/goals.csv:3:6 error data/row-length',
    'data/indicators.csv:6:1 warning plan/gap',
    'data/indicators.csv:8:1 warning plan/gap',
    'data/indicators.csv:9:1 warning plan/gap',
  ]);
});

test('a foreign key of the package that has reported a code is not repeated', async () => {
  const withKey = planPackage.replace(
    '  - name: actions\n    path: actions.csv\n    illustrative: true\n    sources: [{title: Returns of the bodies}]\n    schema:\n',
    '$&      foreignKeys: [{fields: objective, reference: {resource: goals, fields: code}}]\n',
  );
  const found = await problemsOfPlan({ package: withKey, ...changed('actions', '1.1.1,1.1', '1.1.1,7.1') });
  expect(found.filter((line) => line.includes(' error '))).toEqual([
    'data/actions.csv:2:7 error data/reference: No row of `goals` has `7.1` in `code`\n  hint: correct the cell, or add its row to `goals`',
  ]);
});

test('a part of a plan counts nobody: protection is refused, before a message could quote it', async () => {
  const guarded = planPackage.replace('    path: actions.csv\n', '$&    about: persons\n    protect: {}\n');
  const found = await problemsOfPlan({ package: guarded, ...changed('actions', ',late,', ',on-track,') });
  expect(found.map((line) => line.split(': ')[0])).toEqual([
    'data/datapackage.yaml:29:14 error data/package',
  ]);
  expect(await derived({ package: guarded })).toEqual([]);
});

test('two parts of a plan cannot be one resource', async () => {
  const found = await problemsOfPlan({
    package: planPackage.replace('institutions: bodies', 'institutions: goals'),
  });
  expect(found).toEqual([
    'data/datapackage.yaml:4:17 error plan/package: `goals` is named as `institutions` and as `objectives`; each needs its own resource',
  ]);
});
