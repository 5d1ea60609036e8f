import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { cellAddress, parseCellAddress } from '../../../src/model/dataset/cell-address.js';
import { parseSnapshot, type Snapshot, snapshotJsonSchema } from '../../../src/model/snapshot/snapshot.js';
import {
  buildInMemory,
  outputOf,
  plainProject as sampleProject,
  type Texts,
  textOf,
} from '../../commands/verify/sample-output.js';
import { firstOf } from '../../support/runs.js';

const published = 'visits/en/published.json';
const project = `${sampleProject['tallybook.yaml']}previous: data/editions/2014.json\n`;
const visits = sampleProject['data/visits.csv'] ?? '';
const header = 'dataset,keys,measure,reason,date\n';

/** The project, one year after it published `before`, with other files. */
async function nextEdition(before: Texts, now: Texts): Promise<Texts> {
  const earlier = { ...sampleProject, ...before };
  const settings = (earlier['tallybook.yaml'] ?? '').replace('edition: 2015', 'edition: 2014');
  const snapshot = await snapshotOf({ ...earlier, 'tallybook.yaml': settings });
  return { ...sampleProject, 'tallybook.yaml': project, 'data/editions/2014.json': snapshot, ...now };
}

const snapshots = new Map<string, Promise<string>>();

/** What a project publishes, built once for all tests. */
function snapshotOf(files: Texts): Promise<string> {
  const key = JSON.stringify(files);
  const known = snapshots.get(key) ?? outputOf(files).then((output) => textOf(output, published));
  snapshots.set(key, known);
  return known;
}

async function said(files: Texts): Promise<string[]> {
  return (await buildInMemory(files)).diagnostics.map((each) => formatDiagnostic(each));
}

async function publishedBy(files: Texts): Promise<Snapshot> {
  const { value: snapshot, fault } = parseSnapshot(textOf(await outputOf(files), published));
  if (snapshot === undefined) throw new Error(fault);
  return snapshot;
}

const revised = visits.replace('2013,adults,1408\n2013,total,3920', '2013,adults,1508\n2013,total,4020');
const nextYear = `${visits}2015,children,2700\n2015,adults,1600\n2015,total,4300\n`;

