import { expect, test } from 'vitest';
import { lockPath } from '../../../src/extensions/protect/lock.js';
import type { PublishedDataset } from '../../../src/model/dataset/dataset.js';
import { isNumeric } from '../../../src/model/dataset/value.js';
import { MemoryProject } from '../../support/memory-project.js';
import { chosen, here, locked, type ProjectFiles, published } from './protected-project.js';

/** Persons by year and sex, with totals: 3 men in 2014 are few. */
const rows = `year,sex,persons
2013,female,40
2013,male,12
2013,total,52
2014,female,38
2014,male,3
2014,total,41
total,female,78
total,male,15
total,total,93
`;

const resource = (policy: string): string => `  - name: persons
    path: persons.csv
    title: Persons
    about: persons
    ${policy}
    schema:
      primaryKey: [year, sex]
      fields:
        - {name: year, type: year, total: total}
        - {name: sex, categories: [female, male, total], total: total}
        - {name: persons, type: integer, unit: persons}
`;

const files = (policy = 'protect: {threshold: 5}', more = ''): ProjectFiles => ({
  'data/datapackage.yaml': `resources:\n${resource(policy)}${more}`,
  'data/persons.csv': rows,
});

/** The cells of a dataset as they may be printed: `2014 male: [c]`. */
function cells(dataset: PublishedDataset | undefined, measure = 'persons'): string[] {
  return (dataset?.rows ?? []).map(({ keys, measures }) => {
    const value = measures[measure];
    const text =
      value === undefined
        ? ''
        : isNumeric(value)
          ? String(value.kind === 'integer' ? value.value : '')
          : value.symbol;
    return `${Object.values(keys).join(' ')}: ${text}`;
  });
}

const hiddenIn = (dataset: PublishedDataset | undefined): string[] =>
  cells(dataset).filter((cell) => cell.endsWith('[c]'));

test('counts of few persons without a policy stop the build, until somebody answers for them', async () => {
  const { problems } = await published(files('title: Persons'.replace('title', 'description')));
  expect(problems).toEqual([
    'data/persons.csv:6:11 error protect/small: `persons` prints a count of 1 to 4 persons, who could be recognised\n  hint: write `protect: {threshold: 5}` under `about: persons`, and run `tallybook protect`; or write under `accepts` who decided to print them, and why',
  ]);
  const accepted = files(
    'accepts: [{code: protect/small, reason: The police print the same counts., by: Office, date: 2015-01-02}]',
  );
  expect((await published(accepted)).problems).toEqual([]);
});

test('before anything was chosen no count passes, and the message quotes none', async () => {
  const { data, problems } = await published(files());
  expect(problems).toEqual([
    'data/datapackage.yaml:6:14 error protect/lock: What to hide of `persons` was not chosen yet\n  hint: run `tallybook protect`, look at what it would hide, and commit `protection.lock.yaml`\n  see: data/persons.csv:6:1, `persons`, year `2014`, sex `male`',
  ]);
  expect(hiddenIn(data.persons)).toHaveLength(9);
});

test('what is chosen hides a small count and what would tell it, and is told without values', async () => {
  const own = await locked(files());
  expect(own[lockPath]).not.toMatch(/\b(?:3|12|15|38|40|41|52|78|93)\b/);
  const { data, problems } = await published(own);
  expect(problems).toEqual([]);
  expect(cells(data.persons)).toContain('2014 male: [c]');
  expect(hiddenIn(data.persons)).toHaveLength(4);
  expect(JSON.stringify(data.persons?.rows, (_, value: unknown) => String(value))).not.toContain('"3"');
});

test('a choice that the data have outgrown is refused, and no count passes', async () => {
  const own = await locked(files());
  const smaller = {
    ...own,
    'data/persons.csv': rows
      .replace('2013,female,40', '2013,female,4')
      .replace('2013,total,52', '2013,total,16')
      .replace('total,female,78', 'total,female,42')
      .replace('total,total,93', 'total,total,57'),
  };
  const { data, problems } = await published(smaller);
  expect(problems.join()).not.toMatch(/\b(?:4|16|42|57)\b persons/);
  expect(hiddenIn(data.persons)).toHaveLength(9);
});

