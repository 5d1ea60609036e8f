import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { groupBy } from '../../model/group-by.js';
import type { Datums, DrawnLayout, Layout, Shown, UnitDatums } from '../compose/composition.js';
import { plotsAcross } from '../compose/size.js';
import { rowsBehind } from '../provenance/members.js';
import { rowField, textIn } from '../rows.js';
import type { Scene } from '../scene/scene.js';
import { datumOf, placedItems } from '../scene/scene.js';
import { facetChannels, isOfNames, type JsonObject } from '../spec.js';
import { isTime, timesBetween } from '../times.js';
import { isCategorical, isPath, type Unit, unitNamed, valuesOf } from '../unit.js';
import type { Frame } from './frame.js';

/** The rows that each unit drew, by unit name. The points on a line repeat its rows and are left out. */
export function drawnRows(
  scene: Pick<Scene, 'root' | 'origin'>,
  units: readonly Pick<Unit, 'name'>[],
): UnitDatums {
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
function drawable(unit: Unit, datums: readonly JsonObject[]): readonly JsonObject[] {
  if (isPath(unit)) return datums;
  const keys = measured.flatMap((name) => {
    const definition = unit.channels[name]?.definition ?? {};
    const { field, aggregate } = definition;
    if (typeof field !== 'string' || isOfNames(definition)) return [];
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
): DrawnLayout {
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

/**
 * The categories of every field of categories that were drawn: on a scale or as a panel, else in any unit. Of times also those whose number is missing, and those between them that the data pass over: what nobody filtered away
 * keeps its place.
 *
 * @param reached What came through the filters to each unit, whether it can be drawn or not.
 */
function shownCategories(
  drawn: UnitDatums,
  reached: UnitDatums,
  units: readonly Unit[],
  dataset: PublishedDataset,
): Shown {
  return Object.fromEntries(
    dataset.fields.filter(isCategorical).map((field) => {
      const { name } = field;
      const showing = units.filter((unit) => showsField(unit, name));
      const own = showing.length > 0 ? showing : units;
      const values = valuesIn(own, drawn, field, dataset);
      if (isTime(field) && own.some((unit) => isAxis(unit, name))) {
        for (const value of valuesIn(own, reached, field, dataset)) values.add(value);
        for (const value of passedOver(field, values, rowsOf(own, reached, dataset), dataset))
          values.add(value);
      }
      return [name, valuesOf(field).filter((value) => values.has(value))];
    }),
  );
}

/** What was put together within a panel no longer says which panel that is: the rows behind it do. */
function valuesIn(
  units: readonly Unit[],
  datums: UnitDatums,
  field: Field,
  { rows }: PublishedDataset,
): Set<string> {
  const isPanel = units.some(({ channels }) =>
    facetChannels.some((name) => channels[name]?.definition.field === field.name),
  );
  const valuesOf = (datum: Datums[number]): readonly string[] =>
    isPanel && datum[field.name] === undefined
      ? rowsBehind(datum).flatMap((index) => (rows[index] && textIn(rows[index], field)) ?? [])
      : [String(datum[field.name])];
  return new Set(units.flatMap((unit) => (datums[unit.name] ?? []).flatMap(valuesOf)));
}

/** Labels and details follow what the other channels show: they have no scale of their own. */
function showsField({ channels }: Unit, name: string): boolean {
  return Object.entries(channels).some(
    ([channel, { definition }]) => channel !== 'text' && channel !== 'detail' && definition.field === name,
  );
}

/** A panel without a mark is not drawn, so it is not promised either. */
function isAxis({ channels }: Unit, name: string): boolean {
  return Object.entries(channels).some(
    ([channel, { definition }]) =>
      definition.field === name && !facetChannels.includes(channel) && channel !== 'text',
  );
}

function rowsOf(units: readonly Unit[], datums: UnitDatums, { rows }: PublishedDataset): ReadonlySet<Row> {
  const indexes = units.flatMap(({ name }) => (datums[name] ?? []).map((datum) => datum[rowField]));
  return new Set(indexes.flatMap((index) => rows[Number(index)] ?? []));
}

/** The times between the first and the last for which there is no row; none where a filter has chosen among them. */
function passedOver(
  field: Field,
  shown: ReadonlySet<string>,
  reached: ReadonlySet<Row>,
  dataset: PublishedDataset,
): readonly string[] {
  const between = timesBetween(field, [...shown]).filter((value) => !shown.has(value));
  const places = new Set([...reached].map((row) => placeOf(row, dataset)));
  const isChosenAway = dataset.rows.some(
    (row) => between.includes(row.keys[field.name] ?? '') && places.has(placeOf(row, dataset)),
  );
  return isChosenAway ? [] : between;
}

/** What a row is of, whatever the time; rows of two datasets are of two things. */
function placeOf({ keys, stands = {} }: Row, { fields }: PublishedDataset): string {
  const others = fields.filter((field) => field.role === 'dimension' && !isTime(field));
  const [cell] = Object.values(stands);
  return JSON.stringify([cell?.dataset.name, ...others.map(({ name }) => keys[name])]);
}
