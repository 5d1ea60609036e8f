import type { PDFDocument } from '@cantoo/pdf-lib';
import { type ContentStream, replaceContent } from './page-content.js';

/** Bytes to put in place of those from `start` up to `end`. */
export interface ContentEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What is to change in the instructions of pages. Each step of the pass adds to it, and all is written at once, so that
 * the offsets that any of them found in a stream stay true.
 */
export class ContentEdits {
  private readonly edits = new Map<ContentStream, ContentEdit[]>();

  add(stream: ContentStream, edits: readonly ContentEdit[]): void {
    const known = this.edits.get(stream) ?? [];
    for (const edit of edits) known.push(edit);
    this.edits.set(stream, known);
  }

  write(pdf: PDFDocument): void {
    for (const [stream, edits] of this.edits)
      if (edits.length > 0) replaceContent(pdf, stream, applyEdits(stream.bytes, edits));
  }
}

/** The bytes with every edit made; those at one place stay in their order. */
export function applyEdits(bytes: Buffer, edits: readonly ContentEdit[]): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(bytes.subarray(at, start), Buffer.from(text, 'latin1'));
    at = end;
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}
