/** Patterns of other tools. The files in `exchange/` are written by hand, as the documentation of each tool describes them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import {
  chooseProtection,
  type PatternFile,
} from '../../../src/extensions/protect/choose/choose-protection.js';
import { exportedTables } from '../../../src/extensions/protect/exchange/formats.js';
import { lockPath } from '../../../src/extensions/protect/lock.js';
import type { Project } from '../../../src/model/project/project.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';
import { chosen, here, locked, type ProjectFiles, published } from './protected-project.js';

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'exchange', name), 'utf8');

const counts = {
  north: [24, 27, 31, 82],
  south: [13, 11, 17, 41],
  east: [9, 2, 12, 23],
  total: [46, 40, 60, 146],
};
const years = ['2022', '2023', '2024', 'total'];
const resource = (name: string, more = ''): string => `  - name: ${name}
    path: clients.csv
    sources: [{title: Shelter}]
    about: persons
    protect: {threshold: 5${more}}
    schema:
      primaryKey: [year, town]
      fields:
        - {name: year, categories: ['2022', '2023', '2024', total], total: total}
        - {name: town, categories: [north, south, east, total], total: total}
        - {name: persons, type: integer, unit: persons}
`;
const files = (more?: string): ProjectFiles => ({
  'data/datapackage.yaml': `resources:\n${resource('clients', more)}`,
  'data/clients.csv': `year,town,persons\n${years
    .flatMap((year, at) => Object.entries(counts).map(([town, list]) => `${year},${town},${list[at]}`))
    .join('\n')}\n`,
});
const projectOf = (own: ProjectFiles, edition = 2015): Project => ({
  ...new MemoryProject({ id: 'exchange', files: own }).project,
  edition,
});

async function imported(pattern: PatternFile | readonly PatternFile[], own = files(), edition = 2015) {
  const { chosen: found, diagnostics } = await chooseProtection(
    projectOf(own, edition),
    memoryHost(own),
    { seconds: 300, isComparing: true, imports: [pattern].flat() },
    here,
  );
  return { found, problems: diagnostics.map(formatDiagnostic) };
}

const tab: PatternFile = {
  path: 'tau-argus.tab',
  text: read('tau-argus.tab').replaceAll('\n', '\r\n'),
  metadata: read('tau-argus.rda'),
};
const csv = (path: string, text = read(path)): PatternFile => ({ path, text });
const gauss = read('gauss-suppression.csv');

test.each([
  ['sdcTable', csv('sdctable.csv')],
  ['GaussSuppression', csv('gauss-suppression.csv')],
  ['tau-ARGUS, intermediate', tab],
  ['tau-ARGUS, code-value', csv('tau-argus.txt')],
  ['tau-ARGUS, SBS', csv('clients.sbs')],
])('a pattern of %s is audited, locked and built with', async (_, pattern) => {
  const { found, problems } = await imported(pattern);
  expect(problems).toEqual([]);
  if (found?.choice.kind !== 'chosen') throw new Error('nothing was taken');
  expect(found.choice.cells.map(({ row, why }) => `${Object.values(row.keys).join(' ')} ${why}`)).toEqual([
    '2022 north protecting',
    '2022 east protecting',
    '2023 north protecting',
    '2023 east small',
  ]);
  const built = await published({ ...files(), [lockPath]: found.lock?.text ?? '' });
  expect(built.problems).toEqual([]);
  expect(
    built.data.clients?.rows.filter(({ measures }) => measures.persons?.kind === 'suppressed'),
  ).toHaveLength(4);
});

describe('refused, and nothing is locked', () => {
  const without = (line: string): string => gauss.replace(`${line}\n`, '');
  test.each<[string, string, string]>([
    [
      'a category that is not there',
      gauss.replace('2022,east,9', '2022,eats,9'),
      'gauss.csv:7:1 error protect/exchange: `clients` does not have the `town` of this line\n  hint: did you mean `east`?',
    ],
    [
      'another count',
      gauss.replace('2022,east,9', '2022,east,8'),
      'gauss.csv:7:1 error protect/exchange: The count of',
    ],
    [
      'a status that no tool writes',
      gauss.replace('27,FALSE,TRUE', '27,FALSE,MAYBE'),
      'gauss.csv:12:1 error protect/exchange: The `suppressed` of this line',
    ],
    [
      'a line twice',
      gauss.replace('2022,south', '2022,east,9,FALSE,TRUE\n2022,south'),
      'gauss.csv:9:1 error protect/exchange: year `2022`, town `east` is in line 7',
    ],
    [
      'a cell that is missing',
      without('2024,east,12,FALSE,FALSE'),
      'gauss.csv:1:1 error protect/exchange: The file lacks',
    ],
    [
      'a line that is cut off',
      gauss.replace('2023,north,27,FALSE,TRUE', '2023,north'),
      'gauss.csv:12:1 error protect/exchange: Cells in this line: 2; columns of the file: 5',
    ],
    [
      'a quotation mark that stays open',
      gauss.replace('2023,north', '2023,"north'),
      'error protect/exchange: A quotation mark of this line',
    ],
    [
      'no status',
      gauss.replace('suppressed', 'other'),
      'gauss.csv:1:1 error protect/exchange: No column of this file',
    ],
    [
      'no such dimension',
      gauss.replace('year,town', 'year,place'),
      'gauss.csv:1:1 error protect/exchange: The file has no column `town` of a protected dataset',
    ],
    [
      'no count',
      gauss.replace('persons', 'people'),
      'gauss.csv:1:1 error protect/exchange: The file has no column of counts of `clients`',
    ],
    [
      'a small count that is printed',
      gauss.replace('2023,east,2,TRUE,TRUE', '2023,east,2,TRUE,FALSE'),
      'gauss.csv:1:1 error protect/exchange: The file prints a count of `clients` below the threshold',
    ],
    [
      'a count that can be worked out',
      gauss.replace('2023,north,27,FALSE,TRUE', '2023,north,27,FALSE,FALSE'),
      'gauss.csv:1:1 error protect/exchange: With this file, readers could work out a count of `clients`',
    ],
  ])('%s', async (_, text, message) => {
    const { found, problems } = await imported(csv('gauss.csv', text));
    expect(problems.join('\n')).toContain(message);
    expect(found).toBeUndefined();
  });

  test('what the policy keeps, or an edition before has printed or hidden', async () => {
    const never = await imported(csv('g.csv', gauss), files(", never: [{year: '2022', town: north}]"));
    expect(never.problems.join()).toContain('hides a count of `clients` that the policy');
    const before = await locked(files(', weight: {town: {north: 5}}'));
    const next = { ...files(', weight: {town: {north: 5}}'), [lockPath]: before[lockPath] ?? '' };
    const later = await imported(csv('g.csv', gauss), next, 2016);
    expect(later.problems.join()).toContain('that the policy, or the edition before, prints');
    expect(later.problems.join()).toContain(
      'prints 2 counts of `clients` that the edition before has hidden',
    );
  });

  test('a pattern that may be of two datasets is asked for by name', async () => {
    const twice = {
      ...files(),
      'data/datapackage.yaml': `resources:\n${resource('clients')}${resource('guests').replace('clients.csv', 'guests.csv')}`,
      'data/guests.csv': (files()['data/clients.csv'] ?? '').replaceAll(
        /,(\d+)$/gm,
        (_, count) => `,${2 * Number(count)}`,
      ),
    };
    const { problems } = await imported(csv('gauss.csv', gauss), twice);
    expect(problems.join()).toContain('The file fits several datasets: `clients`, `guests`');
    const named = await imported(csv('clients.csv', gauss), twice);
    expect(named.problems.join()).toContain('The file prints a count of `guests` below the threshold');
  });
});

test('several files are one pattern, which is held against relations that nobody declares', async () => {
  const own = {
    'data/datapackage.yaml': `resources:
  - name: shelter
    path: shelter.csv
    sources: [{title: Shelter}]
    about: persons
    protect: {threshold: 5}
    schema:
      primaryKey: [town]
      fields: [{name: town}, ${['women', 'men', 'persons'].map((name) => `{name: ${name}, type: integer, unit: persons}`).join(', ')}]
`,
    'data/shelter.csv': 'town,women,men,persons\nnorth,2,21,23\neast,3,15,18\nsouth,11,30,41\n',
  };
  const shelter = { women: [2, 3, 11], men: [21, 15, 30], persons: [23, 18, 41] };
  const patterns = (...hiding: (keyof typeof shelter)[]) =>
    Object.entries(shelter).map(([name, list]) =>
      csv(
        `shelter-${name}.csv`,
        `town,${name},sdcStatus\n${['north', 'east', 'south'].map((town, at) => `${town},${list[at]},${at < 2 && hiding.includes(name as keyof typeof shelter) ? 'x' : 's'}`).join('\n')}\n`,
      ),
    );
  const { problems } = await imported(patterns('women'), own);
  expect(problems.join()).toContain('readers could work out 2 counts of `shelter`');
  const { found } = await imported(patterns('women', 'men'), own);
  expect((await published({ ...own, [lockPath]: found?.lock?.text ?? '' })).problems).toEqual([]);
});

test('a margin that the dataset does not have is passed over, and a zero where it has no row', async () => {
  const [described = '', lines = ''] = Object.values(files());
  const own = {
    'data/datapackage.yaml': described
      .replace(', total], total: total}\n        - {name: town', ']}\n        - {name: town')
      .replace('east, total]', 'east, west, total]'),
    'data/clients.csv': `${lines.replaceAll(/^total.*\n?/gm, '')}2022,west,0\n`,
  };
  const west = (count: number) => csv('g.csv', `${gauss}2023,west,${count},FALSE,FALSE\n`);
  expect((await imported(west(0), own)).problems).toEqual([]);
  expect((await imported(west(7), own)).problems.join()).toContain(
    '`clients` has no count of `persons` for year',
  );
});

test('the tables that are exported are read again, and hold what each tool asks for', async () => {
  const { value: tables = {} } = await exportedTables(projectOf(files()), memoryHost(files()), 60, here);
  expect(Object.keys(tables)).toEqual([
    'clients-year.hrc',
    'clients-town.hrc',
    'clients.csv',
    'clients.tab',
    'clients.rda',
    'clients.arb',
  ]);
  expect(tables['clients-town.hrc']).toBe('north\nsouth\neast\n');
  expect(tables['clients.csv']).toContain(
    'year,town,persons,primary,forced,weight\n2022,north,24,FALSE,FALSE,',
  );
  expect(tables['clients.csv']).toContain('\n2023,east,2,TRUE,FALSE,');
  expect(tables['clients.tab']).toContain('2023;east;2;U;1;2\n2023;total;40;S;0;0\n');
  expect(tables['clients.rda']).toContain(
    'town\n  <RECODEABLE>\n  <TOTCODE> "total"\n  <HIERARCHICAL>\n  <HIERCODELIST> "clients-town.hrc"',
  );
  const { problems } = await imported({
    path: 'clients.tab',
    text: tables['clients.tab'] ?? '',
    metadata: tables['clients.rda'] ?? '',
  });
  // The small count alone is hidden there: that is what the other tools are asked to mend.
  expect(problems.join()).toContain('readers could work out a count of `clients`');
  expect((await chosen(files())).problems).toEqual([]);
});
