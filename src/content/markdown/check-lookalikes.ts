import type { Code, Nodes, Parent, Root, Text } from 'mdast';
import type { Diagnostic } from '../../diagnostics.js';
import { visitParents } from '../../model/visit.js';
import { locate, type PlacedText } from '../template/positions.js';
import { type Lookalike, lookalikes } from './lookalikes.js';

/** A text that was written for another program says so in its first hundred places. */
const mostTold = 100;

/** Without one of these a text looks like no syntax. */
const anySign = /[[\]@$^=~{}<:!?\\*%+|]/;

/**
 * What looks like syntax in parsed Markdown, is none, and would be printed as it stands: a warning, or an error where more is lost
 * than a look. Samples of code are left alone, and so is what is escaped (`\[`), since the source is read.
 */
export function checkLookalikes(root: Root, { text, map }: PlacedText): Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell = (offset: number, written: string, like: Omit<Lookalike, 'pattern'>): void => {
    if (found.length >= mostTold) return;
    found.push({
      severity: like.losesMeaning === true ? 'error' : 'warning',
      code: 'content/lookalike',
      message: `Unexpected ${like.noun} \`${shortened(written)}\`, which would be printed as it stands, expected ${like.expected}`,
      position: locate(map, offset),
      ...(like.hint === undefined ? {} : { hint: like.hint }),
    });
  };
  visitParents(root, (node, ancestors) => {
    if (node.type === 'code') checkFence(node, tell);
    if (node.type !== 'text' || !anySign.test(node.value)) return;
    const from = node.position?.start.offset;
    const source = from === undefined ? node.value : text.slice(from, node.position?.end.offset ?? from);
    const start = from ?? ancestors.at(-1)?.position?.start.offset ?? 0;
    const readBy = suffixes(node, ancestors.at(-1));
    const told: number[] = [];
    for (const like of lookalikes) {
      const match = like.pattern.exec(source);
      if (match === null || (readBy !== undefined && isSuffix(match, source, readBy))) continue;
      // A citation in two brackets is one thing.
      if (told.some((each) => Math.abs(each - match.index) <= 1)) continue;
      told.push(match.index);
      tell(start + match.index, match[0], like);
    }
  });
  return found;
}

/** The attributes that a block reads at its end. */
function suffixes(node: Text, parent: Parent | undefined): RegExp | undefined {
  if (parent === undefined || parent.children.at(-1) !== node) return undefined;
  switch ((parent as Nodes).type) {
    case 'heading':
    case 'definitionTerm':
      return /^\{\s*[#.]/;
    case 'paragraph':
      return startsCaption(parent) ? /^\{/ : /^\{\s*#par-/;
    case 'tableCell':
      return startsCaption(parent) ? /^\{/ : undefined;
    default:
      return undefined;
  }
}

function startsCaption({ children: [first] }: Parent): boolean {
  return first?.type === 'text' && /^:\s/.test((first as Text).value);
}

const isSuffix = (match: RegExpExecArray, source: string, suffix: RegExp): boolean =>
  suffix.test(match[0]) && /^(?:\s|\{[^{}]{0,200}\})*$/.test(source.slice(match.index + match[0].length));

const drawn = new Set(['mermaid', 'plantuml', 'dot', 'graphviz', 'math', 'latex']);

/** Words after a fence that make something else of it in other programs. */
function checkFence(
  { lang, meta, position }: Code,
  tell: (offset: number, written: string, like: Omit<Lookalike, 'pattern'>) => void,
): void {
  const offset = position?.start.offset ?? 0;
  const written = [lang, meta].filter((part) => typeof part === 'string').join(' ');
  if (/^\{?\s*\.?=?vega(?:-?lite|lite)?\b/i.test(written) && lang !== 'vega-lite') {
    const like = { noun: 'words after a fence', expected: '`vega-lite`, which makes a chart of it' };
    tell(offset, written, { ...like, losesMeaning: true });
  } else if (/^\{/.test(written)) {
    tell(offset, written, {
      noun: 'words after a fence',
      expected: 'the name of a language alone, such as `python`',
    });
  } else if (drawn.has(lang ?? '')) {
    const expected = 'a chart (`vega-lite`), or a picture: `![what it shows](images/x.svg)`';
    tell(offset, written, { noun: 'drawing', expected, losesMeaning: true });
  }
}

const shortened = (written: string): string => {
  const line = written
    .replaceAll(/\s+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll(/[\uE000-\uF8FF]+/g, '…')
    .trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
};
