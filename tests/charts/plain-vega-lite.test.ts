/**
 * What charts draw beside what plain Vega-Lite draws of the same specification and rows: how many marks in which panel, where they stand, the
 * order of names and the ends of scales. Every short form and every example of the gallery in `npm run test:deep`.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { adapt } from '../gallery/adapt.js';
import { compareLooks, ownLooks, plainLooks } from '../gallery/compare.js';
import { exampleChart } from '../gallery/draw-example.js';
import { rowsOf, type Spec, sourceOf } from '../gallery/examples.js';
import { statedResults } from '../gallery/results.js';
import { shownForms } from '../gallery/shown-forms.js';

const gallery = join(import.meta.dirname, '../gallery');
const specs = process.env.GALLERY_SPECS ?? join(gallery, 'specs');
const rows = process.env.GALLERY_DATA ?? join(gallery, 'data');
const only = process.env.ONLY;
/** Set to write what was found, with what was drawn, into a file. */
const report = process.env.GALLERY_REPORT;

/** Ways in which charts differ on purpose, with the reason for each. */
const listed = parse(readFileSync(join(gallery, 'differences.yaml'), 'utf8')) as readonly {
  readonly reason: string;
  readonly charts: Readonly<Record<string, string>>;
}[];

const { TZ } = process.env;
beforeAll(() => {
  // Plain Vega-Lite reads parts of moments where it is.
  process.env.TZ = 'UTC';
});
afterAll(() => {
  process.env.TZ = TZ;
});

/** Of a list all where everything is tried, else every fiftieth. */
const some = <Each>(list: readonly Each[]): readonly Each[] =>
  process.env.DEEP || only !== undefined ? list : list.filter((_, at) => at % 50 === 1);

const stated = statedResults();
const examples = readdirSync(specs)
  .filter((file) => file.endsWith('.vl.json'))
  .map((file) => file.replace('.vl.json', ''))
  .filter((name) => stated.get(name) === 'draws' && (only === undefined || new RegExp(only).test(name)))
  .sort();

type Found = Map<string, Set<string>>;

/** What is listed of these charts. */
const listedOf = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const whats = listed.flatMap(({ charts }) => charts[name]?.split(', ') ?? []);
      return whats.length === 0 ? [] : [[name, [...new Set(whats)].sort().join(', ')]];
    }),
  );

const asListed = (found: Found): Record<string, string> =>
  Object.fromEntries([...found].map(([name, whats]) => [name, [...whats].sort().join(', ')]));

async function compareAll(
  names: readonly string[],
  looks: (
    name: string,
  ) => Promise<readonly [Parameters<typeof compareLooks>[0], Parameters<typeof compareLooks>[1]]>,
): Promise<Found> {
  const found: Found = new Map();
  const said: string[] = [];
  for (const name of names) {
    try {
      const [own, plain] = await looks(name);
      for (const { what, said: how } of compareLooks(own, plain)) {
        found.set(name, (found.get(name) ?? new Set()).add(what));
        said.push(`${name}\t${what}\t${how}`);
      }
    } catch (error) {
      found.set(name, new Set(['fails']));
      said.push(`${name}\tfails\t${String(error)}`);
    }
    if (report !== undefined) writeFileSync(report, `${said.join('\n')}\n`);
  }
  return found;
}

test('of the gallery', async () => {
  const names = some(examples);
  const found = await compareAll(names, async (name) => {
    const spec = JSON.parse(readFileSync(join(specs, `${name}.vl.json`), 'utf8')) as Spec;
    const source = sourceOf(spec);
    if (typeof source === 'string') throw new Error(source);
    const adapted = adapt(spec, rowsOf(source, (file) => readFileSync(join(rows, file), 'utf8')) ?? []);
    const { charts, data } = await exampleChart(name, adapted, []);
    const [node] = charts;
    const [dataset] = Object.values(data);
    if (node === undefined || dataset === undefined) throw new Error('is no chart');
    return [await ownLooks(node, data), await plainLooks(adapted.spec, dataset)];
  });
  expect(asListed(found)).toEqual(listedOf(names));
});

test('of the short forms', async () => {
  const { charts, data } = await shownForms();
  const own = new Map(charts.map((chart) => [chart.id, chart]));
  const names = some([...own.keys()].filter((id) => only === undefined || new RegExp(only).test(id)));
  const found = await compareAll(names, async (name) => {
    const node = own.get(name);
    const dataset = data[node?.dataset ?? ''];
    if (node === undefined || dataset === undefined) throw new Error('is no chart');
    return [await ownLooks(node, data), await plainLooks(node.spec, dataset)];
  });
  expect(asListed(found)).toEqual(listedOf(names));
});
