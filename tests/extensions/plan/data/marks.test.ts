import { expect, test } from 'vitest';
import { datasetNamed, planPackage, preparePlan, smallPlan } from './small-plan.js';

test('derived numbers bear the marks of every cell that they were made from, and others none', async () => {
  const flagged = smallPlan.actions.map((line, index) => {
    if (index === 0) return `${line},flag`;
    return `${line},${line.startsWith('1.1.2') ? 'p e' : ''}`;
  });
  // Only money spent has marks here: `planned` names the other column, which is empty.
  const described = planPackage
    .replace(
      '{name: planned, type: integer, unit: euro}',
      '{name: planned, type: integer, unit: euro, status: other}',
    )
    .replace(
      '{name: spent, type: integer, unit: euro}',
      '{name: spent, type: integer, unit: euro, status: flag}',
    )
    .replace(
      '        - {name: note, role: note}\n  - name: indicators',
      '        - {name: note, role: note}\n        - {name: flag, role: status}\n        - {name: other, role: status}\n  - name: indicators',
    );
  const prepared = await preparePlan({
    package: described,
    actions: flagged.map((line, index) => `${line},${index === 0 ? 'other' : ''}`),
  });
  expect(prepared.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const marks = datasetNamed(prepared, 'plan-objectives').rows.map((row) => [row.keys.objective, row.marks]);
  const both = ['p', 'e'];
  const spending = (of: string) => ({ [`${of}spent`]: both, [`${of}execution`]: both });
  const onSpending = {
    ...spending(''),
    ...spending('due-'),
    ...spending('met-'),
    ...spending('on-schedule-'),
  };
  expect(marks).toEqual([
    ['1', onSpending],
    ['2', undefined],
    ['total', onSpending],
  ]);
});

test('a plan without marks has none', async () => {
  const prepared = await preparePlan();
  for (const dataset of Object.values(prepared.value)) {
    for (const row of dataset.rows) expect(row).not.toHaveProperty('marks');
  }
});
