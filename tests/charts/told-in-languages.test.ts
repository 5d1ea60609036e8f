/**
 * What is said of each form in each language, worked out again from plain figures and put together here, word by word. So a sentence
 * that is false, and one that came to be ungrammatical by how its parts are joined, are both found.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartFacts } from '../../src/charts/alternative/facts.js';
import { renderCharts } from '../../src/charts/render.js';
import { describeMap } from '../../src/extensions/maps/finish-map.js';
import { describeWaterfall } from '../../src/forms/waterfall.js';
import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import type { Language } from '../../src/language/language.js';
import { loadLexicon } from '../../src/language/lexicon/lexicon.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { isNumeric, toExact } from '../../src/model/dataset/value.js';
import { textOfParts } from '../../src/model/tree/classed-text.js';
import { memoryHost, repositoryHost } from '../memory-host.js';
import { runs } from '../support/runs.js';
import { chartNode, type FieldSketch, sketchDataset } from './fixtures.js';

type Tag = 'en' | 'sq' | 'sr-Cyrl';

/** The sentences of one language, as a native reads them. */
interface Sentences {
  readonly and: string;
  readonly none: string;
  readonly first: (number: number, year: number) => string;
  readonly way: (first: number, last: number, change: string) => string;
  readonly each: (label: string, list: string) => string;
  readonly oneByOne: (list: string) => string;
  readonly most: (high: string, most: number, low: string, least: number, hasGaps: boolean) => string;
  readonly same: (value: number, hasGaps: boolean) => string;
  readonly ofBar: string;
  readonly decimal: string;
  readonly waterfall: (first: string, list: string, last: string, isWhole: boolean) => string;
  readonly peak: (value: number, places: string, hasGaps: boolean) => string;
  readonly between: string;
  readonly box: (median: string, low: string, high: string) => string;
  readonly inBrackets: string;
}

const said: Readonly<Record<Tag, Sentences>> = {
  en: {
    and: ' and ',
    none: 'none recorded',
    first: (number, year) => `the number of persons was ${number} in ${year}.`,
    way: (first, last, change) =>
      `the number of persons was ${first} in 2010 and ${last} in 2016, a change of ${change}.`,
    each: (label, list) => `${label}: ${list}.`,
    oneByOne: (list) => `One by one: ${list}.`,
    most: (high, most, low, least, hasGaps) =>
      `The number of persons was highest for ${high} (${most}) and lowest for ${low} (${least})${hasGaps ? ', of those with a figure' : ''}.`,
    same: (value, hasGaps) =>
      `The number of persons was ${value} ${hasGaps ? 'wherever there is a figure' : 'throughout'}.`,
    ofBar: ' of the bar',
    decimal: '.',
    waterfall: (first, list, last, isWhole) =>
      `From start (${first}): ${list}. ${isWhole ? 'This gives' : 'Last:'} end (${last}).`,
    peak: (value, places, hasGaps) =>
      hasGaps
        ? `Of the cells with a number, the highest is ${value}: ${places}.`
        : `The highest number is ${value}: ${places}.`,
    between: ' to ',
    box: (median, low, high) => `median ${median}, half of the numbers from ${low} to ${high}`,
    inBrackets: 'One by one, in brackets Lower and Upper: ',
  },
  sq: {
    and: ' dhe ',
    none: 'none recorded',
    first: (number, year) => `numri i persons, ${year}: ${number}.`,
    way: (first, last, change) =>
      `numri i persons: ${first} (2010) dhe ${last} (2016); ndryshimi: ${change}.`,
    each: (label, list) => `${label}: ${list}.`,
    oneByOne: (list) => `Një nga një: ${list}.`,
    most: (high, most, low, least, hasGaps) =>
      `Numri i persons: vlera më e lartë ${most} (${high}), më e ulëta ${least} (${low})${hasGaps ? ', prej atyre me shifër' : ''}.`,
    same: (value, hasGaps) => `Numri i persons: ${value} kudo${hasGaps ? ' ku ka shifër' : ''}.`,
    ofBar: ' e shtyllës',
    decimal: ',',
    waterfall: (first, list, last, isWhole) =>
      `Nga start (${first}): ${list}. ${isWhole ? 'Kjo jep' : 'E fundit:'} end (${last}).`,
    peak: (value, places, hasGaps) =>
      hasGaps
        ? `Prej qelizave me numër, më i larti është ${value}: ${places}.`
        : `Numri më i lartë është ${value}: ${places}.`,
    between: ' deri në ',
    box: (median, low, high) => `mediana ${median}, gjysma e numrave nga ${low} deri në ${high}`,
    inBrackets: 'Një nga një, në kllapa Lower dhe Upper: ',
  },
  'sr-Cyrl': {
    and: ' и ',
    none: 'none recorded',
    first: (number, year) => `број persons, ${year}: ${number}.`,
    way: (first, last, change) => `број persons: ${first} (2010) и ${last} (2016); промена: ${change}.`,
    each: (label, list) => `${label}: ${list}.`,
    oneByOne: (list) => `Редом: ${list}.`,
    most: (high, most, low, least, hasGaps) =>
      `Број persons: највиша вредност ${most} (${high}), најнижа ${least} (${low})${hasGaps ? ', од оних за које има податка' : ''}.`,
    same: (value, hasGaps) => `Број persons: ${value} свуда${hasGaps ? ' где има податка' : ''}.`,
    ofBar: ' стуба',
    decimal: ',',
    waterfall: (first, list, last, isWhole) =>
      `Полази се од: start (${first}); ${list}. ${isWhole ? 'Исход:' : 'Последње:'} end (${last}).`,
    peak: (value, places, hasGaps) =>
      hasGaps ? `Од поља с бројем, највиши је ${value}: ${places}.` : `Највиши број је ${value}: ${places}.`,
    between: ' до ',
    box: (median, low, high) => `медијана ${median}, половина бројева од ${low} до ${high}`,
    inBrackets: 'Редом, у загради Lower и Upper: ',
  },
};

