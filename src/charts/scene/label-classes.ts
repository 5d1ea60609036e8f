import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import { isTimeType } from '../../model/dataset/periods.js';
import { findNumerals } from '../../model/numerals.js';
import type { NumberClass } from '../../model/quantity.js';
import type { CalculatedLabels } from '../calculated-labels.js';
import { dayOf, isMoment } from '../compose/temporal.js';
import { measuredLabels } from '../ledger.js';
import { rowField } from '../rows.js';
import { toObject } from '../spec.js';
import { encodedField, isCategorical, type Unit, unitNamed } from '../unit.js';
import type { Scene } from './scene.js';
import { datumOf, type PlacedItem, placedItems, textOf } from './scene.js';

/** What tells a class from a description by vega, on its way through the SVG. */
const prefix = 'tallybook-numerals:';

/**
 * Says of every text of a scene what its numerals are, in place, where vega keeps descriptions; `sealSvg` makes the
 * attribute `data-n` of it. What an author wrote into the chart, and what vega calculated, has no class. A label that
 * prints a quantity also gets its key: its place among the entries of the chart, which are those of its first drawing.
 *
 * @param first What this function returned of the first drawing; absent where this is it.
 * @returns The labels that print a quantity, in drawing order, by what tells them apart.
 */
export function classLabels(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  calculated: CalculatedLabels,
  first?: readonly string[],
): readonly string[] {
  const measured = measuredLabels(scene, units, dataset, calculated);
  const labelled = withOccurrence(measured.map(({ identity }) => identity));
  const places = first ?? labelled;
  const keys = new Map(measured.map(({ item }, index) => [item, places.indexOf(labelled[index] ?? '')]));
  for (const placed of placedItems(scene)) {
    const { item, mark } = placed;
    const key = keys.get(item);
    const hasNumerals = mark.marktype === 'text' && findNumerals(textOf(item)).length > 0;
    if (!hasNumerals && key === undefined) continue;
    const made = calculated.has(item) ? 'ledger' : undefined;
    const name = hasNumerals ? (made ?? classOf(placed, units, dataset)) : undefined;
    item.aria = true;
    item.description = `${prefix}${name ?? ''}:${key ?? ''}`;
  }
  return labelled;
}

/** Equals are told apart by their order. */
function withOccurrence(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return names.map((name) => {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name} ${count}`;
  });
}

/** What {@link classLabels} left in an SVG as attributes: `data-n`, and `data-key` of labels that print a quantity. */
export function withNumberClasses(svg: string): string {
  return svg.replace(
    / aria-label="tallybook-numerals:([a-z-]*):(\d*)"/g,
    (_, name: string, key: string) =>
      (name === '' ? '' : ` data-n="${name}"`) + (key === '' ? '' : ` data-key="${key}"`),
  );
}

function classOf(
  placed: PlacedItem,
  units: readonly Unit[],
  dataset: PublishedDataset,
): NumberClass | undefined {
  const { item, mark } = placed;
  const role = mark.role ?? '';
  if (role === 'axis-label') return axisClass(placed, units, dataset);
  if (role === 'legend-label') return legendClass(datumOf(item)?.value, units, dataset);
  // Titles of axes, legends and panels: the names of fields and categories.
  if (role !== 'mark') return 'label';
  const definition = unitNamed(mark.name, units)?.channels.text?.definition;
  if (definition !== undefined && dayOf(toObject(definition).datum) !== undefined) return 'date';
  const field = encodedField(definition, dataset.fields);
  if (field?.role !== 'measure') return field === undefined ? undefined : fieldClass(field);
  return dataset.rows[Number(datumOf(item)?.[rowField])] === undefined ? undefined : 'ledger';
}

/** The labels of an axis are those of the fields along it, in whichever plot. */
function axisClass(
  { group, item }: PlacedItem,
  units: readonly Unit[],
  dataset: PublishedDataset,
): NumberClass {
  const channel = /(?:^|_)([xy])$/.exec(String(datumOf(group)?.scale))?.[1] ?? '';
  const definitions = units.flatMap((unit) => unit.channels[channel]?.definition ?? []);
  const found = new Set(
    definitions.map((definition): NumberClass => {
      const field = encodedField(toObject(definition), dataset.fields);
      if (isMoment(toObject(definition), field)) return 'date';
      return field === undefined ? 'tick' : fieldClass(field);
    }),
  );
  const [only, ...others] = [...found];
  if (only !== undefined && others.length === 0) return only;
  return valueClass(datumOf(item)?.value, found);
}

function legendClass(value: unknown, units: readonly Unit[], dataset: PublishedDataset): NumberClass {
  const fields = units.flatMap(({ channels }) =>
    Object.entries(channels).flatMap(([name, { definition }]) =>
      ['x', 'y', 'text'].includes(name) ? [] : (encodedField(definition, dataset.fields) ?? []),
    ),
  );
  return valueClass(value, new Set(fields.map(fieldClass)));
}

/** Where plots side by side have different axes, the value tells which: names are words, years whole numbers. */
function valueClass(value: unknown, possible: ReadonlySet<NumberClass>): NumberClass {
  if (typeof value === 'string') return 'label';
  const isYear = typeof value === 'number' && value >= 1000 && value <= 9999 && Number.isInteger(value);
  return possible.has('date') && (isYear || value instanceof Date) ? 'date' : 'tick';
}

function fieldClass(field: Field): NumberClass {
  if (isTimeType(field.type)) return 'date';
  if (field.role === 'measure') return 'tick';
  return isCategorical(field) || field.role === 'attribute' ? 'label' : 'tick';
}
