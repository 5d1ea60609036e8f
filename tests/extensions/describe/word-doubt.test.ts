/** What a typed number of a Word file is not taken for, though the data have its digits. */
import { expect, test } from 'vitest';
import { convert } from '../../../src/extensions/describe/word/convert.js';
import { readReport } from '../../../src/extensions/describe/word/read/read-report.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { memoryHost } from '../../memory-host.js';
import { paragraph, run, wordFile } from '../../support/word-file.js';
import { describedData } from '../../support/word-report.js';

/** The paragraph as the template has it. */
async function written(text: string, files: Readonly<Record<string, string>>): Promise<string> {
  const report = readReport(wordFile({ body: paragraph(run(text)) }), standardLimits);
  if ('message' in report) throw new Error(report.message);
  const tool = memoryHost({}).tool;
  const data = await describedData(files);
  const { draft } = await convert({ report, data, lastYear: 2024, title: 'Report 2024', tool });
  return draft.template.trim().split('\n').at(-1) ?? '';
}

const courts = ['Arvenport', 'Belmora', 'Castrel'].map((name) => `District Court ${name}`);
/** The same courts by their towns. */
const towns = (csv: string): string => csv.replaceAll('District Court ', '');
const cases = `court,year,cases
${courts.flatMap((name, at) => [2022, 2023, 2024].map((year, age) => `${name},${year},${4103 + 1379 * at + 217 * age * (at + 1)}`)).join('\n')}
`;

test('words that many categories have name none of them, and the one word that a category has alone names it', async () => {
  const all = 'In 2024 the district courts of the capital received 6,350 cases.';
  expect(await written(all, { 'cases.csv': cases })).not.toContain('{{value');
  expect(await written('In 2024 Castrel received 8,163 cases.', { 'cases.csv': cases })).toContain(
    '{{value "cases" court="District Court Castrel" year="edition"}} cases',
  );
});

test('a million of one unit is no number of another unit that has three figures alike', async () => {
  const data = {
    'subsidies.csv': 'code,Paid 2024 (thousand EUR)\nD1,3951.4\nD2,4120.6\nD3,17250.3\n',
    'crops.csv': 'crop,Harvest 2024 (tonnes)\nWheat,2210310\nBarley,1310450\n',
  };
  const text = 'In the dry year of 2024 cereals brought in 3.95 million tonnes.';
  expect(await written(text, data)).toContain('3.95 million tonnes');
});

test('no number is divided by one of another year', async () => {
  const data = {
    'fires.csv': 'region,fires-2024\nNorth,4537\nSouth,5916\nTotal,10453\n',
    'people.csv': 'region,people-2023\nNorth,912300\nSouth,1021700\nTotal,1934000\n',
  };
  const text = 'In 2024 there were 54.0 fires per 10,000 people; 49.7 in North and 57.9 in South.';
  expect(await written(text, data)).toContain('54.0 fires');
});

test('a number of the second half of a year is none of the whole year', async () => {
  const text = 'In the second half of 2024 the cases in Castrel rose by 651.';
  expect(await written(text, { 'cases.csv': towns(cases) })).toContain('rose by 651.');
});

test('what a number is compared with is not its year', async () => {
  const text = 'There were 7,512 cases in Castrel, as many as a year earlier.';
  expect(await written(text, { 'cases.csv': towns(cases) })).toContain('7,512 cases');
});

test('of one figure in two sheets, the one whose years are rows is written', async () => {
  const data = {
    'annual.csv':
      'year,reader,count\n2023,Children,4320\n2023,Adults,5699\n2024,Children,4537\n2024,Adults,5916\n',
    'visits-of-readers.csv': 'reader,visits-2024\nChildren,4537\nAdults,5916\n',
  };
  expect(await written('In 2024 children made 4,537 visits.', data)).toContain(
    '{{value "annual" year="edition" reader="Children"}} visits',
  );
});

test('what the row of a code says names the code', async () => {
  const data = {
    'support.csv':
      'code,name,applications\nD1,Basic payment,45930\nD2,Young farmers,3127\nR1,Forest roads,1418\n',
  };
  expect(await written('Young farmers sent 3,127 applications.', data)).toContain(
    '{{value "support" code="D2"}} applications',
  );
});

