import { describe, expect, test } from 'vitest';
import { problems as dataProblems } from '../../data/problems.js';
import { MemoryProject } from '../../support/memory-project.js';

const packageOf = (calculate: string) => `
name: health
resources:
  - name: waiting
    path: waiting.csv
    title: Patients waiting
    schema:
      primaryKey: [year, region]
      missingValues: [{value: "[z]", label: none recorded, adds: 0}]
      fields:
        - {name: year, type: year}
        - {name: region, type: string, categories: [{value: hills, label: Hills}, {value: coast, label: Coast}, {value: all, label: All}], total: all}
        - {name: waiting, type: integer, unit: patients}
        - {name: urgent, type: integer, unit: patients}
  - name: population
    path: population.csv
    title: Population
    schema:
      primaryKey: [year, region, sex]
      fields:
        - {name: year, type: year}
        - {name: region, type: string, total: total}
        - {name: sex, type: string, total: total}
        - {name: persons, type: integer, unit: inhabitants}
calculate:${calculate}
`;
const data = {
  'data/waiting.csv': `year,region,waiting,urgent
2022,hills,30,3
2022,coast,60,6
2022,all,90,9
2023,hills,40,4
2023,coast,50,[z]
2023,all,90,4
2024,hills,47,5
2024,coast,64,8
2024,all,111,13
`,
  'data/population.csv': `year,region,sex,persons
${[2022, 2023, 2024]
  .flatMap((year) => [
    ...[`${year},hills,f,10000`, `${year},hills,m,9000`, `${year},hills,total,19000`],
    ...[`${year},coast,f,20000`, `${year},coast,m,21000`, `${year},coast,total,41000`],
    ...[`${year},total,f,30000`, `${year},total,m,30000`, `${year},total,total,60000`],
  ])
  .join('\n')}
`,
};
const all = `
  - name: waiting-calculated
    title: Patients waiting, calculated
    from: waiting
    measures:
      - {name: rate, operation: rate, measure: waiting, of: population.persons, per: 10000, unit: "per 10,000 inhabitants"}
      - {name: share, operation: share, measure: urgent, of: waiting}
      - {name: each, operation: rate, measure: urgent, of: waiting, per: 1, unit: urgent cases per patient, digits: 2}
      - {name: both, operation: sum, measure: waiting|urgent}
      - {name: rest, operation: difference, measure: waiting, of: urgent}
      - {name: index, operation: index, measure: waiting, base: 2022}
      - {name: mean, operation: average, measure: waiting, over: 2}
      - {name: change, operation: change, measure: waiting}
      - {name: growth, operation: percent-change, measure: waiting, on: year-before}`;
const filesOf = (calculate: string, more: Readonly<Record<string, string>> = {}) => ({
  ...data,
  'data/datapackage.yaml': packageOf(calculate),
  ...more,
});
const projectOf = (files: ReturnType<typeof filesOf>) =>
  new MemoryProject({ id: 'health', edition: 2024, files });
const project = projectOf(filesOf(all));

async function printed(template: string, of = project): Promise<string[]> {
  const { texts, problems } = await of.compose(`# A\n\n${template}`);
  expect(problems).toEqual([]);
  return texts;
}
const values = (measures: string, where: string, of = project) =>
  printed(
    measures
      .split(' ')
      .map((name) => `{{value "waiting-calculated" measure="${name}" ${where}}}`)
      .join(' '),
    of,
  );

test('each operation is calculated row by row, a rate by the row of the other dataset that is about the same', async () => {
  expect(
    await values('rate each share both rest index mean change growth', 'year=2024 region="hills"'),
  ).toEqual([...['24.7', '0.11', '10.6%', '52', '42', '156.7', '43.5', '+7', '+17.5%']]);
  // A total here is the total there, whatever each calls it.
  expect(await values('rate', 'year=2024')).toEqual(['18.5']);
});

test('without a period before there is no change, and nothing recorded adds nothing', async () => {
  expect(await values('change mean index', 'year=2022 region="hills"')).toEqual(['[x]', '[x]', '100.0']);
  expect(await values('both rest share', 'year=2023 region="coast"')).toEqual(['50', '50', '[z]']);
});

test('a number answers with its cells, exactly', async () => {
  const { content } = await project.compose(
    '# A\n\n{{value "waiting-calculated" measure="rate" year=2024 region="hills"}}',
  );
  const quantity = JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
  expect(quantity).toContain('"operation":"rate-per-10000"');
  expect(quantity).toContain('"dataset":"waiting","field":"waiting","keys":{"year":"2024","region":"hills"}');
  expect(quantity).toContain(
    '"dataset":"population","field":"persons","keys":{"year":"2024","region":"hills","sex":"total"}',
  );
  // 470000/19000
  expect(quantity).toContain('"numerator":"470","denominator":"19"');
});

test('what would be divided by nothing has no number, and is told once', async () => {
  for (const [what, change] of [
    ['0', (text: string) => text.replace('2024,hills,total,19000', '2024,hills,total,0')],
    ['no row', (text: string) => text.replace('2024,hills,total,19000\n', '')],
  ] as const) {
    const files = filesOf(all, { 'data/population.csv': change(data['data/population.csv']) });
    const found = await dataProblems(files);
    expect(
      found.filter((text) => text.includes('calculate/')),
      what,
    ).toEqual([
      expect.stringContaining(
        'data/waiting.csv:8:12 warning calculate/denominator: `rate` of `waiting-calculated`',
      ),
    ]);
  }
});

