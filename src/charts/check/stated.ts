import { listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import type { CellKey, LedgerEntry } from '../../model/quantity.js';
import { entriesOf } from '../../model/tree/entries.js';
import type { Datums } from '../compose/composition.js';
import { rowsBehindOf } from '../datasets/parts.js';
import { rowsBehind } from '../provenance/members.js';
import { type CheckContext, isAllowed } from './context.js';

/**
 * Checks that the numbers in the words around a chart are numbers of what it draws. They may come from its dataset, or
 * from the data that it was derived from, for categories and years that are there. What stands in a total is in each of
 * its parts.
 */
export function checkStated(reached: Readonly<Record<string, Datums>>, context: CheckContext): void {
  const { chart, dataset } = context;
  const indexes = new Set(Object.values(reached).flatMap((datums) => datums.flatMap(rowsBehind)));
  const behind = rowsBehindOf(dataset, indexes);
  const sources = new Set(
    behind
      .flatMap(({ rows }) => rows)
      .flatMap(({ derivations = {} }) =>
        Object.values(derivations).flatMap(({ cells }) => cells.map((cell) => cell.dataset)),
      ),
  );
  for (const { entry, cell } of statedCells(entriesOf({ type: 'root', children: [chart] }))) {
    const own = behind.find(({ name }) => name === cell.dataset);
    if (own === undefined ? sources.has(cell.dataset) : isThere(cell, own.rows, own)) continue;
    if (isAllowed(context, 'other-data')) return;
    const what =
      own !== undefined ? `of what the chart leaves out (${keysOf(cell)})` : `of \`${cell.dataset}\``;
    context.diagnostics.push({
      severity: 'error',
      code: 'chart/other-data',
      message: `Unexpected number ${what} beside a chart of ${listNames(behind.map(({ name }) => name))}, expected numbers of what it draws`,
      position: entry.quantity.at,
      hint: 'state it in the text; if it belongs here, give the reason: `allow: {other-data: ...}`',
    });
    return;
  }
}

/**
 * Checks that a chart draws what the claims in its title are about: each year that they look at, and the categories of the
 * figures that they are made of. What these are compared with may be left out, which the line under the figure tells.
 */
export function checkClaimed(reached: Readonly<Record<string, Datums>>, context: CheckContext): void {
  const { chart, dataset } = context;
  const indexes = new Set(Object.values(reached).flatMap((datums) => datums.flatMap(rowsBehind)));
  const behind = rowsBehindOf(dataset, indexes);
  for (const { own, all, at } of chart.claimed ?? []) {
    const isAbsent = (cell: CellKey, isMeant: (field: Field) => boolean): boolean => {
      const drawn = behind.find(({ name }) => name === cell.dataset);
      return drawn !== undefined && !isThere(cell, drawn.rows, { fields: drawn.fields.filter(isMeant) });
    };
    const absent =
      all.find((cell) => isAbsent(cell, ({ type }) => type === 'year')) ??
      own.find((cell) => isAbsent(cell, () => true));
    if (absent === undefined) continue;
    if (isAllowed(context, 'other-data')) return;
    context.diagnostics.push({
      severity: 'error',
      code: 'chart/other-data',
      message: `Unexpected claim on what the chart leaves out (${keysOf(absent)}) in its title, expected one on what it draws`,
      position: at,
      hint: 'draw what the claim looks at, or make the claim about what is drawn; if it belongs here, give the reason: `allow: {other-data: ...}`',
    });
    return;
  }
}

const statedCells = (entries: readonly LedgerEntry[]): readonly { entry: LedgerEntry; cell: CellKey }[] =>
  entries.flatMap((entry) => entry.quantity.cells.map((cell) => ({ entry, cell })));

const keysOf = ({ keys }: CellKey): string =>
  Object.values(keys)
    .map((value) => `\`${value}\``)
    .join(', ');

function isThere(
  { keys }: CellKey,
  rows: readonly Row[],
  { fields }: Pick<PublishedDataset, 'fields'>,
): boolean {
  return fields.every(({ name, role, total }) => {
    const key = keys[name];
    if (role !== 'dimension' || key === undefined || key === total) return true;
    // A chart of totals stands for all their parts.
    return rows.some((row) => row.keys[name] === key || (total !== undefined && row.keys[name] === total));
  });
}
