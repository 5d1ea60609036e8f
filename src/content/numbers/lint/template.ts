import type { Code, Definition, Image, Link, Nodes, Root } from 'mdast';
import type { Diagnostic, Position } from '../../../diagnostics.js';
import { visit } from '../../../model/tree/visit.js';
import { problem } from '../../../problems/problem.js';
import { parseMarkdown } from '../../markdown/parse.js';
import { lineStarts, locate, type Marks, type PlacedText } from '../../template/marks.js';
import type { ParsedTemplate } from '../../template/parse-template.js';
import { writtenText } from '../flatten.js';
import { type Piece, textRuns } from '../text-runs.js';
import { type LintContext, type Linted, lintText } from './report.js';
import { lintChart } from './yaml.js';

/** Lints the words of a template or partial, in branches that are not taken too. */
export function lintTemplate(template: ParsedTemplate, marks: Marks, context: LintContext): Linted[] {
  const placed = writtenText(template, marks, context.syntax);
  const root = parseMarkdown(placed.text);
  return [
    ...textRuns(root, context.reader.lexicon).map((run) => {
      const place = placer(placed, run.start ?? 0);
      const at = (offset: number): Position | undefined => place(pieceAt(run.pieces, offset), offset);
      const isPrinted = (offset: number): boolean => pieceAt(run.pieces, offset) !== undefined;
      const { quotation, explains } = run;
      return lintText(run.text, context, at, {
        isPrinted,
        ...(quotation !== undefined && { quotation }),
        ...(explains !== undefined && { explains }),
      });
    }),
    ...listStarts(root, placed),
    ...attributes(root, placed, context),
    ...charts(root, placed, context),
  ];
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  return pieces.find(({ node, from }) => offset >= from && offset < from + node.value.length);
}

/**
 * Finds words of a run in the source, in any order. A node may be shorter than its source, where lines are indented or
 * characters escaped, so each of its characters is looked for behind the one before.
 */
function placer({ text, map }: PlacedText, blockStart: number) {
  const known = new Map<Piece, Int32Array>();
  // Around a bare address, text has no place of its own: it is looked for from the beginning of its block.
  const startOf = ({ node: { value, position } }: Piece): number =>
    position?.start.offset ??
    Math.max(text.indexOf(value.slice(0, mostSkipped).split('\n')[0] ?? '', blockStart), blockStart);
  return (piece: Piece | undefined, offset: number): Position | undefined => {
    if (piece === undefined || piece.address) return undefined;
    const { value } = piece.node;
    const start = startOf(piece);
    const offsets = known.get(piece) ?? sourceOffsets(value, text, start);
    known.set(piece, offsets);
    return locate(map, offsets[offset - piece.from] ?? start);
  };
}

/** How much of the source may stand for one character: an entity, the indentation of a line. */
const mostSkipped = 200;

/** Where each character of a text begins in its source; one that is written otherwise, where the one before it ends. */
function sourceOffsets(value: string, source: string, start: number): Int32Array {
  const offsets = new Int32Array(value.length);
  let at = start;
  for (let index = 0; index < value.length; index++) {
    const found =
      source[at] === value[index] ? at : source.slice(at, at + mostSkipped).indexOf(value[index] ?? '') + at;
    offsets[index] = Math.max(found, at);
    at = Math.max(found, at) + (found >= at ? 1 : 0);
  }
  return offsets;
}

/** A list whose first number is no 1 prints a number that was typed, unless it goes on with the list before it. */
function listStarts(root: Root, { map }: PlacedText): Linted[] {
  const diagnostics: Diagnostic[] = [];
  visit(root, (node: Nodes) => {
    if (!('children' in node)) return;
    let next = 1;
    for (const child of node.children) {
      if (child.type !== 'list' || child.ordered !== true) continue;
      const start = child.start ?? 1;
      if (start !== 1 && start !== next) {
        diagnostics.push(
          problem('number/hard-typed.list', locate(map, child.position?.start.offset ?? 0), { start }),
        );
      }
      next = start + child.children.length;
    }
  });
  return [{ diagnostics, words: [], watched: [] }];
}

/** Alternative texts, and the words that show when a reader points at a link. */
function attributes(root: Root, { text, map }: PlacedText, context: LintContext): Linted[] {
  const linted: Linted[] = [];
  visit(root, (node: Nodes) => {
    if (node.type !== 'image' && node.type !== 'link' && node.type !== 'definition') return;
    const start = node.position?.start.offset ?? 0;
    for (const words of wordsOf(node)) {
      const base = Math.max(text.indexOf(words, start), start);
      linted.push(lintText(words, context, (offset) => locate(map, base + offset)));
    }
  });
  return linted;
}

function wordsOf(node: Image | Link | Definition): string[] {
  const title = node.title ?? '';
  return [...(node.type === 'image' ? [node.alt ?? ''] : []), title].filter((words) => words !== '');
}

function charts(root: Root, { text, map }: PlacedText, context: LintContext): Linted[] {
  const starts = lineStarts(text);
  const linted: Linted[] = [];
  visit(root, 'code', ({ lang, value, position }: Code) => {
    if (lang !== 'vega-lite') return;
    const { line, column } = position?.start ?? { line: 1, column: 1 };
    // The content starts on the line after the fence; the fence's own indentation is cut from each line.
    const place = (row: number, col: number): Position =>
      locate(map, (starts[line - 1 + row] ?? text.length) + column - 1 + col - 1);
    for (const each of lintChart(value, place, context)) linted.push(each);
  });
  return linted;
}