const host = memoryHost({}).tool;
const languages: Readonly<Record<Tag, Language>> = {
  en: createLanguage('en', await loadCatalogue('en', host), await loadLexicon('en', host)),
  sq: createLanguage('sq', await loadCatalogue('sq', host), await loadLexicon('sq', host)),
  'sr-Cyrl': createLanguage(
    'sr-Cyrl',
    await loadCatalogue('sr-Cyrl', host),
    await loadLexicon('sr-Cyrl', host),
  ),
};

async function describe(yaml: string, dataset: PublishedDataset, language: Language): Promise<string> {
  const chart = { ...chartNode(yaml), dataset: dataset.name };
  const { value, diagnostics } = await renderCharts(
    { charts: [chart], data: { [dataset.name]: dataset }, language },
    repositoryHost(),
  );
  const faults = diagnostics.filter(({ severity }) => severity === 'error');
  expect(faults.map(({ message }) => message)).toEqual([]);
  return value[chart.id]?.description ?? '';
}

const groups = ['young', 'old'] as const;
const kinds = ['a', 'b', 'c'] as const;
const labelled = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));
const persons: FieldSketch = { name: 'persons', role: 'measure', type: 'integer', unit: 'persons' };

/** Three kinds in two groups, some of them without a number. */
const board = fc.array(
  fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }), { minLength: 2, maxLength: 2 }),
  { minLength: 3, maxLength: 3 },
);
type Board = readonly (readonly (number | null)[])[];

const boardData = (cells: Board): PublishedDataset =>
  sketchDataset(
    'people',
    [{ name: 'kind', categories: labelled(kinds) }, { name: 'group', categories: labelled(groups) }, persons],
    cells.flatMap((row, at) =>
      row.map((value, index) => [kinds[at] ?? '', groups[index] ?? '', value] as const),
    ),
  );

