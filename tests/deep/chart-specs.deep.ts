/** Charts of the repository with random faults: whatever is done to one, it is drawn or told where it is wrong. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { grammarFile, readGrammar, type SchemaNode } from '../../src/charts/grammar/grammar.js';
import { renderCharts } from '../../src/charts/render.js';
import { chartForms } from '../../src/extensions/forms.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import type { ChartNode } from '../../src/model/tree/nodes.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { seededRandom } from '../commands/verify/mutations.js';
import { repositoryHost } from '../memory-host.js';
import { allCodes } from '../support/all-codes.js';
import { english } from '../support/english.js';
import { seedOf } from './seed.js';

const mutations = Number(process.env.RUNS ?? 600);
const folder = join(import.meta.dirname, '../../templates/charts');

type Random = () => number;

interface Sample {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly dataset: PublishedDataset;
}

/** Values that tend to do harm where another kind is expected. */
const strange: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e9,
  -1e300,
  Number.NaN,
  '',
  ' ',
  'x',
  'year',
  'constructor',
  '__proto__',
  'total',
  "datum['x']",
  "'a' + 'b'",
  '%Y',
  '.0%',
  '~s',
  'url(#a)',
  'javascript:1',
  '<b>',
  '\u0000',
  '\ud800',
  '\u202e',
  'bar',
  'line',
  'area',
  'text',
  'rect',
  'point',
  'rule',
  'tick',
  'nominal',
  'ordinal',
  'temporal',
  'quantitative',
  'normalize',
  'descending',
  '-y',
  [],
  [[]],
  [null],
  ['a', 1],
  {},
  { a: {} },
  { field: 'year' },
  { datum: { year: 2015 } },
  { value: 0 },
  { expr: 'datum.value' },
  { condition: { test: 'true', value: 1 } },
];

function anyOf<T>(list: readonly T[], random: Random): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** Changes one part of a spec: another value, another place, a part less, a part twice. */
function mutate(value: unknown, all: readonly unknown[], random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random() < 0.85) {
    const at = Math.floor(random() * value.length);
    if (random() < 0.1) return value.toSpliced(at, 1);
    if (random() < 0.1) return [...value, value[at] as unknown];
    return value.with(at, mutate(value[at], all, random));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && random() < 0.9) {
    const entries = Object.entries(value);
    const at = Math.floor(random() * entries.length);
    const [key, part] = entries[at] ?? ['field', undefined];
    const draw = random();
    if (draw < 0.08) return Object.fromEntries(entries.toSpliced(at, 1));
    if (draw < 0.12) {
      const name = anyOf(keys, random) ?? key;
      const nodes = grammar.root.flatMap((node) => grammar.alternatives(node.properties?.[name] ?? {}));
      return { ...value, [name]: nodes.length > 0 ? invent(nodes, random, 2) : anyOf(known.words, random) };
    }
    if (draw < 0.16) return { ...value, [anyOf(keys, random) ?? key]: anyOf([...strange, ...all], random) };
    if (draw < 0.22) return { ...value, [anyOf(keys, random) ?? key]: part };
    return { ...value, [key]: mutate(part, all, random) };
  }
  return anyOf([...strange, ...known.words, ...all], random);
}

const grammar = readGrammar(readFileSync(join(import.meta.dirname, '../../dist', grammarFile), 'utf8'));

/** Every key and every word that the grammar of Vega-Lite knows anywhere. */
const known = everything();
const keys = [...known.keys];

function everything(): { readonly keys: ReadonlySet<string>; readonly words: readonly unknown[] } {
  const found = { keys: new Set<string>(), words: new Set<unknown>() };
  const seen = new Set<SchemaNode>();
  const open = [...grammar.root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const word of [...(node.enum ?? []), ...(node.const === undefined ? [] : [node.const])])
      found.words.add(word);
    for (const [key, property] of Object.entries(node.properties ?? {})) {
      found.keys.add(key);
      open.push(...grammar.alternatives(property));
    }
    if (node.items !== undefined) open.push(...grammar.alternatives(node.items));
  }
  return { keys: found.keys, words: [...found.words] };
}

const fields = ['year', 'cases', 'victims', 'offence', 'age', 'nationality', 'total'];
const numbers = [0, 1, 2, 5, 12, 100, -1, 0.5, 1e9];

