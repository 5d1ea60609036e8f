import type { Row } from './dataset.js';
import { isConfidential } from './missing.js';

/** What a claim about rows asks of each of them. */
export interface RowCondition {
  /** A dimension, an attribute or a measure. */
  readonly field: string;
  /** It asks that the row has it not. */
  readonly lacks: boolean;
  /** One of these categories, or, of a measure, of these symbols; absent where it asks only whether something stands there. */
  readonly values?: readonly string[];
}

/** The rows that a claim is about, and what it asks of them: enough to choose and count them again. */
export interface RowTest {
  readonly dataset: string;
  /** The categories that its filters allow, by dimension or attribute; rows of totals only where they are named. */
  readonly where: Readonly<Record<string, readonly string[]>>;
  readonly condition?: RowCondition;
}

/** What a claim looked at in one row: its attributes, those that are empty left out. */
export interface LookedAt {
  readonly dataset: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What is known of a row: what stands in each of its columns. */
type KnownRow = Pick<Row, 'keys' | 'attributes' | 'measures'>;

/**
 * Whether a row has what a condition asks for; undefined where it does not say. An empty attribute is of no category,
 * so that it may be this one. A hidden number may be there or not.
 */
export function truthOfRow(row: KnownRow, { field, lacks, values }: RowCondition): boolean | undefined {
  const text = textIn(row, field);
  if (values === undefined)
    return hidesNumber(row, field) ? undefined : (text !== '' && !isSymbol(row, field)) !== lacks;
  if (text === '') return undefined;
  return values.includes(text) !== lacks;
}

/** A category or an attribute as it stands there; of a measure the symbol in place of a number. */
export function textIn({ keys, attributes, measures }: KnownRow, field: string): string {
  const written = [keys, attributes].find((each) => Object.hasOwn(each, field));
  if (written !== undefined) return written[field] ?? '';
  const value = valueIn({ measures }, field);
  if (value === undefined) return '';
  return 'symbol' in value ? value.symbol : 'a number';
}

/** Whether a number is hidden in this column. */
export function hidesNumber(row: KnownRow, field: string): boolean {
  const value = valueIn(row, field);
  return value !== undefined && 'symbol' in value && isConfidential(value);
}

const isSymbol = (row: KnownRow, field: string): boolean => {
  const value = valueIn(row, field);
  return value !== undefined && 'symbol' in value;
};

const valueIn = ({ measures }: Pick<KnownRow, 'measures'>, field: string) =>
  Object.hasOwn(measures, field) ? measures[field] : undefined;
