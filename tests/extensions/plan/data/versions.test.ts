/** Which version of a plan is scored, what changed from one to the next, and what is refused. The year is 2015. */
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { plainText } from '../../../../src/report/tree.js';
import { MemoryProject } from '../../../support/memory-project.js';
import { statedTable } from '../../../support/stated-table.js';
import { linesOf } from '../helpers/plan-project.js';
import {
  datasetNamed,
  figures,
  planFiles,
  planPackage,
  preparePlan,
  problemsOfPlan,
  smallPlan,
} from './small-plan.js';

const withEarlier = `${planPackage.replace('plan:\n', 'plan:\n  earlier-actions: earlier\n')}  - name: earlier
    path: earlier.csv
    sources: [{title: The plan}]
    schema:
      primaryKey: [until, code]
      fields:
        - {name: until, type: date}
        - {name: code}
        - {name: objective}
        - {name: title}
        - {name: institution}
        - {name: start, type: date}
        - {name: deadline, type: date}
`;

/** The plan until 30 June 2015: 1.1.2 was to end in 2015, 2.1.1 is called otherwise, 2.1.2 was to be of a; 1.2.1 is new. */
const old = [
  'until,code,objective,title,institution,start,deadline',
  '2015-06-30,1.1.1,1.1,Open a shelter,a,2015-01-01,2015-06-30',
  '2015-06-30,1.1.2,1.1,Train its staff,a,2015-03-01,2015-12-31',
  '2015-06-30,1.1.3,1.1,Furnish it,b,2015-01-01,2015-09-30',
  '2015-06-30,1.2.2,1.2,Print leaflets,b,2014-01-01,2015-12-31',
  '2015-06-30,2.1.1,2.1,Review a law,a,2014-02-01,2014-11-30',
  '2015-06-30,2.1.2,2.1,Draft the law,a,2016-05-01,2016-12-31',
];
const plan = (earlier: readonly string[], more: Partial<typeof smallPlan> = {}) => ({
  package: withEarlier,
  earlier,
  ...more,
});
const errorsOf = async (...files: Parameters<typeof plan>): Promise<string[]> =>
  (await problemsOfPlan(plan(...files))).filter((line) => line.includes(' error '));

// Due by the plan of 1 January: 1.1.1, 1.1.2, 1.1.3, 1.2.2, all of which were to end. 1.1.2 is on track towards 2016, which
// that plan did not allow: 1 / 4 is met.
test('the version in force on 1 January is scored, with its deadlines', async () => {
  const measures = ['due', 'met', 'rate', 'ending', 'completion'];
  const scored = async (earlier: readonly string[]) =>
    figures(datasetNamed(await preparePlan(plan(earlier)), 'plan-objectives'), measures).total;
  expect(await scored(old)).toEqual(['4', '1', '25.0', '4', '25.0']);
  // What ended on 31 December was not in force on 1 January.
  expect(await scored(old.map((line) => line.replace('2015-06-30,', '2014-12-31,')))).toEqual([
    '4',
    '2',
    '50.0',
    '3',
    '33.3',
  ]);
});

test('an action that was added is not due in the year, though its dates say so', async () => {
  const actions = smallPlan.actions.map((line) =>
    line.replace(
      'b,2016-01-01,2017-12-31,,4000,[z],not-started',
      'b,2015-08-01,2017-12-31,,4000,[z],on-track',
    ),
  );
  const dataset = datasetNamed(await preparePlan(plan(old, { actions })), 'plan-specific-objectives');
  expect(figures(dataset, ['actions', 'due'])['1/1.2']).toEqual(['2', '1']);
});

test('each change is told, with what stood before and after, and counted by objective', async () => {
  const prepared = await preparePlan(plan(old));
  const { rows } = datasetNamed(prepared, 'plan-changed-actions');
  expect(
    rows.map(({ keys, attributes }) => [...Object.values(keys), attributes.before, attributes.after]),
  ).toEqual([
    ['added', '1.2.1', '2015-07-01', undefined, '2016-01-01/2017-12-31'],
    ['dropped', '1.2.2', '2015-07-01', '2014-01-01/2015-12-31', undefined],
    ['moved', '1.1.2', '2015-07-01', '2015-03-01/2015-12-31', '2015-03-01/2016-12-31'],
    ['reworded', '2.1.1', '2015-07-01', 'Review a law', 'Review the law'],
    ['reassigned', '2.1.2', '2015-07-01', 'Agency A (Courts)', 'Bureau B (Courts)'],
  ]);
  const counts = figures(datasetNamed(prepared, 'plan-changes'), ['actions']);
  expect([counts['1/added'], counts['2/added'], counts['total/moved']]).toEqual([['1'], ['0'], ['1']]);
});

