/** Leaks that are put in by hand, each where another channel has its words from: the test of two worlds finds every one. */
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Dataset, Row } from '../../src/model/dataset/dataset.js';
import { isNumeric } from '../../src/model/dataset/value.js';
import type { ProjectFiles } from '../extensions/protect/protected-project.js';
import { differences, outputsOf, textsIn } from '../extensions/protect/publications.js';
import { acceptedWorlds } from '../extensions/protect/worlds.js';
import { temporaryFolder } from '../host/temporary-folder.js';

/** What a leak makes of a dataset whose hidden counts are taken out, and of the one that has them. */
type Leak = (published: Dataset, raw: Dataset) => Dataset;

const current: { leak: Leak | undefined } = { leak: undefined };

vi.mock('../../src/extensions/protect/hidden-cells.js', async (original) => {
  const real = await original<typeof import('../../src/extensions/protect/hidden-cells.js')>();
  return {
    ...real,
    withoutHidden: (...given: Parameters<typeof real.withoutHidden>) =>
      real.withoutHidden(...given).map((dataset, index) => {
        const raw = given[0][index];
        return current.leak === undefined || raw === undefined ? dataset : current.leak(dataset, raw);
      }),
  };
});

/** The count of a row as it was. */
const countOf = (row: Row | undefined): number => {
  const value = row?.measures.persons;
  return value?.kind === 'integer' ? Number(value.value) : 0;
};

const isHidden = (row: Row): boolean => row.measures.persons?.kind === 'suppressed';

/** Changes the rows whose count is hidden, by the count. */
const inRows =
  (change: (row: Row, count: number, raw: Row) => Row): Leak =>
  (dataset, raw) => ({
    ...dataset,
    rows: dataset.rows.map((row, index) => {
      const whole = raw.rows[index];
      return whole === undefined || !isHidden(row) ? row : change(row, countOf(whole), whole);
    }),
  });

/** All hidden counts of a dataset as one number. */
const sumOf = (dataset: Dataset, raw: Dataset): number =>
  dataset.rows.reduce(
    (sum, row, index) => sum + (isHidden(row) ? (index + 1) ** 2 * countOf(raw.rows[index]) : 0),
    0,
  );

/** A number in letters, which no check of numerals stops. */
const lettersOf = (secret: number): string =>
  [...String(secret)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

const inDataset =
  (change: (dataset: Dataset, secret: number) => Dataset): Leak =>
  (dataset, raw) =>
    change(dataset, sumOf(dataset, raw));

const leaks: readonly (readonly [string, Leak])[] = [
  [
    'a cell of a table that is not hidden',
    inRows((row, _, raw) => ({
      ...row,
      measures: { ...row.measures, persons: raw.measures.persons ?? { kind: 'integer', value: 0n } },
    })),
  ],
  [
    'a rate that is left beside a hidden count',
    inRows((row, _, { measures: { rate } }) =>
      rate === undefined || !isNumeric(rate) ? row : { ...row, measures: { ...row.measures, rate } },
    ),
  ],
  [
    'the order of rows',
    (dataset, raw) => {
      const counts = new Map(dataset.rows.map((row, index) => [row, countOf(raw.rows[index])]));
      return {
        ...dataset,
        rows: dataset.rows.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0)),
      };
    },
  ],
  [
    'a note under a table',
    inRows((row, count) => ({ ...row, notes: [...row.notes, count > 5 ? 'Many.' : 'Few.'] })),
  ],
  [
    'the meaning of the symbol',
    inRows((row, count) => ({
      ...row,
      measures: {
        ...row.measures,
        persons: { kind: 'suppressed', symbol: '[c]', meaning: count < 5 ? 'too few' : 'protects others' },
      },
    })),
  ],
  [
    'a mark beside the symbol',
    inRows((row, count) => ({ ...row, marks: { persons: count > 5 ? ['p'] : ['e'] } })),
  ],
  [
    'the title of a table',
    inDataset((dataset, secret) => ({ ...dataset, title: `${dataset.title} (${lettersOf(secret)})` })),
  ],
  [
    'the description of the dataset',
    inDataset((dataset, secret) => ({ ...dataset, description: `Check sum ${secret}.` })),
  ],
  [
    'a source',
    inDataset((dataset, secret) => ({
      ...dataset,
      sources: dataset.sources.map((source) => ({
        ...source,
        title: `${source.title}, ${lettersOf(secret)}`,
      })),
    })),
  ],
  [
    'the label of a category, in charts and their alternatives',
    inDataset((dataset, secret) => ({
      ...dataset,
      fields: dataset.fields.map((field) => ({
        ...field,
        categories: field.categories.map((category, index) =>
          index === secret % field.categories.length
            ? { ...category, label: `${category.label} ${lettersOf(secret)}` }
            : category,
        ),
      })),
    })),
  ],
  [
    'the unit of a measure',
    inDataset((dataset, secret) => ({
      ...dataset,
      fields: dataset.fields.map((field) =>
        field.name === 'persons' ? { ...field, unit: lettersOf(secret) } : field,
      ),
    })),
  ],
  [
    'what a count is',
    inDataset((dataset, secret) => ({
      ...dataset,
      counts: { unit: 'persons', definition: `Whoever came, by list ${lettersOf(secret)}.` },
    })),
  ],
];

// Two builds for each: an ordinary run has the test of two worlds alone.
test('leaks in twelve channels are found', async () => {
  const all = textsIn(join(import.meta.dirname, '../extensions/protect/towns'));
  const towns: ProjectFiles = {
    ...all,
    // A page and the data are made of all that a PDF is made of, and sooner.
    'tallybook.yaml': (all['tallybook.yaml'] ?? '').replace(/formats: \[.*?\]/, 'formats: [html]'),
  };
  // A leak of one bit may say the same of two worlds, and hardly of four.
  const others = (await acceptedWorlds(towns, 2024)).slice(-4).map(({ files }) => files);
  const build = (files: ProjectFiles) => outputsOf(files, temporaryFolder(afterAll));
  const differing = async (): Promise<readonly string[]> => {
    const first = await build(towns);
    // What hands out small counts is refused before anything is written.
    if (/protect\/annex/.test(String(first.refused))) return ['refused'];
    for (const other of others) {
      const found = differences(first, await build(other));
      if (found.length > 0) return found;
    }
    return [];
  };
  expect((await build(towns)).refused?.toString()).toBeUndefined();
  expect(await differing()).toEqual([]);
  for (const [name, leak] of leaks) {
    current.leak = leak;
    const found = await differing();
    current.leak = undefined;
    expect(found, name).not.toEqual([]);
  }
});
