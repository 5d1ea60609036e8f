import type { Diagnostic } from '../../diagnostics.js';
import { cellOrigin, originPosition } from '../../model/dataset/cell.js';
import { cellAddress } from '../../model/dataset/cell-address.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { isNumeric } from '../../model/dataset/value.js';
import type { CellKey } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';
import type { CompiledReport } from '../../session/made-report.js';

/** Rows that a note names one by one. */
const namedLines = 5;

/**
 * The data cells with a number that no number of any of these reports rests on, and no claim was tested on: one note for each
 * measure. Cells that Tallybook derived are not data, and what a query reads is of use.
 */
export function unusedCells(data: PublishedData, reports: readonly CompiledReport[]): Diagnostic[] {
  const used = new Set(reports.flatMap(cellsOf).map(addressOf));
  const read = new Set(Object.values(data).flatMap(({ query }) => query?.reads ?? []));
  return Object.values(data)
    .filter(({ name }) => !read.has(name))
    .filter((dataset) => dataset.rows.every(({ derivations }) => derivations === undefined))
    .flatMap((dataset) => unusedIn(dataset, used));
}

/** Every cell that a report answers with. The cells of a calculation include those of its operands. */
function cellsOf({ document, content }: CompiledReport): CellKey[] {
  return [
    ...document.ledger.flatMap(({ quantity }) => quantity.cells),
    ...content.claims.flatMap(({ cells }) => cells),
  ];
}

const addressOf = ({ dataset, field, keys }: CellKey): string =>
  cellAddress({ dataset, measure: field, keys });

function unusedIn(dataset: PublishedDataset, used: ReadonlySet<string>): Diagnostic[] {
  return dataset.fields.flatMap((field): Diagnostic[] => {
    if (field.role !== 'measure') return [];
    const rows = dataset.rows.filter(({ keys, measures }) => {
      const value = measures[field.name];
      if (value === undefined || !isNumeric(value)) return false;
      return !used.has(cellAddress({ dataset: dataset.name, measure: field.name, keys }));
    });
    const [first] = rows;
    if (first === undefined) return [];
    const lines = rows.map(({ origin }) => origin.line).sort((a, b) => a - b);
    const more = lines.length > namedLines ? ` and ${lines.length - namedLines} more` : '';
    const cells = rows.length === 1 ? '1 cell' : `${rows.length} cells`;
    return [
      problem('data/unused', originPosition({ ...cellOrigin(first, field.name), line: lines[0] ?? 1 }), {
        cells,
        name: field.name,
        lines: lines.slice(0, namedLines).join(', '),
        more,
      }),
    ];
  });
}
