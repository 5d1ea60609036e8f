/** A sheet of text and one table: its title in A1, what there is to say below it, then the table. */
export interface AnnexSheet {
  readonly name: string;
  readonly title: string;
  /** Lines between the title and the table. */
  readonly lines: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly AnnexCell[])[];
}

/** A text; a number with its decimals; a text that leads to a sheet. */
export type AnnexCell =
  | string
  | { readonly number: number; readonly decimals: number }
  | { readonly text: string; readonly sheet: string };
