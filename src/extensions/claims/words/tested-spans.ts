import type { PlacedWord } from '../../../content/extension.js';
import {
  type AnyCall,
  callsIn,
  type Expression,
  nameOf,
  type Program,
  type SubExpression,
} from '../../../content/template/ast.js';
import type { ParsedTemplate } from '../../../content/template/parse-template.js';
import type { Position } from '../../../diagnostics.js';
import { listAt } from '../../../model/group-by.js';

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

/** A claim as its template writes it; what is calculated is absent. */
export interface WrittenClaim {
  readonly kind: string;
  /** Absent where a quantity stands in its place. */
  readonly dataset?: string;
  /** Named arguments that are written out, those of calls among them: `year` -> `2009`. */
  readonly written: ReadonlyMap<string, readonly string[]>;
  /** True where it compares with a quantity, of which it may speak too: `than=(value ...)`. */
  readonly hasOther: boolean;
  /** Named arguments that are calculated. */
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
  const read = ({ hash, params }: Pick<AnyCall, 'hash' | 'params'>): void => {
    for (const { key, value } of hash?.pairs ?? []) {
      const text = literal(value);
      if (text !== undefined) for (const each of text.split('|')) listAt(written, key).push(each);
      else if (value.type === 'SubExpression') read(value);
      else calculated.add(key);
    }
    for (const each of params) if (each.type === 'SubExpression') read(each);
  };
  read(call);
  const name = literal(dataset);
  const hasOther = (call.hash?.pairs ?? []).some(({ value }) => value.type === 'SubExpression');
  return {
    kind: literal(kind) ?? '',
    ...(name !== undefined && { dataset: name }),
    written,
    calculated,
    hasOther,
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

/** How two figures compare, as the helpers of conditions are called. */
const relations = ['gt', 'ge', 'lt', 'le', 'eq', 'ne'] as const;
type Relation = (typeof relations)[number];

const contrary: Readonly<Record<Relation, Relation>> = {
  gt: 'le',
  le: 'gt',
  lt: 'ge',
  ge: 'lt',
  eq: 'ne',
  ne: 'eq',
};

/** What holds wherever a relation does: what is more is no less, and is not equal. */
const implied: Readonly<Record<Relation, readonly Relation[]>> = {
  gt: ['gt', 'ge', 'ne'],
  lt: ['lt', 'le', 'ne'],
  eq: ['eq', 'ge', 'le'],
  ge: ['ge'],
  le: ['le'],
  ne: ['ne'],
};

/** The relation that makes a kind of words true; absent for kinds that the comparison does not test. */
type Tested = Readonly<Record<string, Relation>>;

/** One branch of a condition: what holds in it, and which words that makes true. */
export interface Branch {
  /** As it is written, for messages: `gt`, or `not gt` after `{{else}}`. */
  readonly holds: string;
  readonly relation: Relation;
  readonly tested: Tested;
}

/** What is compared: an expression of the template. */
interface Side {
  readonly name: string;
  readonly number?: number;
  readonly year?: number;
  /** What it is of, but for its year: the same of two sides is one series. */
  readonly series: string;
}

/** The branches of `{{#if (gt a b)}}...{{else}}...{{/if}}`; undefined where no figures are compared. */
function branchesOf(call: AnyCall): { readonly taken: Branch; readonly otherwise: Branch } | undefined {
  const [condition] = call.params;
  if (condition?.type !== 'SubExpression') return undefined;
  const compared = condition;
  const relation = relations.find((each) => each === nameOf(compared));
  const [own, other] = compared.params.map(sideOf);
  if (relation === undefined || own === undefined || other === undefined) return undefined;
  if (own.number !== undefined && other.number !== undefined) return undefined;
  const tested = own.number === undefined ? testedBy(own, other) : turned(testedBy(other, own));
  const holds = { holds: relation, relation, tested };
  const not = { holds: `not ${relation}`, relation: contrary[relation], tested };
  return nameOf(call) === 'unless' ? { taken: not, otherwise: holds } : { taken: holds, otherwise: not };
}

/** True when the words of a branch are true wherever its condition holds. */
export function isTrueIn({ relation, tested }: Branch, { kind, isNegated }: PlacedWord): boolean {
  const own = Object.hasOwn(tested, kind) ? tested[kind] : undefined;
  return own !== undefined && implied[relation].includes(isNegated ? contrary[own] : own);
}

/** True when the condition says something of such words, whether it bears them out or not. */
export const speaksOf = ({ tested }: Branch, { kind }: PlacedWord): boolean => Object.hasOwn(tested, kind);

const between: Tested = { 'higher-than': 'gt', 'lower-than': 'lt', equal: 'eq' };
const overTime: Tested = { rose: 'gt', fell: 'lt', unchanged: 'eq' };

function testedBy(own: Side, other: Side): Tested {
  const { number } = other;
  if (number === undefined) return ofTwo(own, other);
  if (changes.has(own.name)) return number === 0 ? { ...between, ...overTime } : {};
  if (own.name === 'share') return ofShare(number);
  return number === 0 ? { none: 'eq' } : {};
}

const changes: ReadonlySet<string> = new Set(['change', 'percent-change']);

/** Two figures; of one series, words of time are tested too, in the direction of its years. */
function ofTwo(own: Side, other: Side): Tested {
  const isSeries = own.series === other.series;
  if (!isSeries) return { ...between, all: 'eq' };
  const isBackwards = own.year !== undefined && other.year !== undefined && own.year < other.year;
  return { ...between, ...(isBackwards ? turned(overTime) : overTime) };
}

const turned = (tested: Tested): Tested =>
  Object.fromEntries(Object.entries(tested).map(([kind, relation]) => [kind, mirrored[relation]]));

const mirrored: Readonly<Record<Relation, Relation>> = {
  gt: 'lt',
  lt: 'gt',
  ge: 'le',
  le: 'ge',
  eq: 'eq',
  ne: 'ne',
};

/** A share beside a number of per cent: more than 50 are most, and not to reach it is to be a minority. */
function ofShare(number: number): Tested {
  return {
    ...(number >= 50 && { majority: 'gt' }),
    ...(number <= 50 && { minority: 'lt' }),
    ...(number <= 25 && { 'at-most-share': 'lt' }),
    ...(number >= 90 && { 'at-least-share': 'gt' }),
    ...(number === 50 && { half: 'eq' }),
    ...(number === 100 && { all: 'eq' }),
    ...(number === 0 && { none: 'eq' }),
  };
}

/** A figure or a number; undefined for a text, which compares no figures. */
function sideOf(expression: Expression): Side | undefined {
  switch (expression.type) {
    case 'NumberLiteral':
      return { name: '', series: '', number: expression.value };
    case 'PathExpression': {
      const { original } = expression;
      return { name: '', series: String(original) };
    }
    case 'SubExpression':
      return ofCall(expression);
    default:
      return undefined;
  }
}

function ofCall(call: SubExpression): Side {
  const pairs = (call.hash?.pairs ?? []).flatMap(({ key, value }) =>
    'original' in value ? [[key, String(value.original)] as const] : [],
  );
  const year = pairs.find(([key]) => key === 'year')?.[1];
  const others = pairs.filter(([key]) => key !== 'year').map((pair) => pair.join('='));
  const first = call.params.map((param) => ('original' in param ? String(param.original) : ''));
  return {
    name: nameOf(call),
    series: [nameOf(call), ...first, ...others.sort()].join(' '),
    ...(year !== undefined && /^\d{4}$/.test(year) && { year: Number(year) }),
  };
}
