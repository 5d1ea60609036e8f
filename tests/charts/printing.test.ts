import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyFiles } from '../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { buildInMemory, textOf } from '../commands/verify/sample-output.js';
import { memoryHost } from '../memory-host.js';
import { runs } from '../support/runs.js';

interface Sketch {
  readonly unit: string;
  readonly type: string;
  /** The decimals that the field declares. */
  readonly declared?: number | undefined;
  readonly values: readonly [string, string, string];
}

const units = ['million euros', 'billion leks', 'million', '%', 'persons', 'euros', 'percentage points'];

/** A measure of any unit and precision, and three of its numbers as a file holds them. */
const sketch: fc.Arbitrary<Sketch> = fc
  .record({
    unit: fc.constantFrom(...units),
    digits: fc.integer({ min: 0, max: 3 }),
    declared: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
    numbers: fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ unit, digits, declared, numbers }) => {
    const text = (number = 0): string =>
      digits === 0 ? `${number}` : (number / 10 ** digits).toFixed(digits);
    return {
      unit,
      declared,
      type: digits === 0 ? 'integer' : 'number',
      values: [text(numbers[0]), text(numbers[1]), text(numbers[2])],
    };
  });

/** A project with a dataset, a sentence, a chart and its table for each sketch. */
function projectOf(sketches: readonly Sketch[]): Record<string, string> {
  const files: Record<string, string> = {
    'tallybook.yaml':
      'title: Printed numbers\npublisher: Office\nedition: 2014\nreports:\n  all: {template: templates/all.md, formats: [html]}\n',
  };
  const resources = sketches.map(
    ({ unit, type, declared }, index) =>
      `  - name: set-${index}\n    path: set-${index}.csv\n    title: Set ${index}\n    sources: [{title: Office}]\n    period: 2014/2014\n    schema:\n      primaryKey: [kind]\n      fields:\n        - {name: kind, type: string, role: dimension, categories: [{value: a, label: First}, {value: b, label: Second}, {value: c, label: Third}]}\n        - {name: amount, title: Amount, type: ${type}, role: measure, unit: "${unit}", additive: false${declared === undefined ? '' : `, digits: ${declared}`}}\n`,
  );
  files['data/datapackage.yaml'] = `name: printed\nresources:\n${resources.join('')}`;
  sketches.forEach(({ values: [a, b, c] }, index) => {
    files[`data/set-${index}.csv`] = `kind,amount\na,${a}\nb,${b}\nc,${c}\n`;
  });
  const text = sketches.map(
    (_, index) =>
      `It is {{value "set-${index}" kind="a"}} there, {{value "set-${index}" kind="b"}} here and {{value "set-${index}" kind="c"}} elsewhere.\n\n{{bars "set-${index}" id="fig-${index}" title="Amounts"}}\n\n[](#fig-${index}) shows them.\n`,
  );
  files['templates/all.md'] = `# Printed numbers\n\n${text.join('\n')}`;
  return files;
}

test('a chart prints a number as prose does, in its labels, its table and its words, and `verify` agrees', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sketch, { minLength: 6, maxLength: 6 }), async (sketches) => {
      const { output, diagnostics } = await buildInMemory(projectOf(sketches));
      expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
      const { project, tool } = memoryHost(output);
      expect((await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic)).toEqual([]);
      const published = JSON.parse(textOf(output, 'all/en/published.json')) as {
        numbers: readonly {
          text: string;
          place: string;
          operation: string;
          unit: string;
          cells: readonly string[];
        }[];
      };
      const byCell = new Map<string, Map<string, string>>();
      for (const { text, place, operation, unit, cells } of published.numbers) {
        if (operation !== 'value') continue;
        // In a sentence points are called by their name; a label or a cell stands under it.
        const isBare = unit === 'percentage points' && (place === 'chart' || place === 'table');
        const texts = byCell.get(cells[0] ?? '') ?? new Map<string, string>();
        byCell.set(cells[0] ?? '', texts.set(isBare ? 'bare' : text, place));
        if (isBare) texts.delete('bare');
      }
      expect(byCell.size).toBe(sketches.length * 3);
      for (const [cell, texts] of byCell) expect([...texts.keys()], cell).toHaveLength(1);
      const places = new Set(published.numbers.map(({ place }) => place));
      expect([...places].sort()).toEqual(expect.arrayContaining(['alternative', 'chart', 'table', 'text']));
    }),
    { ...runs(1, 4), seed: 20151231 },
  );
});

test('a label of millions says so', async () => {
  const { output } = await buildInMemory(
    projectOf([{ unit: 'million euros', type: 'number', values: ['6.5', '7.0', '8.25'] }]),
  );
  const page = textOf(output, 'all/en/all.html');
  expect(page.match(/6\.5 million/g)?.length ?? 0).toBeGreaterThanOrEqual(4);
  expect(page).toContain(
    'Amount (euros) was highest for Third (8.25 million) and lowest for First (6.5 million).',
  );
});

test('numbers that print alike are not told apart in words', async () => {
  const { output } = await buildInMemory(
    projectOf([{ unit: 'persons', type: 'number', declared: 0, values: ['303.4', '302.6', '303.0'] }]),
  );
  const page = textOf(output, 'all/en/all.html');
  expect(page).toContain('303');
  expect(page).not.toContain('highest');
});
