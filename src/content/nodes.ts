/**
 * The node types that Tallybook adds to mdast. Content makes them, document numbers and resolves them, and one
 * handler each turns them into hast (`document/to-hast/handlers/`).
 */
import type { BlockContent, DefinitionContent, Node, Parent, PhrasingContent } from 'mdast';
import type { Position } from '../diagnostics.js';
import type { LedgerEntry } from '../values/quantity.js';

/** A printed number. `entry` is its line of the ledger; `entry.text` is what the page shows. */
export interface ValueNode extends Node {
  type: 'value';
  entry: LedgerEntry;
}

/** What a word in a table judges; printed as a coloured mark beside the word, never by colour alone. */
export type Tone = 'good' | 'fair' | 'bad' | 'idle' | 'gone';

/** One body cell of a data table: a number, a missing-value symbol (both in `entry`), or text. */
export type TableCell =
  | { readonly kind: 'value'; readonly entry: LedgerEntry }
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone };

export interface TableColumn {
  readonly label: string;
  /** Unit printed under the label when columns differ in unit. */
  readonly unit?: string;
  readonly total: boolean;
  readonly align: 'left' | 'right';
}

export interface TableRow {
  readonly label: string;
  /** Printed as a heading across the table above the first row of each run of the same group. */
  readonly group?: string;
  readonly total: boolean;
  readonly cells: readonly TableCell[];
}

/** A legend line: a symbol and what it means. */
export interface LegendEntry {
  readonly symbol: string;
  readonly meaning: string;
}

/** A table made from a dataset: caption, head, body, notes, legend and source as one unit. */
export interface DataTableNode extends Node {
  type: 'dataTable';
  id: string;
  caption: PhrasingContent[];
  /** "2009-2014 · victims", what the numbers count; printed under the caption. May be absent. */
  subtitle?: string;
  /** Head of the first column. */
  stub: string;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
  notes: readonly string[];
  legend: readonly LegendEntry[];
  sources: readonly { readonly title: string; readonly path?: string }[];
  illustrative: boolean;
  at: Position;
  /** Set by document: the number of the table ("3", "A.2"). */
  enumerator?: string;
}

/** A chart before it is drawn. Drawn charts are looked up by `id`. */
export interface ChartNode extends Node {
  type: 'chart';
  id: string;
  /** The finding, as the author states it. */
  title: PhrasingContent[];
  /** Measure, geography, period. */
  subtitle: PhrasingContent[];
  /** The author's own addition to the computed text alternative. */
  description: PhrasingContent[];
  /** Name of the dataset. */
  dataset: string;
  /** The Vega-Lite part: the author's spec without `name`, `title`, `data`, `description`; tokens resolved. */
  spec: Readonly<Record<string, unknown>>;
  /** JSON pointer in the author's YAML ("/encoding/x/field") -> where it stands; "" is the chart itself. */
  positions: Readonly<Record<string, Position>>;
  at: Position;
  enumerator?: string;
}

/** `[](#id)`: document fills `children` with "Figure 3". */
export interface ReferenceNode extends Parent {
  type: 'reference';
  target: string;
  children: PhrasingContent[];
  at: Position;
}

/** `:::name ... :::` for a declared name. */
export interface ContainerNode extends Parent {
  type: 'container';
  name: ContainerName;
  children: (BlockContent | DefinitionContent)[];
  at: Position;
}

/**
 * - `cards`: key figures; holds one list, each item a card: strong = the number, the rest its label.
 * - `note`: a boxed remark. `summary`: the boxed main points. `landscape`: wide pages in print.
 * - `annex`: chapters in it are lettered.
 */
export const containerNames = ['cards', 'note', 'summary', 'landscape', 'annex'] as const;
export type ContainerName = (typeof containerNames)[number];

/** `::contents`, `::figures`, `::tables`: lists with page numbers in print. */
export const listingNames = ['contents', 'figures', 'tables'] as const;
export type ListingName = (typeof listingNames)[number];

export interface ListingNode extends Node {
  type: 'listing';
  name: ListingName;
  at: Position;
  /** Set by document. */
  entries?: readonly ListingEntry[];
}

export interface ListingEntry {
  readonly id: string;
  /** "3.2", "Figure 4": may be empty for unnumbered chapters. */
  readonly enumerator: string;
  readonly children: readonly PhrasingContent[];
  /** 1 for chapters. */
  readonly depth: number;
}

/** A chapter (`depth` 1) or section with its heading as first child. Made by document. */
export interface SectionNode extends Parent {
  type: 'section';
  depth: number;
  id: string;
  /** "3.2", "A"; empty when unnumbered. */
  enumerator: string;
  annex: boolean;
  children: (BlockContent | DefinitionContent)[];
}

/** The footnotes of a chapter, after its text. Made by document. */
export interface EndnotesNode extends Node {
  type: 'endnotes';
  /** `number` counts through the report; `references` are the ids of the marks that point here. */
  notes: readonly {
    readonly id: string;
    readonly number: number;
    readonly references: readonly string[];
    readonly children: readonly (BlockContent | DefinitionContent)[];
  }[];
}

/** The mark of a footnote. Made by document from `footnoteReference`. */
export interface NoteMarkNode extends Node {
  type: 'noteMark';
  id: string;
  target: string;
  number: number;
}

/** Title page facts and the body. */
export interface ContentMeta {
  readonly title: string;
  readonly subtitle?: string;
  readonly publisher: string;
  readonly edition: number;
  readonly language: string;
  /** True when anything in the report rests on illustrative data. */
  readonly illustrative: boolean;
  /** True when the report is built in spite of faults: every page says so. */
  readonly draft: boolean;
}

declare module 'mdast' {
  interface PhrasingContentMap {
    value: ValueNode;
    reference: ReferenceNode;
    noteMark: NoteMarkNode;
  }
  interface BlockContentMap {
    dataTable: DataTableNode;
    chart: ChartNode;
    container: ContainerNode;
    listing: ListingNode;
    section: SectionNode;
    endnotes: EndnotesNode;
  }
  interface RootContentMap {
    value: ValueNode;
    reference: ReferenceNode;
    noteMark: NoteMarkNode;
    dataTable: DataTableNode;
    chart: ChartNode;
    container: ContainerNode;
    listing: ListingNode;
    section: SectionNode;
    endnotes: EndnotesNode;
  }
  interface HeadingData {
    id?: string;
    enumerator?: string;
    /** `{.unnumbered}` */
    unnumbered?: boolean;
  }
  interface ImageData {
    /** The image itself, inlined: a data URL. */
    source?: string;
    width?: number;
    height?: number;
  }
}
