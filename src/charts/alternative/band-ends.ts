import type { Field, PublishedDataset, Row } from '../../model/dataset.js';
import { compare } from '../../model/exact.js';
import { isNumeric, toExact, type Value } from '../../model/value.js';
import type { Datums } from '../composition.js';
import { rowField } from '../rows.js';
import { encodedField, type Unit } from '../unit.js';

/** What an area around a line says beside it. */
export interface Band {
  /** The measures between which it lies, the lower one first. */
  readonly ends: readonly [Field, Field];
  /** Where it is drawn: a filter may leave it out of a part of the line. */
  readonly rows: ReadonlySet<Row>;
}

/** The band that lies around a line along the same places; undefined where none is drawn. */
export function bandAround(
  line: Unit,
  units: readonly Unit[],
  reached: Readonly<Record<string, Datums>>,
  { fields, rows }: PublishedDataset,
): Band | undefined {
  if (line.mark !== 'line') return undefined;
  for (const unit of units) {
    const [one, other] = [unit.channels.y, unit.channels.y2].map((channel) =>
      encodedField(channel?.definition, fields),
    );
    if (unit.mark !== 'area' || one?.role !== 'measure' || other?.role !== 'measure') continue;
    if (!isAlongSame(unit, line)) continue;
    const own = (reached[unit.name] ?? []).flatMap((datum) => rows[Number(datum[rowField])] ?? []);
    const drawn = own.filter((row) => [one, other].every(({ name }) => isKnown(row.measures[name])));
    const [first] = drawn;
    if (first === undefined) continue;
    const ends = isBelow(first, one, other) ? ([one, other] as const) : ([other, one] as const);
    return { ends, rows: new Set(drawn) };
  }
  return undefined;
}

/** True for an area that stands at the places of a line, over the same table. */
function isAlongSame(area: Unit, line: Unit): boolean {
  const [own, other] = [area, line].map(({ channels }) => channels.x?.definition);
  return area.data === line.data && own?.field === other?.field && own?.timeUnit === other?.timeUnit;
}

const isKnown = (cell: Value | undefined): boolean => cell !== undefined && isNumeric(cell);

function isBelow({ measures }: Row, one: Field, other: Field): boolean {
  const [a, b] = [measures[one.name], measures[other.name]];
  if (a === undefined || b === undefined || !isNumeric(a) || !isNumeric(b)) return true;
  return compare(toExact(a), toExact(b)) <= 0;
}
