import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowIndex } from '../../src/content/selection/fields.js';
import { templateSyntax } from '../../src/extensions/extensions.js';
import { operations } from '../../src/extensions/operations.js';
import { fulfilmentOf } from '../../src/extensions/plan/data/fulfilment.js';
import type { Indicator } from '../../src/extensions/plan/data/model.js';
import type { Value } from '../../src/model/dataset/value.js';
import { exact, type finiteDigits, toDecimalText } from '../../src/model/exact.js';
import { formulaOf } from '../../src/model/operations/equation.js';
import { stepsOf } from '../../src/model/operations/steps.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import type { Project, Report } from '../../src/model/project/project.js';
import { houseTheme } from '../../src/model/project/theme.js';
import { cellWords, provenanceOf } from '../../src/report/transforms/say-provenance.js';
import { standardLimits } from '../../src/resource-limits.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { memoryHost } from '../memory-host.js';
import { entryOf } from '../outputs/ledger/entries.js';
import { compose } from '../support/composed.js';
import { english } from '../support/english.js';
import { ledgerOf } from '../support/ledger-of.js';
import { runs } from '../support/runs.js';
import { faultOf } from './reader.js';

const nowhere = { file: 'tallybook.yaml', line: 1, column: 1 };
const report: Report = {
  id: 'r',
  title: 'Report',
  publisher: 'Office',
  theme: houseTheme,
  template: 'templates/r.md',
  formats: ['html'],
  layout: 'warn',
  position: nowhere,
  templatePosition: nowhere,
};
const project: Project = {
  title: 'Random',
  publisher: 'Office',
  edition: 2013,
  languages: ['en'],
  data: 'data/datapackage.yaml',
  dataPosition: nowhere,
  output: 'output',
  outputPosition: { file: 'tallybook.yaml', line: 1, column: 1 },
  limits: standardLimits,
  precision: defaultPrecision,
  reports: [report],
};

const dataPackage = `
name: random
resources:
  - name: amounts
    path: amounts.csv
    title: Amounts
    schema:
      primaryKey: [year]
      missingValues: [{value: "[z]", label: none recorded, adds: 0}, {value: "[x]", label: not available}]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: amount, type: number, role: measure, unit: euro}
`;

const pair = '"amounts" from=2010 to=2013';
const calls = [
  `change ${pair}`,
  `change ${pair} absolute=true`,
  `change ${pair} digits=0`,
  `percent-change ${pair} allowSmallBase="a test"`,
  `percent-change ${pair} absolute=true digits=2 allowSmallBase="a test"`,
  `sum ${pair}`,
  `sum ${pair} partial=true`,
  `sum ${pair} digits=1`,
  `average ${pair}`,
  'average "amounts" year=2011',
  'share "amounts" year=2010 of=(sum "amounts" from=2010 to=2013) allowSmallBase="a test" period="a test"',
  'ratio "amounts" year=2010 of=(average "amounts" from=2011 to=2013) period="a test"',
  'change (average "amounts" from=2010 to=2012) from=(average "amounts" from=2011 to=2013)',
  'change (ratio "amounts" year=2010 of=(value "amounts" year=2011) period="a test") from=(ratio "amounts" year=2012 of=(value "amounts" year=2013) period="a test")',
  'change (change "amounts" from=2010 to=2011 absolute=true) from=(change "amounts" from=2012 to=2013 absolute=true) absolute=true',
];

const number = fc.tuple(fc.integer({ min: -9999, max: 99_999 }), fc.integer({ min: 0, max: 5 }));
const decimal = number.map(([digits, scale]) => toDecimalText(exact(digits, 10n ** BigInt(scale)), scale));
const cell = fc.oneof(
  { weight: 6, arbitrary: decimal },
  { weight: 1, arbitrary: fc.constant('[z]') },
  { weight: 1, arbitrary: fc.constant('[x]') },
);

