/** Whatever Vega calculates in an example of its gallery, it calculates again from the data flow that is published of the chart. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadVega } from '../../src/charts/drawing/vega.js';
import { repeatFlow } from '../../src/charts/flow.js';
import { cellKey } from '../../src/model/dataset/cell.js';
import { cellAddress } from '../../src/model/dataset/cell-address.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { isNumeric, toExact } from '../../src/model/dataset/value.js';
import { toNumber } from '../../src/model/exact.js';
import { isExact } from '../../src/model/quantity.js';
import { drawExample, exampleChart } from '../gallery/draw-example.js';
import { rowsOf, type Spec, sourceOf } from '../gallery/examples.js';

const gallery = join(import.meta.dirname, '../gallery');
const specs = process.env.GALLERY_SPECS ?? join(gallery, 'specs');
const files = process.env.GALLERY_DATA ?? join(gallery, 'data');
const calculating = /window|error|box|regress|dens|impute|quantile|loess|calc|stdev|pivot|fold/;
const names = readdirSync(specs).filter((file) => file.endsWith('.vl.json') && calculating.test(file));

/** The numbers of all cells by their addresses; null for one that is missing. */
function numbersOf(data: PublishedData): ReadonlyMap<string, number | null> {
  const found = new Map<string, number | null>();
  for (const dataset of Object.values(data))
    for (const row of dataset.rows)
      for (const field of dataset.fields) {
        const value = row.measures[field.name];
        if (value === undefined) continue;
        const { dataset: name, field: measure, keys } = cellKey(dataset, row, field);
        const number = isNumeric(value) ? toNumber(toExact(value)) : null;
        found.set(cellAddress({ dataset: name, measure, keys }), number);
      }
  return found;
}

test.each(names)('%s', async (file) => {
  const spec = JSON.parse(readFileSync(join(specs, file), 'utf8')) as Spec;
  const source = sourceOf(spec);
  const rows =
    typeof source === 'string'
      ? undefined
      : rowsOf(source, (each) => readFileSync(join(files, each), 'utf8'));
  if (rows === undefined) return;
  const name = file.replace('.vl.json', '');
  const { chart, adapted, allow } = await drawExample(name, spec, rows);
  if (chart?.flow === undefined) return;
  const { data } = await exampleChart(name, adapted, allow);
  const numbers = numbersOf(data);
  const filled = Object.entries(chart.flow.rows).map(([key, list]) => [
    key,
    list.map(({ cells, values }) => ({
      ...values,
      ...Object.fromEntries(
        Object.entries(cells).map(([field, address]) => [field, numbers.get(address) ?? null]),
      ),
    })),
  ]);
  const made = chart.entries.flatMap(({ quantity: { value, vega } }) =>
    vega !== undefined && isExact(value) ? [{ place: vega, value: toNumber(value) }] : [],
  );
  const again = await repeatFlow(
    { spec: chart.flow.spec, rows: Object.fromEntries(filled), places: made.map(({ place }) => place) },
    await loadVega(),
  );
  expect(made.length).toBeGreaterThan(0);
  const kept = (value: number | undefined): string | undefined => value?.toPrecision(12);
  expect(again.map(kept)).toEqual(made.map(({ value }) => kept(value)));
});
