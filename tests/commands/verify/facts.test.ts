/** Figures that a source states in prose: as they stand, as ranges, and inside calculations. */
import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { memoryHost } from '../../memory-host.js';
import { withFile } from './mutations.js';
import { outputOf, textOf } from './sample-output.js';
import { shelterSettings } from './shelter.js';

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
  - name: facts
    path: facts.csv
    title: Facts
    schema:
      primaryKey: [key]
      missingValues: [{value: "[z]", label: not applicable, adds: 0}]
      fields:
        - {name: key, type: string, role: dimension}
        - {name: low, type: integer}
        - {name: high, type: integer}
        - {name: qualifier, type: string, role: attribute}
        - {name: unit, type: string, role: attribute}
`,
  'data/guests.csv': 'year,guests\n2014,70\n2015,90\n',
  'data/facts.csv': 'key,low,high,qualifier,unit\nwomen,40,[z],exact,persons\nchildren,20,25,about,persons\n',
  'templates/shelter.md': `# Guests {#sec-guests}

Children: {{fact "children"}}. Women: {{share (fact "women") of=(sum "guests" from=2014 to=2015)}}.

{{sum "guests" from=2014 to=2015}} and {{value "guests" year=2014}}.
`,
};

let output: Readonly<Record<string, Uint8Array>>;
const file = 'shelter/en/published.json';

beforeAll(async () => {
  output = await outputOf(project);
});

async function faults(files: typeof output): Promise<string[]> {
  const { project: folder, tool } = memoryHost(files);
  return (await verifyFiles(folder, tool)).diagnostics.map(formatDiagnostic);
}

test('are calculated again', async () => {
  const page = textOf(output, 'shelter/en/shelter.html');
  for (const text of ['>about 20 to 25<', '>25.0%<']) expect(page).toContain(text);
  expect(await faults(output)).toEqual([]);
});

test('an upper end that no cell states is noticed', async () => {
  const forged = textOf(output, file).replace(
    /"text": ?"70"([^}]*?)"value": ?"70"/,
    '"text":"70 to 99"$1"value":"70","high":"99"',
  );
  expect(forged).not.toBe(textOf(output, file));
  expect(await faults(withFile(output, file, forged))).toContainEqual(
    expect.stringContaining('`70 to 99` has an upper end, and its cells have none'),
  );
});

test('an operation inside a calculation that nobody knows is named', async () => {
  const forged = textOf(output, file).replace(
    /"operation": ?"fact"(?=[^}]*women)/g,
    '"operation":"estimate"',
  );
  expect(forged).not.toBe(textOf(output, file));
  expect(await faults(withFile(output, file, forged))).toContainEqual(
    expect.stringContaining('cannot repeat the operation `estimate` of the number `25.0%`'),
  );
});
