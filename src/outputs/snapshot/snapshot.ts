import type { ChartFlow } from '../../model/chart/flow.js';
import { cellAddress } from '../../model/dataset/cell-address.js';
import type { LookedAt, RowTest } from '../../model/dataset/claimed-rows.js';
import { toFractionText } from '../../model/exact.js';
import { listAt } from '../../model/group-by.js';
import {
  type CellKey,
  type FinishedEntry,
  type Fraction,
  isExact,
  type Operand,
} from '../../model/quantity.js';
import type { ClaimRecord, ComparedFigure } from '../../model/snapshot/claim-record.js';
import type { Editions } from '../../model/snapshot/editions.js';
import type {
  Snapshot,
  SnapshotClaim,
  SnapshotDataset,
  SnapshotFigure,
  SnapshotNumber,
  SnapshotOperand,
  SnapshotPart,
} from '../../model/snapshot/snapshot.js';
import { identityOf } from '../../model/snapshot/snapshot-cells.js';
import { sha256 } from '../../sha256.js';
import type { Page } from './read-page.js';

/** What a report publishes. */
export interface SnapshotInput {
  /** The version of Tallybook. */
  readonly tool: string;
  /** The hash of the datasets of the project. */
  readonly inputs: string;
  readonly report: string;
  readonly item?: string;
  readonly language: string;
  readonly title: string;
  readonly edition: number;
  readonly draft: boolean;
  readonly audience?: 'confidential';
  readonly editions: Editions;
  /** Datasets that charts are drawn from, beside those of the ledger. */
  readonly charted: readonly string[];
  readonly ledger: readonly FinishedEntry[];
  readonly claims: readonly ClaimRecord[];
  /** Of charts in which Vega calculates numbers. */
  readonly flows: readonly ChartFlow[];
  /** The files of the publisher that the page carries. */
  readonly house: NonNullable<Snapshot['house']>;
  /** The finished page, as it was read. */
  readonly page: Page;
}

/** The snapshot of a report, as an object: what `published.json` holds, but for the files that are still to be made. */
export function makeSnapshot(input: SnapshotInput): Snapshot {
  const { tool, inputs, report, item, language, title, edition, draft, audience } = input;
  const { editions, ledger, claims, page } = input;
  return {
    format: 'tallybook-published',
    version: 1,
    tool,
    inputs,
    report,
    ...(item === undefined ? {} : { item }),
    language,
    title,
    edition,
    draft,
    ...(audience && { audience }),
    datasets: usedDatasets(input),
    numbers: ledger.map(publishNumber),
    ...(input.flows.length === 0 ? {} : { flows: [...input.flows] }),
    claims: claims.map(publishClaim),
    parts: publishParts(page, ledger),
    revisions: editions.revisions.map(({ cell, ...change }) => ({ cell: cellAddress(cell), ...change })),
    revisedTexts: [...editions.texts],
    ...(input.house.length === 0 ? {} : { house: input.house }),
    markup: page.pieces.map(({ id, sha256 }) => ({ id, sha256 })),
    files: [],
  };
}

/** What says which datasets a report draws on. */
export type UsedNames = Pick<SnapshotInput, 'ledger' | 'claims' | 'charted'>;

/** The names of the datasets that a report draws on. */
export function usedNames({ ledger, claims, charted }: UsedNames): ReadonlySet<string> {
  const cells = [
    ...ledger.flatMap(({ quantity }) => quantity.cells),
    ...claims.flatMap((claim) => claim.cells),
  ];
  return new Set([
    ...charted,
    ...ledger.map(({ quantity }) => quantity.dataset),
    ...cells.map(({ dataset }) => dataset),
  ]);
}

/** The datasets that the report draws on, so that what no report needs is not published by the way. */
function usedDatasets(input: SnapshotInput): SnapshotDataset[] {
  const { editions, claims } = input;
  const used = usedNames(input);
  const looked = claims.flatMap(({ test }) => test.lookedAt ?? []);
  return editions.datasets
    .filter(({ name }) => used.has(name))
    .map((dataset) => withAttributes(dataset, looked));
}

