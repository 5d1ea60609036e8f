import {
  type AnyCall,
  type BlockStatement,
  callsIn,
  type Expression,
  expressionsIn,
  type HashPair,
  type MustacheStatement,
  nameOf,
  type PartialStatement,
  type Program,
  type Statement,
  statementsIn,
  stringIn,
} from '../../content/template/ast.js';
import { parseTemplate } from '../../content/template/parse-template.js';

/** What stands at the cursor while a call is written, and what is typed of it. */
export type WrittenPart =
  | { readonly kind: 'helper'; readonly typed: string; readonly isBlock: boolean }
  | { readonly kind: 'partial'; readonly typed: string }
  | {
      readonly kind: 'argument';
      readonly typed: string;
      readonly call: AnyCall;
      /** How many unnamed arguments stand before it. */
      readonly place: number;
      readonly isQuoted: boolean;
    }
  | {
      readonly kind: 'value';
      readonly typed: string;
      readonly call: AnyCall;
      readonly key: string;
      readonly isQuoted: boolean;
    };

/** Stands where the cursor is, so that the parser has a name there. */
const cursor = 'tallybookcursor';

const quotes = ['', '"', "'"] as const;
/** Deeper than anybody writes. */
const mostDepth = 8;

/**
 * The part of a call that is written at an offset. What the parser lacks behind it is tried out: a quotation mark, brackets, braces. So
 * that nothing but the parser itself knows how a call is written.
 */
export function writtenAt(text: string, offset: number): WrittenPart | undefined {
  const open = text.lastIndexOf('{{', offset - 1);
  const written = open < 0 ? '}}' : text.slice(open, offset);
  if (written.includes('}}')) return undefined;
  const isBlock = /^\{\{~?#/.test(written);
  // The end of a block stands elsewhere: it is read as a call.
  const start = written.replace(/^\{\{~?(?:#|else\s+)?/, '{{');
  for (let depth = 0; depth <= mostDepth; depth++) {
    for (const quote of quotes) {
      const parsed = parseTemplate(`${start}${cursor}${quote}${')'.repeat(depth)}}}`, '');
      if ('program' in parsed) return partIn(parsed.program, isBlock);
    }
  }
  return undefined;
}

function partIn(program: Program, isBlock: boolean): WrittenPart | undefined {
  for (const statement of statementsIn(program)) {
    if (statement.type !== 'PartialStatement' || statement.name.type !== 'PathExpression') continue;
    const typed = beforeCursor(statement.name.original);
    if (typed !== undefined) return { kind: 'partial', typed };
  }
  for (const call of callsIn(program)) {
    const typed = beforeCursor(nameOf(call));
    if (typed !== undefined) return { kind: 'helper', typed, isBlock };
    for (const [place, each] of call.params.entries()) {
      const word = typedIn(each);
      if (word !== undefined) return { kind: 'argument', call, place, ...word };
    }
    for (const { key, value } of call.hash?.pairs ?? []) {
      const word = typedIn(value);
      if (word !== undefined) return { kind: 'value', call, key, ...word };
    }
  }
  return undefined;
}

function typedIn(expression: Expression): { readonly typed: string; readonly isQuoted: boolean } | undefined {
  const isQuoted = expression.type === 'StringLiteral';
  const typed = beforeCursor(
    expression.type === 'PathExpression' ? expression.original : (stringIn(expression) ?? ''),
  );
  return typed === undefined ? undefined : { typed, isQuoted };
}

const beforeCursor = (text: string): string | undefined =>
  text.endsWith(cursor) ? text.slice(0, -cursor.length) : undefined;

/** What stands at a place of a whole template. */
export interface FoundCall {
  readonly statement: MustacheStatement | BlockStatement | PartialStatement;
  /** The blocks around it, the outermost first. */
  readonly around: readonly BlockStatement[];
  /** The innermost call; absent in a partial without one. */
  readonly call?: AnyCall;
  /** The text of one of its arguments that stands there, with the name of a named one. */
  readonly argument?: { readonly key?: string; readonly text: string };
}

/** Lines count from 1, columns from 0, as the parser counts them. */
interface Spot {
  readonly line: number;
  readonly column: number;
}

/** The call at a place; undefined in plain text. */
export function callIn(
  program: Program | null | undefined,
  spot: Spot,
  around: readonly BlockStatement[] = [],
): FoundCall | undefined {
  const statement = (program?.body ?? []).find((each) => holds(each, spot));
  if (statement === undefined || !isCalling(statement)) return undefined;
  if (statement.type === 'BlockStatement') {
    const inside = [...around, statement];
    const deeper = callIn(statement.program, spot, inside) ?? callIn(statement.inverse, spot, inside);
    if (deeper !== undefined) return deeper;
    const branches = [statement.program, statement.inverse];
    // An empty branch has no place.
    if (branches.some((each) => each?.body.length && holds(each, spot))) return undefined;
  }
  return { statement, around, ...innermost(statement, spot) };
}

/** The blocks around a place, the outermost first. */
export function blocksAround(program: Program | null | undefined, spot: Spot): readonly BlockStatement[] {
  const block = (program?.body ?? []).find((each) => each.type === 'BlockStatement' && holds(each, spot));
  if (block?.type !== 'BlockStatement') return [];
  return [block, ...blocksAround(block.program, spot), ...blocksAround(block.inverse, spot)];
}

const isCalling = (statement: Statement): statement is FoundCall['statement'] =>
  statement.type === 'MustacheStatement' ||
  statement.type === 'BlockStatement' ||
  statement.type === 'PartialStatement';

function innermost(
  calling: FoundCall['statement'] | AnyCall,
  spot: Spot,
): Pick<FoundCall, 'call' | 'argument'> {
  const inner = expressionsIn(calling).find((each) => each.type === 'SubExpression' && holds(each, spot));
  if (inner?.type === 'SubExpression') return innermost(inner, spot);
  if (calling.type === 'PartialStatement') return {};
  const pair = calling.hash?.pairs.find((each) => holds(each, spot));
  const text = stringIn(pair?.value ?? calling.params.find((each) => holds(each, spot)));
  return { call: calling, ...(text !== undefined && { argument: argumentOf(text, pair) }) };
}

const argumentOf = (text: string, pair: HashPair | undefined): NonNullable<FoundCall['argument']> => ({
  text,
  ...(pair && { key: pair.key }),
});

function holds({ loc: { start, end } }: { readonly loc: hbs.AST.SourceLocation }, spot: Spot): boolean {
  const isBehind = spot.line > start.line || (spot.line === start.line && spot.column >= start.column);
  return isBehind && (spot.line < end.line || (spot.line === end.line && spot.column <= end.column));
}
