/** A data package for files that have none: what is counted is told, what is not known is asked, nothing is decided in silence. */
import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { thousandsBy } from '../../../src/extensions/describe/data/cells.js';
import type { KnownMarks } from '../../../src/extensions/describe/data/found-table.js';
import { describeFiles } from '../../../src/extensions/describe/describe-files.js';
import { readHere } from '../../../src/session/workers/workbook-process.js';
import { problems as packageProblems } from '../../data/problems.js';
import { memoryHost } from '../../memory-host.js';
import { exampleWorkbook } from '../../support/example-workbook.js';
import { MemoryProject } from '../../support/memory-project.js';
import { firstOf } from '../../support/runs.js';
import { ods, odsRow, xlsx } from '../../support/workbooks.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

const described = (files: Files, paths = Object.keys(files)) =>
  describeFiles(paths, memoryHost(files), { read: readHere });

/** The lines of the package that ask, and those that answer. */
async function asked(files: Files): Promise<string[]> {
  const { text = '' } = await described(files);
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line, index) => /^# ASK/.test(line) || /^# ASK/.test(lines[index - 1] ?? ''));
}

/** The package with the first answer of each question and proposal, its `# ` taken out. */
function uncommented(text: string): string {
  let isAnswer = false;
  let isTaken = false;
  return text
    .split('\n')
    .map((line) => {
      const [, spaces = '', said] = /^( *)# (.*)$/.exec(line) ?? [];
      if (said === undefined || /^(?:ASK|Optional): /.test(said)) {
        isAnswer = said !== undefined;
        isTaken = false;
        return said === undefined ? line : `${spaces}# answered`;
      }
      // Of several answers one is taken; a list or mapping goes on below its first line.
      if (
        !isAnswer ||
        !/^ *(?:- |[\w-]+:)/.test(said) ||
        (isTaken && !/^ /.test(said) && !said.startsWith('- {value'))
      ) {
        if (!/^ *(?:- |[\w-]+:)/.test(said)) isAnswer = false;
        if (!said.startsWith('title') && !said.startsWith('sources')) return line;
      }
      isTaken = true;
      return `${spaces}${said}`;
    })
    .join('\n');
}

/** What a build says of the package. */
const codes = async (files: Files): Promise<string[]> => [
  ...new Set((await described(files)).problems.map(({ code }) => code)),
];

const visits = `year,reader,visits,rate
2023,children,2530,1.5
2023,adults,2690,2.25
2023,total,5220,1.9
2024,children,2960,1.6
2024,adults,2780,2.1
2024,total,5740,1.85
`;

test('a tidy file has nothing to ask, and each line its evidence', async () => {
  const { text, questions, problems, data } = await described({ 'visits.csv': visits });
  expect({ questions, problems, rows: data.visits?.rows.length }).toEqual({
    questions: 0,
    problems: [],
    rows: 6,
  });
  expect(text).toBe(`# yaml-language-server: $schema=../.schemas/datapackage.json
# What the data files hold. The remark beside a line says what was counted for it.
# No question is open.
# Nothing in the data stops a build.
name: data
resources:
  - name: visits
    path: visits.csv
    # Optional: a title, and where the figures are from
    # title: ...
    # sources: [{title: ...}]
    schema:
      # no two of 6 rows have the same \`year\`, \`reader\`
      primaryKey: [year, reader]
      fields:
        # 6 of 6 are years
        - name: year
          type: year
          role: dimension
        # \`total\` is the sum of the others in 2 of 2 groups
        - name: reader
          type: string
          role: dimension
          total: total
          categories:
            - children
            - adults
            - total
        # 6 of 6 are whole numbers
        - name: visits
          type: integer
          role: measure
          # Optional: what it counts, or what it is measured in
          # unit: ...
        # 6 of 6 are numbers with decimals
        # adds up to \`total\` in 0 of 2 groups: a rate or similar
        - name: rate
          type: number
          role: measure
          # Optional: what it counts, or what it is measured in
          # unit: ...
          additive: false
`);
});

const pivot = `Table 3. Deaths by region and sex,,,,,
,,,,,
Region / Rajoni,District,2019,,2020,
,,M,F,M,F
North,Alba,12,9 (u),14,8
,Berat,3,..,4,5
South,Vlora,7,6,5,4
Source: Civil register.,,,,,
`;

describe('what cannot be counted is asked, and a build stops until it is answered', () => {
  test('of a table as it is printed', async () => {
    const files = { 'deaths.csv': pivot };
    expect(await asked(files)).toEqual([
      '# ASK: blank cells of `Region / Rajoni`: does the text above hold for them? (Or is a blank the total? Then write `total: ""` at the field.)',
      '# fill: [Region / Rajoni]',
      '# ASK: what do the numbers count, and what are the headings? Give `value` and `part` their names here, in `primaryKey`, in the fields and in templates',
      'unpivot: {headings: "* | *", into: [year, part], value: value}',
      '# ASK: beside numbers of `value` is `(u)` once. What does it mean: u (unreliable), p (provisional), r (revised), b (break in the series), e (estimated)?',
      '# flags:',
      '# ASK: 3 numbers are from 1 to 4. If they count persons, somebody could be recognised',
      '# about: persons',
      '# ASK: what does `..` mean in place of a number: not available ([x]), not applicable ([z]), none ([n]), confidential ([c]), low ([k])?',
      '# missingValues:',
    ]);
    expect(await codes(files)).toEqual(['data/value-type', 'data/missing-value']);
  });

  test('and the answers, with their comment taken out, are what a build reads', async () => {
    const { text = '' } = await described({ 'deaths.csv': pivot });
    const answered = uncommented(text).replace(/^ *(?:title|sources|unit|about): .*\n/gm, '');
    const files = { 'data/datapackage.yaml': answered, 'data/deaths.csv': pivot };
    const { value } = await new MemoryProject({ id: 'r', edition: 2020, files }).prepared();
    expect(value.deaths?.rows.map(({ attributes }) => attributes['region-rajoni'])).toContain('North');
    expect(value.deaths?.rows).toHaveLength(12);
  });

  test.each<readonly [string, string, string, string]>(
    firstOf(
      [
        [
          'marks that may be either',
          'year,n\n2023,1.234\n2024,2.345\n',
          'separate thousands, or is it the decimal mark',
          'data/value-type',
        ],
        [
          'rows that nothing tells apart',
          'year,sex,n\n2023,f,17\n2023,f,18\n',
          'such as in the lines 2 and 3',
          'data/duplicate-key',
        ],
        [
          'a blank among categories',
          'year,sex,n\n2023,,17\n2023,f,18\n2024,f,9\n',
          'some cells are blank',
          'data/blank',
        ],
        [
          'a blank in place of a number',
          'year,sex,n\n2023,m,\n2023,f,18\n2024,f,9\n',
          'does a blank mean',
          'data/blank',
        ],
      ],
      3,
    ),
  )('of %s', async (_, csv, question, code) => {
    expect((await asked({ 'a.csv': csv })).join('\n')).toContain(question);
    expect(await codes({ 'a.csv': csv })).toContain(code);
  });

  test('of the encoding, by words of the file in each', async () => {
    const bytes = new Uint8Array(Buffer.from('qyteti;vizita\nShkod\xebr;12\n\xc7orrush;5\n', 'latin1'));
    const lines = (await described({ 'a.csv': bytes })).text?.split('\n') ?? [];
    expect(lines.filter((line) => line.includes('# encoding:')).map((line) => line.trim())).toEqual([
      '# encoding: windows-1252   # Western Europe: Shkodër, Çorrush',
      '# encoding: windows-1250   # Central Europe and the Balkans: Shkodër, Çorrush',
      '# encoding: windows-1251   # Cyrillic: Shkodлr, Зorrush',
    ]);
    expect(await codes({ 'a.csv': bytes })).toEqual(['data/encoding']);
  });
});

