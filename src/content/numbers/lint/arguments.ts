import type { Position } from '../../../diagnostics.js';
import { startOf } from '../../template/call-site.js';
import { callsIn, nameOf } from '../flatten.js';
import { type LintContext, type Linted, lintText } from './report.js';

/** Named arguments of helpers that are printed as they are written. A `source` is a citation and may have numbers in it. */
const printedArguments = new Set([
  'caption',
  'title',
  'subtitle',
  'note',
  'text',
  'official',
  'own',
  'description',
]);

/** Those that stand over data. */
const titles = new Set(['caption', 'title', 'subtitle', 'description']);

/** Lints what helpers of a rewritten template are told to print. */
export function lintArguments(program: hbs.AST.Program, file: string, context: LintContext): Linted[] {
  return [...callsIn(program)].flatMap((call) => {
    const own = context.syntax.helpers.get(nameOf(call))?.parameters ?? [];
    return (call.hash?.pairs ?? []).flatMap(({ key, value }) => {
      if (!printedArguments.has(key) || !own.includes(key) || value.type !== 'StringLiteral') return [];
      const start = startOf(value, file);
      const { value: words } = value as hbs.AST.StringLiteral;
      return [lintText(words, context, (offset) => after(start, offset), { isTitle: titles.has(key) })];
    });
  });
}

/** A literal begins with its quote. */
function after(start: Position, offset: number): Position {
  return { ...start, column: start.column + 1 + offset };
}
