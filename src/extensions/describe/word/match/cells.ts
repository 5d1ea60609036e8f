/** A number of the data. */
export interface Cell {
  readonly keys: Readonly<Record<string, string>>;
  readonly value: number;
  /** Decimals, as in the file. */
  readonly digits: number;
  /** It is in no row, but the sum of some. */
  readonly isSum?: true;
}

export interface Dimension {
  readonly name: string;
  /** Years or months. */
  readonly isTime: boolean;
  /** Of school and financial years: "2024/25". */
  readonly isOfTwoYears: boolean;
  readonly total?: string;
  /** Its total is in no row: see `everyCategory`. */
  readonly isSummed?: true;
  /** No package declares its total: helpers have to name it. */
  readonly isUndeclared?: true;
  /** Its categories, the total last where rows have it. */
  readonly values: readonly string[];
}
