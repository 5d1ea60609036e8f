import type { Text } from 'mdast';
import type { Position } from '../diagnostics.js';
import type { Quantity } from '../model/quantity.js';
import type { Literal } from '../model/tree/literal.js';
import type { DataTableNode } from '../model/tree/nodes.js';

/**
 * What helpers of extensions print as a block, by name. An extension declares its own by augmentation, and names a resolver
 * for each in its `Extension`: one that is forgotten does not compile where the extensions are listed.
 */
// biome-ignore lint/suspicious/noEmptyInterface: extensions fill it
export interface ExtensionBlocks {}

/** A block of an extension that stands where its paragraph stood. */
export type ExtensionBlock = {
  [Name in keyof ExtensionBlocks]: {
    readonly kind: 'block';
    readonly name: Name;
    readonly content: ExtensionBlocks[Name];
  };
}[keyof ExtensionBlocks];

/** A word from the data: a category or an attribute. Printed as `text`; passed on and compared as `value`. */
export interface Label {
  readonly kind: 'label';
  readonly text: string;
  readonly value: string;
  /** Words that the author typed as an argument, and where they are printed; absent for words of the data. */
  readonly typedAt?: Position;
}

/** A number with its unit behind it, in the form that it takes there. */
export interface Counted {
  readonly kind: 'counted';
  readonly quantity: Quantity;
  readonly noun: Label;
}

/** What `slug` makes: plain `[a-z0-9-]`, the one thing that may stand inside an id or a `#` reference. */
export interface PlainId {
  readonly kind: 'id';
  readonly text: string;
}

/** A table that stands where its paragraph stood. */
export interface TableBlock {
  readonly kind: 'table';
  readonly node: DataTableNode;
  /** More tables, which stand below it. */
  readonly following?: readonly DataTableNode[];
}

/** All tables of a block in their order. */
export const tablesOf = ({ node, following = [] }: TableBlock): DataTableNode[] => [node, ...following];

/** A chart file, expanded and still with its marks; parsed like a fenced chart. */
export interface ChartFileBlock {
  readonly kind: 'chart';
  readonly file: string;
  readonly marked: string;
}

/** A chart that a helper made. Its faults are reported where the helper stands, since it has no file. */
export interface MadeChartBlock {
  readonly kind: 'made-chart';
  readonly chart: Readonly<Record<string, unknown>>;
  /** The short form that wrote it; absent of charts of no form. */
  readonly form?: string;
  readonly at: Position;
}

/** A chart that stands where its paragraph stood. */
export type ChartBlock = ChartFileBlock | MadeChartBlock;

/** The table of all declared numbers, where its paragraph stood. */
export interface LiteralsBlock {
  readonly kind: 'literals';
  readonly id: string;
  readonly caption: string;
  readonly at: Position;
}

/** Where a passage in another language begins or ends. No helper prints it by itself. */
export interface LanguageEdge {
  readonly kind: 'language';
  /** BCP 47. */
  readonly tag: string;
  readonly opens: boolean;
  readonly at: Position;
}

/** What a failed helper leaves behind, so that the run goes on and finds the other faults. */
export interface Failure {
  readonly kind: 'failure';
  /** The id that the failed table or chart would have had: references to it are not dead. */
  readonly id?: string;
}

/** Everything that a helper may return to `{{...}}`. */
export type Printable =
  | Quantity
  | Counted
  | Label
  | PlainId
  | TableBlock
  | ChartBlock
  | Failure
  | Literal
  | LiteralsBlock
  | ExtensionBlock;

/** What stands behind a token. Ids print as they are and need none; what is counted is two of them. */
export type TokenContent = Exclude<Printable, PlainId | Counted> | LanguageEdge;

/** True for values that helpers make, as against what JavaScript or an author's literal makes. */
export function isPrintable(value: unknown): value is Printable {
  const kinds = [
    'quantity',
    'counted',
    'label',
    'id',
    'table',
    'chart',
    'made-chart',
    'literal',
    'literals',
    'block',
    'failure',
  ];
  return typeof value === 'object' && value !== null && 'kind' in value && kinds.includes(String(value.kind));
}

export function isQuantity(value: unknown): value is Quantity {
  return isPrintable(value) && value.kind === 'quantity';
}

export function isCounted(value: unknown): value is Counted {
  return isPrintable(value) && value.kind === 'counted';
}

export function isLabel(value: unknown): value is Label {
  return isPrintable(value) && value.kind === 'label';
}

/** Between an abbreviation and its number: "GR 19". A line does not end there. */
const inside = /(?<=(?<!\p{L})\p{Lu}{1,4}) (?=\d{1,3}(?!\d))/gu;

/** A label as text that knows whether it comes from the data or was typed; empty for anything else. */
export function labelText(token: TokenContent | undefined): Text {
  if (token?.kind !== 'label') return { type: 'text', value: '' };
  const { text, typedAt } = token;
  return {
    type: 'text',
    value: text.replaceAll(inside, '\u00A0'),
    data: typedAt === undefined ? { fromData: true } : { typedAt },
  };
}

/** Words as they were expanded, with marks and tokens still in them, and where they begin. */
export interface MarkedText {
  readonly marked: string;
  readonly at: Position;
}

/** What helpers of extensions keep beside the text, by kind. An extension declares its own by augmentation. */
// biome-ignore lint/suspicious/noEmptyInterface: extensions fill it
export interface KeptThings {}

/** One thing that a helper kept. */
export type Kept = {
  [Kind in keyof KeptThings]: { readonly kind: Kind; readonly thing: KeptThings[Kind] & MarkedText };
}[keyof KeptThings];

/** Keeps a thing in the order of the text. */
export type Keep = <Kind extends keyof KeptThings>(kind: Kind, thing: KeptThings[Kind] & MarkedText) => void;
