/** The one identity of a printed number: what was done to which cells, in which section, and which of its equals it is. */
import { createHash } from 'node:crypto';
import { cellAddress, parseCellAddress } from '../dataset/cell-address.js';
import { type Operations, operationNamed } from '../operations/operations.js';
import type { CalculatedByVega, CellKey, Declared } from '../quantity.js';

/** What was done to which cells, each named by its address or by its keys: a quantity, an operand, a published number. */
interface Calculated<Cell> {
  readonly operation: string;
  readonly cells: readonly Cell[];
  /** In their order, when one of them is not a plain cell. */
  readonly operands?: readonly Calculated<Cell>[] | undefined;
  /** A change without its sign. */
  readonly absolute?: true | undefined;
  /** Of a number that Vega calculated: where the data flow of its chart has it. */
  readonly vega?: Omit<CalculatedByVega, 'version'> | undefined;
  /** Of a number that rests on no cell. */
  readonly declared?: Declared | undefined;
}

/**
 * What makes two numbers the same quantity, however and wherever they are printed, as one text:
 * `share(cases/cases?year=2013,cases/cases?year=2012)`. Two numbers with the same text have the same value.
 */
export function identityOfQuantity(
  { operation, cells, operands, absolute, declared, vega }: Calculated<CellKey> | Calculated<string>,
  operations: Operations,
): string {
  const parts: readonly string[] =
    operands?.map((operand) => identityOfQuantity(operand, operations)) ??
    (declared === undefined ? cells.map(nameOf) : [JSON.stringify([declared.number, declared.source])]);
  // Points of one curve rest on the same cells.
  const place = vega && JSON.stringify([vega.transform, vega.chart, vega.unit, vega.item, vega.field]);
  // A name of a published file may be none that there is; its cells are in their order.
  const anyOrder = operationNamed(operations, operation)?.anyOrder === true;
  const text = `${operation}${place ?? ''}(${(anyOrder ? parts.toSorted() : parts).join(',')})`;
  return absolute === true ? `|${text}|` : text;
}

/** The address of a cell, the same for every order of the dimensions. */
function nameOf(cell: CellKey | string): string {
  const name =
    typeof cell === 'string'
      ? parseCellAddress(cell)
      : { dataset: cell.dataset, measure: cell.field, keys: cell.keys };
  if (name === undefined) return `${cell}`;
  const keys = Object.entries(name.keys).sort(([a], [b]) => (a < b ? -1 : 1));
  return cellAddress({ ...name, keys: Object.fromEntries(keys) });
}

/** Where a number stands that stands in no section. Ids that begin with `_` are the tool's. */
export const frontSection = '_front';

/** An id taken apart. */
export interface EntryId {
  /** The section, by its id; `_front` before the first one. */
  readonly section: string;
  /** The hash of the identity. */
  readonly quantity: string;
  /** 1 for the first of its equals in the section. */
  readonly occurrence: number;
}

/**
 * `prosecution:kq3f72ab`, and `prosecution:kq3f72ab:2` for the second of its equals in that section. The section can be
 * read, so that a change names its place; what was calculated is hashed, since a sum of fifty cells has no short name.
 */
export function formatEntryId({ section, quantity, occurrence }: EntryId): string {
  return `${section}:${quantity}${occurrence === 1 ? '' : `:${occurrence}`}`;
}

/** The parts of an id; undefined where the text is none. */
export function parseEntryId(id: string): EntryId | undefined {
  const match = /^([^:\s]+):([a-p][a-z2-7]{7})(?::([1-9]\d{0,8}))?$/.exec(id);
  if (match === null || match[3] === '1') return undefined;
  const [, section = '', quantity = '', occurrence = '1'] = match;
  return { section, quantity, occurrence: Number(occurrence) };
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** Eight letters and digits for an identity, a letter first, so that no id is taken for a line of a file. */
export function hashIdentity(identity: string): string {
  const bytes = createHash('sha256').update(identity).digest().subarray(0, 5);
  let rest = bytes.reduce((number, byte) => (number << 8n) + BigInt(byte), 0n) & ((1n << 39n) - 1n);
  let text = '';
  for (let index = 0; index < 8; index++) {
    text = `${letters[Number(rest & 31n)]}${text}`;
    rest >>= 5n;
  }
  return text;
}

/**
 * Gives ids in reading order: the same quantity a second time in the same section is its second occurrence there, so
 * that nothing in another section changes an id.
 */
export class EntryIds {
  readonly #counts = new Map<string, number>();

  constructor(private readonly operations: Operations) {}

  next(section: string, calculated: Parameters<typeof identityOfQuantity>[0]): string {
    const quantity = hashIdentity(identityOfQuantity(calculated, this.operations));
    const key = formatEntryId({ section, quantity, occurrence: 1 });
    const occurrence = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, occurrence);
    return formatEntryId({ section, quantity, occurrence });
  }
}