describe('what is a revision', () => {
  test('an edition that only adds a year has none', async () => {
    expect(await said(await nextEdition({}, { 'data/visits.csv': nextYear }))).toEqual([]);
  });

  test('a changed cell is one, with its line', async () => {
    expect(await said(await nextEdition({}, { 'data/visits.csv': revised }))).toEqual([
      'data/visits.csv:3:1 error data/unexplained-revision: `visits` of `visits` (year `2013`, reader `adults`) is 1508; it was 1408 in the edition of 2014\n' +
        '  hint: if the figure was revised, say why in revisions.csv: `visits,year=2013;reader=adults,visits,REASON,DATE`',
      expect.stringContaining(
        'data/visits.csv:4:1 error data/unexplained-revision: `visits` of `visits` (year `2013`, reader `total`) is 4020; it was 3920',
      ),
    ]);
  });

  test('of a table with years side by side it is told at its cell', async () => {
    const files = (visits: string): Texts => ({
      'data/datapackage.yaml': `
name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    unpivot: {headings: ["2013", "2014"], into: [year], value: visits}
    schema:
      primaryKey: [reader, year]
      fields:
        - {name: reader, type: string, role: dimension}
        - {name: year, type: year, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
      'data/visits.csv': `reader,2013,2014\nchildren,${visits}\n`,
      'templates/visits.md': '{{value "visits" year=2014 reader="children"}} visits.',
    });
    expect(await said(await nextEdition(files('17,18'), files('17,19')))).toEqual([
      expect.stringContaining(
        'data/visits.csv:2:13 error data/unexplained-revision: `visits` of `visits` (reader `children`, year `2014`) is 19',
      ),
    ]);
  });

  test('a vanished cell is one, at its dataset', async () => {
    const gone = visits
      .replace('2014,adults,1560\n2014,total,4200\n', '')
      .replace('2014,children,2640\n', '');
    const found = await said(
      await nextEdition({}, { 'data/visits.csv': gone, 'templates/visits.md': 'Nothing.' }),
    );
    expect(found.length).toBe(3);
    expect(found[0]).toContain(
      'data/datapackage.yaml:4:5 error data/unexplained-revision: `visits` of `visits` (year `2014`, reader `children`) is missing; it was 2640',
    );
  });

  test('a new cell in a year that the edition before covered is one', async () => {
    const before = visits.replace('2013,children,2512\n', '').replace('2013,adults,1408\n', '');
    const short = { 'templates/visits.md': '{{value "visits" year=2014}} visits.' };
    const found = await said(await nextEdition({ ...short, 'data/visits.csv': before }, short));
    expect(found.length).toBe(2);
    expect(found[0]).toContain(
      '`visits` of `visits` (year `2013`, reader `children`) is 2512; the edition of 2014 had no such cell',
    );
  });

  test('years that a report leaves out at its beginning, and symbols that come and go, are none', async () => {
    const later = `${nextYear.replace(/^2013.*\n/gm, '')}2014,others,[z]\n2015,others,[z]\n`;
    const dataPackage = (sampleProject['data/datapackage.yaml'] ?? '').replace(
      '{value: total',
      '{value: others, label: Others}, {value: total',
    );
    const now = {
      'data/visits.csv': later,
      'data/datapackage.yaml': dataPackage,
      'templates/visits.md': '{{value "visits" year=2015}} visits.',
    };
    expect(await said(await nextEdition({}, now))).toEqual([]);
  });

  test('decimals that say the same are none', async () => {
    const decimal = {
      'data/datapackage.yaml': (sampleProject['data/datapackage.yaml'] ?? '').replace(
        'type: integer',
        'type: number',
      ),
    };
    const files = await nextEdition(decimal, {
      ...decimal,
      'data/visits.csv': visits.replace('2512', '2512.0'),
    });
    expect(await said(files)).toEqual([]);
  });

  test('a dataset without years is compared while its period is the same', async () => {
    const dataset = (period: string) => `
name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    period: ${period}
    schema:
      primaryKey: [reader]
      fields:
        - {name: reader, type: string, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`;
    const files = (period: string, visits: string): Texts => ({
      'data/datapackage.yaml': dataset(period),
      'data/visits.csv': `reader,visits\nchildren,${visits}\n`,
      'templates/visits.md': '{{value "visits" reader="children"}} visits.',
    });
    expect(await said(await nextEdition(files('2013/2014', '5'), files('2013/2015', '7')))).toEqual([]);
    expect(await said(await nextEdition(files('2013/2014', '5'), files('2013/2014', '7')))).toEqual([
      expect.stringContaining(
        'data/visits.csv:2:1 error data/unexplained-revision: `visits` of `visits` (reader `children`) is 7',
      ),
    ]);
  });

  test('a dataset without years whose file is of another year is told once, with its period as the remedy', async () => {
    const files = (months: readonly string[], from: number): Texts => ({
      'data/datapackage.yaml': `
name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [month]
      fields:
        - {name: month, type: string, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
      'data/visits.csv': `month,visits\n${months.map((month, index) => `${month},${from + index}\n`).join('')}`,
      'templates/visits.md': `{{value "visits" month="${months[0]}"}} visits.`,
    });
    const was = files(['January 2014', 'February 2014', 'March 2014'], 30);
    const is = files(['January 2015', 'February 2015', 'March 2015'], 40);
    expect(await said(await nextEdition(was, is))).toEqual([
      'data/visits.csv:2:1 error data/unexplained-revision: Of 3 figures of `visits` that the edition of 2014 published, 3 have changed or are missing\n' +
        '  hint: if the file is of another year now, write `period: 2015/2015` under `visits` in the data package; if figures were revised, give reasons in revisions.csv',
    ]);
    const described = (is['data/datapackage.yaml'] ?? '').replace(
      '    schema',
      '    period: 2015/2015\n    schema',
    );
    expect(await said(await nextEdition(was, { ...is, 'data/datapackage.yaml': described }))).toEqual([]);
    // A line about one of them says that they were revised: each needs its own.
    const one = {
      'data/revisions.csv': `${header}visits,month=January 2014,visits,It was found wanting.,2015-03-31\n`,
    };
    expect(await said(await nextEdition(was, { ...is, ...one }))).toHaveLength(5);
  });
});

describe('times of every type are news after the last one of the edition before', () => {
  const files = (type: string, printed: string, cells: Readonly<Record<string, number>>): Texts => ({
    'data/datapackage.yaml': `
name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [time]
      fields:
        - {name: time, type: ${type}, role: dimension${'all' in cells ? ', total: all' : ''}}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
    'data/visits.csv': `time,visits\n${Object.entries(cells)
      .map(([time, visits]) => `${time},${visits}\n`)
      .join('')}`,
    'templates/visits.md': `{{value "visits" time="${printed}"}} visits.`,
  });

  test.each(
    firstOf(
      [
        ['year', '2011', '2012', '2013', '2014'],
        ['quarter', '2013-Q3', '2013-Q4', '2014-Q1', '2014-Q2'],
        ['month', '2013-11', '2013-12', '2014-01', '2014-02'],
        ['week', '2013-W51', '2013-W52', '2014-W01', '2014-W02'],
        ['school-year', '2011/12', '2012/13', '2013/14', '2014/15'],
        ['financial-year', '2011/12', '2012/13', '2013/14', '2014/15'],
        ['date', '2013-11-30', '2013-12-31', '2014-01-31', '2014-02-28'],
      ],
      2,
    ),
  )('%s', async (type, first, second, third, fourth) => {
    const before = files(type, second, { [first]: 5, [second]: 6, [third]: 7 });
    // One more at the end, one less at the beginning.
    const later = files(type, second, { [second]: 6, [third]: 7, [fourth]: 8 });
    expect(await said(await nextEdition(before, later))).toEqual([]);
    const revised = files(type, second, { [second]: 6, [third]: 9, [fourth]: 8 });
    expect(await said(await nextEdition(before, revised))).toEqual([
      expect.stringContaining(`\`visits\` of \`visits\` (time \`${third}\`) is 9; it was 7`),
    ]);
    const gone = files(type, second, { [first]: 5, [second]: 6 });
    expect(await said(await nextEdition(before, gone))).toEqual([
      expect.stringContaining('is missing; it was'),
    ]);
  });

  test('a total over months is a revision where the months below it are the same', async () => {
    const before = files('month', '2013-12', { '2013-11': 5, '2013-12': 6, all: 11 });
    const later = files('month', '2013-12', { '2013-11': 5, '2013-12': 6, '2014-01': 7, all: 18 });
    expect(await said(await nextEdition(before, later))).toEqual([]);
    const revised = files('month', '2013-12', { '2013-11': 5, '2013-12': 8, all: 13 });
    expect(await said(await nextEdition(before, revised))).toHaveLength(2);
  });
});

