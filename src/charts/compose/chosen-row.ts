/** A number of the row that an `argmin` or `argmax` of a transform chose: `most['cases']` or `most.cases`. */
export interface ChosenNumber {
  /** The field that vega keeps the row in. */
  readonly row: string;
  readonly field: string;
}

/** Undefined for a name that leads into no row. */
export function chosenIn(path: string): ChosenNumber | undefined {
  const [, row, quoted, plain] = /^([^.[\]]+)(?:\['([^']+)'\]|\.(.+))$/.exec(path) ?? [];
  const field = quoted ?? plain;
  return row === undefined || field === undefined ? undefined : { row, field };
}
