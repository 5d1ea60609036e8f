import { greatest, least } from '../../../model/chart/extremes.js';
import type { ContentEdit } from './content-edits.js';
import type { Instructions } from './instructions.js';
import { type ContentStream, markOf } from './page-content.js';
import type { PaintedText } from './painted-text.js';

const pathSegments = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're', 'W', 'W*']);
const pathPaints = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
/** Beside `Tj`, which shows nearly all text. */
const textShows = new Set(['TJ', "'", '"']);
const objectPaints = new Set(['sh', 'Do', 'BI']);
const marking = new Set(['BDC', 'BMC', 'EMC', 'BT', 'ET']);

/** What an artifact is: what repeats from page to page, or what only makes the page look as it does. */
export type ArtifactType = 'Header' | 'Footer' | 'Pagination' | 'Layout';

/** How artifacts are written. Source: ISO 32000-1, table 330. */
const opening: Readonly<Record<ArtifactType, string>> = {
  Header: '/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC',
  Footer: '/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC',
  Pagination: '/Artifact <</Type/Pagination>>BDC',
  Layout: '/Artifact <</Type/Layout>>BDC',
};

/**
 * What marks everything in a stream that is no part of the text as an artifact, with its type. It marks margin boxes,
 * backgrounds and rules that Chromium leaves unmarked, and the content whose ids are in `decoration`. A form with
 * tagged content is left to mark itself.
 *
 * Source: ISO 14289-1, 7.1 (all content is marked as real content or as an artifact).
 */
export function markArtifacts(
  { instructions, taggedForms }: ContentStream,
  decoration: ReadonlyMap<number, ArtifactType>,
  texts: readonly PaintedText[] = [],
): readonly ContentEdit[] {
  const typeOf = edgesOf(texts);
  const paints = paintsOutside({ instructions, taggedForms });
  return [
    ...demoted(instructions, decoration),
    ...paints.flatMap(([start, end]): ContentEdit[] => [
      { start, end: start, text: `${opening[typeOf(start, end)]}\n` },
      { start: end, end, text: '\nEMC\n' },
    ]),
  ];
}

/** Finds what {@link markArtifacts} asks of the instructions of a stream, before they are let go. */
export function findArtifacts(stream: ContentStream): void {
  stream.instructions.once(readOpenings);
  paintsOutside(stream);
}

const paintsOutside = ({ instructions, taggedForms }: Pick<ContentStream, 'instructions' | 'taggedForms'>) =>
  taggedForms.size === 0 ? instructions.once(unmarkedPaints) : unmarkedPaints(instructions, taggedForms);

/** Words above all text of the page are a running head, those below all of it a foot; the rest belongs to the layout. */
function edgesOf(texts: readonly PaintedText[]): (start: number, end: number) => ArtifactType {
  const tagged = texts.filter(({ mark }) => mark !== undefined).map(({ box }) => box);
  const [top, bottom] = [greatest(tagged.map((box) => box.top)), least(tagged.map((box) => box.bottom))];
  const unmarked = texts.filter(({ mark }) => mark === undefined);
  return (start, end) => {
    const own = unmarked.find((text) => text.end > start && text.end <= end);
    if (own === undefined || tagged.length === 0) return 'Layout';
    if (own.box.bottom >= top) return 'Header';
    return own.box.top <= bottom ? 'Footer' : 'Layout';
  };
}

function demoted(
  instructions: Instructions,
  decoration: ReadonlyMap<number, ArtifactType>,
): readonly ContentEdit[] {
  if (decoration.size === 0) return [];
  return instructions.once(readOpenings).flatMap(({ mark, start, end }): ContentEdit[] => {
    const type = decoration.get(mark);
    return type === undefined ? [] : [{ start, end, text: opening[type] }];
  });
}

/** Where each marked content begins. */
function readOpenings({ bytes, operations }: Instructions): readonly {
  readonly mark: number;
  readonly start: number;
  readonly end: number;
}[] {
  const found: { mark: number; start: number; end: number }[] = [];
  for (const index of operations.others) {
    if (operations.nameAt(index) !== 'BDC') continue;
    const [start, end] = [operations.startAt(index), operations.endAt(index)];
    const mark = markOf(bytes, start, end);
    if (mark !== undefined) found.push({ mark, start, end });
  }
  return found;
}

/** From where to where something is painted outside marked content. */
function unmarkedPaints(
  { bytes, operations }: Instructions,
  taggedForms: ContentStream['taggedForms'] = new Map(),
): readonly (readonly [start: number, end: number])[] {
  const found: [start: number, end: number][] = [];
  // What says only how words are read, as Chromium does of a space that a font lacks, marks no content as real or as an artifact.
  const marks: boolean[] = [];
  let depth = 0;
  let path: number | undefined;
  let text: { start: number; hasMarks: boolean; shows: [number, number][] } | undefined;
  let before = -1;
  for (const index of operations.others) {
    if (depth === 0 && text !== undefined)
      for (const shown of operations.shownBetween(before + 1, index))
        text.shows.push([operations.startAt(shown), operations.endAt(shown)]);
    before = index;
    const name = operations.nameAt(index);
    // Within marked content only its end tells something, and where other content begins.
    if (depth > 0 && !marking.has(name)) continue;
    const [start, end] = [operations.startAt(index), operations.endAt(index)];
    if (name === 'BDC' || name === 'BMC') {
      const tells =
        name === 'BMC' || markOf(bytes, start, end) !== undefined || isArtifact(bytes, start, end);
      marks.push(tells);
      if (!tells) continue;
      depth++;
      if (text) text.hasMarks = true;
    } else if (name === 'EMC') depth -= marks.pop() === false ? 0 : 1;
    else if (name === 'BT') text = { start, hasMarks: depth > 0, shows: [] };
    else if (name === 'ET') {
      // A text object with marks in it cannot be wrapped whole: marks may not overlap it.
      if (text && text.shows.length > 0)
        for (const each of text.hasMarks ? text.shows : [[text.start, end] as [number, number]])
          found.push(each);
      text = undefined;
    } else if (textShows.has(name)) text?.shows.push([start, end]);
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

const isArtifact = (bytes: Buffer, start: number, end: number): boolean =>
  bytes.toString('latin1', start, end).startsWith('/Artifact');

function objectName(bytes: Buffer, start: number, end: number): string {
  return /\/(\S+)\s+Do/.exec(bytes.toString('latin1', start, end))?.[1] ?? '';
}
