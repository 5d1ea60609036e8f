/**
 * Every folder of `tests/golden/` is a project, and `expected/` in it is what a reader of its outputs finds. A
 * difference is a fault, or it is wanted: what is wanted is written by `npm run golden`, never by hand.
 */

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blockNames } from '../src/content/template-language.js';
import { kindNames } from '../src/extensions/claims/kinds.js';
import { templateSyntax } from '../src/extensions/extensions.js';
import { operations } from '../src/extensions/operations.js';
import type { Tone } from '../src/model/chart/palette.js';
import { bracketed, marks, missingLetters, standardMissing } from '../src/model/dataset/missing.js';
import { containerNames, listingNames, type OwnType, type TableLayout } from '../src/model/tree/nodes.js';
import { numberClasses } from '../src/outputs/ledger/numeral.js';
import { buildGolden, type Golden } from './support/golden/build-golden.js';
import { calledNames, valuesOf } from './support/golden/used.js';
import { sharedSessions } from './support/shared-session.js';

const folder = join(import.meta.dirname, 'golden');
const chartMarks = [
  'bar',
  'line',
  'area',
  'point',
  'circle',
  'square',
  'tick',
  'rule',
  'text',
  'rect',
  'boxplot',
  'errorbar',
  'errorband',
];
// What the reports of the repository itself read like is there too, and looked at where they are built.
const names = readdirSync(folder)
  .filter((name) => existsSync(join(folder, name, 'tallybook.yaml')))
  // Vega calculates statistics again for a third of the time of all.
  .filter((name) => process.env.DEEP || name !== 'statistics')
  .sort();

const goldens = new Map<string, Golden>();
const failures = new Map<string, unknown>();

// Some dozen builds: half a minute, and several on a machine that does much besides.
beforeAll(async () => {
  for (const name of names) {
    try {
      goldens.set(name, await buildGolden(join(folder, name), name === 'draft', sharedSessions.open()));
    } catch (error) {
      failures.set(name, error);
    }
  }
}, 600_000);

afterAll(() => {
  for (const golden of goldens.values()) golden.remove();
});

describe.each(names)('%s', (name) => {
  test('reads as expected', async () => {
    if (failures.has(name)) throw failures.get(name);
    const files = goldens.get(name)?.files ?? {};
    for (const [file, text] of Object.entries(files)) {
      await expect.soft(text).toMatchFileSnapshot(join(folder, name, 'expected', file));
    }
    const expected = join(folder, name, 'expected');
    if (existsSync(expected)) expect(readdirSync(expected).sort()).toEqual(Object.keys(files).sort());
  });
});

test.each(names)('%s is verified without a problem', async (name) => {
  expect(await goldens.get(name)?.verified()).toBe('');
});

// A project with errors in its data is not traced: a draft has them. To ask for each number of statistics by its digits takes a quarter of a minute.
const untraced = process.env.DEEP ? ['draft'] : ['draft', 'statistics'];
test.each(names.filter((name) => !untraced.includes(name)))(
  'every number of %s can be traced, and every equation that it shows is true',
  async (name) => {
    expect(await goldens.get(name)?.untrue()).toEqual([]);
  },
);

