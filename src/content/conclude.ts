import type { Root } from 'mdast';
import type { Diagnostic } from '../diagnostics.js';
import type { ClaimRecord } from '../model/snapshot/claim-record.js';
import { visit } from '../model/tree/visit.js';
import type { ItemInput } from './compose-input.js';
import type { ExpandedReport } from './expand-report.js';
import type { Concluded } from './extension.js';

/** What features tell of an expanded report. */
export function conclude({ kept, tokens }: ExpandedReport, { syntax, language }: ItemInput): Concluded {
  const told = syntax.extensions.flatMap((each) => each.conclude?.(kept, tokens, language) ?? []);
  return {
    claims: told.flatMap(({ claims }) => claims),
    unchecked: told.flatMap(({ unchecked }) => unchecked),
    diagnostics: told.flatMap(({ diagnostics }) => diagnostics),
  };
}

/**
 * What the descriptions of datasets say of their rows, tested: what nobody prints is published all the same. The claims
 * are those that the report prints, as below a table.
 */
export function claimsOfData(
  { data, rows, language, syntax, spoken }: ItemInput,
  body: Root,
): { readonly claims: readonly ClaimRecord[]; readonly diagnostics: readonly Diagnostic[] } {
  const datasets = spoken.claimed.flatMap((name) => (Object.hasOwn(data, name) ? (data[name] ?? []) : []));
  const told = syntax.extensions.flatMap((each) => each.inData?.(datasets, { data, rows, language }) ?? []);
  return {
    claims: printedClaims(
      told.flatMap(({ claims }) => claims),
      body,
    ),
    diagnostics: told.flatMap(({ diagnostics }) => diagnostics),
  };
}

function printedClaims(claims: readonly ClaimRecord[], body: Root): readonly ClaimRecord[] {
  const said: string[] = [];
  if (claims.length === 0) return claims;
  visit(body, (node) => {
    if ('value' in node && typeof node.value === 'string') said.push(node.value);
  });
  return claims.filter(({ text }) => said.some((words) => words.includes(text)));
}
