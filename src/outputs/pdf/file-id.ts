import { createHash } from 'node:crypto';
import { type PDFDocument, PDFHexString } from '@cantoo/pdf-lib';
import { type Writing, writePdf } from './write-pdf.js';

const placeholder = '0123456789ABCDEF0123456789ABCDEF';

/**
 * The bytes of the file, its id made from its own content: the same report has the same id, another has another.
 *
 * Source: ISO 32000-1, 14.4 (file identifiers).
 */
export async function saveWithContentId(pdf: PDFDocument, writing: Writing = {}): Promise<Uint8Array> {
  const id = PDFHexString.of(placeholder);
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
  const whole = await writePdf(pdf, writing);
  const bytes = Buffer.from(whole.buffer);
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, placeholder.length).toUpperCase();
  // The trailer comes last, so the last two are ours even if a page shows the same characters.
  for (let turn = 0; turn < 2; turn++) {
    const at = bytes.lastIndexOf(placeholder, undefined, 'latin1');
    if (at < 0) throw new Error('The file id is not where it was written.');
    bytes.write(digest, at, 'latin1');
  }
  return whole;
}
