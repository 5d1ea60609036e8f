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
