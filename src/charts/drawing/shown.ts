import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import type { Datums } from '../compose/composition.js';
import { isTime, timesBetween } from '../compose/time-labels.js';
import { rowsBehind } from '../provenance/members.js';
import { rowField, textIn } from '../rows.js';
import { facetChannels } from '../spec.js';
import { isCategorical, type Unit } from '../unit.js';

/** The datums of every unit, by its name. */
export type UnitDatums = Readonly<Record<string, Datums>>;

/** The categories that a chart shows, by field, in declared order. */
export type Shown = Readonly<Record<string, readonly string[]>>;

/**
 * The categories of every field of categories that were drawn on a scale or as a panel. Of years and
 * days also those whose number is missing, and those between them that the data pass over: what nobody filtered away
 * keeps its place.
 *
 * @param reached What came through the filters to each unit, whether it can be drawn or not.
 */
export function shownCategories(
  drawn: UnitDatums,
  reached: UnitDatums,
  units: readonly Unit[],
  dataset: PublishedDataset,
): Shown {
  return Object.fromEntries(
    dataset.fields.filter(isCategorical).map((field) => {
      const { name, categories } = field;
      const showing = units.filter((unit) => showsField(unit, name));
      const own = showing.length > 0 ? showing : units;
      const values = valuesIn(own, drawn, field, dataset);
      if (isTime(field) && own.some((unit) => isAxis(unit, name))) {
        for (const value of valuesIn(own, reached, field, dataset)) values.add(value);
        for (const value of passedOver(field, values, rowsOf(own, reached, dataset), dataset))
          values.add(value);
      }
      return [name, categories.map(({ value }) => value).filter((value) => values.has(value))];
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