test('of two amendments in a year each is told, and an action that both moved counts once', async () => {
  const first = old.map((line) =>
    line.replace('2015-06-30,', '2015-03-31,').replace('2015-12-31', '2015-10-31'),
  );
  const prepared = await preparePlan(plan([...first, ...old.slice(1)]));
  const moved = datasetNamed(prepared, 'plan-changed-actions').rows.filter(
    ({ keys }) => keys.change === 'moved',
  );
  expect(moved.map(({ keys }) => `${keys.action} ${keys.since}`)).toEqual([
    '1.1.2 2015-04-01',
    '1.2.2 2015-04-01',
    '1.1.2 2015-07-01',
  ]);
  expect(figures(datasetNamed(prepared, 'plan-changes'), ['actions'])['total/moved']).toEqual(['2']);
});

test('an action that went without a word is an error, and nothing is derived from the actions', async () => {
  const actions = smallPlan.actions.filter((line) => !line.startsWith('1.2.2'));
  expect(await errorsOf(old, { actions })).toEqual([
    'data/earlier.csv:5:12 error plan/version: The plan in force until 2015-06-30 has the action `1.2.2`, and `actions` does not\n' +
      '  hint: keep its row in `actions`, with the status `cancelled` and a note that says why',
  ]);
  expect(Object.keys((await preparePlan(plan(old, { actions }))).value)).not.toContain('plan-objectives');
});

test('a version of which only some rows were kept is refused where an action was done before it ended', async () => {
  expect(await errorsOf(old.filter((line) => !line.includes(',1.1.1,')))).toEqual([
    'data/actions.csv:2:50 error plan/version: The action `1.1.1` was completed on 2015-06-01, and the plan in force until 2015-06-30 has no such action\n' +
      '  hint: keep all rows of that version in `earlier`, not only those that changed',
  ]);
});

test('codes and dates of a version are checked as those of the plan', async () => {
  const wrong = (from: string, to: string) => errorsOf(old.map((line) => line.replace(from, to)));
  expect((await wrong('Furnish it,b', 'Furnish it,c'))[0]).toContain(
    'data/earlier.csv:4:33 error plan/reference',
  );
  expect((await wrong('1.1.3,1.1', '1.1.3,1.9'))[0]).toContain('data/earlier.csv:4:18 error plan/reference');
  expect((await wrong('Furnish it', ''))[0]).toContain('data/earlier.csv:4:22 error plan/blank');
  expect((await wrong('2015-09-30', '2014-09-30'))[0]).toContain('data/earlier.csv:4:46 error plan/date');
});

test('the table of changes prints days, words and what the year is scored by', async () => {
  const compose = (files: Parameters<typeof planFiles>[0]) =>
    new MemoryProject({ id: 'versions', files: planFiles(files), expects: ['plan/gap'] }).compose(
      '# A\n\n{{plan-changes}}\n',
    );
  const node = (await compose(plan(old))).content?.body.children[1];
  if (node?.type !== 'dataTable') throw new Error('expected a table');
  const table = statedTable(node);
  expect(linesOf(table).map((line) => line.replaceAll('\u00A0', ' '))).toEqual([
    '<Added> ; 1.2.1 Open an office ; 1 Jul 2015 ; not in the plan ; 1 Jan 2016 – 31 Dec 2017',
    '<Dropped> ; 1.2.2 Print leaflets ; 1 Jul 2015 ; 1 Jan 2014 – 31 Dec 2015 ; not in the plan',
    '<Moved> ; 1.1.2 Train its staff ; 1 Jul 2015 ; 1 Mar 2015 – 31 Dec 2015 ; 1 Mar 2015 – 31 Dec 2016',
    '<Reworded> ; 2.1.1 Review the law ; 1 Jul 2015 ; Review a law ; Review the law',
    '<Handed over> ; 2.1.2 Draft the law ; 1 Jul 2015 ; Agency A (Courts) ; Bureau B (Courts)',
  ]);
  const current = smallPlan.actions.slice(1).map((line) => line.split(',').slice(0, 6).join(','));
  const same = [old[0] ?? '', ...current.map((line) => `2015-06-30,${line}`)];
  const unchanged = await compose(
    plan(same, { actions: smallPlan.actions.map((line) => line.replace('cancelled', 'late')) }),
  );
  expect(JSON.stringify(unchanged.content?.body)).toContain('The plan was not changed in ');
  expect((await compose({})).problems).toEqual([
    'templates/versions.md:3:1 error content/no-plan: `plan-changes` compares versions of the plan, and the data package names none\n' +
      '  hint: name the file of earlier versions under `plan`, as `earlier-actions`',
  ]);
});

test('the methods annex has a cell for a file without measures, and says once what both rates share', async () => {
  const project = new MemoryProject({ id: 'methods', files: planFiles(plan(old)), expects: ['plan/gap'] });
  const value = (measure: string): string => `{{value "plan-objectives" measure="${measure}"}}`;
  const { content } = await project.compose(
    `# A\n\n${value('rate')} ${value('completion')}\n\n{{methods only="sources|small-bases"}}\n`,
  );
  const cells: string[] = [];
  visit(content?.body ?? { type: 'root', children: [] }, 'tableCell', (cell) => {
    cells.push(plainText(cell.children));
  });
  expect(cells).toContain('–');
  expect(cells).not.toContain('');
  expect(
    plainText(content?.body.children ?? []).split('The same holds for the share of actions'),
  ).toHaveLength(2);
});
