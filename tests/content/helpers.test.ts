import { expect, test } from 'vitest';
import { ledgerOf } from '../support/ledger-of.js';
import { composeSmall } from './small-project.js';

async function printed(template: string): Promise<string[]> {
  const { texts, problems } = await composeSmall(template);
  expect(problems).toEqual([]);
  return texts;
}

test('value prints a cell, an omitted dimension at its total, and a missing value as its symbol', async () => {
  expect(await printed('{{value "cases" year=2010 offence="theft"}} {{value "cases" year="2011"}}')).toEqual([
    '1,500',
    '3,000',
  ]);
  expect(
    await printed('{{value "cases" year=2012 offence="theft"}} {{value "cases" year=2011 offence="fraud"}}'),
  ).toEqual(['[x]', '[z]']);
});

test('value keeps the decimals of the data unless digits says otherwise', async () => {
  expect(await printed('{{value "rates" region="south" measure="rate"}}')).toEqual(['7.25%']);
  expect(await printed('{{value "rates" region="north" measure="rate" digits=0}}')).toEqual(['13%']);
});

test('digits of a field are the decimals of its numbers wherever they are printed, unless a helper says otherwise', async () => {
  const all = '{{value "attendance" year=2010}} {{value "attendance" year=2011}}';
  expect(await printed(all)).toEqual(['303', '402']);
  expect(await printed('{{sum "attendance" from=2010 to=2011}}')).toEqual(['705']);
  expect(await printed('{{value "attendance" year=2011 digits=1}}')).toEqual(['401.6']);
});

test('share takes its base from a total, another category, another year or any quantity', async () => {
  expect(await printed('{{share "cases" year=2010 offence="theft" of="total"}}')).toEqual(['60.0%']);
  expect(await printed('{{share "cases" year=2010 offence="fraud" of="theft" digits=2}}')).toEqual([
    '66.67%',
  ]);
  expect(await printed('{{share "cases" year=2010 offence="total" of="year=2011"}}')).toEqual(['83.3%']);
  expect(
    await printed(
      '{{share "cases" year=2010 offence="theft" of=(value "cases" year=2011) allow="periods: The year after"}}',
    ),
  ).toEqual(['50.0%']);
});

test('change and percent-change carry their sign, or leave it to the words around them', async () => {
  expect(await printed('{{change "cases" offence="fraud" from=2010 to=2012}}')).toEqual(['\u22121,000']);
  expect(await printed('{{change "cases" offence="theft" from=2010 to=2011}}')).toEqual(['+1,500']);
  expect(await printed('{{percent-change "cases" offence="total" from=2010 to=2011}}')).toEqual(['+20.0%']);
  expect(await printed('{{percent-change "cases" offence="fraud" from=2010 to=2012 absolute=true}}')).toEqual(
    ['100%'],
  );
});

test('sum adds named cells, and a value that adds as 0 adds nothing', async () => {
  expect(
    await printed(
      '{{sum "cases" offence="theft|fraud" year=2010}} {{sum "cases" offence="fraud" from=2010 to=2011}}',
    ),
  ).toEqual(['2,500', '1,000']);
});

test('ratio says how many times', async () => {
  expect(await printed('{{ratio "cases" year=2011 offence="theft" of="year=2010"}}')).toEqual(['2.0']);
});

test('fact prints range, qualifier and scale as the source states them', async () => {
  expect(await printed('{{fact "worldwide"}}; {{fact "penalty"}}; {{fact "female"}}')).toEqual([
    'about 2 to 4 million',
    'at least 10',
    '80%',
  ]);
});

test('rows leave totals out unless they are named, and their fields can be passed on', async () => {
  const each =
    '{{#each (rows "cases" year=2010)}}{{cases}} {{share "cases" year=year offence=offence of="total"}} {{/each}}';
  expect(await printed(each)).toEqual(['1,500', '60.0%', '1,000', '40.0%']);
  expect(await printed('{{#each (rows "cases" year=2010 offence="total")}}{{cases}}{{/each}}')).toEqual([
    '2,500',
  ]);
  expect(
    await printed('{{#each (rows "cases" offence="theft" from=2010 to=2011)}}{{cases}} {{/each}}'),
  ).toEqual(['1,500', '3,000']);
});

test('comparisons are exact and made before rounding', async () => {
  const third = '(share "cases" year=2010 offence="fraud" of="theft")';
  expect(await printed(`{{#if (lt ${third} 66.667)}}{{value "cases" year=2010}}{{/if}}`)).toEqual(['2,500']);
  expect(
    await printed(
      `{{#if (eq ${third} 66.7)}}{{value "cases" year=2010}}{{else}}{{value "cases" year=2011}}{{/if}}`,
    ),
  ).toEqual(['3,000']);
  expect(
    await printed('{{#each (rows "cases" year=2010)}}{{#if (eq offence "fraud")}}{{cases}}{{/if}}{{/each}}'),
  ).toEqual(['1,000']);
});

test('every quantity answers with its cells, operation, unit and template position', async () => {
  const { content } = await composeSmall('A\n\nB {{share "cases" year=2010 offence="fraud" of="total"}}');
  const quantity = ledgerOf(content)[0]?.quantity;
  expect(quantity).toMatchObject({
    unit: '%',
    dataset: 'cases',
    operation: 'share',
    at: { file: 'templates/small.md', line: 3, column: 3 },
    cells: [
      {
        field: 'cases',
        keys: { year: '2010', offence: 'fraud' },
        origin: { file: 'data/cases.csv', line: 3 },
      },
      {
        field: 'cases',
        keys: { year: '2010', offence: 'total' },
        origin: { file: 'data/cases.csv', line: 4 },
      },
    ],
  });
  expect(quantity?.value).toEqual({ numerator: 40n, denominator: 1n });
});

test('quantities from illustrative data say so, and so does the report', async () => {
  const { content } = await composeSmall('{{value "rates" region="north" measure="people"}}');
  expect(ledgerOf(content)[0]?.quantity.illustrative).toBe(true);
  expect(content?.meta.illustrative).toBe(true);
});

test('a range prints with the decimals of its finer end', async () => {
  expect(await printed('{{fact "drift"}}')).toEqual(['about 1.0 to 2.5']);
});

test('"none recorded" alone never prints as 0', async () => {
  expect(
    await printed(
      '{{sum "cases" offence="fraud" year=2011}} {{share "cases" offence="fraud" year=2011 of="total"}} ' +
        '{{ratio "cases" offence="fraud" year=2011 of="total"}} {{change "cases" offence="fraud" from=2011 to=2011}}',
    ),
  ).toEqual(['[z]', '[z]', '[z]', '[z]']);
  expect(await printed('{{change "cases" offence="fraud" from=2011 to=2012}}')).toEqual(['0']);
});

test('the words of a link or image that show on pointing hold printed numbers', async () => {
  const { content, texts, problems } = await composeSmall(
    '[a](https://a.example "{{value "cases" year=2010}} cases") [b][r]\n\n[r]: https://b.example "{{title}}"\n',
  );
  expect(problems).toEqual([]);
  expect(texts).toEqual(['2,500']);
  const tree = JSON.stringify(content?.body, (_, value: unknown) =>
    typeof value === 'bigint' ? `${value}` : value,
  );
  expect(tree).toContain('"title":"2,500 cases"');
  expect(tree).toContain('"title":"Small report"');
});
