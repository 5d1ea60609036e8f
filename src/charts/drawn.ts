import type { PublishedDataset } from '../datasets/dataset.js';
import type { Layout } from './compose.js';
import { rowField } from './rows.js';
import { datumOf, placedItems } from './scene.js';
import { plotsAcross } from './size.js';
import type { JsonObject } from './spec.js';
import { chartWidth } from './theme.js';
import { isCategorical, type Unit, unitNamed } from './unit.js';
import type { Scene } from './vega.js';

/** The rows that each unit drew, by unit name. The points on a line repeat its rows and are left out. */
function drawnRows(scene: Scene, units: readonly Unit[]): Readonly<Record<string, readonly JsonObject[]>> {
  const drawn: Record<string, JsonObject[]> = Object.fromEntries(units.map(({ name }) => [name, []]));
  const seen = new Map<unknown, string | undefined>();
  for (const { item, mark } of placedItems(scene)) {
    const unit = unitNamed(mark.name, units);
    const datum = datumOf(item);
    if (unit === undefined || datum === undefined) continue;
    const key = datum[rowField] === undefined ? datum : `${unit.name} ${String(datum[rowField])}`;
    if (seen.has(key) && seen.get(key) !== mark.name) continue;
    seen.set(key, mark.name);
    drawn[unit.name]?.push(datum);
  }
  return drawn;
}

/** Labels and details follow what the other channels show: they have no scale of their own. */
function showsField({ channels }: Unit, name: string): boolean {
  return Object.entries(channels).some(
    ([channel, { definition }]) => channel !== 'text' && channel !== 'detail' && definition.field === name,
  );
}

/** The category values of every field of categories that were drawn on a scale or as a panel, in declared order. */
function shownCategories(
  drawn: Readonly<Record<string, readonly JsonObject[]>>,
  units: readonly Unit[],
  dataset: PublishedDataset,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    dataset.fields.filter(isCategorical).map(({ name, categories }) => {
      const showing = units.filter((unit) => showsField(unit, name));
      const datums = (showing.length > 0 ? showing : units).flatMap((unit) => drawn[unit.name] ?? []);
      const values = new Set(datums.map((datum) => String(datum[name])));
      return [name, categories.map(({ value }) => value).filter((value) => values.has(value))];
    }),
  );
}

/** Returns the layout for the next drawing: what was drawn, and a plot as wide as its labels leave room for. */
export function nextLayout(
  {
    layout,
    spec,
    dataset,
  }: { readonly layout: Layout; readonly spec: JsonObject; readonly dataset: PublishedDataset },
  scene: Scene,
  units: readonly Unit[],
): Layout {
  const drawn = drawnRows(scene, units);
  const shown = shownCategories(drawn, units, dataset);
  const spare = (chartWidth - scene.size.width) / plotsAcross(spec, shown);
  const known = layout.shown !== undefined;
  return { drawn, shown, width: known ? Math.max(80, Math.floor(layout.width + spare)) : layout.width };
}