/** The equation at a number, if it shows one. */
async function equationsOver(cells: readonly string[]): Promise<string[]> {
  const host = memoryHost({
    'data/datapackage.yaml': dataPackage,
    'data/amounts.csv': `year,amount\n${cells.map((each, index) => `${2010 + index},${each}\n`).join('')}`,
    'templates/r.md': `# Amounts\n\n${calls.map((call) => `- {{${call}}}\n`).join('')}`,
  });
  const { value: data } = await prepareData({ path: project.data, position: nowhere, edition: 2013 }, host);
  const { value } = await compose(
    { project, report, data, rows: new RowIndex(), language: english, syntax: templateSyntax, draft: false },
    host,
  );
  return ledgerOf(value).flatMap((entry) =>
    [provenanceOf(entry, { language: english, operations }, cellWords(data, english)).equation ?? []].flat(),
  );
}

test('every equation over random numbers is true', async () => {
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 4, maxLength: 4 }), async (cells) => {
      const equations = await equationsOver(cells);
      shown += equations.length;
      expect(equations.map((equation) => [equation, faultOf(equation)])).toEqual(
        equations.map((equation) => [equation, undefined]),
      );
    }),
    runs(20, 60),
  );
  // How many there are is chance: about 130, or 400.
  expect(shown).toBeGreaterThan(process.env.DEEP ? 150 : 30);
});

const whole = fc.integer({ min: -50, max: 50 });
const integer = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });
const planRow = {
  resource: 'values',
  row: { keys: {}, measures: {}, attributes: {}, origin: { file: 'v.csv', line: 2 } },
};

function indicatorOf(baseline: number, target: number, actual: number): Indicator {
  const observation = { ...planRow, year: 2013, target: integer(target), actual: integer(actual) };
  return {
    ...planRow,
    code: '1',
    title: 'One',
    strategic: '1',
    unit: 'persons',
    direction: 'increase',
    baseline: integer(baseline),
    observations: new Map([[2013, observation]]),
  } as unknown as Indicator;
}

test('every fulfilment over random numbers is true, also where it is held between 0 and 100', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(whole, whole, whole, (baseline, target, actual) => {
      const { derivation } = fulfilmentOf(indicatorOf(baseline, target, actual), 2013);
      if ('kind' in derivation.value) return;
      const entry = entryOf('', derivation.value, { ...derivation, digits: 1 });
      const state = { language: english, operations };
      const { equation = '' } = provenanceOf(entry, state, cellWords({}, english));
      seen.add(/^(?:min|max)/.exec(equation)?.[0] ?? 'plain');
      expect([equation, faultOf(equation)]).toEqual([equation, undefined]);
    }),
  );
  expect([...seen].sort()).toEqual(['max', 'min', 'plain']);
});

test('a long calculation shows its operands as fractions, and a step that no formula comes to shows none', () => {
  const cellKey = { dataset: 'd', field: 'f', keys: {}, origin: { file: 'd.csv', line: 2 } };
  const plain = (value: bigint) => ({ value: exact(value), operation: 'value' as const, cells: [cellKey] });
  const thirds = Array.from({ length: 7 }, () => ({
    value: exact(1, 3),
    operation: 'ratio' as const,
    cells: [cellKey],
    operands: [plain(1n), plain(3n)],
  }));
  const style = {
    digits: 4,
    isNested: true,
    number: (value: Parameters<typeof finiteDigits>[0], digits: number) => toDecimalText(value, digits),
  };
  const average = { value: exact(1, 3), operation: 'average' as const, cells: [cellKey], operands: thirds };
  const formula = formulaOf(
    stepsOf(average, operations, () => undefined),
    style,
  );
  expect(formula).toBe(`(${Array.from({ length: 7 }, () => '1 ÷ 3').join(' + ')}) ÷ 7`);
  const wrong = { ...average, value: exact(2, 3) };
  expect(
    formulaOf(
      stepsOf(wrong, operations, () => undefined),
      style,
    ),
  ).toBeUndefined();
});