/** Something that the grammar takes at a place, drawn by lot. */
function invent(nodes: readonly SchemaNode[], random: Random, depth: number): unknown {
  const node = anyOf(nodes, random);
  if (node === undefined) return null;
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return anyOf(node.enum, random);
  const type = anyOf([node.type ?? 'string'].flat(), random);
  if (type === 'number') return anyOf(numbers, random);
  if (type === 'boolean') return random() < 0.5;
  if (type === 'null') return null;
  if (type === 'string')
    return anyOf([...fields, ...strange.filter((each) => typeof each === 'string')], random);
  if (depth > 6) return null;
  if (type === 'array') {
    const items = grammar.alternatives(node.items ?? {});
    return Array.from({ length: Math.floor(random() * 3) }, () => invent(items, random, depth + 1));
  }
  const names = Object.keys(node.properties ?? {});
  const some = names.filter((name) => node.required?.includes(name) === true || random() < 3 / names.length);
  return Object.fromEntries(
    some.map((name) => [
      name,
      invent(grammar.alternatives(node.properties?.[name] ?? {}), random, depth + 1),
    ]),
  );
}

/** Every value inside a spec, to be put where it does not belong. */
function partsOf(value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [value];
  return [value, ...Object.values(value).flatMap(partsOf)];
}

async function samples(): Promise<readonly Sample[]> {
  const position = { file: 'tallybook.yaml', line: 1, column: 1 };
  const { value: data } = await prepareData(
    { path: 'data/datapackage.yaml', position, edition: 2015 },
    repositoryHost(),
  );
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replace(/"?\{\{.*?\}\}/g, (found) =>
      found.startsWith('"') ? '"2015' : '2015',
    );
    const {
      name: _,
      title: __,
      description: ___,
      data: source,
      ...spec
    } = parse(text) as Record<string, unknown>;
    const dataset = data[(source as { name: string }).name];
    return dataset === undefined ? [] : [{ spec, dataset }];
  });
}

const at = { file: 'chart.yaml', line: 1, column: 1 };

/** What became of a spec: `drawn`, the codes of its problems, or what is wrong with the tool. */
async function fate(
  spec: Sample['spec'],
  dataset: PublishedDataset,
): Promise<{ readonly fault?: string; readonly outcome: string }> {
  const chart: ChartNode = {
    type: 'chart',
    id: 'fig-x',
    children: [
      { type: 'title', children: [] },
      { type: 'subtitle', children: [] },
    ],
    dataset: dataset.name,
    spec,
    positions: { '': at },
    at,
  };
  try {
    const { value, diagnostics } = await renderCharts(
      { charts: [chart], data: { [dataset.name]: dataset }, language: english, forms: chartForms },
      repositoryHost(),
    );
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const codes = [...new Set(errors.map(({ code }) => code))].sort();
    if (diagnostics.some(({ code, position }) => !(code in allCodes) || position.line < 1))
      return { fault: 'a problem without code or place', outcome: '' };
    // The library may refuse a spec, in words about the spec: an error of JavaScript in it is a fault of ours.
    const internal = diagnostics.find(
      ({ code, message }) =>
        code === 'chart/render' &&
        /is not (?:iterable|a function|defined|an Object)|[Cc]annot read|undefined|Maximum call/.test(
          message,
        ),
    );
    if (internal !== undefined) return { fault: internal.message, outcome: '' };
    const isNothing = value['fig-x'] === undefined && codes.length === 0;
    // A dataset that is not there is told where the report is composed.
    if (isNothing && JSON.stringify(spec).includes('"data":')) return { outcome: 'names other data' };
    if ((value['fig-x'] === undefined) === (codes.length === 0))
      return { fault: 'neither drawn nor refused', outcome: '' };
    return { outcome: codes[0] ?? 'drawn' };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error), outcome: '' };
  }
}

test(`none of ${mutations} damaged charts ends in an internal error`, async () => {
  const seed = seedOf('damaged charts');
  const random = seededRandom(seed);
  const all = await samples();
  const parts = all.flatMap(({ spec }) => partsOf(spec));
  const tally = new Map<string, number>();
  const faults: string[] = [];
  for (let run = 0; run < mutations; run++) {
    const sample = anyOf(all, random);
    if (sample === undefined) throw new Error('The flagship has charts');
    let spec: unknown = sample.spec;
    // Some are nothing but grammar.
    if (random() < 0.2) spec = invent(grammar.root, random, 0);
    for (let times = Math.floor(random() * 4); times > 0; times--) spec = mutate(spec, parts, random);
    if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) continue;
    const { fault, outcome } = await fate(spec as Sample['spec'], sample.dataset);
    if (fault !== undefined) faults.push(`${fault}\n  ${JSON.stringify(spec)}`);
    else tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  }
  for (const [outcome, count] of [...tally].sort()) process.stdout.write(`  ${count} ${outcome}\n`);
  expect(faults, `seed ${seed}`).toEqual([]);
});
