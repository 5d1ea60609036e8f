/** What is asked of institutions: extensions that know who answers for what make forms of it, and `collect` sends them. */

/** A cell that is to be filled in. */
export interface AskedField {
  /** The field of the resource. */
  readonly name: string;
  readonly title: string;
  readonly kind: 'choice' | 'day' | 'number' | 'text';
  /** Without it the item is missing. */
  readonly isRequired: boolean;
  /** Of a choice: what can be chosen, by its label; the value is the code in the file. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What may stand in place of a number. */
  readonly codes: readonly string[];
}

/** Something that an institution answers for: a row of a resource. */
export interface AskedItem {
  readonly code: string;
  readonly title: string;
  readonly keys: Readonly<Record<string, string>>;
  /** What is known of it, under the heads of the sheet. */
  readonly about: readonly string[];
  /** What was last said, by field, as the file has it. */
  readonly last: Readonly<Record<string, string>>;
}

/** A sheet of a form: items of one resource. */
export interface AskedSheet {
  readonly resource: string;
  readonly name: string;
  readonly title: string;
  readonly heads: readonly string[];
  readonly fields: readonly AskedField[];
  readonly items: readonly AskedItem[];
}

/** The form of an institution. */
export interface ReturnForm {
  readonly institution: string;
  readonly title: string;
  readonly edition: number;
  readonly sheets: readonly AskedSheet[];
}
