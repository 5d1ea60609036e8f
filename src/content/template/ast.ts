/**
 * What the parser of Handlebars makes of a template. The types of the package leave the kind of a part open; here `type`
 * tells it.
 */
import type { Position } from '../../diagnostics.js';

interface Part {
  readonly loc: hbs.AST.SourceLocation;
}

/** What stands in a template or a block. */
export interface Program extends Part {
  readonly body: readonly Statement[];
  readonly blockParams?: readonly string[];
}

/** The arguments of a call. What a parameter of a report stands for is written into them. */
export interface Arguments {
  params: Expression[];
  readonly hash?: Hash;
}

export interface Hash {
  readonly pairs: readonly HashPair[];
}

export interface HashPair extends Part {
  readonly key: string;
  value: Expression;
}

/** A call of a helper, or the name of what is printed. */
interface Calling extends Part, Arguments {
  readonly path: PathExpression | Literal;
}

export interface ContentStatement extends Part {
  readonly type: 'ContentStatement';
  /** What whitespace control left of `original`. */
  readonly value: string;
  readonly original: string;
}

export interface MustacheStatement extends Calling {
  readonly type: 'MustacheStatement';
}

/** One without an `else` has no `inverse`. */
export interface BlockStatement extends Calling {
  readonly type: 'BlockStatement';
  readonly program?: Program | null;
  readonly inverse?: Program | null;
}

export interface PartialStatement extends Part, Arguments {
  readonly type: 'PartialStatement';
  readonly name: PathExpression | SubExpression;
  readonly indent: string;
}

/** Comments, and what is refused because it runs code of Handlebars' own. */
interface OtherStatement extends Part {
  readonly type: 'CommentStatement' | 'Decorator' | 'DecoratorBlock' | 'PartialBlockStatement';
}

export type Statement =
  | ContentStatement
  | MustacheStatement
  | BlockStatement
  | PartialStatement
  | OtherStatement;

export interface SubExpression extends Calling {
  readonly type: 'SubExpression';
}

export interface PathExpression extends Part {
  readonly type: 'PathExpression';
  /** `@index` */
  readonly data: boolean;
  /** How often it goes out: `../name`. */
  readonly depth: number;
  readonly parts: readonly string[];
  readonly original: string;
}

export interface StringLiteral extends Part {
  readonly type: 'StringLiteral';
  readonly value: string;
  readonly original: string;
}

type Literal =
  | StringLiteral
  | (Part & { readonly type: 'NumberLiteral'; readonly value: number; readonly original: number })
  | (Part & { readonly type: 'BooleanLiteral'; readonly value: boolean; readonly original: boolean })
  | (Part & { readonly type: 'NullLiteral' | 'UndefinedLiteral' });

export type Expression = SubExpression | PathExpression | Literal;

/** A call as it stands in a template. */
export type AnyCall = MustacheStatement | BlockStatement | SubExpression;

/** `name`, not `../name`, `this.name`, `@index` or a literal. */
export const isSimple = (path: PathExpression | Literal): path is PathExpression =>
  path.type === 'PathExpression' &&
  !path.data &&
  path.depth === 0 &&
  path.parts.length === 1 &&
  path.parts[0] === path.original;

/** True of `{{name}}`, which prints a field of a row, or what a helper without arguments makes. */
export const isBare = ({ params, hash }: Arguments): boolean =>
  params.length === 0 && (hash?.pairs ?? []).length === 0;

/** The helper that a call names. */
export const nameOf = ({ path }: AnyCall): string => (path.type === 'PathExpression' ? path.original : '');

/** What stands as an argument, positional or named. */
export const expressionsIn = ({ params, hash }: Arguments): Expression[] => [
  ...params,
  ...(hash?.pairs ?? []).map(({ value }) => value),
];

/** The text of a literal; undefined for what only expansion can know. */
export const literalText = (expression: Expression | undefined): string | undefined =>
  expression?.type === 'StringLiteral' || expression?.type === 'NumberLiteral'
    ? String(expression.value)
    : undefined;

/** A text that is written out; undefined for anything else. */
export const stringIn = (expression: Expression | undefined): string | undefined =>
  expression?.type === 'StringLiteral' ? expression.value : undefined;

/** Every statement of a template in every branch, those that stand in a block behind it. */
export function* statementsIn(program: Program | null | undefined): Generator<Statement> {
  for (const statement of program?.body ?? []) {
    yield statement;
    if (statement.type !== 'BlockStatement') continue;
    yield* statementsIn(statement.program);
    yield* statementsIn(statement.inverse);
  }
}

/** Every call of a helper in a template, in every branch, arguments that are calls themselves included. */
export function* callsIn(program: Program | null | undefined): Generator<AnyCall> {
  for (const statement of statementsIn(program)) {
    if (statement.type === 'PartialStatement') yield* callsAmong(expressionsIn(statement));
    else if (statement.type === 'MustacheStatement' || statement.type === 'BlockStatement') {
      yield statement;
      yield* callsAmong(expressionsIn(statement));
    }
  }
}

function* callsAmong(expressions: readonly Expression[]): Generator<AnyCall> {
  for (const each of expressions) {
    if (each.type !== 'SubExpression') continue;
    yield each;
    yield* callsAmong(expressionsIn(each));
  }
}

/** Where a helper call and each of its arguments stand: what its diagnostics point at. Plain data. */
export interface CallSite {
  readonly at: Position;
  readonly params: readonly Position[];
  readonly hash: Readonly<Record<string, Position>>;
}

/** The position that a part starts at. Its columns count from 0, ours from 1. */
export function startOf({ loc: { start } }: Part, file: string): Position {
  return { file, line: start.line, column: start.column + 1 };
}

/** The call site of a mustache, block or subexpression. */
export function callSite(call: AnyCall, file: string): CallSite {
  return {
    at: startOf(call, file),
    params: call.params.map((param) => startOf(param, file)),
    hash: Object.fromEntries((call.hash?.pairs ?? []).map((pair) => [pair.key, startOf(pair, file)])),
  };
}