test('two short numbers with decimals of one dataset bear each other out', async () => {
  const data = { 'response.csv': 'year,median minutes\n2022,9.6\n2023,9.2\n2024,8.9\n' };
  const text = 'In 2024 the median response was 8.9 minutes, after 9.2 minutes in 2023.';
  expect(await written(text, data)).toContain('was {{value "response" year="edition"}} minutes');
});

test('halves of years are named by months, by their order and with their year', async () => {
  const years = [2022, 2023, 2024];
  const long = (names: readonly string[]): string =>
    years
      .flatMap((year, age) => names.map((name, at) => `${year},${name},${4103 + 1379 * at + 217 * age}`))
      .join('\n');
  const columns = { 'visits.csv': `year,period,visits\n${long(['Jan-Jun', 'Jul-Dec'])}\n` };
  expect(await written('From January to June 2024 there were 4,537 visits.', columns)).toContain(
    '{{value "visits" year="edition" period="Jan-Jun"}} visits',
  );
  expect(
    await written('There were 4,537 visits in the first and 5,916 in the second half of 2024.', columns),
  ).toMatch(/period="Jan-Jun".*period="Jul-Dec"/);
  const rows = {
    'visits.csv': `half,visits,staff\n2023 H1,4103,211\n2023 H2,5482,214\n2024 H1,4320,222\n2024 H2,5699,231\n`,
  };
  expect(
    await written(
      'In the first half of 2023 there were 4,103 visits, in the second half of 2024 5,699.',
      rows,
    ),
  ).toMatch(/half="2023 H1".*half="2024 H2"/);
  expect(await written('In the second half of 2024 there were 4,103 visits.', rows)).toContain(
    '4,103 visits',
  );
});

const lines = (names: readonly string[]): string =>
  `line,year,visits\n${names.flatMap((name, at) => [2022, 2023, 2024].map((year, age) => `${name},${year},${4103 + 1379 * at + 217 * age * (at + 1)}`)).join('\n')}\n`;

test('a category is known by its code, its name without the code, and what an abbreviation stands for', async () => {
  const data = { 'visits.csv': lines(['T1 Harbour', 'T2 Airport', 'N1 Night bus']) };
  expect(await written('In 2024 there were 6,350 visits on T2, and 8,163 on the night bus.', data)).toMatch(
    /line="T2 Airport".*line="N1 Night bus"/,
  );
  const short = { 'visits.csv': lines(['HP (ground)', 'Solar']) };
  const once = 'In 2024 heat pumps had 4,537 visits';
  expect(await written(`${once}.`, short)).toContain('4,537 visits');
  expect(await written(`${once}; a heat pump costs more, and heat pumps last.`, short)).toContain(
    'line="HP (ground)"',
  );
  const routes = { 'visits.csv': lines(['Route 1', 'Route 14']) };
  expect(await written('In 2024 Route 14 had 4,537 visits.', routes)).toContain('4,537 visits');
  const ages = { 'visits.csv': lines(['20-29', '30-39']) };
  expect(await written('In 2024 those of 30 to 39 years made 6,350 visits.', ages)).toContain('line="30-39"');
});

test('two numbers share the word behind the second, and a year behind the first is its own', async () => {
  const data = {
    'visits.csv': towns(cases),
    'rates.csv': 'year,solved (%)\n2022,71.3\n2023,74.6\n2024,78.2\n',
  };
  const [first = '', last = ''] = [
    await written(
      'In Castrel 8,163 cases came in. The rate of those solved rose from 74.6 to 78.2 per cent.',
      { ...data, 'visits.csv': cases },
    ),
    await written('In Belmora the cases rose from 5,482 in 2022 to 6,350.', { 'cases.csv': towns(cases) }),
  ];
  expect(first).toMatch(/from \{\{value "rates" year="edition-1"\}\}.* to \{\{value "rates" year="edition"/);
  expect(last).toMatch(/year=2022\}\} in 2022 to \{\{value "cases" court="Belmora" year="edition"\}\}/);
});