describe('what can be counted is declared', () => {
  test.each<readonly [string, string, readonly string[]]>(
    firstOf(
      [
        [
          'marks and delimiter',
          'year;hours\n2023;1.480,5\n2024;260,75\n',
          ['dialect: {delimiter: ";"}', 'decimalChar: ","\n          groupChar: "."'],
        ],
        [
          'a blank total',
          'year,sex,n\n2023,,30\n2023,f,10\n2023,m,20\n2024,,50\n2024,f,20\n2024,m,30\n',
          ['total: ""', '{value: "", label: Total}'],
        ],
        [
          'a total of another name',
          'place,n\nx,10\n"Alba, Berat",20\nGjithsej,30\n',
          ['total: Gjithsej', '- "Alba, Berat"'],
        ],
        [
          'years side by side, beside another number',
          'place,people,2023,2024\nx,500,10,11\ny,600,20,21\n',
          ['{name: people, type: integer, role: attribute}'],
        ],
        [
          'years side by side',
          'place,2023,2024\nx,10,11\ny,20,21\n',
          ['unpivot: {headings: "*", into: [year], value: value}', 'primaryKey: [place, year]'],
        ],
        [
          'the ends of months side by side',
          'ward,2024-01-31,2024-02-29\nx,10,11\ny,20,21\n',
          [
            'into: [month], value: value}',
            'rename: {month: {"2024-01-31": "2024-01", "2024-02-29": "2024-02"}}',
          ],
        ],
        [
          'months by their names side by side',
          'ward,Jan 2024,Feb-24\nx,10,11\ny,20,21\n',
          ['unpivot: {headings: "*", into: [month], value: value}', 'primaryKey: [ward, month]'],
        ],
        [
          'years below one heading',
          'Town,Calendar year,\n,2023,2024\nx,10,11\ny,20,21\n',
          ['unpivot: {headings: "Calendar year | *", into: [year], value: value}'],
        ],
        ['codes with zeros before them', 'code,n\n007,10\n012,20\n', ['- name: code', '- "007"']],
        [
          'what follows from another column',
          'region,district,year,n\nN,a,2023,9\nN,b,2023,8\nS,c,2023,7\nN,a,2024,9\nN,b,2024,8\nS,c,2024,7\n',
          ['{name: region, type: string, role: attribute}', 'primaryKey: [district, year]'],
        ],
        [
          'headings that are no names',
          '"US Gross",Total visits\na,9\nb,8\n',
          ['columns: {us-gross: US Gross, total-visits: Total visits}', 'title: Total visits'],
        ],
        [
          'letters that everybody reads',
          'place,n\na,9\nb,[x]\nc,8\n',
          ['missingValues: ["[x]"]', '# 2 of 3 are whole numbers; 1 is `[x]`'],
        ],
      ],
      3,
    ),
  )('%s', async (_, csv, lines) => {
    const { text, problems } = await described({ 'a.csv': csv });
    for (const line of lines) expect(text).toContain(line);
    expect(problems).toEqual([]);
  });

  test('sheets, merged heads, hidden rows and what is displayed in per cent of a workbook', async () => {
    const pivotText = (await described({ 'deaths.xlsx': exampleWorkbook() })).text;
    expect(pivotText).toContain(
      'table: {sheet: Table 3, skip: 2, header: [1, 2], footer: 1, fill: [Region / Rajoni]}',
    );
    expect(pivotText).toContain('# cells are merged: their text holds for every row of them');
    expect(pivotText).toContain('total: Together');
    const percent = (value: number) => ({ attributes: 's="2"', inner: `<v>${value}</v>` });
    const two = xlsx([
      {
        name: 'Rates',
        rows: [
          ['place', 'rate'],
          ['a', percent(0.123)],
          ['b', percent(0.2)],
        ],
      },
      {
        name: 'Counts',
        rows: [
          ['place', 'n'],
          ['a', 11],
          ['b', 12],
        ],
        rowAttributes: { 3: 'hidden="1"' },
      },
    ]);
    const { text, problems } = await described({ 'two.xlsx': two });
    expect(text).toContain('table: {sheet: Rates}');
    expect(text).toContain('unit: "%"');
    expect(text).toContain('# ASK: 1 hidden row (3): are they part of the table?');
    expect(problems.map(({ code }) => code)).toEqual(['data/hidden']);
    const sheet = `<table:table table:name="A">${odsRow(['place', 'n'])}${odsRow(['a', 11])}${odsRow(['b', 12])}</table:table>`;
    expect((await described({ 'a.ods': ods(sheet) })).problems).toEqual([]);
  });

  test('two kinds of numbers below each year are asked for units of their own, and a column beside them is left out by name', async () => {
    const csv =
      'Shelter,2023,,2024,,All nights\n,Beds,Nights,Beds,Nights,\nNorth,1,20,2,30,50\nSouth,3,40,4,50,90\n';
    const { text } = await described({ 'a.csv': csv });
    expect(text).toContain('`headings: "* | Beds"`, and `leave: ["* | Nights"]` under `table`');
    expect(text).toContain('If it is a total, write `leave: [All nights]` under `table`');
  });

  test.each([
    ['Visits by readers\nIllustrative figures\n', '', true],
    ['"All figures are made up, for a demonstration"\n', '', true],
    ['', '\nMade-up figures.\n', true],
    ['Boards made up of three members\n', '', false],
  ])(
    'rows around a table that say %j%j make its figures illustrative: %s',
    async (above, below, isMadeUp) => {
      const { text = '' } = await described({ 'a.csv': `${above}\nplace,n\na,9\nb,8\nc,7\n${below}` });
      expect(/^ {4}illustrative: true$/m.test(text)).toBe(isMadeUp);
    },
  );

  test('a year that is merged down its rows, or stands once above blanks, is filled, and a gap beside merged cells is none', async () => {
    const rows = [
      ['Year', 'District', 'Inspector', 'Visits'],
      [2023, 'North', 'A. Berg', 20],
      [null, 'South', 'M. Ilic', 30],
      [null, 'Total', null, 50],
      [2024, 'North', 'A. Berg', 21],
      [null, 'South', 'M. Ilic', 31],
      [null, 'Total', null, 52],
    ];
    const merged = await described({
      'a.xlsx': xlsx([{ name: 'A', rows, merged: ['A2:A4', 'A5:A7'] }]),
    });
    expect(merged.text).toContain('table: {fill: [Year]}');
    expect(merged.text).not.toContain('blank cells of');
    const apart = (await described({ 'a.xlsx': xlsx([{ name: 'A', rows }]) })).text;
    expect(apart).toContain('ASK: blank cells of `Year`');
  });
});

