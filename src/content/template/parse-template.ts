import Handlebars from 'handlebars';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { composed } from '../../model/composed.js';
import { defined } from '../../model/defined.js';
import { phrase, problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import type { Program } from './ast.js';

/** Puts letters and their accents together in every name and argument of a template: those of the data are so too. */
function composeNames(program: hbs.AST.Program): void {
  new Composer().accept(program);
}

class Composer extends Handlebars.Visitor {
  override StringLiteral(literal: hbs.AST.StringLiteral): void {
    literal.value = composed(literal.value);
    literal.original = composed(literal.original);
  }

  override PathExpression(path: hbs.AST.PathExpression): void {
    path.original = composed(path.original);
    path.parts = path.parts.map((part) => (typeof part === 'string' ? composed(part) : part));
  }

  HashPair(pair: hbs.AST.HashPair): void {
    pair.key = composed(pair.key);
    this.accept(pair.value);
  }
}

/** A template, a partial or a chart file. */
export interface ParsedTemplate {
  readonly file: string;
  /** As it was parsed. */
  readonly text: string;
  readonly program: Program;
}

/**
 * Parses a template with LF line ends, whitespace control applied. A template with a syntax error gives that one
 * diagnostic: the parser cannot go on after it.
 */
export function parseTemplate(text: string, file: string): ParsedTemplate | Diagnostic {
  try {
    const program = Handlebars.parse(text, { srcName: file });
    if (composed(text) !== text) composeNames(program);
    return { file, text, program: program as Program };
  } catch (error) {
    return explain(error instanceof Error ? error : new Error(String(error)), text, file);
  }
}

interface OpenBlock {
  readonly name: string;
  readonly position: Position;
}

interface Tag {
  readonly name: string;
  readonly offset: number;
}

/** The innermost block still open at the end of the text, or at the first closing tag that does not fit. */
function openBlocks(text: string, file: string): { last?: OpenBlock; misfit?: OpenBlock } {
  const open: Tag[] = [];
  const placed = (tag: Tag | undefined): OpenBlock | undefined =>
    tag && { name: tag.name, position: positionAt(text, tag.offset, file) };
  const answer = (misfit?: Tag): { last?: OpenBlock; misfit?: OpenBlock } => {
    const [last, wrong] = [placed(open.at(-1)), placed(misfit)];
    return defined({ last, misfit: wrong });
  };
  const pattern = /\\\{\{|\{\{!--[\s\S]*?--\}\}|\{\{![\s\S]*?\}\}|\{\{~?([#/])>?\s*([^\s}~]+)/g;
  for (const match of text.matchAll(pattern)) {
    const [, kind, name] = match;
    if (kind === undefined || name === undefined) continue;
    const tag = { name, offset: match.index };
    if (kind === '#') open.push(tag);
    else if (open.at(-1)?.name === name) open.pop();
    else return answer(tag);
  }
  return answer();
}

function positionAt(text: string, offset: number, file: string): Position {
  const before = text.slice(0, offset);
  return { file, line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function explain(error: Error, text: string, file: string): Diagnostic {
  const { last, misfit } = openBlocks(text, file);
  if (misfit !== undefined) {
    const { name, position } = misfit;
    if (last === undefined) return problem('content/unclosed-block.name', position, { name });
    const note = phrase('content/unclosed-block.opens', { name: last.name });
    const see = [{ position: last.position, note }];
    return problem('content/unclosed-block.name-other', position, { name, open: last.name }, { see });
  }
  if (last !== undefined && /got 'EOF'/.test(error.message)) {
    return problem('content/unclosed-block.template', last.position, { name: last.name });
  }
  return explainSyntax(error, text, file);
}

function explainSyntax(error: Error, text: string, file: string): Diagnostic {
  const line = Number(/Parse error on line (\d+)/.exec(error.message)?.[1] ?? 1);
  const source = text.split('\n')[line - 1] ?? '';
  const column = columnOf(error.message, source);
  const got = /got '([^']*)'/.exec(error.message)?.[1] ?? '';
  const threeBraces = got === 'CLOSE_UNESCAPED' || source.includes('}}}');
  return problem(
    threeBraces ? 'content/template-syntax.end' : 'content/template-syntax.argument',
    { file, line, column },
    { tokenWord: tokenWords[got] ?? 'a text' },
  );
}

const tokenWords: Readonly<Record<string, string>> = {
  EOF: 'the end of the template',
  INVALID: 'a character',
  INVERSE: '`{{else}}`',
  CLOSE: '`}}`',
  CLOSE_SEXPR: '`)`',
  EQUALS: '`=`',
  STRING: 'a text',
  NUMBER: 'a number',
  ID: 'a name',
};

/** The parser draws a caret under an excerpt; the end of the text before the caret is looked up in the line. */
function columnOf(message: string, source: string): number {
  const [, excerpt = '', caret = ''] = message.split('\n');
  let past = excerpt.slice(0, caret.indexOf('^')).replace(/^\.\.\./, '');
  for (; past !== ''; past = past.slice(1)) {
    const at = source.indexOf(past);
    if (at >= 0) return at + past.length + 1;
  }
  return source.search(/\S|$/) + 1;
}

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
      return limitProblem({ name: 'templateDepth', limits, position, found: most + 1 });
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