test('a lock from which cells were taken out hides too little: the audit finds it', async () => {
  const own = await locked(files());
  const lines = (own[lockPath] ?? '').split('\n');
  // The second of the hidden cells, with its two categories.
  const places = lines.flatMap((line, index) => (/^ +- year:/.test(line) ? [index] : []));
  const secondary = places.find(
    (at) => !/2014/.test(lines[at] ?? '') || !/male$/.test((lines[at + 1] ?? '').replace('female', '')),
  );
  const text = lines.filter((_, index) => index !== secondary && index !== (secondary ?? 0) + 1).join('\n');
  const { data, problems } = await published({ ...own, [lockPath]: text });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(
    'error protect/disclosed: Readers can work out a hidden count of `persons` from the numbers that are printed',
  );
  expect(hiddenIn(data.persons)).toHaveLength(9);
});

test('a lock that cannot be read is an error with its place, and no count passes', async () => {
  for (const text of ['protection: 2\ndatasets: {}\n', 'datasets: [', 'protection: 1\n', '']) {
    const { data, problems } = await published({
      ...files(),
      [lockPath]: text,
    });
    expect(problems.join('\n')).toMatch(/protection\.lock\.yaml:\d+:\d+ error protect\/lock: /);
    expect(problems.join('\n')).not.toContain('Invalid input');
    expect(hiddenIn(data.persons)).toHaveLength(9);
  }
});

test('an audit that finds no answer in time publishes nothing', async () => {
  const own = await locked(files());
  const { data, problems } = await published(own, {
    ...here,
    askProtection: async () => ({ kind: 'time' }),
  });
  expect(problems.join('\n')).toContain('error protect/time: For `persons` the audit of 9 counts');
  expect(hiddenIn(data.persons)).toHaveLength(9);
});

test('cells that must stay can make protection impossible, which is said', async () => {
  const { chosen: found } = await chosen(files('protect: {threshold: 5, never: [female, total]}'));
  expect(found?.choice).toMatchObject({ kind: 'impossible' });
});

test('a table that states the same counts hides them too', async () => {
  const more = `  - name: men
    path: men.csv
    title: Men
    about: persons
    protect: {threshold: 5}
    equals: [{to: {resource: persons, where: {sex: male}}}]
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: persons, type: integer, unit: persons}
`;
  const both = {
    ...files('protect: {threshold: 5}', more),
    'data/men.csv': 'year,persons\n2013,12\n2014,3\n',
  };
  const { data, problems } = await published(await locked(both));
  expect(problems).toEqual([]);
  const own = new Set(hiddenIn(data.persons));
  expect(hiddenIn(data.men)).toEqual(
    ['2013', '2014'].flatMap((year) => (own.has(`${year} male: [c]`) ? [`${year}: [c]`] : [])),
  );
  expect(hiddenIn(data.men)).toContain('2014: [c]');
});

test('a rate is printed only where its numerator and its base are', async () => {
  const rate = 'protect: {threshold: 5}\n    counts: {unit: persons}';
  const own = await locked({
    'data/datapackage.yaml': `resources:\n${resource(rate)}        - {name: inhabitants, type: integer, unit: inhabitants, additive: false}\n        - {name: rate, type: number, additive: false, rate: {numerator: persons, denominator: inhabitants, per: 1000}}\n`,
    'data/persons.csv': rows
      .split('\n')
      .map((line, index) => {
        const count = line.split(',')[2];
        return index === 0
          ? `${line},inhabitants,rate`
          : count === undefined
            ? line
            : `${line},1000,${count}.0`;
      })
      .join('\n'),
  });
  const { data, problems } = await published(own);
  expect(problems).toEqual([]);
  const symbols = cells(data.persons).map((cell) => cell.endsWith('[c]'));
  const rates = (data.persons?.rows ?? []).map(({ measures }) => measures.rate?.kind === 'suppressed');
  expect(rates).toEqual(symbols);
});