test.each(
  firstOf(
    [
      ['a file that is not there', 'gone.csv', {}, 'usage/file'],
      ['a file of another kind', 'a.docx', { 'a.docx': 'x' }, 'usage/file'],
      ['an empty file', 'a.csv', { 'a.csv': '' }, 'data/empty'],
      ['no workbook', 'a.xlsx', { 'a.xlsx': 'text' }, 'data/workbook'],
    ],
    3,
  ),
)('%s is told, and there is no package', async (_, path, files, code) => {
  const { text, problems } = await describeFiles([path], memoryHost(files), { read: readHere });
  expect({ text, codes: problems.map((problem) => problem.code) }).toEqual({
    text: undefined,
    codes: [code],
  });
});

/** Two years of months, with lines that have a number in their names and one that is their sum. */
const rides = `month,line,rides\n${Array.from({ length: 24 }, (_, index) => {
  const month = `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const [one, four, tram] = [80_000 + index * 7, 40_000 + index * 11, 120_000 - index * 13];
  return `${month},Bus 1,${one}\n${month},Bus 4,${four}\n${month},Tram,${tram}\n${month},All,${one + four + tram}\n`;
}).join('')}`;

test.each(
  firstOf(
    [
      ['of years and totals', visits],
      ['without years', 'place,sex,n\na,f,10\na,m,20\nb,f,30\nb,m,41\n'],
      ['of years alone', 'year,n\n2022,10\n2023,20\n2024,30\n'],
      ['of months and lines', rides],
      [
        'of many places and years',
        `place,year,n\n${'abcdefghij'
          .split('')
          .flatMap((p, i) =>
            [2015, 2016, 2017, 2018, 2019, 2020, 2021].map((y) => `${p},${y},${y * (i + 7)}`),
          )
          .join('\n')}\n`,
      ],
    ],
    4,
  ),
)('the first report of a table %s has no problem', async (_, csv) => {
  const { text = '', report } = await described({ 'a.csv': csv });
  const files = { 'data/datapackage.yaml': text, 'data/a.csv': csv };
  const project = new MemoryProject({ id: 'annual-report', edition: 2024, files });
  const { problems, texts } = await project.compose(report?.template ?? '');
  expect(problems).toEqual([]);
  expect(texts.length).toBeGreaterThan(1);
});

describe('ranges of ages are headings', () => {
  const unpivotOf = async (text: string, name = 'ages.csv'): Promise<string | undefined> =>
    (await described({ [name]: text })).text?.split('\n').find((line) => line.includes('unpivot:'));

  test('in one row, with the column of their total', async () => {
    const text = 'Region,0–14,15–64,65+,Total\nNorth,31,42,15,88\nSouth,75,82,91,248\n';
    expect(await unpivotOf(text)).toContain('headings: ["0–14", "15–64", "65+", Total], into: [part]');
    const words = 'Year,0 to 14,15 to 64,65 and over\n2023,31,42,15\n2024,75,82,91\n';
    expect(await unpivotOf(words)).toContain('["0 to 14", "15 to 64", "65 and over"]');
  });

  test('and below a row of years', async () => {
    const text =
      'Region,2023,,,2024,,\n,0-14,15-64,65 and over,0-14,15-64,65 and over\nNorth,31,42,15,32,44,16\n';
    expect(await unpivotOf(text)).toContain('{headings: "* | *", into: [year, part], value: value}');
  });

  test('but numbers that fall, or stand below a heading, are none', async () => {
    expect(await unpivotOf('Region,Level 1-3,14-3,12-2\nNorth,1,2,3\n')).toBeUndefined();
    expect(await unpivotOf('Age,Persons\n0–14,31\n65+,42\n')).toBeUndefined();
  });
});

test('a column of dashes alone, beside numbers, is a measure whose mark is asked about', async () => {
  const offices = 'Kind,North,South,West\nFamily,31,–,3\nLabour,41,–,4\n';
  const { text, tables } = await described({ 'a.csv': offices });
  expect(tables[0]?.columns.map(({ role }) => role)).toEqual(['dimension', 'measure', 'measure', 'measure']);
  expect(text).toContain('# nothing but `–`, beside numbers\n');
  expect(text).toContain('ASK: what does `–` mean in place of a number');
  const coded = await described({ 'a.csv': 'Kind,Sex,Number\nFamily,-,3\nLabour,-,4\n' });
  expect(coded.tables[0]?.columns[1]?.role).toBe('attribute');
});

test('a source ends where a note follows it, and rows are counted as they are', async () => {
  const sourced = async (source: string): Promise<string> =>
    (await described({ 'a.csv': `Kind;2021;2022\nA;1;2\nB;3;n/a\n"Source: ${source}";;\n` })).text ?? '';
  const lines = await sourced('Treasury of the municipality. n/a: not reported');
  expect(lines).toContain('# sources: [{title: Treasury of the municipality}]');
  expect(lines).toContain('# 4 of 4 rows have 3 cells between `;`');
  expect(await sourced('Min. of Finance, St. Ann; n/a = not paid')).toContain(
    '# sources: [{title: "Min. of Finance, St. Ann"}]',
  );
});

test('what a note says that a mark means is its label, whatever the totals tell', async () => {
  const noted = async (note: string): Promise<string> =>
    (await described({ 'a.csv': `Kind,2021,2022\nA,1,2\nB,3,n/a\nTotal,4,2\n"${note}",,\n` })).text ?? '';
  const lines = await noted('Source: register. n/a = not recorded; other words');
  expect(lines).toContain('A note says that `n/a` means `not recorded`. The totals are right with 0');
  expect(lines).toContain('- {value: "n/a", label: not recorded, symbol: "[x]"}');
  expect(await noted('Note: n/a: confidential.')).toContain('label: confidential, symbol: "[c]"}');
  expect(await noted('An n/app: no mark')).toContain('label: none, symbol: "[n]"}');
});

test('numbers below ten are asked whether they count persons, where words say so', async () => {
  const counted = async (head: string, most: number): Promise<string> =>
    (await described({ 'a.csv': `Town,${head}\nNorth,7\nSouth,${most}\n` })).text ?? '';
  expect(await counted('Clients', 31)).toContain(
    'ASK: 1 number is from 1 to 9, and it says `Clients`. If they count persons',
  );
  expect(await counted('Klientë', 9)).toContain('2 numbers are from 1 to 9');
  expect(await counted('Lorries', 31)).not.toContain('persons');
  expect(await counted('Lorries', 3)).toContain('ASK: 1 number is from 1 to 4. If they count persons');
});

describe('years are headings', () => {
  const linesOf = async (text: string): Promise<string> => (await described({ 'a.csv': text })).text ?? '';

  test('above offices, of which one has nothing but dashes in a year', async () => {
    const text =
      'Kind,2021,,,2022,,\n,North,South,Total,North,South,Total\nFamily,31,–,31,32,44,76\nLabour,41,–,41,52,64,116\n';
    const lines = await linesOf(text);
    expect(lines).toContain('unpivot: {headings: "* | *", into: [year, part], value: value}');
    expect(lines).toContain('ASK: what does `–` mean in place of a number');
  });

  test('above offices of which one came later', async () => {
    const text =
      'Kind,2021,,2022,,,2023,,\n,North,Total,North,South,Total,North,South,Total\nFamily,31,31,32,44,76,3,4,7\n';
    const lines = await linesOf(text);
    expect(lines).toContain('8 headings are pairs of');
    expect(lines).toContain('unpivot: {headings: "* | *", into: [year, part], value: value}');
  });

  test('with a word before or behind them', async () => {
    expect(await linesOf('Donor,Year 2021,Year 2022\nA,31,32\nB,41,52\n')).toContain(
      'unpivot: {headings: "Year *", into: [year], value: value}',
    );
    expect(await linesOf('Donor,2021.,2022.\nA,31,32\nB,41,52\n')).toContain('headings: "*.", into: [year]');
    const grid = 'Kind,Year 2021,,Year 2022,\n,North,South,North,South\nFamily,31,30,32,44\n';
    const lines = await linesOf(grid);
    expect(lines).toContain('unpivot: {headings: "Year * | *", into: [year, part], value: value}');
    expect(lines).toContain('4 of 4 are years');
  });

  test('but not where words around them differ, or none has numbers', async () => {
    expect(await linesOf('Donor,Paid 2021,Paid 2022\nA,31,32\n')).not.toContain('unpivot');
    expect(await linesOf('Donor,Paid 2021,Paid 2022,Paid 2023\nA,31,32,33\n')).toContain('"Paid *"');
    expect(await linesOf('Donor,Planned 2021,Paid 2022\nA,31,32\n')).not.toContain('unpivot');
    expect(await linesOf('Donor,Said 2021,Said 2022,Paid\nA,much,more,3\nB,less,few,4\n')).not.toContain(
      'unpivot',
    );
  });
});

test('what says each period again in other words is no part of the key', async () => {
  const said = rides.replace(/^(\d{4}-\d\d)/gm, '$1,at $1').replace('month,', 'month,when,');
  const [{ columns = [] } = {}] = (await described({ 'a.csv': said })).tables;
  expect(columns.map(({ name, role }) => `${name} ${role}`).slice(0, 3)).toEqual([
    'month dimension',
    'when attribute',
    'line dimension',
  ]);
});

describe('columns of names in which digits stand', () => {
  const fieldsOf = async (csv: string) => {
    const { tables, questions } = await described({ 'a.csv': csv });
    const [{ columns = [], totals = new Map() } = {}] = tables;
    const roles = columns.map(({ name, role, type }) => `${name} ${type} ${role}`);
    return { roles, questions, totals: Object.fromEntries(totals) };
  };
  const lines = {
    roles: ['month month dimension', 'line string dimension', 'rides integer measure'],
    questions: 0,
    totals: { line: 'All' },
  };

  test('are dimensions where words stand before the digits or in their place', async () => {
    expect(await fieldsOf(rides)).toEqual(lines);
    expect(await fieldsOf(rides.replaceAll('Bus ', ''))).toEqual(lines);
    expect((await fieldsOf('line,rides\nBus 1,70\nBus 4,30\nTram,120\nAll,220\n')).roles[0]).toBe(
      'line string dimension',
    );
  });

  test('and where numbers are the same at each period, and tell the rows apart', async () => {
    const ages = 'year,age,n\n2023,0,90\n2023,1,80\n2024,0,70\n2024,1,75\n';
    expect((await fieldsOf(ages)).roles[1]).toBe('age string dimension');
    expect((await fieldsOf(ages.replace('2024,1', '2024,2'))).roles[1]).toBe('age integer measure');
    const seats = 'year,team,seat\n2023,A,1\n2023,B,2\n2024,A,2\n2024,B,1\n';
    expect((await fieldsOf(seats)).roles[2]).toBe('seat integer measure');
  });

  test('but not amounts with their currency, and few words in place of numbers', async () => {
    const paid = 'year,paid\n2022,EUR 5\n2023,EUR 5\n2024,none\n2025,unknown\n';
    expect((await fieldsOf(paid)).roles[1]).toBe('paid integer measure');
  });
});

test('the last year of data is that of the last period of any type', async () => {
  const lastYear = async (...periods: string[]) =>
    (await described({ 'a.csv': `when,n\n${periods.map((each) => `${each},10\n`).join('')}` })).lastYear;
  expect(await lastYear('2023-11', '2024-02')).toBe(2024);
  expect(await lastYear('2022-Q4', '2023-Q1', '2023-Q2')).toBe(2023);
  expect(await lastYear('2023/24', '2024/25')).toBe(2024);
  expect(await lastYear('2023-05-17', '2024-05-02')).toBe(2024);
});

test('a first report of months draws all of them as lines, and has a table of the last year', async () => {
  const { report } = await described({ 'a.csv': rides });
  expect(report?.template).toContain('{{line "a" split="line" line="Bus 1|Bus 4|Tram" measure="rides"');
  expect(report?.template).toContain(
    '{{table "a" rows="month" columns="line" measure="rides" from="2024-01"',
  );
  const alone = await described({ 'a.csv': rides.replace(/.*,(?:Bus|Tram).*\n/g, '') });
  expect(alone.report?.template).toContain('{{table "a" rows="month" measure="rides" from="2024-01"');
});

test('a first report shows ten of many categories, and no chart of names that none can have', async () => {
  const places = Array.from({ length: 60 }, (_, index) =>
    String.fromCharCode(65 + (index % 26), 97 + index / 3),
  );
  const many = places.map((place, index) => `2020,${place},${index}\n2021,${place},${index}\n`).join('');
  const { report } = await described({ 'a.csv': `year,place,n\n${many}` });
  expect(/table .* place="([^"]*)"/.exec(report?.template ?? '')?.[1]?.split('|')).toEqual(
    places.slice(0, 10),
  );
  const builders = await described({
    'a.csv': 'year,constructor,n\n2020,A,1\n2020,B,2\n2021,A,3\n2021,B,4\n',
  });
  expect(builders.report?.template).not.toContain('{{line');
  expect(builders.report?.template).toContain('{{table "a" rows="constructor"');
});

describe('other forms', () => {
  const codesOf = async (files: Files) => {
    const { text = '', questions, problems } = await described(files);
    return { text, questions, problems };
  };

  test('JSON, also where its list stands inside an object', async () => {
    const list = '[{"month": "2023-01", "visits": 50}, {"month": "2023-02", "visits": 70}]';
    const plain = await codesOf({ 'v.json': list });
    expect(plain).toMatchObject({ questions: 0, problems: [] });
    expect(plain.text).toContain('type: month');
    const inside = await codesOf({ 'v.json': `{"meta": {"a": 1}, "none": [], "rows": ${list}}` });
    expect(inside.problems).toEqual([]);
    expect(inside.text).toContain('dialect: {property: "rows"}');
    expect((await codesOf({ 'v.json': '{"a": 1}' })).problems).toMatchObject([{ code: 'data/json' }]);
  });

  test('SDMX-CSV: what says one thing needs no field, the status is one', async () => {
    const file = `STRUCTURE,STRUCTURE_ID,ACTION,FREQ: Frequency,REF_AREA: Area,TIME_PERIOD: Time,OBS_VALUE: Value,OBS_STATUS,DECIMALS
