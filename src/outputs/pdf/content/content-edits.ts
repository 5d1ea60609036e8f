import { promisify } from 'node:util';
import { deflate } from 'node:zlib';
import type { PDFDocument } from '@cantoo/pdf-lib';
import { listAt } from '../../../model/group-by.js';
import type { Instructions } from './instructions.js';
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
    const known = listAt(this.edits, stream);
    for (const edit of edits) known.push(edit);
  }

  /**
   * Packs in other threads of the process, some pages at a time, whose bytes are let go. What is asked of the streams meanwhile is as it
   * was.
   */
  async write(pdf: PDFDocument): Promise<void> {
    const waiting = [...this.edits].filter(([, edits]) => edits.length > 0).values();
    const writeNext = async (): Promise<void> => {
      for (const [stream, edits] of waiting) {
        replaceContent(pdf, stream, await packedWith(stream.instructions, edits));
        stream.instructions.rest();
      }
    };
    await Promise.all(Array.from({ length: atOnce }, writeNext));
  }
}

const atOnce = 64;

/** The instructions with their edits. That a page was edited in the same way before is the rule in a session. */
async function packedWith(instructions: Instructions, edits: readonly ContentEdit[]): Promise<Uint8Array> {
  const key = edits.map(({ start, end, text }) => `${start} ${end} ${text}`).join('\0');
  const before = instructions.last<Uint8Array>('edited', key);
  if (before !== undefined) return before;
  const packed = await pack(applyEdits(instructions.bytes, edits));
  instructions.remember('edited', key, packed);
  return packed;
}

const pack = promisify<Buffer, Buffer>(deflate);

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