test('rounding hides no cell, and totals add up', async () => {
  const { data, problems } = await published(files('protect: {threshold: 5, round: 5}'));
  expect(problems).toEqual([]);
  const counts = Object.fromEntries(
    cells(data.persons).map((cell) => {
      const [name = '', count] = cell.split(': ');
      return [name, Number(count)];
    }),
  );
  for (const count of Object.values(counts)) expect(count % 5).toBe(0);
  for (const year of ['2013', '2014', 'total'])
    expect(counts[`${year} total`]).toBe((counts[`${year} female`] ?? 0) + (counts[`${year} male`] ?? 0));
});

test('rounding that tells a small count too closely is refused, with what would do, and nothing of it passes', async () => {
  const { data, problems } = await published({
    'data/datapackage.yaml': `resources:
  - name: persons
    path: persons.csv
    sources: [{title: Office}]
    about: persons
    protect: {threshold: 5, round: 5}
    schema:
      primaryKey: [town]
      fields:
        - {name: town, categories: [north, east]}
        - {name: persons, type: integer, unit: persons}
`,
    'data/persons.csv': 'town,persons\nnorth,24\neast,2\n',
  });
  expect(problems).toEqual([
    expect.stringMatching(
      /error protect\/rounded: The rounded numbers of `persons`.* reveal too much about one small count\n {2}hint: round to 9 or more/,
    ),
  ]);
  expect(cells(data.persons)).toEqual(['north: [c]', 'east: [c]']);
});

test('counts that no rounding fits are refused', async () => {
  const { problems } = await published(files('protect: {threshold: 5, round: 5}'), {
    ...here,
    askProtection: async () => ({ kind: 'impossible', cells: [] }),
  });
  expect(problems.join('\n')).toContain(
    'error protect/impossible: No multiples of 5 close to the counts of `persons` add up',
  );
});

test('no query reads counts that are protected', async () => {
  const query = `  - name: asked
    query: asked.sql
    title: Asked
    about: persons
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: persons, type: integer, unit: persons}
`;
  const own = await locked(files());
  const { problems } = await published({
    ...own,
    'data/datapackage.yaml': files('protect: {threshold: 5}', query)['data/datapackage.yaml'] ?? '',
    'data/asked.sql': "select year, persons from persons where sex = 'male' and year <> 'total'\n",
  });
  expect(problems.join('\n')).toContain(
    'error protect/query: The query `asked` reads `persons`, whose counts are protected',
  );
});

test('what an edition has hidden stays hidden in the next, and what it has printed cannot be hidden', async () => {
  const first = await locked(files(), 2014);
  const grown = {
    ...first,
    'data/persons.csv': rows
      .replace('2014,male,3', '2014,male,9')
      .replace('2014,total,41', '2014,total,47')
      .replace('total,male,15', 'total,male,21')
      .replace('total,total,93', 'total,total,99'),
  };
  const { chosen: found } = await chosen(grown, 2015);
  if (found?.choice.kind !== 'chosen') throw new Error('nothing was chosen');
  expect(found.choice.cells).toHaveLength(4);
  expect(found.choice.cells.every(({ why }) => why === 'hidden-before')).toBe(true);
  expect(found.lock?.text).toContain('before:');
});

test('a dimension that is new since the edition before may bear a name that every record inherits', async () => {
  const first = await locked(files(), 2014);
  const next = {
    ...first,
    'data/datapackage.yaml': (first['data/datapackage.yaml'] ?? '')
      .replace('[year, sex]', '[year, sex, constructor]')
      .replace(
        '- {name: persons, type',
        '- {name: constructor, role: dimension}\n        - {name: persons, type',
      ),
    'data/persons.csv': rows.replace(/,(\w+)$/gm, ',one,$1').replace(',one,persons', ',constructor,persons'),
  };
  expect((await chosen(next, 2015)).problems).toEqual([]);
});

