import type { Diagnostic } from '../../diagnostics.js';
import { LastUsed } from '../../model/last-used.js';
import type { Places } from './page-maker.js';

/** A page as browsers have it. */
export interface ShownPage {
  readonly html: string;
  /** Where its blocks stand. Never rejected. */
  readonly places: Promise<Places>;
  /** Greater than that of any page before: one that was let go, and is made anew, is no older page. */
  readonly version: number;
}

/** What turns the page of the version before into that of this one; nothing of that where none is known. */
export interface PageChange {
  readonly folder: string;
  readonly version: number;
  readonly before?: number;
  readonly patches?: readonly TextPatch[];
}

/** The paper of a target, and on which of its pages each id stands. */
export interface ShownPaper {
  readonly version: number;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly pages: Readonly<Record<string, number>>;
}

/** As many pages as are kept in memory: those that were looked at last. */
const mostKept = 8;

/** The last good state of what was looked at, in memory alone: nothing of a preview is ever written to a disk. */
export class Shown {
  readonly #pages = new LastUsed<ShownPage>(mostKept);
  readonly #papers = new LastUsed<ShownPaper>(mostKept);
  #versions = 0;
  /** What is wrong with the newest state. */
  problems: readonly Diagnostic[] = [];
  /** True when nothing is left to be found out about it. */
  isChecked = false;

  page(folder: string): ShownPage | undefined {
    return this.#pages.get(folder);
  }

  paper(folder: string): ShownPaper | undefined {
    return this.#papers.get(folder);
  }

  /** Takes a page that was made; returns how it differs from the one before, or undefined where it does not. */
  putPage(folder: string, made: Omit<ShownPage, 'version'>): PageChange | undefined {
    const before = this.#pages.get(folder);
    const isSame = before?.html === made.html;
    const version = isSame ? before.version : ++this.#versions;
    this.#pages.set(folder, { ...made, version });
    if (isSame) return undefined;
    if (before === undefined) return { folder, version };
    return { folder, version, before: before.version, patches: patchesBetween(before.html, made.html) };
  }

  putPaper(folder: string, made: Omit<ShownPaper, 'version'>): ShownPaper {
    const paper = { ...made, version: ++this.#versions };
    this.#papers.set(folder, paper);
    return paper;
  }
}

/** What has to be put in the place of a part of a text so that it becomes another. */
export interface TextPatch {
  readonly start: number;
  /** Of the part that goes, in the old text. */
  readonly end: number;
  readonly text: string;
}

/**
 * What to put in where, in the order of the text. Where there are as many lines as before it is each line that differs,
 * so that changes in the first and the last chapter do not send all between them. Else it is the smallest part in which
 * the texts differ.
 */
export function patchesBetween(before: string, after: string): readonly TextPatch[] {
  const [olds, news] = [before.split('\n'), after.split('\n')];
  if (olds.length !== news.length) return [patchBetween(before, after)];
  const patches: TextPatch[] = [];
  let offset = 0;
  for (const [index, old] of olds.entries()) {
    const now = news[index] ?? '';
    if (old !== now) {
      const { start, end, text } = patchBetween(old, now);
      patches.push({ start: offset + start, end: offset + end, text });
    }
    offset += old.length + 1;
  }
  return patches;
}

/** The smallest single part in which two texts differ. */
function patchBetween(before: string, after: string): TextPatch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
