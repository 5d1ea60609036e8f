import { type AnyCall, callsIn, nameOf } from '../../../content/numbers/flatten.js';
import type { ParsedTemplate } from '../../../content/template/parse-template.js';
import type { Position } from '../../../diagnostics.js';

/** A stretch of a template from its first to after its last character; columns from 1. */
interface Span {
  readonly file: string;
  readonly start: Pick<Position, 'line' | 'column'>;
  readonly end: Pick<Position, 'line' | 'column'>;
}

/** Helpers around words that have been tested, or whose author says why they cannot be. */
const testing = new Set(['claim', 'quoted-claim', 'unchecked']);

const comparisons = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);
const conditions = new Set(['if', 'unless']);

/**
 * Says of a place in the templates whether its words are tested: inside a claim, or in a sentence that a comparison of
 * figures chooses (`{{#if (gt ...)}}`). A condition around whole paragraphs tests none of their words.
 */
export function testedPlaces(templates: readonly ParsedTemplate[]): (place: Position) => boolean {
  const spans = templates.flatMap(({ program, file }) =>
    [...callsIn(program)].filter(isTest).map((call) => spanOf(call, file)),
  );
  return (place) => spans.some((span) => span.file === place.file && isWithin(place, span));
}

function isTest(call: AnyCall): boolean {
  if (testing.has(nameOf(call))) return true;
  if (call.type !== 'BlockStatement' || !conditions.has(nameOf(call))) return false;
  const [condition] = call.params;
  const compares =
    condition?.type === 'SubExpression' && comparisons.has(nameOf(condition as hbs.AST.SubExpression));
  const block = call as hbs.AST.BlockStatement;
  return compares && [block.program, block.inverse].every((body) => !hasParagraphs(body));
}

/** True when a blank line stands in a branch. A block without an `else` has no `inverse`, whatever the types say. */
function hasParagraphs(program: hbs.AST.Program | null | undefined): boolean {
  return (program?.body ?? []).some(
    (statement) =>
      statement.type === 'ContentStatement' &&
      /\n[ \t]*\n/.test(String((statement as hbs.AST.ContentStatement).original)),
  );
}

function spanOf({ loc }: AnyCall, file: string): Span {
  const at = ({ line, column }: { line: number; column: number }) => ({ line, column: column + 1 });
  return { file, start: at(loc.start), end: at(loc.end) };
}

function isWithin(place: Position, { start, end }: Span): boolean {
  const isBefore = (a: Span['start'], b: Span['start']): boolean =>
    a.line < b.line || (a.line === b.line && a.column < b.column);
  return !isBefore(place, start) && isBefore(place, end);
}
