/** Words of a block that are set otherwise, or a thing that stands between them, by offsets of its text. */
export interface Span {
  readonly at: number;
  readonly end: number;
  readonly isBold?: true;
  readonly isItalic?: true;
  readonly href?: string;
  /** A note, by the name that the template gives it. */
  readonly note?: string;
  readonly picture?: Picture;
}

export interface Picture {
  /** Its part of the Word file. */
  readonly part: string;
  /** What it shows, where its author says so. */
  readonly alternative: string;
}

/** A paragraph of a Word file, whole: Word cuts a number into runs as it likes. */
export interface TextBlock {
  readonly kind: 'title' | 'heading' | 'paragraph' | 'item' | 'caption';
  /** Of headings and items, from 1. */
  readonly level: number;
  readonly isOrdered: boolean;
  /** All its words are bold. */
  readonly isBold: boolean;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A table; what merged cells cover is blank. */
export interface TableBlock {
  readonly kind: 'table';
  readonly rows: readonly (readonly string[])[];
}

export type Block = TextBlock | TableBlock;

/** A Word file as a template needs it. */
export interface WordReport {
  readonly blocks: readonly Block[];
  readonly notes: ReadonlyMap<string, readonly TextBlock[]>;
  /** The files of its pictures, by their parts. */
  readonly media: ReadonlyMap<string, Uint8Array>;
  /** It has a list of contents, which the build makes anew. */
  readonly hasContents: boolean;
  /** What was left out or changed, each once. */
  readonly leftOut: readonly string[];
}

export const isText = (block: Block): block is TextBlock => block.kind !== 'table';

/** As a template names a note. */
export const noteName = (kind: 'footnote' | 'endnote', id: string): string =>
  kind === 'footnote' ? `note-${id}` : `endnote-${id}`;
