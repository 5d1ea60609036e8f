import type { Position } from '../../diagnostics.js';
import type { Format } from '../../model/dataset/formats.js';
import type { StepValue } from '../../model/operations/steps.js';
import type { CellKey, FinishedEntry, NumberClass, Origin } from '../../model/quantity.js';

/** A numeral as a report prints it, with where it stands. */
export interface TracedNumber {
  readonly text: string;
  readonly class: NumberClass | undefined;
  readonly place: string;
  /** Id of the element around it, else of the heading above. */
  readonly anchor: string | undefined;
  readonly section: { readonly id: string; readonly title: string } | undefined;
  readonly entry?: FinishedEntry;
  /** The format that alone shows it. */
  readonly only?: Format;
  /** Where the template asks for it. */
  readonly at?: Position;
  /** The first and the last page that it may be on, in the PDF of the last build; undefined without one. */
  readonly pages?: readonly [number, number];
}

/** What a trace must know of a cell. */
export interface TracedCell {
  readonly value: StepValue;
  /** The title of the dataset. */
  readonly title: string;
  /** Its categories in words: "Nationality: Kosovar". */
  readonly keys: readonly string[];
  /** As it stands in the file, where it is no number. */
  readonly text?: string;
  /** Of a cell that is the result of a query or a sum of rows, those that it was made from, where it is known. */
  readonly sources?: readonly Origin[];
  /** The file of that query. */
  readonly query?: string;
}

/** The data behind a report. */
export interface LookUp {
  (cell: CellKey): TracedCell | undefined;
  /** The edition before and its snapshot, where the project names one. */
  readonly previous?: { readonly edition: number; readonly file: string };
}
