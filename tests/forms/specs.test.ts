import { describe, expect, test } from 'vitest';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { composeSmall } from '../content/small-project.js';

async function chartOf(call: string): Promise<ChartNode> {
  const { content, problems } = await composeSmall(`# A\n\n${call}\n`);
  expect(problems).toEqual([]);
  const [chart] = content === undefined ? [] : chartsOf(content.body);
  if (chart === undefined) throw new Error('expected a chart');
  return chart;
}

async function problemsOf(call: string): Promise<readonly string[]> {
  return (await composeSmall(`# A\n\n${call}\n`)).problems;
}

const text = ({ children }: ChartNode['children'][number]): string =>
  children.map((part) => ('value' in part ? part.value : '')).join('');

describe('a short form', () => {
  test('of bars sorts them, prints their numbers, and says what a missing one means', async () => {
    const chart = await chartOf(
      '{{bars "cases" by="offence" year=2011 sort="-cases" title="Most are theft" id="fig-x"}}',
    );
    expect(chart).toMatchObject({
      id: 'fig-x',
      dataset: 'cases',
      spec: {
        transform: [{ filter: { field: 'year', oneOf: [2011] } }],
        encoding: { y: { field: 'offence', sort: '-x' } },
      },
      at: { file: 'templates/small.md', line: 3, column: 1 },
    });
    expect(chart.children.slice(0, 2).map(text)).toEqual(['Most are theft', 'Number of cases, 2011']);
  });

  test('takes title, subtitle and id from the dataset where the call gives none', async () => {
    const chart = await chartOf('{{bars "rates" measure="rate"}}');
    expect([chart.id, ...chart.children.slice(0, 2).map(text)]).toEqual([
      'fig-rates',
      'Rates',
      'Rate, 2010\u20132011',
    ]);
  });

  test('keeps the order of the categories that the call names', async () => {
    const { spec } = await chartOf('{{bars "cases" by="offence" year=2010 offence="fraud|theft"}}');
    expect(spec.encoding).toEqual({ y: { field: 'offence', sort: ['fraud', 'theft'] } });
  });

  test('along an upright axis ends at a tick', async () => {
    const { spec } = await chartOf('{{line "cases" split="offence"}}');
    expect(JSON.stringify(spec)).toContain('"y":{"field":"cases","scale":{"nice":5}}');
  });

  test('of years has upright bars; the dimension may be left out where one is open', async () => {
    const { spec } = await chartOf('{{bars "balance"}}');
    expect(spec.encoding).toEqual({ x: { field: 'year' }, y: { field: 'balance', axis: null } });
  });

  test('of stacked bars makes each 100 per cent with `shares=true`', async () => {
    const plain = await chartOf('{{stacked "cases" by="year" split="offence"}}');
    expect(plain.spec.encoding).toMatchObject({ x: { field: 'year' }, y: { field: 'cases' } });
    const shares = await chartOf('{{stacked "cases" by="year" split="offence" shares=true}}');
    expect(shares.spec.encoding).toMatchObject({
      y: { field: 'year' },
      x: { stack: 'normalize', axis: null },
    });
  });

  test('of a line names each line at the last year for which it has a number', async () => {
    const { spec } = await chartOf('{{line "cases" split="offence" from=2010 to=2011}}');
    expect(JSON.stringify(spec)).toContain(
      '{"filter":{"field":"cases","valid":true}},{"joinaggregate":[{"op":"max","field":"year","as":"last"}],"groupby":["offence"]}',
    );
  });

  test('says which years it shows where the call leaves some out between them', async () => {
    const { children } = await chartOf('{{bars "cases" by="year" year="2010|2012" offence="theft"}}');
    expect(text(children[1])).toBe('Number of cases, 2010 and 2012');
  });

  test('of a heat map and of stacked bars keeps the order of the categories that the call names', async () => {
    const heat = await chartOf('{{heat-map "cases" rows="offence" columns="year" offence="fraud|theft"}}');
    expect(heat.spec.encoding).toMatchObject({ y: { sort: ['fraud', 'theft'] } });
    const bars = await chartOf('{{stacked "cases" by="year" split="offence" offence="fraud|theft"}}');
    expect(JSON.stringify(bars.spec)).toContain('"color":{"field":"offence","sort":["fraud","theft"]}');
  });

  test('of a heat map shades the cells of two dimensions', async () => {
    const { spec } = await chartOf('{{heat-map "cases" rows="offence" columns="year"}}');
    expect(spec.encoding).toMatchObject({ y: { field: 'offence' }, x: { field: 'year', type: 'ordinal' } });
  });
});

