import type { Diagnostic, Position } from '../../diagnostics.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';

/**
 * The error of a template whose blocks or subexpressions stand inside each other too deep for the parser and for all that
 * walks its tree; undefined for others. `{{else if}}` counts as well, since each stands in the one before. One pass, before
 * anything is parsed.
 */
export function refuseDeepTemplate(
  text: string,
  file: string,
  limits: ResourceLimits,
): Diagnostic | undefined {
  const most = limits.templateDepth;
  /** For each open block, how many it stands for: itself and its `else if`. */
  const blocks: number[] = [];
  let depth = 0;
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at)) {
    if (text[at - 1] === '\\') {
      at += 2;
      continue;
    }
    const call = readCall(text, at);
    if (call.kind === 'open') {
      blocks.push(1);
      depth += 1;
    } else if (call.kind === 'close') depth -= blocks.pop() ?? 0;
    else if (call.kind === 'else' && blocks.length > 0) {
      blocks[blocks.length - 1] = (blocks.at(-1) ?? 0) + 1;
      depth += 1;
    }
    const excess = depth > most ? at : call.deepest(most);
    if (excess !== undefined) {
      const position = positionAt(text, excess, file);
      return limitProblem({ name: 'templateDepth', limits, position, found: `${most + 1} levels` });
    }
    at = call.end;
  }
  return undefined;
}

interface ScannedCall {
  readonly kind: 'open' | 'close' | 'else' | 'other';
  readonly end: number;
  /** Where the subexpression stands that is one too many. */
  deepest(most: number): number | undefined;
}

const none = (): undefined => undefined;

/** One `{{...}}` that begins at `at`. What is not closed ends with the text; the parser says what is wrong with it. */
function readCall(text: string, at: number): ScannedCall {
  const comment = text.startsWith('{{!--', at) ? '--}}' : text.startsWith('{{!', at) ? '}}' : undefined;
  if (comment !== undefined) {
    const end = text.indexOf(comment, at);
    return { kind: 'other', end: end < 0 ? text.length : end + comment.length, deepest: none };
  }
  const opening = /\{\{+~?\s*(?:([#^/])|(else)\s+[^\s~}])?/y;
  opening.lastIndex = at;
  const [start = '{{', sign, chained] = opening.exec(text) ?? [];
  const kind =
    sign === '#' || sign === '^' ? 'open' : sign === '/' ? 'close' : chained !== undefined ? 'else' : 'other';
  const { end, opens } = readArguments(text, at + start.length);
  return {
    kind: text[at + start.length] === '}' && sign === '^' ? 'other' : kind,
    end,
    deepest: (most) => opens[most],
  };
}

/** The end of a call, and where the first subexpression of each depth opens. Texts in quotation marks are passed over. */
function readArguments(
  text: string,
  from: number,
): { readonly end: number; readonly opens: readonly number[] } {
  const opens: number[] = [];
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '}' && text[at + 1] === '}') return { end: at + 2, opens };
    if (character === '"' || character === "'") {
      const close = text.indexOf(character, at + 1);
      if (close < 0) return { end: text.length, opens };
      at = close;
    } else if (character === '(') {
      opens[depth] ??= at;
      depth += 1;
    } else if (character === ')') depth = Math.max(0, depth - 1);
  }
  return { end: text.length, opens };
}

function positionAt(text: string, offset: number, file: string): Position {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
