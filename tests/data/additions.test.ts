import { expect, test } from 'vitest';
import type { DataTableNode } from '../../src/model/tree/nodes.js';
import { visit } from '../../src/model/tree/visit.js';
import { MemoryProject } from '../support/memory-project.js';
import { problems, problemsOfPackage, victimsPackage, victimsRows } from './problems.js';

const remainder = victimsPackage.replace(
  'categories: [female, male, total], total: total',
  'categories: [female, male, total], total: total, remainder: sex not known',
);
const withTotal = (total: string) => ({
  'data/datapackage.yaml': remainder,
  'data/victims.csv': victimsRows.replace('2013,total,52', `2013,total,${total}`).replace(/^total.*\n/gm, ''),
});

/** The notes under the tables of a template that nothing is wrong with. */
async function notesUnder(project: MemoryProject, call: string): Promise<string[]> {
  const { content, problems: found } = await project.compose(`# A\n\n${call}`);
  expect(found).toEqual([]);
  const said: string[] = [];
  if (content !== undefined)
    visit(content.body, (node) => {
      if (node.type !== 'dataTable') return;
      for (const { value } of (node as DataTableNode).children[6].children) said.push(value);
    });
  return said;
}

test('a category that is declared within another is not told to be left out where that one is shown', async () => {
  const data = `
name: waiting
resources:
  - name: waiting
    path: waiting.csv
    title: Persons waiting
    sources: [{title: Hospitals}]
    within:
      - {where: {list: long}, of: {where: {list: all}}}
    schema:
      primaryKey: [year, list]
      fields:
        - {name: year, title: Year, type: year, role: dimension}
        - name: list
          title: List
          type: string
          role: dimension
          categories: [{value: all, label: All waiting}, {value: long, label: More than 180 days}, {value: seen, label: Seen}]
        - {name: persons, title: Persons, type: integer, role: measure, unit: persons}
`;
  const files = {
    'data/datapackage.yaml': data,
    'data/waiting.csv':
      'year,list,persons\n2024,all,64\n2024,long,21\n2024,seen,9\n2025,all,60\n2025,long,20\n2025,seen,8\n',
  };
  const project = new MemoryProject({ id: 'waiting', files });
  const notes = (list: string): Promise<string[]> =>
    notesUnder(project, `{{table "waiting" rows="year" columns="list" list="${list}"}}`);
  expect(await notes('all|seen')).toEqual([]);
  expect(await notes('long')).toEqual(['Only: More than 180 days.']);
  expect(await notes('all|long')).toEqual(['Not shown (List): Seen.']);
});

test('a total may have more than its parts where a remainder is declared, and never less', async () => {
  expect(await problems(withTotal('55'))).toEqual([]);
  expect(await problems(withTotal('51'))).toEqual([
    expect.stringContaining(
      'The total 51 over `sex` of `victims` (year `2013`) is too low: its parts add up to 52',
    ),
  ]);
});

test('a table with the total says what else is in it, and why a measure does not add up', async () => {
  const text = remainder.replace(
    'type: integer, unit: victims}',
    'type: integer, unit: victims, additive: false, reason: A person may be counted in both.}',
  );
  const project = new MemoryProject({
    id: 'rest',
    files: { ...withTotal('55'), 'data/datapackage.yaml': text },
  });
  const notes = (call: string): Promise<string[]> => notesUnder(project, call);
  expect(await notes('{{table "victims" rows="sex" year=2013}}')).toEqual([
    'Totals by “Sex” also include: sex not known.',
    'A person may be counted in both.',
  ]);
  expect(await notes('{{table "victims" rows="year" sex="female"}}')).toEqual(['Only: female.']);
});

test('a remainder without a total, and a reason beside what adds up, are errors', async () => {
  const without = remainder.replace('total: total, remainder', 'remainder');
  expect((await problemsOfPackage(without)).join()).toContain(
    '`remainder` of `sex` needs a dimension with a `total`',
  );
  const reason = victimsPackage.replace('unit: victims}', 'unit: victims, reason: So it is.}');
  expect((await problemsOfPackage(reason)).join()).toContain(
    '`victims` has a `reason`, which only a measure with `additive: false` takes',
  );
});
