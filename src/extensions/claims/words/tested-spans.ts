import {
  type AnyCall,
  callsIn,
  type Expression,
  nameOf,
  type Program,
} from '../../../content/template/ast.js';
import type { ParsedTemplate } from '../../../content/template/parse-template.js';
import type { Position } from '../../../diagnostics.js';
import { listAt } from '../../../model/group-by.js';
import { type Branch, branchesOf } from './comparisons.js';

/** A stretch of a template from its first to after its last character; columns from 1. */
interface Span {
  readonly file: string;
  readonly start: Pick<Position, 'line' | 'column'>;
  readonly end: Pick<Position, 'line' | 'column'>;
}

/** What frees the words in it: the claim that tests them, the branch of a comparison that they stand in, or else a reason. */
export interface TestedSpan extends Span {
  readonly claim?: WrittenClaim;
  readonly branch?: Branch;
  /** True of a claim around words of a sentence; one with a `text` does not see the sentence that it stands in. */
  readonly isBlock?: boolean;
  /** True of what an author says nobody can test. */
  readonly isUnchecked?: boolean;
}

/** A claim as its template writes it, without the values that only its run knows. */
export interface WrittenClaim {
  readonly kind: string;
  /** Absent where a quantity stands in its place. */
  readonly dataset?: string;
  /** All that it and the calls in it name: what its figures are calculated from. */
  readonly datasets: readonly string[];
  /** Named arguments that are written out, those of calls among them: `year` -> `2009`. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** Named arguments whose values only its run knows: `year=this.year`. */
  readonly calculated: ReadonlySet<string>;
}

const conditions = new Set(['if', 'unless']);

/**
 * The stretches of the templates whose words are tested, or need not be: claims, what is `unchecked`, and sentences that
 * a comparison of figures chooses (`{{#if (gt ...)}}`). A condition around whole paragraphs tests none of their words,
 * nor does one that compares nothing but what is written out. What stands where there are no rows is tested by that.
 */
export function testedSpans(templates: readonly ParsedTemplate[]): readonly TestedSpan[] {
  return templates.flatMap(({ program, file }) =>
    [...callsIn(program)].flatMap((call): TestedSpan[] => {
      const span = spanOf(call, file);
      const name = nameOf(call);
      if (name === 'claim')
        return [{ ...span, claim: writtenClaim(call), isBlock: call.type === 'BlockStatement' }];
      if (name === 'each') return elseOf(call, file);
      if (conditions.has(name)) return chosenSpans(call, file);
      if (name === 'unchecked') return [{ ...span, isUnchecked: true }];
      return name === 'quoted-claim' ? [span] : [];
    }),
  );
}

/** The spans around a place. */
export function spansAround(spans: readonly TestedSpan[], place: Position): readonly TestedSpan[] {
  return spans.filter((span) => span.file === place.file && isWithin(place, span));
}

/** The two branches of a comparison of figures within a sentence. */
function chosenSpans(call: AnyCall, file: string): TestedSpan[] {
  if (call.type !== 'BlockStatement') return [];
  const { program, inverse } = call;
  if ([program, inverse].some(hasParagraphs)) return [];
  const branches = branchesOf(call);
  if (branches === undefined) return [];
  const inBranch = (body: Program | null | undefined, branch: Branch): TestedSpan[] =>
    body ? [{ ...spanOf(body, file), branch }] : [];
  return [...inBranch(program, branches.taken), ...inBranch(inverse, branches.otherwise)];
}

/** What is printed where there are no rows says so rightly: `{{#each (rows ...)}}...{{else}}No action is late.{{/each}}`. */
function elseOf(call: AnyCall, file: string): Span[] {
  return call.type === 'BlockStatement' && call.inverse ? [spanOf(call.inverse, file)] : [];
}

function writtenClaim(call: AnyCall): WrittenClaim {
  const [kind, dataset] = call.params;
  const written = new Map<string, string[]>();
  const calculated = new Set<string>();
  const datasets = new Set<string>();
  const read = ({ hash, params }: Pick<AnyCall, 'hash' | 'params'>, isNested = true): void => {
    const named = literal(params[isNested ? 0 : 1]);
    if (named !== undefined) datasets.add(named);
    for (const { key, value } of hash?.pairs ?? []) {
      const text = literal(value);
      if (text !== undefined) for (const each of text.split('|')) listAt(written, key).push(each);
      else if (value.type === 'SubExpression') read(value);
      else calculated.add(key);
    }
    for (const each of params) if (each.type === 'SubExpression') read(each);
  };
  read(call, false);
  const name = literal(dataset);
  return {
    kind: literal(kind) ?? '',
    ...(name !== undefined && { dataset: name }),
    datasets: [...datasets],
    written,
    calculated,
  };
}

function literal(expression: Expression | undefined): string | undefined {
  return expression !== undefined && 'value' in expression ? String(expression.value) : undefined;
}

/** True when a blank line stands in a branch. A block without an `else` has no `inverse`, whatever the types say. */
function hasParagraphs(program: Program | null | undefined): boolean {
  return (program?.body ?? []).some(
    (statement) => statement.type === 'ContentStatement' && /\n[ \t]*\n/.test(String(statement.original)),
  );
}

function spanOf({ loc }: { readonly loc: Program['loc'] }, file: string): Span {
  const at = ({ line, column }: { line: number; column: number }) => ({ line, column: column + 1 });
  return { file, start: at(loc.start), end: at(loc.end) };
}

function isWithin(place: Position, { start, end }: Span): boolean {
  const isBefore = (a: Span['start'], b: Span['start']): boolean =>
    a.line < b.line || (a.line === b.line && a.column < b.column);
  return !isBefore(place, start) && isBefore(place, end);
}