/** A dataset with the attributes that claims looked at. */
function withAttributes(dataset: SnapshotDataset, looked: readonly LookedAt[]): SnapshotDataset {
  const found = new Map<string, Record<string, string>>();
  for (const { keys, attributes } of looked.filter((each) => each.dataset === dataset.name)) {
    const key = identityOf(dataset, keys);
    found.set(key, { ...found.get(key), ...attributes });
  }
  if (found.size === 0) return dataset;
  const rows = dataset.rows.map((row) => {
    const attributes = found.get(identityOf(dataset, row.keys));
    return attributes === undefined ? row : { ...row, attributes };
  });
  return { ...dataset, rows };
}

const addressOf = ({ dataset, field, keys }: CellKey): string =>
  cellAddress({ dataset, measure: field, keys });

function publishNumber(entry: FinishedEntry): Snapshot['numbers'][number] {
  const { text, place, quantity } = entry;
  const {
    value,
    high,
    operation,
    cells,
    operands,
    declared,
    vega,
    unit,
    digits,
    signed,
    qualifier,
    fraction,
    at,
  } = quantity;
  return {
    id: entry.id,
    text,
    place,
    operation,
    cells: cells.map(addressOf),
    ...(operands === undefined ? {} : { operands: operands.map(publishOperand) }),
    ...(declared === undefined ? {} : { declared }),
    ...(vega === undefined ? {} : { vega }),
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

function publishOperand({ operation, cells, operands, absolute }: Operand): SnapshotOperand {
  return {
    operation,
    cells: cells.map(addressOf),
    ...(operands === undefined ? {} : { operands: operands.map(publishOperand) }),
    ...(absolute === true ? { absolute } : {}),
  };
}

function publishClaim({ kind, verdict, text, cells, keys, test, at }: ClaimRecord): SnapshotClaim {
  const { shape, limits, not, acrossBreak, groups, rows } = test;
  const { strict, share, times, rank } = limits;
  return {
    kind,
    verdict,
    text,
    cells: [...new Set(cells.map(addressOf))],
    at: `${at.file}:${at.line}:${at.column}`,
    shape,
    keys: { ...keys },
    limits: {
      ...(strict === undefined ? {} : { strict }),
      ...(share === undefined ? {} : { share: toFractionText(share) }),
      ...(times === undefined ? {} : { times: toFractionText(times) }),
      ...(rank === undefined ? {} : { rank }),
    },
    ...(not === undefined ? {} : { not }),
    ...(acrossBreak === undefined ? {} : { acrossBreak }),
    ...(rows === undefined ? {} : { rows: publishRows(rows) }),
    groups: groups.map((group) => group.map(publishFigure)),
  };
}

function publishRows({ dataset, where, condition }: RowTest): NonNullable<SnapshotClaim['rows']> {
  return {
    dataset,
    where: Object.fromEntries(Object.entries(where).map(([name, values]) => [name, [...values]])),
    ...(condition && {
      condition: {
        field: condition.field,
        lacks: condition.lacks,
        ...(condition.values && { values: [...condition.values] }),
      },
    }),
  };
}

function publishFigure(figure: ComparedFigure): SnapshotFigure {
  if ('gap' in figure) return { operation: 'value', cells: [cellAddress(figure.gap)], gap: true };
  const { operation, cells, operands, qualifier } = figure.quantity;
  return {
    operation,
    cells: cells.map(addressOf),
    ...(operands === undefined ? {} : { operands: operands.map(publishOperand) }),
    ...(qualifier === undefined ? {} : { qualifier }),
  };
}

/** The parts of the page, each with its numbers as places in the ledger, in the order of the page. */
function publishParts({ parts, numbers }: Page, ledger: readonly FinishedEntry[]): SnapshotPart[] {
  const places = new Map<string | undefined, number>(ledger.map(({ id }, index) => [id, index]));
  const byPart = new Map<string | undefined, number[]>();
  for (const { part, id } of numbers) {
    const place = places.get(id);
    if (place !== undefined) listAt(byPart, part).push(place);
  }
  return parts.map(({ id, title, text, labels }) => ({
    id,
    title,
    text,
    numbers: byPart.get(id) ?? [],
    labels: sha256(labels),
  }));
}