const signed = (change: number): string => (change < 0 ? `−${-change}` : change > 0 ? `+${change}` : '0');
const listIn = ({ and }: Sentences, names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}${and}${names.at(-1)}`;

async function each(law: (words: Sentences, language: Language) => Promise<void>): Promise<void> {
  for (const tag of ['en', 'sq', 'sr-Cyrl'] as const) await law(said[tag], languages[tag]);
}

const lasting = (seed: number) => ({ numRuns: runs(1, 40).numRuns, seed });

test('of a slope: both ends and the change, or the one that there is', async () => {
  await fc.assert(
    fc.asyncProperty(board, async (cells) => {
      const known = cells.flat().filter((value) => value !== null);
      if (known.length === 0) return;
      const data = sketchDataset(
        'people',
        [{ name: 'year', type: 'year' }, { name: 'kind', categories: labelled(kinds) }, persons],
        cells.flatMap((row, at) =>
          row.map((value, index) => [index === 0 ? 2010 : 2016, kinds[at] ?? '', value] as const),
        ),
      );
      await each(async (words, language) => {
        const text = await describe(
          'mark: line\nencoding: {x: {field: year}, y: {field: persons}, color: {field: kind}}',
          data,
          language,
        );
        cells.forEach(([first = null, last = null], at) => {
          const own = `${kinds[at]}${language.tag === 'en' ? ':' : ','} `;
          if (first !== null && last !== null)
            expect(text).toContain(`${own}${words.way(first, last, signed(last - first))}`);
          else if (first !== null) expect(text).toContain(`${own}${words.first(first, 2010)}`);
          else if (last !== null) expect(text).toContain(`${own}${words.first(last, 2016)}`);
        });
      });
    }),
    lasting(20170201),
  );
});

test('of bars that are all 100 per cent: every number and its share of the bar', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: 200, max: 900 }), { minLength: 2, maxLength: 2 }), {
        minLength: 3,
        maxLength: 3,
      }),
      async (cells) => {
        await each(async (words, language) => {
          const text = await describe(
            'mark: bar\nencoding: {y: {field: kind}, x: {field: persons, stack: normalize}, color: {field: group}}',
            boardData(cells),
            language,
          );
          const expected = cells.map((row, at) => {
            const whole = row.reduce((sum, value) => sum + value, 0);
            const items = row.map((value, index) => {
              // Half away from zero, on whole numbers, so that nothing is a matter of floating point.
              const tenths = Math.floor((value * 2000 + whole) / (2 * whole));
              const share = `${Math.floor(tenths / 10)}${words.decimal}${tenths % 10}%`;
              return `${groups[index]}: ${value}, ${share}${words.ofBar}`;
            });
            return words.each(kinds[at] ?? '', items.join('; '));
          });
          expect(text.replaceAll('\u00A0', '')).toBe(expected.join(' '));
        });
      },
    ),
    lasting(20170202),
  );
});

test('of bars, bars over bands and dots: where it is most and least, and each number', async () => {
  const charts = [
    'mark: bar\nencoding: {y: {field: kind}, x: {field: persons}}',
    'mark: point\nencoding: {y: {field: kind}, x: {field: persons, scale: {zero: true}}}',
  ];
  const column = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 5 }), {
    minLength: 3,
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(column, fc.constantFrom(...charts), async (cells, chart) => {
      const known = cells.filter((value) => value !== null);
      if (known.length < 2) return;
      const data = sketchDataset(
        'people',
        [{ name: 'kind', categories: labelled(kinds) }, persons],
        cells.map((value, at) => [kinds[at] ?? '', value]),
      );
      const [most, least] = [Math.max(...known), Math.min(...known)];
      const hasGaps = known.length < cells.length;
      await each(async (words, language) => {
        const text = await describe(chart, data, language);
        const at = (wanted: number): string =>
          listIn(
            words,
            kinds.filter((_, index) => cells[index] === wanted),
          );
        const list = cells.map((value, index) => `${kinds[index]}: ${value ?? words.none}`).join('; ');
        const first =
          most === least ? words.same(most, hasGaps) : words.most(at(most), most, at(least), least, hasGaps);
        expect(text).toBe(`${first} ${words.oneByOne(list)}`);
      });
    }),
    lasting(20170203),
  );
});

test('of a heat map: the highest cell or cells, by row and column', async () => {
  await fc.assert(
    fc.asyncProperty(board, async (cells) => {
      const known = cells.flat().filter((value) => value !== null);
      if (known.length === 0 || cells.some((row) => row.every((value) => value === null))) return;
      const most = Math.max(...known);
      await each(async (words, language) => {
        const text = await describe(
          'mark: rect\nencoding: {x: {field: group}, y: {field: kind}, color: {field: persons}}',
          boardData(cells),
          language,
        );
        const hasGaps = known.length < 6;
        const places = cells.flatMap((row, at) =>
          groups.flatMap((group, index) => (row[index] === most ? [`${kinds[at]}, ${group}`] : [])),
        );
        expect(text.startsWith(words.peak(most, places.join('; '), hasGaps)), text).toBe(true);
      });
    }),
    lasting(20170204),
  );
});

test('of a line with a band: every number with both ends, and what is not known', async () => {
  const years = [2010, 2011, 2012, 2013];
  const rows = fc.array(
    fc.record({
      middle: fc.integer({ min: 20, max: 40 }),
      below: fc.integer({ min: 1, max: 9 }),
      above: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 4, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const data = sketchDataset(
        'people',
        [
          { name: 'year', type: 'year' },
          persons,
          { ...persons, name: 'lower', title: 'Lower' },
          { ...persons, name: 'upper', title: 'Upper' },
        ],
        cells.map(({ middle, below, above }, at) => [years[at] ?? 0, middle, middle - below, middle + above]),
      );
      await each(async (words, language) => {
        const text = await describe(
          'encoding: {x: {field: year}}\nlayer:\n  - {mark: area, encoding: {y: {field: lower}, y2: {field: upper}}}\n  - {mark: line, encoding: {y: {field: persons}}}',
          data,
          language,
        );
        const items = cells.map(
          ({ middle, below, above }, at) =>
            `${years[at]}: ${middle} (${middle - below}${words.between}${middle + above})`,
        );
        expect(text).toContain(`${words.inBrackets}${items.join('; ')}.`);
      });
    }),
    lasting(20170205),
  );
});

test('of boxes: median and quartiles of five numbers', async () => {
  const observed = ['p', 'q', 'r', 's', 't'];
  const five = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.tuple(five, five), async (cells) => {
      const data = sketchDataset(
        'people',
        [
          { name: 'place', categories: labelled(observed) },
          { name: 'group', categories: labelled(groups) },
          persons,
        ],
        cells.flatMap((column, at) =>
          column.map((value, index) => [observed[index] ?? '', groups[at] ?? '', value]),
        ),
      );
      await each(async (words, language) => {
        const text = await describe(
          'mark: boxplot\nencoding: {x: {field: group}, y: {field: persons, title: Persons}}',
          data,
          language,
        );
        cells.forEach((column, at) => {
          const sorted = column.toSorted((a, b) => a - b);
          const [, low = '', median = '', high = ''] = sorted.map((value) => `${value}${words.decimal}0`);
          expect(text).toContain(words.each(groups[at] ?? '', words.box(median, low, high)));
        });
      });
    }),
    lasting(20170206),
  );
});

const at = { file: 'chart.yaml', line: 1, column: 1 };

/** One number for each of the names, or none. */
function columnOf(names: readonly string[], cells: readonly (number | null)[]) {
  const dataset = sketchDataset(
    'people',
    [{ name: 'kind', categories: labelled(names) }, persons],
    cells.map((value, index) => [names[index] ?? '', value]),
  );
  const [along, measure] = dataset.fields;
  if (along === undefined || measure === undefined) throw new Error('The dataset has two fields');
  const points = dataset.rows.map((row) => {
    const cell = row.measures.persons;
    const key = row.keys.kind ?? '';
    return { key, row, ...(cell !== undefined && isNumeric(cell) ? { value: toExact(cell) } : {}) };
  });
  return { dataset, along, measure, points };
}

test('of a waterfall: that the steps lead to its end only where they do', async () => {
  const steps = ['start', 'more', 'less', 'end'];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.option(fc.integer({ min: -9, max: 9 }), { freq: 6 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: -1, max: 1 }),
      async (cells, error) => {
        const sum = cells.reduce((so: number, value) => so + (value ?? 0), 0);
        const all = [...cells, sum + error];
        const { dataset, along, measure, points } = columnOf(steps, all);
        const series = [{ keys: [], points, absent: [] }];
        await each(async (words, language) => {
          const facts: Partial<ChartFacts> = { along, measure, series };
          const text = textOfParts(describeWaterfall(facts as ChartFacts, { dataset, language, at }));
          const print = (value: number | null | undefined): string =>
            value === null || value === undefined ? words.none : `${value}`.replace('-', '−');
          const items = all.map((value, index) => `${steps[index]}: ${print(value)}`);
          const [first, , , last] = all;
          const expected = all.includes(null)
            ? words.oneByOne(items.join('; '))
            : words.waterfall(print(first), items.slice(1, 3).join('; '), print(last), error === 0);
          expect(text).toBe(expected);
        });
      },
    ),
    lasting(20170207),
  );
});

test('of a map: every area with its number, the greatest first, or of many those with the most and the least', async () => {
  const cells = fc.array(fc.option(fc.integer({ min: 0, max: 30 }), { freq: 6 }), {
    minLength: 2,
    maxLength: 15,
  });
  await fc.assert(
    fc.asyncProperty(cells, async (numbers) => {
      const names = numbers.map((_, index) => `area ${String.fromCharCode(97 + index)}`);
      const { dataset, along, measure, points } = columnOf(names, numbers);
      const areas = points.map(({ key, ...point }) => ({ ...point, category: key, key }));
      await each(async (words, language) => {
        const map = { areas, elsewhere: [], by: along, measure } as unknown as Parameters<
          typeof describeMap
        >[0];
        const text = textOfParts(describeMap(map, { dataset, language, at }));
        const known = numbers.filter((value) => value !== null);
        if (numbers.length <= 12) {
          const order = numbers
            .map((value, index) => ({ value, name: names[index] }))
            .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1));
          const items = order.map(({ value, name }) => `${name}: ${value ?? words.none}`);
          expect(text).toBe(words.oneByOne(items.join('; ')));
        } else if (known.length > 0) {
          const [most, least] = [Math.max(...known), Math.min(...known)];
          const hasGaps = known.length < numbers.length;
          const of = (wanted: number): string =>
            listIn(
              words,
              names.filter((_, index) => numbers[index] === wanted),
            );
          expect(text).toBe(
            most === least
              ? words.same(most, hasGaps)
              : words.most(of(most), most, of(least), least, hasGaps),
          );
        }
      });
    }),
    lasting(20170208),
  );
});
