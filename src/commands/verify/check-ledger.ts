import { z } from 'zod';
import type { Diagnostic } from '../../diagnostics.js';
import { cellAddress } from '../../model/cell-address.js';
import { parseExact, toDouble } from '../../model/exact.js';
import type { Snapshot, SnapshotNumber, SnapshotOperand } from '../../model/snapshot.js';
import { exactText } from '../../outputs/ledger/numbers.js';
import { type LedgerLine, numbersSchema, readNumbers } from '../../outputs/ledger/schema.js';
import { standardLimits } from '../../resource-limits.js';
import { type ParsedJson, parseJson } from '../../yaml/json.js';
import { type ListedIdFault, listedIdFault } from './check-ids.js';
import { problemAt } from './problem.js';

/** Of the first version of `numbers.json`, what the snapshot has too. */
const firstSchema = z.object({
  version: z.literal(1),
  numbers: z.array(
    z.object({ text: z.string(), operation: z.string().optional(), at: z.string().optional() }),
  ),
});

/** A quantity of the list; of older versions without its id. */
type ListedLine = Omit<LedgerLine, 'id'> & { readonly id?: string | undefined };

type Known = Extract<ParsedJson, { readonly fault?: undefined }>;

interface Ledger {
  readonly json: string;
  readonly file: string;
  readonly parsed: Known;
}

/** Holds `numbers.json` against the snapshot: the same quantities, printed alike, from the same cells, and the same claims. */
export function checkLedger(json: string, file: string, snapshot: Snapshot): Diagnostic[] {
  const parsed = parseJson(json, standardLimits.yamlDepth);
  const form = (actual: string, offset: number): Diagnostic[] => {
    const message = `Unexpected ${actual}, expected a \`numbers.json\` as Tallybook writes it`;
    return [problemAt('verify/form', file, message, { text: json, offset })];
  };
  if (parsed.fault !== undefined) return form(parsed.fault.actual, parsed.fault.offset);
  const ledger = { json, file, parsed };
  const first = firstSchema.safeParse(parsed.value);
  if (first.success) return checkQuantities(first.data.numbers, firstKey, ledger, snapshot);
  const data = readNumbers(parsed.value);
  if (data === undefined) {
    const path = deepest(numbersSchema.safeParse(parsed.value).error?.issues ?? []);
    const where = path.length === 0 ? 'content' : `\`${path.join('.').slice(0, 120)}\``;
    return form(where, parsed.offsetOf(path));
  }
  const lines = data.numbers.map((line) => (line.class === 'ledger' ? line : undefined));
  const misplaced = listedIdFault(data);
  return [
    ...headFaults(data, ledger, snapshot),
    ...datasetFaults(lines as readonly (ListedLine | undefined)[], ledger, snapshot),
    ...checkQuantities(
      lines as readonly (ListedLine | undefined)[],
      currentKey(snapshot.version >= 3),
      ledger,
      snapshot,
    ),
    ...(misplaced === undefined ? [] : [lineFault(misplaced, ledger)]),
    ...checkClaims(data.claims, ledger, snapshot),
  ];
}

function lineFault({ message, index }: ListedIdFault, { json, file, parsed }: Ledger): Diagnostic {
  const place = { text: json, offset: parsed.offsetOf(['numbers', index]) };
  return problemAt('verify/number', file, message, place);
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
  { json, file, parsed }: Ledger,
  snapshot: Snapshot,
): Diagnostic[] {
  return (['report', 'language'] as const).flatMap((key) => {
    const actual = { report, language }[key];
    if (actual === snapshot[key]) return [];
    const message = `Unexpected \`${key}\` ${actual}, expected ${snapshot[key]} as published`;
    return [problemAt('verify/form', file, message, { text: json, offset: parsed.offsetOf([key]) })];
  });
}