describe('together they use every', () => {
  const read = (file: keyof Golden['files']): string =>
    [...goldens.values()].map(({ files }) => files[file]).join('\n');
  let values: ReturnType<typeof valuesOf<'type' | 'name' | 'layout' | 'tone' | 'mark'>> | undefined;
  const inTrees = (key: 'type' | 'name' | 'layout' | 'tone' | 'mark'): Iterable<string> => {
    values ??= valuesOf(
      [...goldens.values()].map(({ trees }) => trees),
      ['type', 'name', 'layout', 'tone', 'mark'],
    );
    return values.get(key) ?? [];
  };
  const missingFrom = (used: Iterable<string>, all: Iterable<string>): string[] => {
    const known = new Set(used);
    return [...all].filter((each) => !known.has(each));
  };

  test('helper and block', () => {
    const called = names.flatMap((name) => [...calledNames(join(folder, name))]);
    expect(missingFrom(called, [...templateSyntax.helpers.keys(), ...blockNames])).toEqual([]);
  });

  test('node type', () => {
    // A type that is missing here does not compile.
    const own: Record<OwnType, true> = {
      value: true,
      numeral: true,
      inlineMath: true,
      math: true,
      reference: true,
      foreign: true,
      noteMark: true,
      dataTable: true,
      captionedTable: true,
      chart: true,
      picture: true,
      container: true,
      bibliography: true,
      bibliographyEntry: true,
      definitionList: true,
      definitionTerm: true,
      definitionDescription: true,
      testedQuotation: true,
      listing: true,
      section: true,
      endnotes: true,
      legend: true,
      illustrativeNote: true,
      caption: true,
      title: true,
      subtitle: true,
      description: true,
      said: true,
      speaker: true,
      citation: true,
      endnote: true,
      listingEntry: true,
      label: true,
      dataHead: true,
      dataColumn: true,
      dataBody: true,
      dataRow: true,
      dataRowHead: true,
      dataCell: true,
      tally: true,
      tallyEntry: true,
      legendEntry: true,
      notes: true,
      sources: true,
      source: true,
      testedFigures: true,
      testedFigure: true,
      drawing: true,
      drawnLabels: true,
      telling: true,
      toldLine: true,
      drawnTable: true,
    };
    const markdown =
      'blockquote break code delete emphasis footnoteReference heading image inlineCode link list listItem paragraph root strong table tableCell tableRow text thematicBreak';
    expect(missingFrom(inTrees('type'), [...Object.keys(own), ...markdown.split(' ')])).toEqual([]);
  });

  test('container, listing, layout of tables and tone', () => {
    const layouts: Record<TableLayout, true> = {
      ...{ board: true, scorecard: true, late: true, actions: true, timeline: true },
      revised: true,
    };
    const tones: Record<Tone, true> = { good: true, fair: true, bad: true, idle: true, gone: true };
    const signs = ['status', 'result'].flatMap((family) =>
      Object.keys(tones).map((tone) => `${family}-${tone}`),
    );
    expect(missingFrom(inTrees('name'), [...containerNames, ...listingNames])).toEqual([]);
    expect(missingFrom(inTrees('layout'), Object.keys(layouts))).toEqual([]);
    expect(missingFrom(inTrees('tone'), signs)).toEqual([]);
  });

  test.runIf(process.env.DEEP)('mark of charts', () => {
    expect(missingFrom([...inTrees('mark'), ...inTrees('type')], chartMarks)).toEqual([]);
  });

  test('letter of missing values, and mark beside numbers', () => {
    const page = read('page.txt');
    const symbols = [
      ...missingLetters.map((each) => standardMissing[each].symbol ?? bracketed(each)),
      ...marks.map(bracketed),
    ];
    expect(symbols.filter((symbol) => !page.includes(`"${symbol}"`))).toEqual([]);
  });

  test.runIf(process.env.DEEP)('operation and class of numbers', () => {
    const third = read('ledger.txt')
      .split('\n')
      .map((line) => line.split(' | ')[2] ?? '');
    // A typed number stands in reports alone that are not strict with them, which no golden is.
    const classes = Object.keys(numberClasses).filter((name) => name !== 'ledger' && name !== 'typed');
    expect(
      missingFrom(
        third.map((each) => each.replace(/\(.+/, '')),
        Object.keys(operations),
      ),
    ).toEqual([]);
    expect(
      missingFrom(
        third,
        classes.map((name) => `(${name})`),
      ),
    ).toEqual([]);
  });

  test('kind and verdict of claims', () => {
    const claims = [...read('ledger.txt').matchAll(/^claim \| (\S+): (\S+)/gm)];
    expect(
      missingFrom(
        claims.map(([, kind = '']) => kind),
        kindNames,
      ),
    ).toEqual([]);
    expect(
      missingFrom(
        claims.map(([, , verdict = '']) => verdict),
        ['true', 'false', 'untestable'],
      ),
    ).toEqual([]);
  });
});
