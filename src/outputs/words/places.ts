import type { Position } from '../../diagnostics.js';
import type { ShownText } from './paper-words.js';

/** How places in the templates of a report are found. */
export interface Places {
  readonly positionOf: (offset: number) => Position;
  /** Where nothing better is known: the template. */
  readonly template: Position;
}

/** Where words stand in a template: where a helper prints them, or where they are written. */
export function positionAt(
  found: { readonly piece: ShownText; readonly inside: number } | undefined,
  { positionOf, template }: Places,
): Position {
  if (found === undefined) return template;
  const { at, offset, isWritten } = found.piece;
  if (at !== undefined || offset === undefined) return at ?? template;
  return positionOf(isWritten ? offset + found.inside : offset);
}
