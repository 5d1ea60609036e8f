import type { Position } from '../diagnostics.js';

/** Words as they were expanded, with marks and tokens still in them, and where they begin. */
export interface MarkedText {
  readonly marked: string;
  readonly at: Position;
}

/** What helpers of features keep beside the text, by kind. A feature declares its own by augmentation. */
// biome-ignore lint/suspicious/noEmptyInterface: features fill it
export interface KeptThings {}

/** One thing that a helper kept. */
export type Kept = {
  [Kind in keyof KeptThings]: { readonly kind: Kind; readonly thing: KeptThings[Kind] & MarkedText };
}[keyof KeptThings];

/** Keeps a thing in the order of the text. */
export type Keep = <Kind extends keyof KeptThings>(kind: Kind, thing: KeptThings[Kind] & MarkedText) => void;
