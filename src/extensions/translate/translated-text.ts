/**
 * How far a text is translated: not at all; from an earlier text; nobody said from which; from the text that stands there now.
 */
export type TextState = 'missing' | 'changed' | 'unmarked' | 'current';

/** A text and its translation. */
export interface TranslatedText {
  /** Of a text of the data, its place; of a template, its file and the number of the block. */
  readonly place: string;
  readonly state: TextState;
  readonly source: string;
  /** Empty where there is none. */
  readonly translation: string;
}