dataflow,X:POP(1.0): Population,I,A: Annual,AL: Albania,2023: 2023,110,A,0
dataflow,X:POP(1.0): Population,I,A: Annual,MK: North Macedonia,2023: 2023,120,P,0
dataflow,X:POP(1.0): Population,I,A: Annual,AL: Albania,2024: 2024,,M,0
`;
    const { text, questions, problems } = await codesOf({ 'pop.csv': file });
    expect({ questions, problems }).toEqual({ questions: 0, problems: [] });
    expect(text).toContain('format: sdmx-csv');
    expect(text).toContain('`FREQ` says `A`');
    expect(text).toContain('primaryKey: [REF_AREA, TIME_PERIOD]');
    expect(text).toContain('- {name: OBS_STATUS, role: status}');
    expect(text).toContain('missingValues: ["[z]"]');
    expect(text).toContain('# digits: 0');
  });

  test('Open SDG: blanks are totals, of rates too', async () => {
    const file = 'Year,Region,Value\n2022,,30.5\n2022,North,31\n2022,South,29\n2023,,\n2023,North,30\n';
    const { text, questions, problems } = await codesOf({ 'indicator_1-2-1.csv': file });
    expect({ questions, problems }).toEqual({ questions: 0, problems: [] });
    expect(text).toContain('format: open-sdg');
    expect(text).toContain('additive: false');
  });

  test('quarters, school years of either kind, and days that begin a year', async () => {
    const periods =
      'quarter,school,begun,n\nQ1 2023,2022/23,2020-01-01,10\nQ2 2023,2023/24,2021-01-01,11\nQ3 2023,2024/25,2022-01-01,12\n';
    const { text } = await codesOf({ 'p.csv': periods });
    expect(text).toContain('type: quarter');
    expect(text).toContain('# ASK: or are they financial years?');
    expect(text).toContain('3 of 3 are the first days of years');
  });

  test.each([
    ['Month', 'January February March April May', true],
    // A school year begins in September.
    ['mesec', 'oktobar novembar decembar januar', true],
    ['month', 'Jan. Feb. Mar.', true],
    ['дан', 'понедељак уторак среда', true],
    ['day', 'Mon Tue Wed', true],
    ['Month', 'April August December February', false],
    ['Month', 'January February', false],
    ['person', 'April May Ann', false],
  ])('says that months and days of the week stand in their order: %s of %s', async (name, words, is) => {
    const rows = ['Total', ...words.split(' ')].map((word, index, { length }) =>
      index === 0 ? `${word},${(length * (length - 1)) / 2}` : `${word},${index}`,
    );
    const { text, problems } = await described({ 'a.csv': `${name},n\n${rows.join('\n')}\n` });
    expect(problems).toEqual([]);
    expect(text?.includes('categoriesOrdered: true')).toBe(is);
  });

  test('asks whether categories are parts of the one above them', async () => {
    const areas = [
      ['North', 40, 41],
      ['Alba', 30, 30],
      ['Berat', 10, 11],
      ['South', 60, 70],
      ['Vlora', 25, 33],
      ['Tuz', 35, 37],
    ] as const;
    const rows = areas.flatMap(([area, one, two]) => [`${area},2022,${one}`, `${area},2023,${two}`]);
    const questions = await asked({ 'a.csv': `area,year,births\n${rows.join('\n')}\n` });
    expect(questions).toContainEqual(
      expect.stringMatching(/^# ASK: `North` is the sum of the 2 below it in each of 2 groups/),
    );
    const { text } = await codesOf({ 'a.csv': `area,year,births\n${rows.join('\n')}\n` });
    expect(text).toContain('#   - {value: Vlora, parent: South}');
    const answered = uncommented(text)
      .replace('# levels:', 'levels:')
      .replace(/^ *(?:title|sources|unit): .*\n/gm, '');
    expect(answered).toContain('levels: [region, district]');
    const { problems } = await preparedPackage(answered, {
      'a.csv': `area,year,births\n${rows.join('\n')}\n`,
    });
    expect(problems).toEqual([]);
  });
});

async function preparedPackage(text: string, files: Files) {
  const inData = Object.fromEntries(Object.entries(files).map(([name, file]) => [`data/${name}`, file]));
  return { problems: await packageProblems({ 'data/datapackage.yaml': text, ...inData }) };
}

test('flags beside numbers and periods in two columns are proposed', async () => {
  const { text = '' } = await described({
    'rates.csv': 'geo,2019,,2020,\nAL,12.5,,13.1,p\nXK,8.1,,9.0,be\nRS,3.5,,4.0,\n',
    'deaths.csv': 'Viti,Muaji,deaths\n2019,11,30\n2019,12,41\n2020,1,53\n',
    'births.csv': 'year,quarter,births\n2019,1,30\n2019,5,41\n',
  });
  expect(text).toContain(`# columns without a heading hold the signs beside numbers
    table: {unheaded: flags}`);
  expect(text).toContain('# flags:\n    #   value: {"p": p, "be": "?"}');
  expect(text).toContain('combine: {Muaji: [Viti, Muaji]}');
  expect(text).toContain(`# \`Viti\` and \`Muaji\` together are months
        # 3 of 3 are months
        - name: Muaji
          type: month`);
  // A fifth quarter is none.
  expect(text).not.toContain('combine: {quarter');
});

test('what an indicator of Open SDG says of itself is taken over, with the file that says it', async () => {
  const csv = 'Year,Sex,Value\n2020,,31.2\n2020,Female,30.1\n2021,,32.5\n2021,Female,31.0\n';
  const meta = `---