/** The dataset of a quantity is that of its cells, or one that Tallybook derived from them. */
function datasetFaults(
  lines: readonly (ListedLine | undefined)[],
  { json, file, parsed }: Ledger,
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
    const offset = parsed.offsetOf(['numbers', index, 'dataset']);
    return [problemAt('verify/number', file, message, { text: json, offset })];
  });
  return faults.slice(0, mostShown);
}

interface Line {
  readonly text: string;
  readonly at?: string | undefined;
}

type KeyOf<T> = (line: T) => string;

/** Every quantity of the list is one of the snapshot, and the other way round. */
function checkQuantities<T extends Line>(
  lines: readonly (T | undefined)[],
  keys: { readonly ofLine: KeyOf<T>; readonly ofNumber: KeyOf<SnapshotNumber> },
  { json, file, parsed }: Ledger,
  snapshot: Snapshot,
): Diagnostic[] {
  const published = snapshot.numbers.filter(({ value }) => value !== undefined);
  const known = new Set(published.map(keys.ofNumber));
  const listed = new Set(lines.flatMap((line) => (line === undefined ? [] : [keys.ofLine(line)])));
  const added = lines.flatMap((line, index) => {
    if (line === undefined || known.has(keys.ofLine(line))) return [];
    const message = `Unexpected number \`${line.text}\` (${line.at}), expected only those that were published`;
    const offset = parsed.offsetOf(['numbers', index]);
    return [problemAt('verify/number', file, message, { text: json, offset })];
  });
  const lost = published
    .filter((number) => !listed.has(keys.ofNumber(number)))
    .map(({ text, at }) => {
      const message = `Unexpected list without the number \`${text}\` (${at}), expected it as published`;
      return problemAt('verify/number', file, message);
    });
  return [...added.slice(0, mostShown), ...lost.slice(0, mostShown)];
}

/** Each costs a search for its place, and more would say the same. */
const mostShown = 20;

const firstKey = {
  ofLine: ({ text, operation, at }: z.infer<typeof firstSchema>['numbers'][number]) =>
    JSON.stringify([text, operation, at]),
  ofNumber: ({ text, operation, at }: SnapshotNumber) => JSON.stringify([text, operation, at]),
};

/** A snapshot of a version without ids is held against what it has. */
const currentKey = (haveIds: boolean) => ({
  ofLine: ({ id, text, operation, at, unit, keys, value, exact, high, operands }: ListedLine) => {
    const steps = listedSteps(operands);
    const cells = addressesOf(keys);
    return JSON.stringify([
      haveIds && id,
      text,
      operation,
      at,
      unit,
      cells,
      value,
      exact,
      high ?? null,
      steps,
    ]);
  },
  ofNumber: ({ id, text, operation, at, unit, cells, value, high, operands }: SnapshotNumber) => {
    const number = value === undefined ? undefined : parseExact(value);
    const exact = number && exactText(number);
    const steps = publishedSteps(operands);
    return JSON.stringify([
      haveIds && id,
      text,
      operation,
      at,
      unit,
      cells,
      double(value),
      exact,
      double(high),
      steps,
    ]);
  },
});

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

interface Claim {
  readonly kind: string;
  readonly verdict: string;
  readonly text: string;
  readonly at: string;
}

/** Claims in order, each with its words and verdict. */
function checkClaims(
  listed: readonly Claim[],
  { json, file, parsed }: Ledger,
  snapshot: Snapshot,
): Diagnostic[] {
  const asText = ({ kind, verdict, text, at }: Claim) => JSON.stringify([kind, verdict, text, at]);
  const expected = snapshot.claims.map(asText);
  const index = listed.findIndex((claim, place) => asText(claim) !== expected[place]);
  const changed = listed[index];
  if (changed === undefined && listed.length === expected.length) return [];
  const message =
    changed === undefined
      ? `Unexpected list of ${listed.length} claims, expected the ${expected.length} that were published`
      : `Unexpected claim \`${changed.kind}\` (${changed.at}), expected the claims as published`;
  const offset = parsed.offsetOf(changed === undefined ? ['claims'] : ['claims', index]);
  return [problemAt('verify/text', file, message, { text: json, offset })];
}