test('a figure that was missing and is known now is listed with what its symbol meant', async () => {
  const template = { 'templates/visits.md': '{{value "visits" year=2014}} visits.\n\n{{revisions}}\n' };
  const missing = visits.replace('2013,children,2512', '2013,children,[z]').replace('3920', '1408');
  const lines = ['children', 'total'].map(
    (reader) => `visits,year=2013;reader=${reader},visits,The figure came late.,2015-03-01\n`,
  );
  const files = await nextEdition(
    { ...template, 'data/visits.csv': missing },
    { ...template, 'data/revisions.csv': header + lines.join('') },
  );
  const html = textOf(await outputOf(files), 'visits/en/visits.html');
  expect(html.replace(/<[^>]+>/g, '')).not.toMatch(/\[z\] ?\[z\]/);
});

describe('words are revised like figures', () => {
  const packageOf = (from = '', to = ''): string => {
    const text = (sampleProject['data/datapackage.yaml'] ?? '')
      .replace(
        'title: Visits by reader',
        'title: Visits by reader\n    description: Visits counted at the door.',
      )
      .replace('role: measure, unit: visits', 'role: measure, unit: visits, description: Every entry.')
      .replace('type: year, role', 'type: year, title: Year, role');
    if (!text.includes(from)) throw new Error(`no ${from}`);
    return text.replace(from, to);
  };
  const withNone = visits.replace('2013,children,2512', '2013,children,[z]').replace('3920', '1408');
  const template = { 'templates/visits.md': '{{value "visits" year=2014}} visits.\n\n{{revisions}}\n' };
  const earlier = { ...template, 'data/datapackage.yaml': packageOf(), 'data/visits.csv': withNone };
  const withWords = (from: string, to: string, more: Texts = {}) =>
    nextEdition(earlier, { ...earlier, 'data/datapackage.yaml': packageOf(from, to), ...more });

  test.each(
    firstOf(
      [
        [
          'a unit',
          'unit: visits',
          'unit: visitors',
          '19:62',
          'The unit of `visits` of `visits` is `visitors`; in the edition of 2014 it was `visits`',
          'visits,,visits,unit',
        ],
        [
          'the title of a dataset',
          'title: Visits by reader',
          'title: Loans by reader',
          '6:12',
          'The label of `visits` is `Loans by reader`; in the edition of 2014 it was `Visits by reader`',
          'visits,,,label',
        ],
        [
          'what a dataset counts',
          'Visits counted at the door.',
          'Visits counted at the desk.',
          '7:18',
          'The definition of `visits` is `Visits counted at the desk.`; in the edition of 2014 it was `Visits counted at the door.`',
          'visits,,,definition',
        ],
        [
          'the definition of a measure',
          'description: Every entry.',
          'description: First entries of a day.',
          '19:83',
          'The definition of `visits` of `visits` is `First entries of a day.`; in the edition of 2014 it was `Every entry.`',
          'visits,,visits,definition',
        ],
        [
          'a definition that is gone',
          ', description: Every entry.',
          '',
          '19:11',
          'The definition of `visits` of `visits` is missing; in the edition of 2014 it was `Every entry.`',
          'visits,,visits,definition',
        ],
        [
          'the label of a dimension',
          'title: Year',
          'title: School year',
          '13:43',
          'The label of `year` of `visits` is `School year`; in the edition of 2014 it was `Year`',
          'visits,year,,label',
        ],
        [
          'the label of a category',
          'label: Adults',
          'label: Grown-ups',
          '17:83',
          'The label of `adults` (`reader` of `visits`) is `Grown-ups`; in the edition of 2014 it was `Adults`',
          'visits,reader=adults,,label',
        ],
        [
          'the meaning of a symbol',
          'label: none recorded',
          'label: not counted',
          '11:45',
          'The meaning of `[z]` in `visits` is `not counted (= 0)`; in the edition of 2014 it was `none recorded (= 0)`',
          'visits,[z],,meaning',
        ],
      ],
      2,
    ),
  )('%s', async (_, from, to, at, message, line) => {
    const hint = `hint: if it means something else now, say why in revisions.csv: \`${line},REASON,DATE\`, under the header \`dataset,keys,measure,what,reason,date\``;
    expect(await said(await withWords(from, to))).toEqual([
      `data/datapackage.yaml:${at} error data/unexplained-revision: ${message}\n  ${hint}`,
    ]);
    const reasons = `dataset,keys,measure,what,reason,date\n${line},Counted in another way.,2015-03-31\n`;
    const explained = await withWords(from, to, { 'data/revisions.csv': reasons });
    expect(await said(explained)).toEqual([]);
  });

  test('the page lists them, and the snapshot keeps them', async () => {
    const reasons =
      'dataset,keys,measure,what,reason,date\nvisits,reader=adults,,label,The word of the law.,2015-03-31\n';
    const files = await withWords('label: Adults', 'label: Grown-ups', { 'data/revisions.csv': reasons });
    const page = textOf(await outputOf(files), 'visits/en/visits.html').replace(/<[^>]*>/g, ' ');
    expect(page.replace(/\s+/g, ' ')).toMatch(/Grown-ups Name Adults Grown-ups The word of the law\. 31 Mar/);
    expect(await publishedBy(files)).toMatchObject({
      revisions: [],
      revisedTexts: [
        {
          dataset: 'visits',
          field: 'reader',
          category: 'adults',
          what: 'label',
          before: 'Adults',
          after: 'Grown-ups',
        },
      ],
    });
  });

  test('another break of lines, a later year in a title and a first definition are none', async () => {
    const titled = (text: string, title: string) => text.replace('title: Visits by reader', title);
    const before = titled(packageOf(), 'title: Visits, 2013 to 2014').replace(
      ', description: Every entry.',
      '',
    );
    const now = titled(packageOf(), 'title: Visits, 2013 to 2015').replace(
      'description: Visits counted at the door.',
      'description: >-\n      Visits counted\n      at the door.',
    );
    const files = await nextEdition(
      { ...earlier, 'data/datapackage.yaml': before },
      { ...earlier, 'data/datapackage.yaml': now },
    );
    expect(await said(files)).toEqual([]);
  });

  test('the hint keeps to the columns of the file that is there', async () => {
    const sheet = { 'data/revisions.csv': 'date;measure;dataset;keys;reason\n' };
    const found = await said(await withWords('unit: visits', 'unit: visitors', sheet));
    expect(found[0]).toContain(
      '`DATE,visits,visits,,REASON,unit`, under the header `date,measure,dataset,keys,reason,what`',
    );
  });

  test.each(
    firstOf(
      [
        [
          'visits,,visits,units,Counted in another way.,2015-03-31',
          '2:16 error data/revision: `what` cannot be `units`',
        ],
        [
          'visits,,visit,unit,Counted in another way.,2015-03-31',
          '2:9 error data/revision: There is no measure `visit`',
        ],
        [
          'visit,,visits,unit,Counted in another way.,2015-03-31',
          '2:1 error data/revision: There is no dataset `visit`',
        ],
        [
          'visits,readers,,label,Counted in another way.,2015-03-31',
          '2:8 error data/revision: There is no dimension `readers`',
        ],
        [
          'visits,[y],,meaning,Counted in another way.,2015-03-31',
          '2:8 error data/revision: There is no symbol `[y]`',
        ],
        [
          'visits,,,label,Counted in another way.,2015-03-31',
          '2:8 error data/unused-revision: The label is as in the edition of 2014',
        ],
      ],
      2,
    ),
  )('%s', async (line, expected) => {
    const reasons = `dataset,keys,measure,what,reason,date\n${line}\n`;
    const files = await withWords('unit: visits', 'unit: visitors', { 'data/revisions.csv': reasons });
    expect(await said(files)).toContainEqual(expect.stringContaining(`data/revisions.csv:${expected}`));
  });
});

