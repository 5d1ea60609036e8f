import { PDFCrossRefStream } from '@cantoo/pdf-lib';

interface Entry {
  readonly ref: { readonly objectNumber: number };
}

/** The part of the class that its types keep to itself. */
interface Entries {
  readonly entries: Entry[];
  appendEntry(entry: Entry): void;
}

/**
 * Makes pdf-lib put an entry that belongs last at the end of the cross-reference table at once. It looks for the place
 * of each entry from the beginning, which for the 30 000 objects of a long report takes longer than all the rest of
 * its writing. The table is the same. Call it before a PDF is saved; again does no harm.
 */
export function appendEntriesFast(): void {
  const prototype = PDFCrossRefStream.prototype as unknown as Entries;
  if (Object.hasOwn(prototype, isFast)) return;
  const insert = prototype.appendEntry;
  if (typeof insert !== 'function') return;
  prototype.appendEntry = function (this: Entries, entry: Entry): void {
    const before = this.entries.at(-1);
    // As in the original, an entry of the same number follows those that are there.
    if (before === undefined || before.ref.objectNumber <= entry.ref.objectNumber) this.entries.push(entry);
    else insert.call(this, entry);
  };
  Object.defineProperty(prototype, isFast, { value: true });
}

const isFast = Symbol('isFast');
