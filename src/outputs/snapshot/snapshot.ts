import type { CellName } from '../../model/cell-address.js';
import type { ClaimRecord } from '../../model/claim-record.js';
import type { Editions } from '../../model/editions.js';
import { toFractionText, toPlainText } from '../../model/exact.js';
import {
  type CellKey,
  type Fraction,
  isExact,
  type LedgerEntry,
  type Operand,
} from '../../model/quantity.js';
import type {
  CurrentSnapshot,
  SnapshotClaim,
  SnapshotDataset,
  SnapshotNumber,
  SnapshotOperand,
  SnapshotPart,
} from '../../model/snapshot.js';
import { sha256 } from '../canonical.js';
import { type Page, readPage } from './read-page.js';

/** What a report publishes. */
export interface SnapshotInput {
  /** The version of Tallybook. */
  readonly tool: string;
  /** The hash of the datasets of the project. */
  readonly inputs: string;
  readonly report: string;
  readonly language: string;
  readonly title: string;
  readonly edition: number;
  readonly draft: boolean;
  readonly editions: Editions;
  /** Datasets that charts are drawn from, beside those of the ledger. */
  readonly charted: readonly string[];
  readonly ledger: readonly LedgerEntry[];
  readonly claims: readonly ClaimRecord[];
  /** The finished page. */
  readonly html: string;
  /** The quantity behind each number and missing value of the page, in reading order. */
  readonly shown: readonly (LedgerEntry | undefined)[];
  /** A cell as one text, as the editions stage writes it. */
  readonly address: (cell: CellName) => string;
}

/** The snapshot of a report, as an object: what `published.json` holds, but for the files that are still to be made. */
export function makeSnapshot(input: SnapshotInput): CurrentSnapshot {
  const { tool, inputs, report, language, title, edition, draft, editions, ledger, claims, address } = input;
  const page = readPage(input.html);
  const addressOf = ({ dataset, field, keys }: CellKey): string => address({ dataset, measure: field, keys });
  return {
    format: 'tallybook-published',
    version: 2,
    tool,
    inputs,
    report,
    language,
    title,
    edition,
    draft,
    datasets: usedDatasets(input),
    numbers: ledger.map((entry) => publishNumber(entry, addressOf)),
    claims: claims.map((claim) => publishClaim(claim, addressOf)),
    parts: publishParts(page, ledger, input.shown),
    revisions: editions.revisions.map(({ cell, ...change }) => ({ cell: address(cell), ...change })),
    markup: page.pieces.map(({ id, sha256 }) => ({ id, sha256 })),
    files: [],
  };
}

/** The datasets that the report draws on, so that what no report needs is not published by the way. */
function usedDatasets({ editions, ledger, claims, charted }: SnapshotInput): SnapshotDataset[] {
  const cells = [
    ...ledger.flatMap(({ quantity }) => quantity.cells),
    ...claims.flatMap((claim) => claim.cells),
  ];
  const used = new Set([
    ...charted,
    ...ledger.map(({ quantity }) => quantity.dataset),
    ...cells.map(({ dataset }) => dataset),
  ]);
  return editions.datasets.filter(({ name }) => used.has(name));
}

type AddressOf = (cell: CellKey) => string;

function publishNumber({ text, place, quantity }: LedgerEntry, addressOf: AddressOf): SnapshotNumber {
  const { value, high, operation, cells, operands, unit, digits, signed, qualifier, fraction, at } = quantity;
  return {
    text,
    place,
    operation,
    cells: cells.map(addressOf),
    ...(operands === undefined
      ? {}
      : { operands: operands.map((operand) => publishOperand(operand, addressOf)) }),
    ...(isExact(value) ? { value: toFractionText(value) } : { missing: value.symbol }),
    ...(high === undefined ? {} : { high: toFractionText(high) }),
    unit,
    digits,
    ...(signed === true ? { signed } : {}),
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(fraction === undefined || !isExact(value) ? {} : { fraction: publishFraction(fraction) }),
    at: `${at.file}:${at.line}:${at.column}`,
  };
}

function publishFraction({ part, whole, form, digits }: Fraction): NonNullable<SnapshotNumber['fraction']> {
  return { part: toFractionText(part), whole: toFractionText(whole), form, digits };
}

function publishOperand(
  { operation, cells, operands, absolute }: Operand,
  addressOf: AddressOf,
): SnapshotOperand {
  return {
    operation,
    cells: cells.map(addressOf),
    ...(operands === undefined
      ? {}
      : { operands: operands.map((operand) => publishOperand(operand, addressOf)) }),
    ...(absolute === true ? { absolute } : {}),
  };
}

function publishClaim({ kind, verdict, text, cells, at }: ClaimRecord, addressOf: AddressOf): SnapshotClaim {
  return {
    kind,
    verdict,
    text,
    cells: [...new Set(cells.map(addressOf))],
    at: `${at.file}:${at.line}:${at.column}`,
  };
}

/**
 * The parts of the page, each with its numbers as places in the ledger. What a page moves or repeats, such as
 * footnotes and headings, stands elsewhere than in the ledger: a number is the next of its text and value that answers
 * with the same cells, else the next, or the last.
 */
function publishParts(
  { parts, numbers }: Page,
  ledger: readonly LedgerEntry[],
  shown: readonly (LedgerEntry | undefined)[],
): SnapshotPart[] {
  const waiting = new Map<string, number[]>();
  for (const [index, { text, place, quantity }] of ledger.entries()) {
    if (place !== 'text' && place !== 'table') continue;
    const key = printedAs(text, isExact(quantity.value) ? toPlainText(quantity.value) : undefined);
    waiting.set(key, [...(waiting.get(key) ?? []), index]);
  }
  const origins = ledger.map(originOf);
  const placed = numbers.map(({ part, text, value }, place) => {
    const entry = shown[place];
    const indexes = waiting.get(printedAs(text, value)) ?? [];
    const origin = entry === undefined ? undefined : originOf(entry);
    const same = indexes.findIndex((index) => origins[index] === origin);
    const at = Math.max(same, 0);
    return { part, index: indexes.length > 1 ? indexes.splice(at, 1)[0] : indexes[0] };
  });
  return parts.map(({ id, title, text, labels }) => ({
    id,
    title,
    text,
    numbers: placed.flatMap((each) => (each.part === id && each.index !== undefined ? [each.index] : [])),
    labels: sha256(labels),
  }));
}

const printedAs = (text: string, value: string | undefined): string => JSON.stringify([text, value]);

/** What a quantity answers with, and where the template asks for it. */
const originOf = ({ quantity: { operation, cells, at } }: LedgerEntry): string =>
  JSON.stringify([operation, cells.map(({ dataset, field, keys }) => [dataset, field, keys]), at]);
