import { describe, expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { chartForms } from '../../src/extensions/forms.js';
import { type ChoiceRuleName, choiceRules } from '../../src/model/chart/exceptions.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { exact } from '../../src/model/exact.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { chartNode, type FieldSketch, sketchDataset } from './fixtures.js';

const deaths: FieldSketch = {
  name: 'deaths',
  role: 'measure',
  type: 'integer',
  title: 'Deaths',
  unit: 'deaths',
};
const years = [2011, 2012, 2013];
const names = ['fire', 'water', 'cold', 'heat', 'wind', 'stone', 'glass', 'wood', 'iron'];

/** Causes of death by year, the first `count` of them; no size follows from a name's place. */
function causes(count: number, rest?: string): PublishedDataset {
  const own = names.slice(0, count);
  const all = rest === undefined ? own : [own[0] ?? '', rest, ...own.slice(1)];
  const categories = Object.fromEntries(all.map((name) => [name, `From ${name}`]));
  const cause: FieldSketch = { name: 'cause', categories };
  return sketchDataset(
    'deaths',
    [{ name: 'year', type: 'year', title: 'Year' }, cause, deaths],
    years.flatMap((year, late) => all.map((name, at) => [year, name, 10 + ((at * 7) % 11) * 10 + late])),
  );
}

/** Deaths by the name of something, one number each. */
const by = (numbers: Readonly<Record<string, number>>): PublishedDataset =>
  sketchDataset(
    'deaths',
    [
      { name: 'group', categories: Object.fromEntries(Object.keys(numbers).map((name) => [name, name])) },
      deaths,
    ],
    Object.entries(numbers),
  );

/** A rate that was calculated from `part` of `whole` things. */
function rates(whole: number): PublishedDataset {
  const sketch = sketchDataset(
    'rates',
    [
      { name: 'office', categories: { one: 'One', two: 'Two' } },
      { name: 'rate', role: 'measure', type: 'number', title: 'Rate', unit: '%' },
    ],
    [
      ['one', 50],
      ['two', 40],
    ],
  );
  const derivation = {
    value: exact(50),
    operation: 'share',
    cells: [],
    fraction: { part: exact(1), whole: exact(whole), form: 'of', digits: 0 },
  } as const;
  return { ...sketch, rows: sketch.rows.map((row) => ({ ...row, derivations: { rate: derivation } })) };
}

const groups = '{mark: bar, encoding: {y: {field: group}, x: {field: deaths}}}';
const lines = 'mark: line\nencoding: {x: {field: year}, y: {field: deaths}, color: {field: cause';
const points = lines.replace('line', 'point');
const stack = (title: string): string =>
  `title: {text: ${title}}\nmark: bar\nencoding: {x: {field: year}, y: {field: deaths}, color: {field: cause}}`;
const barsOf = (sort: string): string =>
  `transform: [{filter: datum.year == 2012}]\nmark: bar\nencoding: {y: {field: cause${sort}}, x: {field: deaths}}`;
const slices =
  'transform: [{filter: datum.year == 2012}]\nmark: arc\nencoding: {theta: {field: deaths}, color: {field: cause, type: ordinal}}';
/** Names that have no room beside each other along the foot of a chart, not on end either. */
const trees = Array.from({ length: 80 }, (_, at) => `Tree of kind ${(at * 37) % 80}`);
const manyNames = '{mark: bar, encoding: {x: {field: group}, y: {field: deaths}}}';
const rateBars = 'encoding: {y: {field: office}, x: {field: rate}}\nlayer: [{mark: bar}';

interface Tried {
  readonly yaml: string;
  readonly of: PublishedDataset;
}

/** For each rule a chart that it advises against, and its neighbour that it must let be. */
const tried: Readonly<Record<ChoiceRuleName, readonly [against: Tried, letBe: Tried]>> = {
  'many-series': [
    { yaml: stack('Deaths from fire fell'), of: causes(4) },
    { yaml: stack('Deaths fell'), of: causes(4) },
  ],
  'unequal-bands': [
    { yaml: groups, of: by({ '0 to 4': 50, '5 to 14': 90, '15 to 24': 40 }) },
    { yaml: groups, of: by({ '0 to 4': 50, '5 to 9': 90, '10 to 14': 40, '15 and over': 30 }) },
  ],
  'few-behind-rate': [
    { yaml: `${rateBars}]`, of: rates(2) },
    { yaml: `${rateBars}, {mark: text, encoding: {text: {field: rate}}}]`, of: rates(2) },
  ],
  'many-slices': [
    { yaml: slices, of: causes(6) },
    { yaml: slices, of: causes(5) },
  ],
  'words-overlap': [
    { yaml: manyNames, of: by(Object.fromEntries(trees.map((tree, at) => [tree, 90 - at]))) },
    { yaml: manyNames, of: by(Object.fromEntries(trees.slice(0, 20).map((tree, at) => [tree, 90 - at]))) },
  ],
  'many-colours': [
    { yaml: `${points}, type: ordinal}}`, of: causes(8) },
    { yaml: `${points}, type: ordinal}}`, of: causes(7) },
  ],
  'many-lines': [
    { yaml: `${lines.replace('color', 'detail')}}}`, of: causes(6) },
    { yaml: `${lines.replace('color', 'detail')}}, facet: {field: cause, columns: 3}}`, of: causes(6) },
  ],
  'long-labels': [
    { yaml: groups, of: by({ Donaudampfschifffahrtsgesellschaftskapitaen: 5, two: 3 }) },
    { yaml: groups, of: by({ 'The company of steamships on the river and its captains': 5, two: 3 }) },
  ],
  'taller-than-page': [
    { yaml: `height: 900\n${points}}}`, of: causes(2) },
    { yaml: `height: 700\n${points}}}`, of: causes(2) },
  ],
  'rest-in-the-middle': [
    { yaml: barsOf(''), of: causes(4, 'other') },
    { yaml: barsOf(', sort: -x'), of: causes(4, 'other') },
  ],
  'by-alphabet': [
    { yaml: groups, of: by({ Ash: 3, Beech: 9, Cedar: 2, Elm: 7, Fir: 4 }) },
    { yaml: groups, of: by({ Fir: 3, Beech: 9, Cedar: 2, Elm: 7, Ash: 4 }) },
  ],
  'line-over-names': [
    {
      yaml: '{mark: line, encoding: {x: {field: group}, y: {field: deaths}}}',
      of: by({ Ash: 3, Fir: 9, Elm: 2 }),
    },
    {
      yaml: '{mark: line, encoding: {x: {field: group, type: ordinal}, y: {field: deaths}}}',
      of: by({ Ash: 3, Fir: 9, Elm: 2 }),
    },
  ],
  'one-bar': [
    { yaml: groups, of: by({ Ash: 3 }) },
    { yaml: groups, of: by({ Ash: 3, Elm: 4 }) },
  ],
  legend: [
    { yaml: `${lines}}}`, of: causes(2) },
    { yaml: `${lines}, legend: null}}`, of: causes(1) },
  ],
};

async function said({ yaml, of }: Tried, allow?: ChoiceRuleName): Promise<readonly string[]> {
  const own = chartNode(yaml);
  const chart = {
    ...own,
    dataset: of.name,
    ...(allow && { allowed: [{ rule: allow, reason: 'The readers asked for it' }] }),
  };
  const { diagnostics } = await renderCharts(
    { charts: [chart], data: { [of.name]: of }, language: english, forms: chartForms },
    repositoryHost(),
  );
  return diagnostics.map(formatDiagnostic);
}

describe.each(Object.entries(tried))('choice %s', (name, [against, letBe]) => {
  const rule = name as ChoiceRuleName;
  test('is advised against, with what to do instead and how to mean it', async () => {
    const found = await said(against);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('warning chart/choice: ');
    expect(found[0]).toContain(`allow: {${rule}: ...}`);
    expect(await said(against, rule)).toEqual([]);
  });
  test('is let be in a chart beside it', async () => {
    expect(await said(letBe)).toEqual([]);
  });
});

/** A pyramid as `{{pyramid ...}}` makes it, of numbers or of parts of both sides. */
function pyramid(isShare: boolean): string {
  const steps = isShare
    ? 'transform: [{joinaggregate: [{op: sum, field: deaths, as: both}]}, {calculate: "100 * datum.deaths / datum.both", as: share}]\n'
    : '';
  const x = isShare ? 'field: share, type: quantitative, title: Per cent of all' : 'field: deaths';
  const side = (sex: string, more: string): string =>
    `  - {transform: [{filter: {field: sex, equal: ${sex}}}], mark: bar, encoding: {y: {field: age}, x: {${x}, scale: {domainMax: ${isShare ? 20 : 60}, nice: false${more}}}, color: {field: sex}}}\n`;
  return `form: pyramid\n${steps}hconcat:\n${side('men', ', reverse: true')}${side('women', '')}`;
}

/** Men and women by bands of age. */
function aged(bands: readonly string[]): PublishedDataset {
  const named = (all: readonly string[]) => Object.fromEntries(all.map((name) => [name, name]));
  const sexes = ['men', 'women'];
  return sketchDataset(
    'deaths',
    [{ name: 'age', categories: named(bands) }, { name: 'sex', categories: named(sexes) }, deaths],
    bands.flatMap((band, at) => sexes.map((sex, side) => [band, sex, 50 - 3 * at - side])),
  );
}

test.each([false, true])('bands of unequal width are told in a pyramid, shares: %s', async (isShare) => {
  const yaml = pyramid(isShare);
  const [found, ...more] = await said({ yaml, of: aged(['0-4', '5-14', '15-24', '25-44']) });
  expect(more).toEqual([]);
  expect(found).toContain('the bands of `age` are from 5 to 20 wide');
  expect(found).toContain('give `age` bands of one width, such as 5');
  expect(await said({ yaml, of: aged(['0-4', '5-9', '10-14', '15-19', '20 and over']) })).toEqual([]);
});

test('each rule is tried', () => {
  expect(Object.keys(tried).toSorted()).toEqual([...choiceRules].toSorted());
});

test('a histogram of few is advised against, and let be of many', async () => {
  const banded = (numbers: Readonly<Record<string, number>>): PublishedDataset => {
    const made = by(numbers);
    const fields = made.fields.map((field) => ({
      ...field,
      categories: field.categories.map((each, at) => ({ ...each, bounds: [10 * at, 10 * at + 10] as const })),
    }));
    return { ...made, fields };
  };
  const bars = `mark: bar
encoding:
  x: {field: group_from, type: quantitative, title: Age, scale: {domain: [0, 20], nice: false, zero: false}}
  x2: {field: group_to}
  y: {field: deaths}
  y2: {datum: 0}
  detail: {field: group}`;
  const found = await said({ yaml: bars, of: banded({ young: 9, old: 20 }) });
  expect(found.join()).toContain('A histogram of only 29 in all has its shape by chance');
  expect((await said({ yaml: bars, of: banded({ young: 90, old: 200 }) })).join()).not.toContain('histogram');
});
