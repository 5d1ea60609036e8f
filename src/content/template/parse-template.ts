import Handlebars from 'handlebars';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { composed } from '../../model/composed.js';
import { phrase, problem } from '../../problems/problem.js';
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
    return { ...(last && { last }), ...(wrong && { misfit: wrong }) };
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
    const expected = last === undefined ? 'a block that is open' : `\`{{/${last.name}}}\``;
    const see = last && {
      position: last.position,
      note: phrase('content/unclosed-block.opens', { name: last.name }),
    };
    return problem(
      'content/unclosed-block.name',
      misfit.position,
      { name: misfit.name, expected },
      see && { see: [see] },
    );
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
    { tokenWord: tokenWords[got] ?? 'text' },
    threeBraces ? { hint: phrase('content/template-syntax.space') } : {},
  );
}

const tokenWords: Readonly<Record<string, string>> = {
  EOF: 'end of the template',
  INVALID: 'character',
  INVERSE: '`{{else}}`',
  CLOSE: '`}}`',
  CLOSE_SEXPR: '`)`',
  EQUALS: '`=`',
  STRING: 'text',
  NUMBER: 'number',
  ID: 'name',
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
