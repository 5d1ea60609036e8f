import type { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { cellAddress } from '../../model/dataset/cell-address.js';
import { parseExact, toDouble } from '../../model/exact.js';
import { otherVersion } from '../../model/snapshot/other-version.js';
import type { Snapshot, SnapshotNumber, SnapshotOperand } from '../../model/snapshot/snapshot.js';
import { exactText } from '../../outputs/ledger/numbers.js';
import {
  type LedgerLine,
  type NumbersFile,
  numbersSchema,
  numbersVersion,
} from '../../outputs/ledger/schema.js';
import { faultOf } from '../../problems/problem.js';
import { standardLimits } from '../../resource-limits.js';
import { parseJson } from '../../yaml/json.js';
import { listedIdFault } from './check-ids.js';
import { type ListedFile, mostShown, problemIn } from './listed-file.js';
import { problemAt } from './problem.js';

/** Every quantity of the list is one of the snapshot, and the other way round. */
function checkQuantities(
  lines: readonly (LedgerLine | undefined)[],
  list: ListedFile,
  snapshot: Snapshot,
): Diagnostic[] {
  const published = snapshot.numbers.filter(({ value }) => value !== undefined);
  const known = new Set(published.map(keyOfNumber));
  const listed = new Set(lines.flatMap((line) => (line === undefined ? [] : [keyOfLine(line)])));
  const added = lines.flatMap((line, index) => {
    if (line === undefined || known.has(keyOfLine(line))) return [];
    return [
      problemIn(faultOf('verify/number.number-published', { text: line.text, at: line.at }), list, [
        'numbers',
        index,
      ]),
    ];
  });
  const lost = published
    .filter((number) => !listed.has(keyOfNumber(number)))
    .map(({ text, at }) => {
      return problemAt(faultOf('verify/number.list', { text, at }), list.file);
    });
  return [...added.slice(0, mostShown), ...lost.slice(0, mostShown)];
}

/** Texts of a line of the list and of a number of the snapshot, which are the same where the two agree. */
function keyOfLine(line: LedgerLine): string {
  const { id, text, operation, at, unit, keys, value, exact, high = null, operands, declared } = line;
  const [cells, steps, stated] = [addressesOf(keys), listedSteps(operands), statedBy(declared)];
  return JSON.stringify([id, text, operation, at, unit, cells, value, exact, high, steps, stated]);
}

function keyOfNumber(published: SnapshotNumber): string {
  const { id, text, operation, at, unit, cells, value, high, operands, declared } = published;
  const number = value === undefined ? undefined : parseExact(value);
  const exact = number && exactText(number);
  const [steps, stated] = [publishedSteps(operands), statedBy(declared)];
  const numbers = [double(value), exact, double(high)];
  return JSON.stringify([id, text, operation, at, unit, cells, ...numbers, steps, stated]);
}

const statedBy = (declared: SnapshotNumber['declared']) => declared && [declared.number, declared.source];

const addressesOf = (keys: readonly LedgerLine['keys'][number][]): string[] =>
  keys.map(({ dataset, field, keys: of }) => cellAddress({ dataset, measure: field, keys: of }));

/** What was done on the way to a number, as the list has it and as the snapshot does. */
const listedSteps = (operands: readonly ListedStep[] = []): unknown[] =>
  operands.map(({ operation, keys, absolute = false, operands: inner }) => [
    operation,
    addressesOf(keys),
    absolute,
    listedSteps(inner),
  ]);
const publishedSteps = (operands: readonly SnapshotOperand[] = []): unknown[] =>
  operands.map(({ operation, cells, absolute = false, operands: inner }) => [
    operation,
    cells,
    absolute,
    publishedSteps(inner),
  ]);
type ListedStep = NonNullable<LedgerLine['operands']>[number];

function double(fraction: string | undefined): number | null {
  const value = fraction === undefined ? undefined : parseExact(fraction);
  return value === undefined ? null : toDouble(value);
}

/** Holds `numbers.json` against the snapshot: the same quantities, printed alike, from the same cells, and the same claims. */
export function checkLedger(json: string, file: string, snapshot: Snapshot): Diagnostic[] {
  const parsed = parseJson(json, standardLimits.yamlDepth);
  const form = (actual: string, offset: number, hint?: string): Diagnostic[] => {
    return [problemAt(faultOf('verify/form.numbers', { actual }, { hint }), file, { text: json, offset })];
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
      : [
          problemIn({ severity: 'error', code: 'verify/number', message: misplaced.message }, ledger, [
            'numbers',
            misplaced.index,
          ]),
        ]),
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
    return [
      problemIn(faultOf('verify/form.published', { key, actual, snapshot: snapshot[key] }), list, [key]),
    ];
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
    return [
      problemIn(
        faultOf('verify/number.dataset', { dataset: line.dataset, text: line.text, expected }),
        list,
        ['numbers', index, 'dataset'],
      ),
    ];
  });
  return faults.slice(0, mostShown);
}

type Claim = Omit<NumbersFile['claims'][number], 'by' | 'cells'>;

/** Claims in order, each with its words, verdict, filters and thresholds, are those of the snapshot. */
function checkClaims(listed: readonly Claim[], list: ListedFile, snapshot: Snapshot): Diagnostic[] {
  const asText = ({ kind, verdict, text, at, keys, limits, not }: Claim) =>
    JSON.stringify([kind, verdict, text, at, keys, limits, not]);
  const expected = snapshot.claims.map(asText);
  const index = listed.findIndex((claim, place) => asText(claim) !== expected[place]);
  const changed = listed[index];
  if (changed === undefined && listed.length === expected.length) return [];
  const path = changed === undefined ? ['claims'] : ['claims', index];
  return [
    problemIn(
      faultOf(changed === undefined ? 'verify/text.list' : 'verify/text.claim', {
        count: listed.length,
        expectedCount: expected.length,
        kind: changed?.kind,
        at: changed?.at,
      }),
      list,
      path,
    ),
  ];
}
