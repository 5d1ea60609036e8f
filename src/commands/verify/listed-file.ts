import type { Diagnostic } from '../../diagnostics.js';
import type { Fault } from '../../problems/problem.js';
import type { JsonPath, ParsedJson } from '../../yaml/json.js';
import { problemAt } from './problem.js';

/** A `numbers.json` that is JSON. */
export interface ListedFile {
  readonly json: string;
  readonly file: string;
  readonly parsed: Extract<ParsedJson, { readonly fault?: undefined }>;
}

/** A problem at the place of a part of the list. */
export function problemIn(fault: Fault, { json, file, parsed }: ListedFile, path: JsonPath): Diagnostic {
  return problemAt(fault, file, { text: json, offset: parsed.offsetOf(path) });
}

/** Of each kind of fault, no more are told: each costs a search for its place, and more would say the same. */
export const mostShown = 20;
