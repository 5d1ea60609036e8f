import { escaped, escapedBlock } from '../../content/markdown/escape.js';
import { type Position, positionIn } from '../../diagnostics.js';
import { commonPairs } from './common.js';
import type { Edit } from './edits.js';
import type { Passage } from './passages.js';
import type { Published } from './published.js';
import { type SourceToken, sourceTokens } from './template-text.js';

/** Other text in a part of a template. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Why a change is not for the tool to make. */
export type Reason = 'helper' | 'mark' | 'place' | 'cell' | 'kind' | 'elsewhere' | 'changed';

/** A report and the text of its template. */
export interface Patchable {
  readonly published: Published;
  readonly template: string;
  /** Other reports, items or letters are made of the template too, so that it is not for one of them to change it. */
  readonly isShared: boolean;
}

/** A passage in its template. */
interface Block {
  readonly from: number;
  readonly to: number;
  /** What stands before it in its line: nothing, the sign of an item, that of a quotation. */
  readonly lead: string;
  readonly tokens: readonly SourceToken[];
}

/** The offset of a position in the text of its file. */
function offsetIn(text: string, { line, column }: Position): number {
  let start = 0;
  for (let count = 1; count < line; count++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

/** What an edit comes to in the template, or why it comes to nothing. */
export function patchOf(edit: Edit, report: Patchable): readonly Replacement[] | Reason {
  if (report.isShared) return 'elsewhere';
  const block = blockOf(edit.passage, report);
  if (typeof block === 'string') return block;
  if (edit.isLost === true) return 'changed';
  if (edit.kind !== 'words' && edit.kind !== 'number' && isOfTable(edit)) return 'cell';
  switch (edit.kind) {
    case 'number':
      return 'helper';
    case 'words':
      return patchOfWords(edit, block);
    case 'gone':
      return block.tokens.some(({ kind }) => kind === 'helper') ? 'helper' : remove(block, report.template);
    case 'new':
      if (edit.theirs.pieces.some(({ kind }) => kind !== 'words')) return 'helper';
      return isPlain(edit, report.template.startsWith('#', block.from))
        ? add(block, escapedBlock(edit.text))
        : 'kind';
    case 'moved':
      return patchOfMove(block, blockOf(edit.after, report), report.template);
  }
}

/** A paragraph in a cell: its line of the template holds the other cells of its row too. */
const isOfTable = (edit: Edit): boolean =>
  [
    edit.passage,
    edit.kind === 'moved' ? edit.after : undefined,
    edit.kind === 'new' ? edit.theirs : undefined,
  ].some((passage) => passage?.paragraphs[0]?.cell !== undefined);

/** The words as they are written are taken along, helpers among them. */
function patchOfMove(
  block: Block,
  target: Block | Reason,
  template: string,
): readonly Replacement[] | Reason {
  if (typeof target === 'string') return target;
  if (isItem(target) !== isItem(block)) return 'place';
  const removed = remove(block, template);
  const added = add(target, template.slice(block.from, block.to));
  return typeof removed === 'string' || typeof added === 'string' ? 'place' : [...removed, ...added];
}

function blockOf(passage: Passage | undefined, { published, template }: Patchable): Block | Reason {
  const source = passage && published.sources.get(passage);
  if (source === undefined) return 'place';
  const { start, end } = source;
  if (start.file !== published.target.report.template) return 'elsewhere';
  const from = offsetIn(template, start);
  // Where a partial ends it, it goes up to the next blank line.
  const to = end.file === start.file ? offsetIn(template, end) : template.indexOf('\n\n', from);
  if (to <= from) return 'place';
  const lead = template.slice(template.lastIndexOf('\n', from - 1) + 1, from);
  return { from, to, lead, tokens: sourceTokens(template, from, to) };
}

/** Where in the template each token of a passage stands. */
const placesIn = ({ tokens }: Pick<Block, 'tokens'>, passage: Passage): ReadonlyMap<number, number> =>
  new Map(
    commonPairs(
      passage.tokens.map(({ text, number }) => (number === undefined ? text : '')),
      // What is not printed is like nothing that is.
      tokens.map(({ text, kind }) => (kind === 'words' || text !== '' ? text : `\n${kind}`)),
    ),
  );

/** The place of a token of a passage; that of the passage where it is not known in it. */
export function positionOf(passage: Passage, from: number, report: Patchable): Position | undefined {
  const start = report.published.sources.get(passage)?.start;
  const block = blockOf(passage, report);
  if (start === undefined || typeof block === 'string') return start;
  const places = placesIn(block, passage);
  const token = block.tokens[places.get(from) ?? places.get(from - 1) ?? -1];
  return token === undefined ? start : positionIn(start.file, report.template, token.from);
}

function patchOfWords(
  { passage, from, to, text, isPrinted }: Extract<Edit, { kind: 'words' }>,
  block: Block,
): readonly Replacement[] | Reason {
  if (passage === undefined) return 'place';
  const isNumber = passage.tokens.slice(from, to).some(({ number }) => number !== undefined);
  if (isNumber || isPrinted === true) return 'helper';
  const places = placesIn(block, passage);
  const { tokens } = block;
  if (from === to) return insertion([places.get(from - 1), places.get(from)], tokens, text);
  let [first, last] = [places.get(from), places.get(to - 1)];
  if (first === undefined || last === undefined) return 'helper';
  // Marks around all that goes are taken with it.
  while (isPair(tokens[first - 1], tokens[last + 1])) [first, last] = [first - 1, last + 1];
  const touched = tokens.slice(first, last + 1);
  if (touched.some(({ kind, isInside }) => kind === 'helper' || isInside === true)) return 'helper';
  if (!isBalanced(touched)) return 'mark';
  return [{ from: tokens[first]?.from ?? 0, to: tokens[last]?.to ?? 0, text: escaped(text) }];
}

/** Adds words between two tokens, at the one that no block helper is around. */
function insertion(
  places: readonly (number | undefined)[],
  tokens: readonly SourceToken[],
  text: string,
): readonly Replacement[] | Reason {
  const [before, after] = places.map((at) =>
    at === undefined || tokens[at]?.isInside === true ? undefined : tokens[at],
  );
  const at = before?.to ?? after?.from;
  return at === undefined ? 'helper' : [{ from: at, to: at, text: escaped(text) }];
}

const isPair = (one: SourceToken | undefined, other: SourceToken | undefined): boolean =>
  one?.kind === 'mark' &&
  other?.kind === 'mark' &&
  (one.text === '[' ? other.text === '' : one.text === other.text && one.text !== '|' && one.text !== '');

/** Marks open and close in the same stretch. */
function isBalanced(tokens: readonly SourceToken[]): boolean {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== 'mark' || text === '|') continue;
    if (text !== '' && text === open.at(-1)) open.pop();
    else if (text === '' && open.at(-1) === '[') open.pop();
    else if (text !== '') open.push(text);
  }
  return open.length === 0;
}

