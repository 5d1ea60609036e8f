import type { Operation } from './content-lexer.js';
import { type ContentStream, markOf } from './page-content.js';

const pathSegments = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're', 'W', 'W*']);
const pathPaints = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const textShows = new Set(['Tj', 'TJ', "'", '"']);
const objectPaints = new Set(['sh', 'Do', 'BI']);

/** Bytes to put in place of those from `start` up to `end`. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The instructions of a page with everything that is no part of the text marked as an artifact: margin boxes,
 * backgrounds and rules that Chromium leaves unmarked, and the marked content whose ids are in `decoration`.
 * A form with tagged content is left to mark itself. Undefined where nothing had to change.
 *
 * Source: ISO 14289-1, 7.1 (all content is marked as real content or as an artifact).
 */
export function markArtifacts(
  { bytes, operations, taggedForms }: ContentStream,
  decoration: ReadonlySet<number>,
): Buffer | undefined {
  const edits = [
    ...demoted(bytes, operations, decoration),
    ...unmarkedPaints(bytes, operations, taggedForms).flatMap(([start, end]): Edit[] => [
      { start, end: start, text: '/Artifact BMC\n' },
      { start: end, end, text: '\nEMC\n' },
    ]),
  ];
  return edits.length === 0 ? undefined : applyEdits(bytes, edits);
}

function demoted(bytes: Buffer, operations: readonly Operation[], decoration: ReadonlySet<number>): Edit[] {
  return operations.flatMap((operation): Edit[] => {
    const id = operation.name === 'BDC' ? markOf(bytes, operation) : undefined;
    if (id === undefined || !decoration.has(id)) return [];
    return [{ start: operation.start, end: operation.end, text: '/Artifact BMC' }];
  });
}

/** From where to where something is painted outside marked content. */
function unmarkedPaints(
  bytes: Buffer,
  operations: readonly Operation[],
  taggedForms: ReadonlySet<string>,
): [start: number, end: number][] {
  const found: [start: number, end: number][] = [];
  let depth = 0;
  let path: number | undefined;
  let text: { start: number; hasMarks: boolean; shows: [number, number][] } | undefined;
  for (const { name, start, end } of operations) {
    if (name === 'BDC' || name === 'BMC') {
      depth++;
      if (text) text.hasMarks = true;
    } else if (name === 'EMC') depth--;
    else if (name === 'BT') text = { start, hasMarks: depth > 0, shows: [] };
    else if (name === 'ET') {
      // A text object with marks in it cannot be wrapped whole: marks may not overlap it.
      if (text && text.shows.length > 0)
        for (const each of text.hasMarks ? text.shows : [[text.start, end] as [number, number]])
          found.push(each);
      text = undefined;
    } else if (depth > 0) continue;
    else if (textShows.has(name)) text?.shows.push([start, end]);
    else if (pathSegments.has(name)) path ??= start;
    else if (name === 'n') path = undefined;
    else if (pathPaints.has(name)) {
      found.push([path ?? start, end]);
      path = undefined;
    } else if (objectPaints.has(name) && !(name === 'Do' && taggedForms.has(objectName(bytes, start, end)))) {
      found.push([start, end]);
    }
  }
  return found;
}

function objectName(bytes: Buffer, start: number, end: number): string {
  return /\/(\S+)\s+Do/.exec(bytes.toString('latin1', start, end))?.[1] ?? '';
}

function applyEdits(bytes: Buffer, edits: readonly Edit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(bytes.subarray(at, start), Buffer.from(text, 'latin1'));
    at = end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}
