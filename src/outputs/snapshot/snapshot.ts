import { shownPlace } from '../../diagnostics.js';
import type { ChartFlow } from '../../model/chart/flow.js';
import { cellAddress } from '../../model/dataset/cell-address.js';
import type { LookedAt, RowTest } from '../../model/dataset/claimed-rows.js';
import { toFractionText } from '../../model/exact.js';
import { listAt } from '../../model/group-by.js';
import type { House } from '../../model/project/house.js';
import { targetName } from '../../model/project/target-name.js';
import {
  type CellKey,
  cellsRead,
  type FinishedEntry,
  type Fraction,
  isExact,
  type Operand,
} from '../../model/quantity.js';
import type { ClaimRecord, ComparedFigure } from '../../model/snapshot/claim-record.js';
import type { SignedFigures } from '../../model/snapshot/signed-figures.js';
import type {
  Snapshot,
  SnapshotClaim,
  SnapshotDataset,
  SnapshotFigure,
  SnapshotHouseFile,
  SnapshotNumber,
  SnapshotOperand,
  SnapshotPart,
} from '../../model/snapshot/snapshot.js';
import { identityOf } from '../../model/snapshot/snapshot-cells.js';
import { visit } from '../../model/tree/visit.js';
import { sha256 } from '../../sha256.js';
import { hashInputs } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import type { Page } from './read-page.js';

const digestOf = ({ data }: { readonly data: string }): string => sha256(Buffer.from(data, 'base64'));

/** The files of the publisher that a page carries, by their bytes: so `verify` knows each without the project. */
export function publishHouse({ logo, picture, fonts, css }: House): SnapshotHouseFile[] {
  const pictures = { logo, picture };
  const own = (['logo', 'picture'] as const).flatMap((what) => {
    const shown = pictures[what];
    return shown === undefined ? [] : [{ what, sha256: digestOf(shown) }];
  });
  return [
    ...own,
    ...(fonts?.faces ?? []).map((face) => ({ what: 'font' as const, sha256: digestOf(face) })),
    ...(css === undefined ? [] : [{ what: 'style' as const, sha256: sha256(css) }]),
  ];
}

/**
 * What a report publishes of its data, numbers and words, but for the files that are still to be made. `page` is its page as it was read,
 * `tool` the version of Tallybook.
 */
export function snapshotOf(
  report: FinishedReport,
  page: Page,
  tool: string,
): Omit<Snapshot, 'moved' | 'files'> {
  const { target, claims, document, charted, inputs, editions } = report;
  const { ledger, meta, tree } = document;
  const { title, shortTitle, edition, draft, audience, release } = meta;
  const flows: ChartFlow[] = [];
  visit(tree, (node) => {
    if (node.type === 'drawing' && node.flow !== undefined) flows.push(node.flow);
  });
  const used = usedNames({ ledger, claims, charted });
  const house = publishHouse(report.house);
  return {
    format: 'tallybook-published',
    version: 1,
    tool,
    inputs: hashInputs(inputs),
    ...targetName(target),
    title,
    ...(shortTitle !== undefined && { shortTitle }),
    edition,
    draft,
    ...(audience && { audience }),
    ...(release && { release }),
    ...(release?.signedOff && editions.signed && { signedBeside: signedBeside(editions.signed, used) }),
    datasets: usedDatasets(editions.datasets, { ledger, claims, charted }),
    numbers: ledger.map(publishNumber),
    ...(flows.length === 0 ? {} : { flows }),
    claims: claims.map(publishClaim),
    parts: publishParts(page, ledger),
    revisions: publishRevisions(editions.revisions, used),
    revisedTexts: [...editions.texts],
    ...(editions.corrections && {
      corrections: publishRevisions(editions.corrections.revisions, used),
      correctedTexts: [...editions.corrections.texts],
    }),
    ...(house.length === 0 ? {} : { house }),
    markup: page.pieces.map(({ id, sha256 }) => ({ id, sha256 })),
  };
}

/** What the figures of a sign-off rest on beside the datasets here, so that `verify` can tell whether they are those. */
function signedBeside({ datasets, units }: SignedFigures, used: ReadonlySet<string>): string[] {
  const others = [...datasets].filter(([name]) => !used.has(name));
  return [units, ...others.map(([, hash]) => hash)];
}

/** Those of datasets that the report draws on: what another report prints is not told before its time. */
const publishRevisions = (
  revisions: FinishedReport['editions']['revisions'],
  used: ReadonlySet<string>,
): Snapshot['revisions'] =>
  revisions
    .filter(({ cell }) => used.has(cell.dataset))
    .map(({ cell, ...change }) => ({ cell: cellAddress(cell), ...change }));

/** What says which datasets a report draws on. */
export interface UsedNames extends Pick<FinishedReport, 'claims' | 'charted'> {
  readonly ledger: readonly FinishedEntry[];
}

/** The names of the datasets that a report draws on. */
export function usedNames({ ledger, claims, charted }: UsedNames): ReadonlySet<string> {
  const cells = [
    ...ledger.flatMap(({ quantity }) => cellsRead(quantity.cells)),
    ...claims.flatMap((claim) => claim.cells),
  ];
  return new Set([
    ...charted,
    ...ledger.map(({ quantity }) => quantity.dataset),
    ...cells.map(({ dataset }) => dataset),
  ]);
}

/** The datasets that the report draws on, so that what no report needs is not published by the way. */
function usedDatasets(datasets: readonly SnapshotDataset[], names: UsedNames): SnapshotDataset[] {
  const used = usedNames(names);
  const looked = names.claims.flatMap(({ test }) => test.lookedAt ?? []);
  return datasets.filter(({ name }) => used.has(name)).map((dataset) => withAttributes(dataset, looked));
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
    return attributes === undefined ? row : { ...row, attributes: { ...row.attributes, ...attributes } };
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
    ...publishBeside(cells),
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
    at: shownPlace(at),
  };
}

function publishBeside(cells: readonly CellKey[]): Pick<SnapshotNumber, 'beside'> {
  const beside = new Set(cells.flatMap((cell) => cell.beside ?? []).map(addressOf));
  return beside.size === 0 ? {} : { beside: [...beside] };
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
  return {
    kind,
    verdict,
    text,
    cells: [...new Set(cells.map(addressOf))],
    at: shownPlace(at),
    shape,
    keys: { ...keys },
    limits: publishLimits(limits),
    ...(not === undefined ? {} : { not }),
    ...(acrossBreak === undefined ? {} : { acrossBreak }),
    ...(rows === undefined ? {} : { rows: publishRows(rows) }),
    groups: groups.map((group) => group.map(publishFigure)),
  };
}

/** What a claim sets as its threshold, numbers as fractions. */
export const publishLimits = ({
  strict,
  share,
  times,
  rank,
}: ClaimRecord['test']['limits']): SnapshotClaim['limits'] => ({
  ...(strict === undefined ? {} : { strict }),
  ...(share === undefined ? {} : { share: toFractionText(share) }),
  ...(times === undefined ? {} : { times: toFractionText(times) }),
  ...(rank === undefined ? {} : { rank }),
});

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