const itemSign = /^[ \t]*(?:[-*+]|\d+[.)])[ \t]+$/;
const isItem = ({ lead }: Block): boolean => itemSign.test(lead);

/** Takes a paragraph out with its line, and the blank ones below where there is one above. */
function remove({ from, to, lead }: Block, template: string): readonly Replacement[] | Reason {
  if (!/^[ \t>]*$/.test(lead) && !itemSign.test(lead)) return 'place';
  const start = from - lead.length;
  const isApart = /\n[ \t>]*\n$/.test(template.slice(0, start));
  const below = isApart ? /^[ \t]*\n(?:[ \t>]*\n)*/ : /^[ \t]*\n/;
  return [{ from: start, to: to + (below.exec(template.slice(to))?.[0].length ?? 0), text: '' }];
}

/** A new paragraph that is what the one above it is, such as an item below an item, or text below a heading. */
function isPlain({ theirs, above }: Extract<Edit, { kind: 'new' }>, isBelowHeading: boolean): boolean {
  const [[own], [other]] = [theirs.paragraphs, above?.paragraphs ?? []];
  if (own?.part !== other?.part || own?.isInBox !== other?.isInBox) return false;
  const style = own?.style ?? 'Normal';
  return isBelowHeading
    ? own?.isItem === undefined && style === 'Normal'
    : own?.isItem === other?.isItem && style === (other?.style ?? 'Normal');
}

/** Adds a paragraph of the same kind below another: an item to a list, else after a blank line. */
function add(block: Block, words: string): readonly Replacement[] | Reason {
  const { to, lead } = block;
  if (isItem(block)) return [{ from: to, to, text: `\n${lead}${words}` }];
  if (!/^[ \t>]*$/.test(lead)) return 'place';
  return [{ from: to, to, text: `\n${lead.trimEnd()}\n${lead}${words}` }];
}

/** A text with replacements, those of one place in their order; undefined where two of them meet. */
export function patched(text: string, replacements: readonly Replacement[]): string | undefined {
  let [result, next] = ['', 0];
  for (const { from, to, text: words } of [...replacements].sort((one, other) => one.from - other.from)) {
    if (from < next) return undefined;
    result += text.slice(next, from) + words;
    next = to;
  }
  return result + text.slice(next);
}
