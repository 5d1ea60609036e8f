import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { memoryHost } from '../../memory-host.js';
import { withFile } from './mutations.js';
import { outputOf, textOf } from './sample-output.js';
import { shelterSettings } from './shelter.js';

type Output = Readonly<Record<string, Uint8Array>>;

const why = 'allow="small-base: Every one of them is known"';
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
        - {name: women, type: integer, unit: persons}
        - {name: full, type: number, unit: "%", additive: false}
`,
  'data/guests.csv': 'year,guests,women,full\n2014,7,3,80\n2015,9,4,90\n',
  'templates/shelter.md': `# Guests {#sec-guests}

Women: {{share "guests" measure="women" year=2014 of=(value "guests" measure="guests" year=2014) ${why}}}. Change:
{{percent-change "guests" measure="guests" from=2014 to=2015 ${why}}}, fuller by
{{change "guests" measure="full" from=2014 to=2015}}.
`,
};

let output: Output;

beforeAll(async () => {
  output = await outputOf(project);
});

async function faults(files: Output): Promise<string[]> {
  const { project: folder, tool } = memoryHost(files);
  const { diagnostics } = await verifyFiles(folder, tool);
  return diagnostics.map(formatDiagnostic);
}

test('fractions and percentage points are calculated and printed again', async () => {
  const page = textOf(output, 'shelter/en/shelter.html');
  for (const text of ['>3 of 7<', '>+2 from 7<', '>+10 percentage points<']) expect(page).toContain(text);
  expect(await faults(output)).toEqual([]);
});

test('a fraction that does not come to its percentage is noticed', async () => {
  const path = 'shelter/en/published.json';
  const text = textOf(output, path);
  const mutated = text.replace('"part":"3"', '"part":"4"').replace('"part": "3"', '"part": "4"');
  expect(mutated).not.toBe(text);
  const found = await faults(withFile(output, path, mutated));
  expect(found.join('\n')).toContain('verify/calculation: `3 of 7` is not');
});
