import { expect, test } from 'vitest';
import { saidScale, saysOwnUnit } from '../../../src/extensions/describe/data/said-scale.js';
import { describeFiles } from '../../../src/extensions/describe/describe-files.js';
import { readHere } from '../../../src/session/workers/workbook-process.js';
import { memoryHost } from '../../memory-host.js';

test.each([
  ['EUR thousand', 1000, 'EUR'],
  ['Investment, in thousands of euro', 1000, 'euro'],
  ['Water balance 2024 (1,000 m³)', 1000, 'm³'],
  ["Costs (£'000)", 1000, '£'],
  ['Harvest (in thousands)', 1000, undefined],
  ['Revenue 2020-2024 (EUR million)', 1_000_000, 'EUR'],
  ['Приходи, у хиљадама динара', 1000, 'динара'],
  ['Shpenzime, mijë euro', 1000, 'euro'],
  ['Million crowns, current prices', 1_000_000, 'crowns'],
  ['Thousands unless otherwise stated. Source: register', 1000, undefined],
  ['Income and expenditure, thousand talers', 1000, 'talers'],
])('%s', (text, times, unit) => {
  expect(saidScale(text)).toMatchObject({ times, ...(unit !== undefined && { unit }) });
});

test.each([
  'Deaths per 1,000 live births',
  'Two million trees',
  'Million trees planted since 2019',
  'Loans over 1,000 EUR',
  'Towns above 10,000 inhabitants',
  'Amounts in EUR',
])('%s says no thousands', (text) => {
  expect(saidScale(text)).toBeUndefined();
});

const described = async (text: string): Promise<string> =>
  (await describeFiles(['b.csv'], memoryHost({ 'b.csv': text }), { read: readHere })).text ?? '';

test('numbers below a title in thousands are multiplied, and asked about where a row has its own unit', async () => {
  const table = '"Budget, EUR thousand",,\nItem,2023,2024\nSalaries,8120,8597\nRent,1090,1118\n';
  expect(await described(table)).toMatch(/^ +times: 1000$/m);
  const mixed = await described(`${table}Cost per case,21,22\n`);
  expect(mixed).toContain('# times: 1000');
  expect(mixed).not.toMatch(/^ +times: 1000$/m);
  expect(saysOwnUnit('Staff (FTE)')).toBe(true);
});

test('where headings say which numbers are in thousands, the row above them says it of no other', async () => {
  const made = await described(
    '"Applications and payments, thousand euros",,\nItem,Applications,Paid (thousand EUR)\nFarms,8120,8597\nRoads,1090,1118\n',
  );
  expect(made.match(/times: 1000/g)).toHaveLength(1);
});

test('a blank cell has the text above it where the same names are below each', async () => {
  const rows = (last: string): string =>
    `Region,Kind,2023,2024\nNorth,Final,812,859\n,Thinning,109,111\nSouth,Final,712,759\n,${last},102,104\n`;
  expect(await described(rows('Thinning'))).toMatch(/^ +table: \{fill: \[Region\]\}$/m);
  expect(await described(rows('Storm'))).toMatch(/# fill: \[Region\]/);
});
