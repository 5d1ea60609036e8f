import { type Diagnostic, positionIn } from '../../diagnostics.js';
import type { Snapshot } from '../../model/snapshot/snapshot.js';
import { MarkupFault } from '../../outputs/snapshot/read-markup.js';
import type { Page } from '../../outputs/snapshot/read-page.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import { findWrongByte } from '../../wrong-bytes.js';

/** Of each kind of fault no more are told: each costs a search for its place, and more would say the same. */
export const mostShown = 20;

/** Places faults of a published file, each at an offset of its text; 0 is the file as a whole. */
export const placedIn =
  (file: string, text = '') =>
  (fault: Fault, offset = 0): Diagnostic => ({ ...fault, position: positionIn(file, text, offset) });

/** A finished page beside what was published of it. */
export interface PublishedPage {
  readonly page: Page;
  readonly snapshot: Snapshot;
  readonly at: ReturnType<typeof placedIn>;
}

/** What was read of a file, or why it cannot be. */
export type ReadFile<T> = { readonly value: T } | { readonly problem: Diagnostic };

/** Reads a text that was published, or says at which of its bytes it stops being one. */
export function publishedText(
  code: 'verify/form' | 'verify/output',
  file: string,
  bytes: Uint8Array,
): ReadFile<string> {
  try {
    return { value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const { byte, ...place } = findWrongByte(bytes);
    return { problem: { ...faultOf('verify/form.byte', { byte }), code, position: { file, ...place } } };
  }
}

/** What a reader makes of a page, or where that is none. */
export function readAs<T>(read: (html: string) => T, file: string, html: string): ReadFile<T> {
  try {
    return { value: read(html) };
  } catch (error) {
    if (!(error instanceof MarkupFault)) throw error;
    const { actual: fault, offset } = error;
    return { problem: placedIn(file, html)(faultOf('verify/form.page', { fault }), offset) };
  }
}

/** The name of a file in its folder. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