indicator_name: global_indicators.1-2-1-title
graph_title: Poverty
computation_units: Percentage (%)
data_footnote: <p>Before <b>housing</b> costs.</p>
source_active_1: true
source_organisation_1: Office of Statistics
source_url_1: https://example.org/poverty
source_active_2: false
source_organisation_2: Nobody
---
# More
`;
  const {
    text = '',
    problems,
    report,
  } = await described({ 'indicator_1-2-1.csv': csv, 'meta/1-2-1.md': meta }, ['indicator_1-2-1.csv']);
  expect(problems).toEqual([]);
  expect(report?.title).toBe('Poverty');
  // A figure in a title would stop the first build.
  expect((await described({ 'indicator_1-2-1.csv': csv })).report?.title).toBe('Indicator');
  expect((await described({ '2020.csv': csv })).report?.title).toBe('Figures');
  expect(text).toContain(`    # as meta/1-2-1.md says
    title: Poverty
    sources:
      - {title: Office of Statistics, path: "https://example.org/poverty"}
    # Optional: what meta/1-2-1.md says of the figures
    # description: "Before housing costs."
    # Optional: the unit that meta/1-2-1.md names, at the field of the numbers
    # unit: "%"`);
});

test('a number that looks like a year does not tell rows apart where others are blank', async () => {
  const { text = '' } = await described({ 'a.csv': 'place,votes,few\nA,5000,\nB,6100,\nC,11100,2021\n' });
  expect(text).toContain('primaryKey: [place]');
  expect(text).toContain('- name: few\n          type: integer\n          role: measure');
});

