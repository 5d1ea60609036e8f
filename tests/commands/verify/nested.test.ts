/** Calculations on calculations, each calculated again from its cells, with and without their signs. */
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { readPage } from '../../../src/outputs/snapshot/read-page.js';
import { memoryHost } from '../../memory-host.js';
import { withFile } from './mutations.js';
import { outputOf, textOf } from './sample-output.js';
import { shelterSettings } from './shelter.js';

const change = (from: number, to: number, absolute = ''): string =>
  `change "guests" measure="guests" from=${from} to=${to}${absolute}`;
const growth = (from: number, to: number, absolute = ''): string => `percent-${change(from, to, absolute)}`;
const whole = '(value "guests" measure="guests" year=2012)';
const abs = ' absolute=true';

/** What is printed, by the call that prints it: guests fall by 4,000, rise by 3,000, fall by 1,000. */
const calls: readonly (readonly [text: string, call: string])[] = [
  ['40.0%', `share (${change(2012, 2013, abs)}) of=${whole}`],
  ['−40.0%', `share (${change(2012, 2013)}) of=${whole}`],
  ['0.4', `ratio (${change(2012, 2013, abs)}) of=${whole}`],
  ['4.0', `ratio (${change(2012, 2013, abs)}) of=(${change(2014, 2015, abs)})`],
  ['−1,000', `change (${change(2013, 2014)}) from=(${change(2012, 2013, abs)})`],
  ['1,000', `change (${change(2013, 2014)}) from=(${change(2012, 2013, abs)})${abs}`],
  ['7,000', `change (${change(2012, 2013)}) from=(${change(2013, 2014)})${abs}`],
  ['−25.0%', `percent-change (${change(2013, 2014)}) from=(${change(2012, 2013, abs)})`],
  ['25.0%', `percent-change (${change(2013, 2014)}) from=(${change(2012, 2013, abs)})${abs}`],
  ['−28.9 percentage points', `change (${growth(2014, 2015, abs)}) from=(${growth(2012, 2013, abs)})`],
  ['28.9 percentage points', `change (${growth(2014, 2015)}) from=(${growth(2012, 2013)})${abs}`],
  ['10.0%', `share (change (${change(2013, 2014)}) from=(${change(2012, 2013, abs)})${abs}) of=${whole}`],
];

const project = {
  'tallybook.yaml': shelterSettings,
  'data/datapackage.yaml': `
name: shelter
resources:
  - name: guests
    path: guests.csv
    title: Guests
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: guests, type: integer, unit: persons}
`,
  'data/guests.csv': 'year,guests\n2012,10000\n2013,6000\n2014,9000\n2015,8000\n',
  'templates/shelter.md': [
    '# Guests {#sec-guests}',
    ...calls.map(
      ([, call]) => `Here {{${call}${/^(share|ratio)/.test(call) ? ' allow="periods: only a test"' : ''}}}.`,
    ),
  ].join('\n\n'),
};

let output: Readonly<Record<string, Uint8Array>>;
let texts: readonly string[];

beforeAll(async () => {
  output = await outputOf(project);
  const { numbers } = JSON.parse(textOf(output, 'shelter/en/published.json'));
  texts = numbers.map(({ text }: { readonly text: string }) => text);
});

async function faults(files: typeof output): Promise<string[]> {
  const { project: folder, tool } = memoryHost(files);
  return (await verifyFiles(folder, tool)).diagnostics.map(formatDiagnostic);
}

describe('is printed and calculated again', () => {
  test.each(calls.map(([text, call], index) => [text, call, index] as const))('%s: %s', (text, _, index) => {
    expect(texts[index]).toBe(text);
  });

  test('all of them', async () => {
    expect(await faults(output)).toEqual([]);
  });

  test('though a page names each cell once', () => {
    const { numbers, origins } = readPage(textOf(output, 'shelter/en/shelter.html'));
    const { cells = [] } = origins.get(numbers.find(({ text }) => text === '−1,000')?.id ?? '') ?? {};
    expect(cells.map(({ keys, text }) => [...keys.map(([, label]) => label), text])).toEqual([
      ['2014', '9,000'],
      ['2013', '6,000'],
      ['2012', '10,000'],
    ]);
  });
});

test('a sign that is taken away or put back behind the report is noticed', async () => {
  const file = 'shelter/en/published.json';
  const forged = textOf(output, file).replace(/,"absolute": ?true/, '');
  expect(forged).not.toBe(textOf(output, file));
  expect(await faults(withFile(output, file, forged))).toContainEqual(
    expect.stringContaining('verify/calculation: The number `40.0%` is wrong: its cells give -40'),
  );
});
