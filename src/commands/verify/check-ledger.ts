import type { Diagnostic } from '../../diagnostics.js';
import { cellAddress } from '../../model/dataset/cell-address.js';
import { parseExact, toDouble } from '../../model/exact.js';
import type { Snapshot, SnapshotNumber, SnapshotOperand } from '../../model/snapshot/snapshot.js';
import { frontSection, parseEntryId } from '../../model/tree/entry-id.js';
import { exactText } from '../../outputs/ledger/numbers.js';
import { type LedgerLine, type NumbersFile, readNumbers } from '../../outputs/ledger/schema.js';
import { type Fault, faultOf } from '../../problems/problem.js';
import type { JsonPath } from '../../yaml/json.js';
import { mostShown, placedIn, type ReadFile } from './problem.js';

/** A `numbers.json` that could be read. */
export interface ListedFile {
  readonly data: NumbersFile;
  /** A fault at the place of a part of the list. */
  at(fault: Fault, path: JsonPath): Diagnostic;
}

/** Reads the text of a `numbers.json`, or says where it is none. */
export function readList(json: string, file: string): ReadFile<ListedFile> {
  const place = placedIn(file, json);
  const read = readNumbers(json);
  if (read.value !== undefined) {
    const { value: data, offsetOf } = read;
    return { value: { data, at: (fault, path) => place(fault, offsetOf(path)) } };
  }
  const { fault, hint, offset } = read;
  return { problem: place(faultOf('verify/form.numbers', { fault }, { hint }), offset) };
}

/** Holds `numbers.json` against the snapshot: the same quantities, printed alike, from the same cells, and the same claims. */
export function checkLedger({ data, at }: ListedFile, snapshot: Snapshot): Diagnostic[] {
  const lines = data.numbers.map((line) => ('operation' in line ? line : undefined));
  const faults: Placed[] = [
    ...headFaults(data, snapshot),
    ...datasetFaults(lines, snapshot).slice(0, mostShown),
    ...addedLines(lines, snapshot).slice(0, mostShown),
    ...lostNumbers(lines, snapshot).slice(0, mostShown),
    ...idFaults(data).slice(0, 1),
    ...claimFaults(data.claims, snapshot),
  ];
  return faults.map(([fault, ...path]) => at(fault, path));
}

/** A fault, and the part of the list that it is in. */
export type Placed = readonly [fault: Fault, ...path: JsonPath];

type Lines = readonly (LedgerLine | undefined)[];

/** Quantities of the list that are none of the snapshot. */
function addedLines(lines: Lines, { numbers }: Snapshot): Placed[] {
  const known = new Set(numbers.map(keyOfNumber));
  return lines.flatMap((line, index): Placed[] => {
    if (line === undefined || known.has(keyOfLine(line))) return [];
    const { text, at } = line;
    return [[faultOf('verify/number.number-published', { text, at }), 'numbers', index]];
  });
}

function lostNumbers(lines: Lines, { numbers }: Snapshot): Placed[] {
  const listed = new Set(lines.flatMap((line) => (line === undefined ? [] : [keyOfLine(line)])));
  return numbers
    .filter((number) => number.value !== undefined && !listed.has(keyOfNumber(number)))
    .map(({ text, at }) => [faultOf('verify/number.list', { text, at })]);
}

/** Texts of a line of the list and of a number of the snapshot, which are the same where the two agree. */
function keyOfLine(line: LedgerLine): string {
  const { id, text, operation, at, unit, keys, value, exact, high = null, operands, declared } = line;
  const [cells, steps, stated] = [addressesOf(keys), listedSteps(operands), statedBy(declared)];
  return JSON.stringify([id, text, operation, at, unit, cells, value, exact, high, steps, stated]);
}

function keyOfNumber(published: SnapshotNumber): string {
  const { id, text, operation, at, unit, cells, value, high, operands, declared } = published;
  const number = parseExact(value ?? '');
  const [steps, stated] = [publishedSteps(operands), statedBy(declared)];
  const numbers = [double(value), number && exactText(number), double(high)];
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
  const value = parseExact(fraction ?? '');
  return value === undefined ? null : toDouble(value);
}

const headFaults = (data: NumbersFile, snapshot: Snapshot): Placed[] =>
  (['report', 'language'] as const).flatMap((key): Placed[] => {
    const actual = data[key];
    if (actual === snapshot[key]) return [];
    return [[faultOf('verify/form.published', { key, actual, snapshot: snapshot[key] }), key]];
  });

/** The dataset of a quantity is that of its cells, or one that Tallybook derived from them. */
function datasetFaults(lines: Lines, { datasets }: Snapshot): Placed[] {
  const known = new Map(datasets.map(({ name, derived }) => [name, derived]));
  return lines.flatMap((line, index): Placed[] => {
    if (line === undefined) return [];
    const { dataset, text } = line;
    const own = line.keys[0]?.dataset;
    const isOwn = own === undefined ? known.has(dataset) : dataset === own;
    if (isOwn || known.get(dataset) === true) return [];
    const fault =
      own === undefined
        ? faultOf('verify/number.unknown-dataset', { dataset, text })
        : faultOf('verify/number.dataset', { dataset, text, own });
    return [[fault, 'numbers', index, 'dataset']];
  });
}

/** Where a list puts a number in a section that its id does not name, or lists it twice. */
function idFaults({ numbers }: NumbersFile): Placed[] {
  const seen = new Set<string>();
  return numbers.flatMap((line, index): Placed[] => {
    if (!('id' in line) || line.repeats === true) return [];
    const { id, text, section = frontSection } = line;
    if (seen.has(id)) return [[faultOf('verify/number.once', { id }), 'numbers', index]];
    seen.add(id);
    if (parseEntryId(id)?.section === section) return [];
    const fault = faultOf('verify/number.listed-section', { id: id.slice(0, 80), text, section });
    return [[fault, 'numbers', index]];
  });
}

type Claim = Omit<NumbersFile['claims'][number], 'by' | 'cells'>;

/** Claims in order, each with its words, verdict, filters and thresholds, are those of the snapshot. */
function claimFaults(listed: readonly Claim[], { claims }: Snapshot): Placed[] {
  const asText = ({ kind, verdict, text, at, keys, limits, not }: Claim) =>
    JSON.stringify([kind, verdict, text, at, keys, limits, not]);
  const expected = claims.map(asText);
  const index = listed.findIndex((claim, place) => asText(claim) !== expected[place]);
  const changed = listed[index];
  if (changed !== undefined) {
    const { kind, at } = changed;
    return [[faultOf('verify/text.claim', { kind, at }), 'claims', index]];
  }
  if (listed.length === expected.length) return [];
  const counts = { count: listed.length, expectedCount: expected.length };
  return [[faultOf('verify/text.list', counts), 'claims']];
}