test('a category that bears such a name costs what others do', async () => {
  const own = files('protect: {threshold: 5, weight: {sex: {other: 9}}}');
  const { chosen: found } = await chosen({
    'data/datapackage.yaml': (own['data/datapackage.yaml'] ?? '').replace(
      '[female, male, total]',
      '[other, female, constructor, total]',
    ),
    'data/persons.csv':
      'year,sex,persons\n2014,other,40\n2014,female,3\n2014,constructor,38\n2014,total,81\n',
  });
  if (found?.choice.kind !== 'chosen') throw new Error('nothing was chosen');
  expect(found.choice.cells.map(({ row }) => row.keys.sex)).toEqual(['female', 'constructor']);
});

test('totals that count another year are hidden where the totals of the edition before would tell that year', async () => {
  const next = rows
    .replace('total,female,78', '2015,female,30\n2015,male,3\n2015,total,33\ntotal,female,108')
    .replace('total,male,15', 'total,male,18')
    .replace('total,total,93', 'total,total,126');
  const first = await locked(files(), 2014);
  const { chosen: found, problems } = await chosen({ ...first, 'data/persons.csv': next }, 2015);
  expect(problems).toEqual([]);
  if (found?.choice.kind !== 'chosen') throw new Error('nothing was chosen');
  const hidden = found.choice.cells.map(({ row: { keys } }) => `${keys.year} ${keys.sex}`);
  // 18 less the 15 that were printed are the 3 men of 2015.
  expect(hidden).toEqual(expect.arrayContaining(['2015 male', '2015 female', 'total male', 'total female']));

  // Men of 2013 were hidden: without that year nobody knows what the 15 less them were.
  const moved = next
    .replace(/^2013,.*\n/gm, '')
    .replace('total,female,108', 'total,female,68')
    .replace('total,male,18', 'total,male,6')
    .replace('total,total,126', 'total,total,74');
  expect((await chosen({ ...first, 'data/persons.csv': moved }, 2015)).problems).toEqual([]);
});

test('a claim of the data package about a hidden count cannot be tested, and is not said to be false', async () => {
  const claim = 'Men in 2014';
  const policy = `protect: {threshold: 5}
    description: ${claim} were few.
    claims: [{words: ${claim}, kind: count-rows, year: 2014, sex: male, has: persons, times: 1}]`;
  const project = new MemoryProject({ id: 'protected', edition: 2015, files: await locked(files(policy)) });
  const { problems } = await project.compose(`# A

{{claim "none" "persons" year=2014 sex="male" text="There was no man."}}

{{claim "recorded" "persons" sex="male" from=2013 to=2014 times=2 text="There were men in both years."}}
`);
  const cannot = 'where a number is hidden ([c])\n  hint: claim what the printed numbers show';
  expect(problems).toEqual([
    `templates/protected.md:3:1 error claim/untestable: The claim \`none\` cannot be tested on \`persons\` (year \`2014\`, sex \`male\`), ${cannot}\n  see: data/persons.csv:6:1, Persons is [c]`,
    `templates/protected.md:5:1 error claim/untestable: The claim \`recorded\` cannot be tested on \`persons\` (sex \`male\`, 2013-2014), ${cannot}\n  see: data/persons.csv:3:1, 2013 is [c]\n  see: data/persons.csv:6:1, 2014 is [c]`,
    `data/datapackage.yaml:8:14 error claim/untestable: The claim \`count-rows\` cannot be tested on \`persons\` (year \`2014\`, sex \`male\`, has \`persons\`), ${cannot}\n  see: data/persons.csv:6:1, 2014, male has [c] in \`persons\``,
  ]);
});
