import type { PublishedDataset } from '../../model/dataset/dataset.js';
import { groupBy } from '../../model/group-by.js';
import type { Layout } from '../compose/composition.js';
import { plotsAcross } from '../compose/size.js';
import { rowField } from '../rows.js';
import { datumOf, placedItems } from '../scene/scene.js';
import type { Scene } from '../scene/scene-items.js';
import type { JsonObject } from '../spec.js';
import { type Unit, unitNamed } from '../unit.js';
import type { Frame } from './frame.js';
import { shownCategories } from './shown.js';

/** The rows that each unit drew, by unit name. The points on a line repeat its rows and are left out. */
export function drawnRows(
  scene: Pick<Scene, 'root' | 'origin'>,
  units: readonly Pick<Unit, 'name'>[],
): Readonly<Record<string, readonly JsonObject[]>> {
  const drawn: Record<string, JsonObject[]> = Object.fromEntries(units.map(({ name }) => [name, []]));
  const known = new Map(units.map((unit) => [unit, new Map<unknown, string | undefined>()]));
  for (const { item, mark } of placedItems(scene)) {
    const unit = unitNamed(mark.name, units);
    const datum = datumOf(item);
    if (unit === undefined || datum === undefined) continue;
    // What was aggregated once may be drawn by several units.
    const key = datum[rowField] === undefined ? datum : String(datum[rowField]);
    const seen = known.get(unit) ?? new Map<unknown, string | undefined>();
    if (seen.has(key) && seen.get(key) !== mark.name) continue;
    seen.set(key, mark.name);
    drawn[unit.name]?.push(datum);
  }
  return drawn;
}

/** Rows in the order in which they came about, whatever the order in which they are drawn. */
export function inFlow(datums: readonly JsonObject[]): readonly JsonObject[] {
  const idOf = (datum: JsonObject): number => {
    const [id] = Object.getOwnPropertySymbols(datum);
    return id === undefined ? 0 : Number(Reflect.get(datum, id));
  };
  return datums.toSorted((a, b) => idOf(a) - idOf(b));
}

/** Channels on whose scale a missing number has no place. */
const measured = ['x', 'y', 'x2', 'y2', 'size'];

/** What can be drawn of what came to a unit: a line breaks at a missing number, other marks leave it out. */
function drawable({ mark, channels }: Unit, datums: readonly JsonObject[]): readonly JsonObject[] {
  if (mark === 'line' || mark === 'area' || mark === 'trail') return datums;
  const keys = measured.flatMap((name) => {
    const { field, aggregate, type } = channels[name]?.definition ?? {};
    if (typeof field !== 'string' || type === 'nominal' || type === 'ordinal') return [];
    return [typeof aggregate === 'string' ? `${aggregate}_${field}` : field];
  });
  return datums.filter((datum) => keys.every((key) => datum[key] !== null));
}

/** The units with a number between two gaps of a path, to which no stroke leads; `known` are those found before. */
function lonelyPoints(
  scene: Scene,
  units: readonly Unit[],
  known: readonly string[] = [],
): readonly string[] {
  const found = new Set(known);
  const lines = placedItems(scene).filter(({ mark }) => ['line', 'area'].includes(mark.marktype));
  for (const [mark, placed] of groupBy(lines, (each) => each.mark)) {
    const unit = unitNamed(mark.name, units);
    const isDrawn = (index: number): boolean =>
      placed[index] !== undefined && placed[index].item.defined !== false;
    const isLonely = placed.some((_, at) => isDrawn(at) && !isDrawn(at - 1) && !isDrawn(at + 1));
    if (unit !== undefined && isLonely) found.add(unit.name);
  }
  return [...found].sort();
}

/** Returns the layout for the next drawing: what was drawn, and a plot as wide as its labels leave room for. */
export function nextLayout(
  {
    layout,
    spec,
    dataset,
    frame,
  }: {
    readonly layout: Layout;
    readonly spec: JsonObject;
    readonly dataset: PublishedDataset;
    readonly frame: Frame;
  },
  scene: Scene,
  units: readonly Unit[],
): Layout {
  const found = drawnRows(scene, units);
  const reached = layout.reached ?? found;
  const drawn =
    layout.reached === undefined
      ? Object.fromEntries(units.map((unit) => [unit.name, drawable(unit, found[unit.name] ?? [])]))
      : found;
  const shown = shownCategories(drawn, reached, units, dataset);
  const idle = (frame.width - scene.size.width) / plotsAcross(spec, shown);
  const known = layout.shown !== undefined;
  const dotted = layout.reached === undefined ? [] : lonelyPoints(scene, units, layout.dotted);
  return {
    drawn,
    reached,
    shown,
    dotted,
    width: known ? Math.max(80, Math.floor(layout.width + idle)) : layout.width,
  };
}
