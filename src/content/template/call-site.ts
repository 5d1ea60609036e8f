import type { Position } from '../../diagnostics.js';

/** Where a helper call and each of its arguments stand: what its diagnostics point at. Plain data. */
export interface CallSite {
  readonly at: Position;
  readonly params: readonly Position[];
  readonly hash: Readonly<Record<string, Position>>;
}

/** The position that a Handlebars node starts at. Its columns count from 0, ours from 1. */
export function startOf(node: { readonly loc: hbs.AST.SourceLocation }, file: string): Position {
  return { file, line: node.loc.start.line, column: node.loc.start.column + 1 };
}

/** The call site of a mustache, block or subexpression. */
export function callSite(
  node: {
    readonly loc: hbs.AST.SourceLocation;
    readonly params: readonly hbs.AST.Expression[];
    readonly hash?: hbs.AST.Hash;
  },
  file: string,
): CallSite {
  return {
    at: startOf(node, file),
    params: node.params.map((param) => startOf(param, file)),
    hash: Object.fromEntries((node.hash?.pairs ?? []).map((pair) => [pair.key, startOf(pair, file)])),
  };
}