describe('revisions.csv', () => {
  const explained = `${header}visits,year=2013;reader=adults|total,visits,"One day was lost, and is found.",2015-03-31\n`;

  test('a line explains every category that it names; the page marks and lists the cells', async () => {
    const files = await nextEdition({}, { 'data/visits.csv': revised, 'data/revisions.csv': explained });
    const output = await outputOf(files);
    const page = textOf(output, 'visits/en/visits.html');
    expect(page).toContain('Figures that differ from the edition of');
    expect(page).toContain('One day was lost, and is found.');
    expect(page.match(/>\[r\]</g)?.length).toBeGreaterThan(2);
    const { revisions, numbers } = await publishedBy(files);
    expect(revisions).toEqual([
      {
        cell: 'visits/visits?year=2013&reader=adults',
        before: '1408',
        after: '1508',
        reason: 'One day was lost, and is found.',
        date: '2015-03-31',
      },
      expect.objectContaining({ cell: 'visits/visits?year=2013&reader=total', before: '3920' }),
    ]);
    expect(numbers).toContainEqual(
      expect.objectContaining({ text: '+100', operation: 'revision', value: '100' }),
    );
  });

  test('a sentence stands where nothing was revised, and where there is no earlier edition', async () => {
    const next = textOf(await outputOf(await nextEdition({}, {})), 'visits/en/visits.html');
    expect(next.replace(/<[^>]*>/g, '')).toContain(
      'No figure that is also in the edition of 2014 was revised.',
    );
    const first = textOf(await outputOf(sampleProject), 'visits/en/visits.html');
    expect(first).toContain('This report is not compared with an earlier edition.');
  });

  test.each(
    firstOf(
      [
        [
          'visits,year=2014;reader=adults,visits,Counted again,2015-03-31',
          '2:8 error data/unused-revision: The cells are as in the edition of 2014',
        ],
        [
          'visits,year=2013|2014;reader=*,visits,Counted again,2015-03-31',
          '2:8 error data/unused-revision: No cell of `2014` in `year` differs',
        ],
        [
          'visit,year=2013;reader=*,visits,Counted again,2015-03-31',
          '2:1 error data/revision: There is no dataset `visit`; there are `visits`',
        ],
        [
          'visits,years=2013;reader=*,visits,Counted again,2015-03-31',
          '2:8 error data/revision: There is no dimension `years`; there are `year`, `reader`',
        ],
        [
          'visits,year=2013;reader=*,visit,Counted again,2015-03-31',
          '2:27 error data/revision: There is no measure `visit`; there are `visits`',
        ],
        [
          'visits,year 2013,visits,Counted again,2015-03-31',
          '2:8 error data/revision: `year 2013` in `keys` is not a pair',
        ],
        [
          'visits,year=2013;year=2014,visits,Counted again,2015-03-31',
          '2:8 error data/revision: `year` is in `keys` twice',
        ],
        ['visits,year=2013;reader=*,visits,,2015-03-31', '2:34 error data/revision: `reason` is empty'],
        [
          'visits,year=2013;reader=*,visits,Counted again,31.3.2015',
          '2:48 error data/revision: `date` is `31.3.2015`, not a day',
        ],
        [
          'visits,year=2013;reader=*,visits,Counted again,2015-02-30',
          '2:48 error data/revision: `date` is `2015-02-30`',
        ],
        [
          'visits,year=2013;reader=*,visits,Counted again, then,2015-03-31',
          '2:54 error data/revision: The line has 6 cells, the header has 5',
        ],
        [
          'visits,year=2013;reader=*,,Counted again,2015-03-31\nvisits,year=2013;reader=adults,,Counted twice,2015-03-31',
          '3:1 error data/revision: `visits` of `visits`',
        ],
      ],
      2,
    ),
  )('%s', async (line, expected) => {
    const files = await nextEdition(
      {},
      { 'data/visits.csv': revised, 'data/revisions.csv': `${header}${line}\n` },
    );
    expect(await said(files)).toContainEqual(expect.stringContaining(`data/revisions.csv:${expected}`));
  });

  test('columns may be in any order and separated by semicolons, as spreadsheets write them', async () => {
    const sheet =
      'date;dataset;measure;keys;reason\n2015-03-31;visits;;"year=2013;reader=adults|total";Counted again\n';
    const files = await nextEdition({}, { 'data/visits.csv': revised, 'data/revisions.csv': sheet });
    expect(await said(files)).toEqual([]);
  });

  test.each(
    firstOf(
      [
        [
          '',
          '1:1 error data/revision: The file is empty; its first line must be `dataset,keys,measure,what,reason,date`',
        ],
        [
          'dataset,key,measure,reason,date\n',
          '1:9 error data/revision: `key` is no column of this file; its header must be',
        ],
        ['dataset,keys,reason,date\n', '1:1 error data/revision: The header lacks `measure`'],
      ],
      2,
    ),
  )('the header %j', async (text, expected) => {
    const files = await nextEdition({}, { 'data/revisions.csv': text });
    expect(await said(files)).toEqual([expect.stringContaining(`data/revisions.csv:${expected}`)]);
  });

  test('lines without an edition to compare with explain nothing', async () => {
    expect(await said({ ...sampleProject, 'data/revisions.csv': explained })).toEqual([
      expect.stringContaining('data/revisions.csv:2:1 error data/unused-revision: There are revisions, but'),
    ]);
  });
});