describe('a short form with a fault says what, where and what else there is', () => {
  test.each([
    ['{{bars "case" by="offence"}}', '3:8 content/unknown-dataset', 'did you mean `cases`?'],
    ['{{bars "cases" by="offense"}}', '3:16 content/unknown-field', 'did you mean `offence`?'],
    [
      '{{bars "cases" by="offence" year=2011 sort="-case"}}',
      '3:39 content/argument',
      'did you mean `-cases`?',
    ],
    ['{{bars "cases"}}', '3:1 content/argument', 'has no `by`'],
    ['{{bars "rates" measure="rat"}}', '3:16 content/unknown-field', 'did you mean `rate`?'],
    ['{{bars "rates"}}', '3:1 content/argument', 'has several measures'],
    ['{{bars "cases" by="offence"}}', '3:1 content/argument', 'no total over `year`'],
    ['{{bars "cases" by="offence" year=2031}}', '3:29 content/unknown-category', '`2031`'],
    ['{{bars "cases" by="offence" colour="red"}}', '3:29 content/unknown-parameter', '`colour`'],
    ['{{bars "balance" title=""}}', '3:18 content/argument', '`title` is empty'],
    ['{{bars "balance" id="1"}}', '3:18 content/argument', '`1`'],
    ['{{stacked "cases" by="year"}}', '3:1 content/argument', 'has no `split`'],
    ['{{stacked "cases" by="year" split="year"}}', '3:29 content/argument', '`year` is used twice'],
    ['{{line "rates" measure="rate"}}', '3:1 content/argument', 'has no dimension of time'],
    ['{{line "cases" by="offence"}}', '3:16 content/argument', 'draw categories with `bars`'],
    ['{{line "cases" offence="theft" highlight="theft"}}', '3:32 content/argument', 'there is only one line'],
    ['{{heat-map "cases" rows="offence"}}', '3:1 content/argument', 'has no `columns`'],
    [
      '{{dumbbell "cases" by="offence" split="year"}}',
      '3:33 content/argument',
      '`dumbbell` compares two categories, and `year` has 3 here',
    ],
    ['{{slope "cases" split="offence"}}', '3:1 content/argument', 'draw all with `line`'],
    [
      '{{slope "cases" by="offence" split="year"}}',
      '3:17 content/argument',
      'set two groups side by side with `dumbbell`',
    ],
    [
      '{{slope "cases" split="offence" year=2011}}',
      '3:33 content/argument',
      '`slope` compares two times, and gets 1',
    ],
    ['{{grouped "cases" by="year" split="year"}}', '3:29 content/argument', '`year` is used twice'],
    [
      '{{multiples "cases" by="year" split="offence" highlight="arson"}}',
      '3:47 content/unknown-category',
      '`arson`',
    ],
    [
      '{{pyramid "cases" by="offence" split="year"}}',
      '3:32 content/argument',
      '`pyramid` sets two categories against each other',
    ],
    ['One {{bars "balance"}} of them', '3:1 content/block-inline', 'inside a sentence'],
  ])('%s', async (call, place, words) => {
    const problems = (await problemsOf(call)).join('\n');
    expect(problems).toContain(place.split(' ')[1]);
    expect(problems).toContain(`:${place.split(' ')[0]} `);
    expect(problems).toContain(words);
  });
});

describe('a chart is illustrative', () => {
  const chart = (title: string, filter = ''): string =>
    `\`\`\`vega-lite\nname: fig-x\ntitle: ${title}\ndata: {name: balance}\n${filter}mark: bar\nencoding: {x: {field: year}, y: {field: balance}}\n\`\`\``;

  test('when a helper puts an illustrative number into its spec', async () => {
    const rate = '{{value "rates" measure="people" region="north"}}';
    expect(await chartOf(chart('A', `transform: [{filter: "datum.balance < ${rate}"}]\n`))).toMatchObject({
      illustrative: true,
    });
    const real = '{{value "balance" year=2010}}';
    expect(
      await chartOf(chart('A', `transform: [{filter: "datum.balance < ${real}"}]\n`)),
    ).not.toHaveProperty('illustrative');
  });
});
