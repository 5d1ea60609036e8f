import type { JsonObject } from '../spec.js';

/** What a composite mark is made of. */
export interface Composite {
  readonly mark: JsonObject & { readonly type: string };
  /** The axis of the numbers, and its channel as the author wrote it. */
  readonly axis: 'x' | 'y';
  readonly own: JsonObject;
  readonly measure: string;
  /** The channels that set one mark apart from another, and their fields. */
  readonly around: JsonObject;
  readonly groupby: readonly string[];
  /** All channels, those of the views around included. */
  readonly encoding: JsonObject;
}
