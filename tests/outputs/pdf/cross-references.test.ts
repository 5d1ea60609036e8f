import { PDFContext, PDFCrossRefStream, PDFRef } from '@cantoo/pdf-lib';
import { expect, test } from 'vitest';
import { appendEntriesFast } from '../../../src/outputs/pdf/cross-references.js';

const numbers = [1, 2, 5, 5, 9, 3, 5, 12, 4, 12, 1];

/** The table after entries with these object numbers, their offsets counting up. */
function table(): string {
  const stream = PDFCrossRefStream.create(PDFContext.create().obj({}), false);
  for (const [offset, number] of numbers.entries()) stream.addUncompressedEntry(PDFRef.of(number), offset);
  return stream.getContentsString();
}

test('entries end up where pdf-lib itself puts them, in whatever order they come', () => {
  const before = table();
  appendEntriesFast();
  expect(table()).toBe(before);
  appendEntriesFast();
  expect(table()).toBe(before);
});
