import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { otherVersion } from '../../model/other-version.js';
import type { Snapshot } from '../../model/snapshot.js';
import { type LedgerLine, numbersSchema, numbersVersion } from '../../outputs/ledger/schema.js';
import { standardLimits } from '../../resource-limits.js';
import { parseJson } from '../../yaml/json.js';
import { checkClaims } from './check-claims.js';
import { listedIdFault } from './check-ids.js';
import { checkQuantities } from './check-quantities.js';
import { type ListedFile, mostShown, problemIn } from './listed-file.js';
import { problemAt } from './problem.js';

/** Holds `numbers.json` against the snapshot: the same quantities, printed alike, from the same cells, and the same claims. */
export function checkLedger(json: string, file: string, snapshot: Snapshot): Diagnostic[] {
  const parsed = parseJson(json, standardLimits.yamlDepth);
  const form = (actual: string, offset: number, hint?: string): Diagnostic[] => {
    const message = `Unexpected ${actual}, expected a \`numbers.json\` as Tallybook writes it`;
    return [problemAt('verify/form', file, message, { text: json, offset }, hint)];
  };
  if (parsed.fault !== undefined) return form(parsed.fault.actual, parsed.fault.offset);
  const ledger = { json, file, parsed };
  const { data, error } = numbersSchema.safeParse(parsed.value);
  if (data === undefined) {
    const path = deepest(error.issues);
    const where = path.length === 0 ? 'content' : `\`${path.join('.').slice(0, 120)}\``;
    return form(where, parsed.offsetOf(path), otherVersion(parsed.value, numbersVersion));
  }
  const lines = data.numbers.map((line) => ('operation' in line ? line : undefined));
  const misplaced = listedIdFault(data);
  return [
    ...headFaults(data, ledger, snapshot),
    ...datasetFaults(lines, ledger, snapshot),
    ...checkQuantities(lines, ledger, snapshot),
    ...(misplaced === undefined
      ? []
      : [problemIn(ledger, 'verify/number', misplaced.message, ['numbers', misplaced.index])]),
    ...checkClaims(data.claims, ledger, snapshot),
  ];
}

/** The place of the first fault, inside the branch of a union that fits best. */
function deepest(issues: readonly z.core.$ZodIssue[]): (string | number)[] {
  const [issue] = issues;
  if (issue === undefined) return [];
  const own = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  if (issue.code === 'unrecognized_keys') return [...own, ...issue.keys.slice(0, 1)];
  const inner = issue.code === 'invalid_union' ? issue.errors.map((each) => deepest(each)) : [];
  const [longest = []] = inner.sort((a, b) => b.length - a.length);
  return [...own, ...longest];
}

function headFaults(
  { report, language }: { readonly report: string; readonly language: string },
  list: ListedFile,
  snapshot: Snapshot,
): Diagnostic[] {
  return (['report', 'language'] as const).flatMap((key) => {
    const actual = { report, language }[key];
    if (actual === snapshot[key]) return [];
    const message = `Unexpected \`${key}\` ${actual}, expected ${snapshot[key]} as published`;
    return [problemIn(list, 'verify/form', message, [key])];
  });
}

/** The dataset of a quantity is that of its cells, or one that Tallybook derived from them. */
function datasetFaults(
  lines: readonly (LedgerLine | undefined)[],
  list: ListedFile,
  { datasets }: Snapshot,
): Diagnostic[] {
  const known = new Map(datasets.map(({ name, derived }) => [name, derived]));
  const faults = lines.flatMap((line, index) => {
    if (line === undefined) return [];
    const own = line.keys[0]?.dataset;
    const isOwn = own === undefined ? known.has(line.dataset) : line.dataset === own;
    if (isOwn || known.get(line.dataset) === true) return [];
    const expected = own === undefined ? 'one that was published' : `\`${own}\`, which has its cells`;
    const message = `Unexpected dataset \`${line.dataset}\` of the number \`${line.text}\`, expected ${expected}`;
    return [problemIn(list, 'verify/number', message, ['numbers', index, 'dataset'])];
  });
  return faults.slice(0, mostShown);
}