test('an index without its base is told', async () => {
  const found = await dataProblems(filesOf(all.replace('base: 2022', 'base: 1999')));
  expect(found).toEqual([expect.stringContaining('warning calculate/denominator: `index` of')]);
});

test('a month has the base of its year, where the other dataset has years', async () => {
  const months = {
    'data/waiting.csv': data['data/waiting.csv'].replace('year', 'month').replaceAll(/^\d{4}/gm, '$&-12'),
    'data/datapackage.yaml': packageOf(all.replace(/\n.*operation: (?:index|average|change|percent).*/g, ''))
      .replace('[year, region]', '[month, region]')
      .replace('{name: year, type: year}', '{name: month, type: month, gaps: true}'),
  };
  const of = projectOf({ ...data, ...months });
  expect(await values('rate', 'month="2024-12" region="hills"', of)).toEqual(['24.7']);
  expect(
    await printed(
      '{{rate "waiting" measure="waiting" month="2023-12" region="hills" of="population" per=10000}}',
      of,
    ),
  ).toEqual(['21.1']);
});

describe('the helper `rate`', () => {
  test('takes the cell of the other dataset that is about the same, or any two numbers', async () => {
    expect(
      await printed(`{{rate "waiting" measure="waiting" year=2024 region="hills" of="population" per=10000}}
        {{rate (value "waiting" measure="urgent" year=2024) of=(value "population" year=2024 sex="f") per=100000 digits=2}}`),
    ).toEqual(['24.7', '43.33']);
  });

  test('may stand before its base, however that is written', async () => {
    const rate = '{{rate "waiting" measure="waiting" year=2024 of="population" per=100000}}';
    for (const base of ['100,000', '100 000', '100000']) {
      const { problems } = await project.compose(`# A\n\n${rate} persons waited per ${base} inhabitants.`);
      expect(problems).toEqual([]);
    }
  });

  test.each([
    ['{{rate "waiting" measure="waiting" year=2024}}', '`rate` needs `of` and `per`'],
    ['{{rate "waiting" measure="waiting" year=2024 of="population"}}', '`rate` needs `of` and `per`'],
    ['{{rate "waiting" measure="waiting" year=2024 of="population" per=50}}', '`per` is 50; it can be `100`'],
    ['{{rate "waiting" measure="waiting" year=2024 of="population" per=1}}', 'for one, write `{{ratio'],
    ['{{rate "waiting" measure="waiting" year=2024 of="people" per=100}}', 'content/unknown-dataset'],
    ['{{rate "population" year=2024 region="hills" of="waiting" per=100}}', 'write `of="waiting.'],
    [
      '{{rate "waiting" measure="waiting" year=2024 of="population" per=100 digits=0}}',
      'would be printed as 0',
    ],
  ])('%s is told', async (template, words) => {
    const { problems } = await project.compose(`# A\n\n${template}`);
    expect(problems).toEqual([expect.stringContaining(words)]);
  });

  test('a row that the other dataset has not is told', async () => {
    const files = filesOf('', {
      'data/population.csv': data['data/population.csv'].replaceAll(/^2024.*\n/gm, ''),
    });
    const without = projectOf({
      ...files,
      'data/datapackage.yaml': packageOf('').replace('calculate:\n', ''),
    });
    const { problems } = await without.compose(
      '# A\n\n{{rate "waiting" measure="waiting" year=2024 of="population" per=1000}}',
    );
    expect(problems).toEqual([expect.stringContaining('`population` has no row for `2024`, `all`')]);
  });
});

test.each([
  ['of: population.persons', 'of: people.persons', 'There is no dataset `people`'],
  ['of: population.persons', 'of: population.people', '`population` has no measure `people`'],
  ['measure: urgent, of: waiting', 'measure: urgent', '`share` needs the key `of`'],
  ['per: 10000, ', '', '`rate` needs the key `per`'],
  [', over: 2', '', '`average` needs the key `over`'],
  [
    'measure: urgent, of: waiting',
    'measure: urgent|waiting, of: waiting',
    '`share` is calculated of one measure',
  ],
  ['name: waiting-calculated', 'name: waiting', 'There is a dataset `waiting` already'],
  ['from: waiting', 'from: wating', 'There is no dataset `wating`'],
])('in place of `%s` `%s` is told', async (before, after, words) => {
  const found = await dataProblems(filesOf(all.replace(before, after)));
  expect(found).toEqual([expect.stringContaining('error calculate/package: ')]);
  expect(found[0]).toContain(words);
});

/** A base that no lexicon has, of the unit that a measure declares. */
test('the base of a rate of the project may be typed beside it, and no other', async () => {
  const unit = 'unit: "per 10,000 hill dwellers"';
  const of = projectOf(filesOf(all.replace('unit: "per 10,000 inhabitants"', unit)));
  const said = async (base: string): Promise<readonly string[]> => {
    const call = '{{value "waiting-calculated" measure="rate" region="hills" year=2024}}';
    const { problems } = await of.compose(`# A\n\nThere were ${call} patients per ${base}.`);
    return problems;
  };
  for (const base of ['10,000 hill dwellers', '10 000 hill dwellers', '10,000'])
    expect(await said(base)).toEqual([]);
  expect(await said('1,000 inhabitants')).toEqual([
    expect.stringMatching(
      /number\/sign: `per 1,000 inhabitants` comes after 24\.7, which is `per 10,000 hill dwellers`/,
    ),
  ]);
  expect(await said('15,000 hill dwellers')).toEqual([expect.stringContaining('number/hard-typed')]);
});
