import type { Field } from '../../model/dataset/dataset.js';

/** Category values by dimension name. */
export type Keys = Readonly<Record<string, string>>;

/** The categories that a call asks for, by dimension (or attribute); dimensions that it does not mention are absent. */
export type Filters = ReadonlyMap<Field, readonly string[]>;
