import type { Position } from '../../diagnostics.js';
import { printedWords } from '../parameters.js';
import { startOf } from '../template/call-site.js';
import { withoutLastMark } from '../template/marks.js';
import type { ParsedTemplate } from '../template/parse-template.js';
import { printName } from '../template/rewrite.js';
import type { TemplateLanguage } from '../template-language.js';
import { placeholder } from './read-numerals.js';

/**
 * The helpers around words that are somebody else's, which are not the author's to change, and those around words in another
 * language.
 */
type Apart = Pick<TemplateLanguage, 'quoting' | 'foreign'>;

/**
 * The words of a rewritten template, in every branch and each once, still with their marks. Whatever prints is a
 * placeholder; partials have files of their own.
 */
export function flatten(program: hbs.AST.Program, apart: Apart): string {
  return program.body.reduce((text, statement) => text + flattenStatement(statement, text, apart), '');
}

function flattenStatement(statement: hbs.AST.Statement, before: string, apart: Apart): string {
  switch (statement.type) {
    case 'ContentStatement':
      return String((statement as hbs.AST.ContentStatement).value);
    case 'MustacheStatement':
      return printedWords(statement) ?? placeholder;
    case 'PartialStatement':
      return separator(before);
    case 'BlockStatement': {
      const { path, program, inverse } = statement as hbs.AST.BlockStatement;
      const name = path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : '';
      if (apart.quoting.has(name)) return placeholder;
      const first = flattenBody(program, apart);
      const second = flattenBody(inverse, apart);
      if (apart.foreign.has(name)) return disguised(first);
      return second === '' ? first : first + separator(before + first) + second;
    }
    default:
      return '';
  }
}

/** A block without an `else` has no `inverse`, whatever the types say. */
function flattenBody(program: hbs.AST.Program | null | undefined, apart: Apart): string {
  return program === null || program === undefined ? '' : flatten(program, apart);
}

/** Letters that no word of any language is made of. */
const [capital, small] = ['\uA7B0', '\u029E'];

/**
 * Words in another language for who reads them as words of the report's own. Figures are figures in every language, and
 * a letter beside one makes a code of it, but no rule knows any of the words. Addresses and the marks of footnotes keep
 * their letters.
 */
const disguised = (text: string): string =>
  text.replace(/\[\^[^\]]*\]|\S+(?::\/\/|@)\S+|(?<!\S)www\.\S+|\p{L}/giu, (found) => {
    if ([...found].length > 1) return found;
    return /\p{Lu}/u.test(found) ? capital : small;
  });

/** Keeps apart what is never printed side by side, without changing what begins a line. */
function separator(before: string): string {
  const plain = withoutLastMark(before);
  return plain === '' || plain.endsWith('\n') ? '' : placeholder;
}

/** A call as it stands in a rewritten template. */
export type AnyCall = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

/** Every call of a helper in a rewritten template, in every branch, arguments that are calls themselves included. */
export function* callsIn(program: hbs.AST.Program | null | undefined): Generator<AnyCall> {
  for (const statement of program?.body ?? []) {
    if (statement.type === 'MustacheStatement') yield* callsOf(statement as hbs.AST.MustacheStatement);
    else if (statement.type === 'BlockStatement') {
      const block = statement as hbs.AST.BlockStatement;
      yield* callsOf(block);
      yield* callsIn(block.program);
      yield* callsIn(block.inverse);
    } else if (statement.type === 'PartialStatement') {
      const { params, hash } = statement as hbs.AST.PartialStatement;
      for (const value of [...params, ...(hash?.pairs ?? []).map((pair) => pair.value)]) {
        if (value.type === 'SubExpression') yield* callsOf(value as hbs.AST.SubExpression);
      }
    }
  }
}

function* callsOf(call: AnyCall): Generator<AnyCall> {
  if (nameOf(call) !== printName) yield call;
  for (const value of [...call.params, ...(call.hash?.pairs ?? []).map((pair) => pair.value)]) {
    if (value.type === 'SubExpression') yield* callsOf(value as hbs.AST.SubExpression);
  }
}

/** Those of some calls that are arguments of others: a claim in a title, say. */
export const argumentsOf = (calls: readonly AnyCall[]): ReadonlySet<unknown> =>
  new Set(calls.flatMap(({ params, hash }) => [...params, ...(hash?.pairs ?? []).map(({ value }) => value)]));

/** The helper that a call names. */
export function nameOf({ path }: AnyCall): string {
  return path.type === 'PathExpression' ? (path as hbs.AST.PathExpression).original : '';
}

/** Tells which places stand in a block whose author says why its words cannot be tested. */
export function freedPlaces(
  templates: readonly ParsedTemplate[],
  freeing: ReadonlySet<string>,
): (place: Position) => boolean {
  const spans = templates.flatMap(({ program, file }) =>
    [...callsIn(program)]
      .filter((call) => freeing.has(nameOf(call)))
      .map((call) => ({ file, start: startOf(call, file), end: call.loc.end })),
  );
  return (place) =>
    spans.some(
      ({ file, start, end }) =>
        file === place.file &&
        isBefore(start, place) &&
        isBefore(place, { line: end.line, column: end.column + 1 }),
    );
}

type Point = Pick<Position, 'line' | 'column'>;

const isBefore = (a: Point, b: Point): boolean =>
  a.line < b.line || (a.line === b.line && a.column < b.column);