describe('the edition before', () => {
  test.each(
    firstOf(
      [
        [
          '{}',
          '`data/editions/2014.json` is not what an earlier edition published (JSON that is no snapshot)',
        ],
        [
          'not JSON',
          '`data/editions/2014.json` is not what an earlier edition published (text that is not JSON)',
        ],
      ],
      2,
    ),
  )('%j is none', async (text, expected) => {
    const files = { ...sampleProject, 'tallybook.yaml': project, 'data/editions/2014.json': text };
    expect(await said(files)).toEqual([
      expect.stringContaining(`tallybook.yaml:7:11 error data/previous-edition: ${expected}`),
    ]);
  });

  test('must be before, and no draft', async () => {
    const same = textOf(await outputOf(sampleProject), published);
    const files = (snapshot: string): Texts => ({
      ...sampleProject,
      'tallybook.yaml': project,
      'data/editions/2014.json': snapshot,
    });
    expect(await said(files(same))).toEqual([
      expect.stringContaining('`data/editions/2014.json` is of the edition 2015, which is not before 2015'),
    ]);
    expect(await said(files(same.replace('"draft":false', '"draft":true')))).toEqual([
      expect.stringContaining('`data/editions/2014.json` is of a draft'),
    ]);
  });

  test('must hold the rows of the numbers that it prints', async () => {
    const files = await nextEdition({}, {});
    const snapshot = JSON.parse(files['data/editions/2014.json'] ?? '') as Snapshot;
    for (const datasets of [[], snapshot.datasets.map((dataset) => ({ ...dataset, rows: [] }))]) {
      const cut = JSON.stringify({ ...snapshot, datasets });
      expect(await said({ ...files, 'data/editions/2014.json': cut })).toEqual([
        expect.stringMatching(
          /^tallybook\.yaml:7:11 error data\/previous-edition: `data\/editions\/2014\.json` prints a number of the cell `visits\/visits\?year=\d+[^`]*`, but does not have the cell/,
        ),
      ]);
    }
  });

  test('is not revised decades later', async () => {
    const files = await nextEdition(
      {},
      {
        'data/visits.csv': revised,
        'data/revisions.csv': `${header}visits,year=2013;reader=adults|total,visits,Counted twice.,2999-03-31\n`,
      },
    );
    expect(await said(files)).toEqual([
      expect.stringContaining(
        'data/revisions.csv:2:60 error data/revision: The day `2999-03-31` of a revision is more',
      ),
    ]);
  });

  test('must exist', async () => {
    expect(await said({ ...sampleProject, 'tallybook.yaml': project })).toEqual([
      expect.stringContaining(
        'tallybook.yaml:7:11 error project/missing-file: There is no file `data/editions/2014.json`',
      ),
    ]);
  });
});

test('an address names a cell whatever stands in its names', () => {
  const cell = { dataset: 'a/b', measure: 'c?d', keys: { 'e=f': '14-17 & more', year: '2013:1' } };
  const address = cellAddress(cell);
  expect(address).toBe('a%2Fb/c%3Fd?e%3Df=14-17%20%26%20more&year=2013:1');
  expect(parseCellAddress(address)).toEqual(cell);
  expect(parseCellAddress('a/b?c')).toBeUndefined();
  expect(parseCellAddress('a/b?c=%')).toBeUndefined();
});

test('the JSON Schema describes the file', () => {
  expect(snapshotJsonSchema()).toMatchObject({
    title: 'published.json',
    additionalProperties: false,
    properties: { format: { const: 'tallybook-published' }, version: { const: 1 } },
  });
});
