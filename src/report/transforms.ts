import { explainSymbols } from './transforms/explain-symbols.js';
import { identify, identifyNumbers } from './transforms/identify.js';
import { list } from './transforms/list.js';
import { markIllustrative } from './transforms/mark-illustrative.js';
import { number } from './transforms/number.js';
import { numberParagraphs } from './transforms/number-paragraphs.js';
import { placeDrawings } from './transforms/place-drawings.js';
import { placeFootnotes } from './transforms/place-footnotes.js';
import { resolve } from './transforms/resolve.js';
import { sayProvenance } from './transforms/say-provenance.js';
import { sectionize } from './transforms/sectionize.js';
import { sameColumns, splitWideTables } from './transforms/table-columns.js';
import type { Transform } from './tree.js';

/** The transforms in the order in which they must run, each with the reason for its place. */
export const transforms: readonly Transform[] = [
  // Anywhere before what looks at drawings; `id` is still what the author wrote.
  placeDrawings,
  // Before the rest: numbers, footnotes and lists all need to know which chapter a thing stands in.
  sectionize,
  // Before `identify`, which sees to it that each id is borne once; after `sectionize`, which tells body from annex.
  numberParagraphs,
  // Before `resolve` and `list`, which look things up by id; after `sectionize`, which carries ids to sections.
  identify,
  // Before `resolve`, whose words hold the numbers; after `sectionize`, whose depth and annexes they follow.
  number,
  // Before `resolve`, so that references in notes are resolved where they are printed.
  placeFootnotes,
  // After `placeDrawings`, since a drawing prints numbers too, `identify`, by whose sections ids go, and
  // `placeFootnotes`: a note belongs to the chapter that prints it.
  // Before `list`: what a list repeats bears the id of what it repeats.
  identifyNumbers,
  // After `placeDrawings`, whose tables print numbers too; nothing after it makes one.
  sayProvenance,
  // Before `list`: a title in a list may hold a reference.
  resolve,
  // Lists repeat what is by now numbered and resolved.
  list,
  // After all that makes or moves what is printed: a number is marked unless what stands around it says so.
  markIllustrative,
  // After `placeFootnotes`, whose notes stand below the legend of their chapter, and which print symbols too.
  explainSymbols,
  // Last: how wide words are is known when their marks are set.
  sameColumns,
  // As `sameColumns`.
  splitWideTables,
];