test('what SDMX multiplies by is told, and its decimals are proposed', async () => {
  const { text = '' } = await described({
    'a.csv': `DATAFLOW,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MULT,DECIMALS
A:B(1.0),AL,2020,12.5,3,1
A:B(1.0),AL,2021,13.5,3,1
`,
  });
  expect(text).toContain(
    '# `UNIT_MULT` says `3`: every number is multiplied by 10 to the power of 3. The unit is stated without it',
  );
  expect(text).toContain('# digits: 1');
});

describe('what was guessed wrong', () => {
  const encoded = (text: string, map: Readonly<Record<string, number>>): Uint8Array =>
    Uint8Array.from([...text].map((letter) => map[letter] ?? letter.charCodeAt(0)));

  test.each(
    firstOf(
      [
        [
          'windows-1250',
          'leto,mediana čakanja,število\n2023,Črnice,17\n2024,Łomnica Š,18\n',
          { č: 0xe8, Č: 0xc8, š: 0x9a, Š: 0x8a, Ł: 0xa3 },
        ],
        [
          'windows-1250',
          'godina,grad,broj\n2023,Đakovo,17\n2024,Kovačić,18\n',
          { Đ: 0xd0, č: 0xe8, ć: 0xe6 },
        ],
        ['windows-1252', 'année,élève,nombre\n2023,mère,17\n2024,être,18\n', { é: 0xe9, è: 0xe8, ê: 0xea }],
        [
          'windows-1252',
          'viti,qyteti,numri\n2023,Përmet,17\n2024,Çorovodë,18\n',
          { ë: 0xeb, ç: 0xe7, Ç: 0xc7 },
        ],
        [
          'windows-1251',
          'godina,grad,broj\n2023,Ниш,17\n2024,Београд,18\n',
          Object.fromEntries(
            [...'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя'].map((letter, index) => [
              letter,
              0xc0 + index,
            ]),
          ),
        ],
      ],
      3,
    ),
  )('the encoding %s is the one whose letters are likeliest', async (encoding, text, map) => {
    const [question, answer = ''] = (await asked({ 'a.csv': encoded(text, map) })).slice(0, 2);
    expect(question).toContain('whose letters are likeliest');
    expect(answer).toContain(`encoding: ${encoding} `);
  });

  test('a flag that is a letter of a mark is proposed as that mark, and no other', async () => {
    const { text = '' } = await described({
      'a.csv': 'year,visits\n2021,17 p\n2022,18 (R)\n2023,19\n2024,20 *\n',
    });
    expect(text).toContain('#   visits: {"p": p, "(R)": r, "*": "?"}');
    expect(text).toContain(
      'hint: if `p` says how far to trust the number, declare it under `flags` of the resource: `flags: {visits: {"p": p}}`',
    );
  });

  test('a column of remarks is a note, and no key; one of marks is a status', async () => {
    const remarks =
      'year,service,n,comment on it\n2023,a,17,\n2023,b,18,"Closed in May, for repairs"\n2024,a,19,\n2024,b,20,\n';
    const noted = (await described({ 'a.csv': remarks })).text ?? '';
    expect(noted).toContain('primaryKey: [year, service]');
    expect(noted).toContain('# 3 of 4 are blank, and no two rows are alike without it: a remark');
    expect(noted).toContain('role: note');
    const marked = 'year,n,flag\n2022,17,\n2023,18,p\n2024,19,e\n';
    const { text, data, questions } = await described({ 'a.csv': marked });
    expect(text).toContain('marks by their own letters');
    expect(text).toContain('# ASK: do these letters say how far to trust the numbers of their rows?');
    expect(data.a?.rows.map(({ marks }) => marks?.n ?? [])).toEqual([[], ['p'], ['e']]);
    expect(questions).toBe(1);
    // A blank that tells rows apart is a category.
    const total = 'year,sex,n\n2023,,35\n2023,f,17\n2023,m,18\n';
    expect((await described({ 'a.csv': total })).text).toContain('primaryKey: [year, sex]');
  });

  test('the first days of months are asked about, since a state has a day', async () => {
    const days = 'month,n\n2024-01-01,17\n2024-02-01,18\n2024-03-01,19\n';
    expect(await asked({ 'a.csv': days })).toEqual([
      expect.stringContaining('or are they the days themselves'),
      '# - {name: month, type: date, role: dimension}',
    ]);
  });

  test('a code of several columns is asked about once', async () => {
    const files = { 'a.csv': 'year,a,b,c\n2023,17,-,19\n2024,-,18,-\n2025,20,21,22\n' };
    const { text = '', problems } = await described(files);
    expect(text.match(/what does `-` mean/g)).toHaveLength(1);
    expect(text).toContain('(in `a`, `b`, `c`)');
    expect(problems.map(({ hint }) => hint).join(' ')).not.toContain('described');
    const answered = uncommented(text);
    const { value } = await new MemoryProject({
      id: 'r',
      edition: 2025,
      files: {
        'data/datapackage.yaml': answered.replace(/^ *(?:title|sources|unit): .*\n/gm, ''),
        'data/a.csv': files['a.csv'],
      },
    }).prepared();
    expect(value.a?.rows).toHaveLength(3);
  });

  test('a title above the table and a source below it are offered', async () => {
    const { text = '', report } = await described({
      'tab.csv': 'Table 3. Visits by reader,\nyear,n\n2023,17\n2024,18\nSource: Library of the town.,\n',
    });
    expect(text).toContain(
      '# title: Table 3. Visits by reader\n    # sources: [{title: Library of the town}]',
    );
    expect(report?.title).toBe('Visits by reader');
  });

  test.each([
    [
      'a source above',
      'Population\nSource: Office of statistics; made up\n\nYear;People\n2023;4100\n2024;4200\n',
      'skip: 3',
    ],
    [
      'a source right above',
      'Source: Office of statistics; made up\nYear;Men;Women\n2023;4100;1\n2024;4200;2\n',
      'skip: 1',
    ],
    ['a title', 'Population; made up\n\nYear;People\n2023;4100\n2024;4200\n', 'skip: 2'],
  ])('%s is none of the table where the separator cuts it', async (_, csv, place) => {
    const { text, data } = await described({ 'a.csv': csv });
    expect(text).toContain(`table: {${place}}`);
    expect(data.a?.rows.map(({ keys }) => keys.Year)).toEqual(['2023', '2024']);
    if (csv.includes('Source')) expect(text).toContain('sources: [{title: "Office of statistics; made up"}]');
  });

  test('beside sheets of numbers, one that says how to read them is no dataset', async () => {
    const readMe = {
      name: 'Read me',
      rows: [
        ['Ministry of Health', 'Department'],
        ['Tables of 2024', 'Final'],
      ],
    };
    const counts = {
      name: 'Counts',
      rows: [
        ['year', 'visits'],
        ['2023', 17],
        ['2024', 18],
      ],
    };
    const { text, tables } = await described({ 'a.xlsx': xlsx([readMe, counts]) });
    expect(text).toContain('# the sheet `Read me` of `a.xlsx` has no numbers: no dataset is made of it');
    expect(tables.filter(({ columns }) => columns.length > 0).map(({ name }) => name)).toEqual(['counts']);
    // Alone it is all that there is.
    expect((await described({ 'a.xlsx': xlsx([readMe]) })).text).toContain('- name: a\n');
  });

  test('a measure that is called a state at a date may be declared as one', async () => {
    const { text } = await described({ 'a.csv': 'year,cases,pending_cases\n2023,17,18\n2024,19,20\n' });
    expect(text?.match(/# stock: true/g)).toHaveLength(1);
  });

  test('uncommented answers are YAML, whatever was asked', async () => {
    const files = {
      'deaths.csv': pivot,
      'marks.csv': 'year,n\n2023,1.234\n2024,2.345\n',
      'codes.csv': 'year,a,b,c\n2023,17 x,[x],19\n2024,-,18 *,-\n2025,20,..,22\n',
      'years.csv': 'place,born,n\nA,1900,\nB,1950,17\n',
      'blanks.csv': 'group,sex,n\nA,f,17\n,m,18\nB,f,19\n,m,20\n',
      'latin.csv': encoded('place,n\nÈ,17\n', { È: 0xc8 }),
    };
    for (const [name, content] of Object.entries(files)) {
      const { text = '' } = await described({ [name]: content });
      const { errors } = parseDocument(uncommented(text));
      expect(errors.map(({ message }) => message)).toEqual([]);
      expect(uncommented(text)).not.toBe(text);
    }
  });

  test('a question that is open stops a build, and a draft shows it as a warning', async () => {
    const csv = 'year,visits\n2022,3\n2023,17\n';
    const { text = '', questions } = await described({ 'a.csv': csv });
    expect(questions).toBe(1);
    expect(text).toContain('# A build stops until 1 question is answered, at');
    expect(text).toContain('# Nothing else in the data stops a build.\n');
    const problemsOf = (given: string) =>
      packageProblems({ 'data/datapackage.yaml': given, 'data/a.csv': csv });
    expect(await problemsOf(text)).toEqual([
      'data/datapackage.yaml:12:5 error data/unanswered: 1 question (`ASK`) is open in the data package\n' +
        '  hint: answer each and remove its comment; until then `build --draft` prints drafts',
    ]);
    expect(await problemsOf(text.replace(/ *# ASK.*\n/, ''))).toEqual([]);
  });
});

test('takes what is asked of numbers for not available in a draft, and publishes none of them otherwise', async () => {
  const files = { 'a.csv': 'year,n\n2023,..\n2024,20\n2025,21\n' };
  const { data } = await described(files);
  expect(Object.keys(data)).toEqual([]);
  const found = await describeFiles(['a.csv'], memoryHost(files), { read: readHere, isForDraft: true });
  expect(found.problems).toEqual([]);
  expect(found.text).toMatch(/# ASK: .*\n +missingValues:\n/);
  expect(found.data.a?.rows.map(({ measures }) => measures.n?.kind)).toEqual([
    'missing',
    'integer',
    'integer',
  ]);
});

describe('marks that stand before three digits', () => {
  const table = (...rows: readonly string[]) => ['place;2023;2024', ...rows, ''].join('\n');
  const all = table('x;1,842;1,900', 'y;2,158;2,100', 'Total;4,000;4,000');
  const read = async (files: Files, given: { marks?: readonly KnownMarks[]; isForDraft?: boolean } = {}) =>
    await describeFiles(Object.keys(files), memoryHost(files), { read: readHere, ...given });

  test('are asked about, thousands first, and totals are those of thousands', async () => {
    const { text, problems } = await read({ 'a.csv': all }, { isForDraft: true });
    expect(text).toMatch(/# ASK: every mark.*\n +# - \{name: value, type: integer, .* # `1,842` is 1842\n/);
    expect(text).toContain('total: Total');
    expect(problems).toEqual([]);
  });

  test.each([
    ['totals that add up only so', table('x;942;1,900', 'y;2,158;950', 'Total;3,100;2,850'), ': only so'],
    ['the language of a Word file', all, ', as in the language of the Word file'],
  ])('separate thousands by %s', async (_, csv, why) => {
    const marks = why.startsWith(':') ? [] : [thousandsBy(',', why)];
    const { text, questions, problems, data } = await read({ 'a.csv': csv }, { marks });
    expect(text).toContain(`# \`,\` separates thousands${why}`);
    expect(text).toContain('groupChar: ","');
    expect({ questions, problems }).toEqual({ questions: 1, problems: [] });
    expect(data.a?.rows.length).toBe(6);
  });

  test('stay a question where the language has them before decimals, or totals add up by these', async () => {
    const marks = [thousandsBy('.', '')];
    expect((await read({ 'a.csv': all }, { marks })).text).toContain('every mark');
    const decimals = table('x;12,500;1', 'y;3;2,250', 'Total;15,500;3,250');
    expect((await read({ 'a.csv': decimals })).text).toContain('every mark');
  });

  test('separate thousands on the other sheets of a workbook, too', async () => {
    const of = (csv: string) =>
      csv
        .trim()
        .split('\n')
        .map((row) => row.split(';'));
    const mixed = table('x;942;1,900', 'y;2,158;950', 'Total;3,100;2,850');
    const sheets = [all, mixed].map((csv, index) => ({ name: `S${index}`, rows: of(csv) }));
    const { text } = await read({ 'a.xlsx': xlsx(sheets) });
    expect(text).not.toContain('every mark');
    expect(text).toContain('# `,` separates thousands, as elsewhere in the file');
  });
});

test('a draft is built of what can be read: groups, names and units are taken as they stand, and a table that stops it is left out', async () => {
  const files = {
    'a.csv':
      'body,2023,2024\nCourts,,\nHigh ,12,"9,5 km"\nSubtotal,12,30\nPolice,,\nCity,7,8\nSubtotal,7,8\n,,\n,19,38\n',
    'b.csv': 'year,n\n2023,5\n2023,6\n2024,8\n',
  };
  const found = await describeFiles(Object.keys(files), memoryHost(files), {
    read: readHere,
    isForDraft: true,
  });
  expect(found.problems).toEqual([]);
  expect(Object.keys(found.data)).toEqual(['a']);
  expect(found.text).toMatch(
    /# ASK: a build stops at the table below.*\n +# +b.csv:3:1 error data\/duplicate-key/,
  );
  const rows = found.data.a?.rows.map(({ keys, measures: { value } }) => [
    keys.group,
    keys.body,
    value?.kind === 'missing' ? value.symbol : value?.kind,
  ]);
  expect(rows).toContainEqual(['Courts', 'High', '[x]']);
  expect(rows).toContainEqual(['Police', 'Subtotal', 'decimal']);
  expect(rows).toContainEqual(['(no name)', '(no name)', 'decimal']);
});

test('what totals tell of a text in place of a number is offered', async () => {
  const about = async (last: string): Promise<string> =>
    (
      await asked({
        'donations.csv': `Kind,2022,2023\nCompanies,10,12\nLegacies,30,-\nOthers,5,8\n${last}\n`,
      })
    )
      .filter((line) => !line.includes('count'))
      .join('\n');
  expect(await about('Total,45,20')).toMatch(/right with 0 in the place of `-`/);
  expect(await about('Total,45,27')).not.toMatch(/right with 0|Only totals/);
  const states = 'Year,Fires,Population\n2022,10,500\n2023,12,510\n2024,15,520\nTotal,37,–\n';
  const { text } = await described({ 'fires.csv': states });
  expect(text).toMatch(/Only totals have `–`/);
  expect(text).toContain('{value: "–", label: not applicable, symbol: "[z]"}');
});
