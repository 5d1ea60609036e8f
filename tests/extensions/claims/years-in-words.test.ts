/** The years that words of a claim name are those that it tests, and what is said of claims can be written as it stands. */
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { judge } from '../../support/false-reports.js';

const sweep = { about: '', before: '', files: {}, honest: [], entries: [], file: '' };
/** Two measures, and a label that is a word of every day. */
const twoMeasures: [string, string][] = [
  [
    'role: measure, unit: arrests}',
    'role: measure, unit: arrests}\n        - {name: hours, title: Hours, type: integer, role: measure, unit: hours}',
  ],
];

async function said(text: string, language = 'en', replace = {}, files = {}): Promise<readonly string[]> {
  const report = { name: '', files, replace, expected: [], says: [], told: [], text };
  return (await judge({ ...sweep, language }, report)).said.map(formatDiagnostic);
}

const kosovar = (words: string): string =>
  `{{#claim "highest" "victims" nationality="kosovar" year=2014}}${words}{{/claim}}.`;
const fell = (words: string): string => `{{#claim "fell" "victims" from=2013 to=2014}}${words}{{/claim}}.`;

describe('of a rank in one year, and of a change up to its last', () => {
  test.each([
    ['en', kosovar('In 2013 Kosovar victims were the largest group'), true],
    ['en', kosovar('In 2014 Kosovar victims were the largest group'), false],
    ['en', fell('The number of victims fell in 2013'), true],
    ['en', fell('The number of victims fell in 2014'), false],
    ['en', fell('The number of victims fell from 2013'), false],
    ['en', fell('The number of victims fell compared with that in 2013'), false],
    ['en', fell('The number of victims fell from {{edition -2}} to {{edition -1}}'), false],
    ['sq', fell('Numri i viktimave ra në 2013'), true],
    ['sq', fell('Numri i viktimave ra në 2014'), false],
    ['sr-Cyrl', fell('Број жртава је опао у 2013. години'), true],
    ['sr-Cyrl', fell('Број жртава је опао у 2014. години'), false],
  ])('%s: %s', async (language, text, isWrong) => {
    const lines = await said(text, language);
    expect(lines.map((line) => / error (\S+):/.exec(line)?.[1])).toEqual(isWrong ? ['claim/scope'] : []);
  });
});

test('of words that take in a year after the claim, the last year of the data is told', async () => {
  const fewer = (words: string, to: number) =>
    said(`{{#claim "decreasing" "victims" from=2012 to=${to}}}${words}{{/claim}}.`);
  expect(await fewer('The number of victims has fallen each year since 2012', 2013)).toEqual([
    'templates/report.md:1:95 error claim/scope: `since 2012` takes in 2014, the last year of the data, and the claim ends with 2013\n' +
      '  hint: let the claim end with 2014, or name 2013 in its sentence',
  ]);
  // As the hint says.
  expect(await fewer('The number of victims has fallen each year since 2012', 2014)).toEqual([]);
  expect(await fewer('The number of victims fell each year since 2012, up to 2013', 2013)).toEqual([]);
});

test('a claim that is suggested names the measure and the category of its sentence', async () => {
  const lines = await said(
    'Smuggling saw the most arrests in 2014.',
    'en',
    { 'data/datapackage.yaml': twoMeasures },
    {
      'data/arrests.csv':
        'year,offence,arrests,hours\n2014,trafficking,66,1\n2014,smuggling,52,2\n2014,total,118,3\n',
    },
  );
  expect(lines.join('\n')).toContain('measure="arrests"');
});

test('a figure that never ends is told with as many decimals as tell it from the other', async () => {
  const share = (year: number): string => `(share "victims" year=${year} nationality="kosovar" of="total")`;
  const lines = await said(
    `{{#claim "higher-than" ${share(2012)} than=${share(2013)}}}The share of Kosovar victims in 2012 was higher than that in 2013{{/claim}}.`,
  );
  expect(lines.join('\n')).toMatch(/53\.7/);
  expect(lines.join('\n')).not.toMatch(/\d\/\d/);
});
