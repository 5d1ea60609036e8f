import type { Diagnostic } from '../diagnostics.js';
import type { Dataset, Row } from '../model/dataset.js';
import type { CellLinks } from '../model/protection.js';
import type { AskProtection } from './ask.js';
import type { CountedCell, CountedCells } from './counted-cells.js';
import type { RoundedTable } from './engine/round-audit.js';
import type { Cell } from './engine/system.js';
import { byDataset, policyPosition, see } from './named-cells.js';
import { noAnswer } from './no-answer.js';
import { isSmall, needOf, publicationSystem } from './publication-system.js';
import type { FoundRelation } from './related/find.js';

/** Datasets with their counts rounded where their policy says so, and what stands in the way. */
export interface Rounded {
  readonly datasets: readonly Dataset[];
  readonly faults: readonly Diagnostic[];
}

/**
 * Rounds the counts of each dataset whose policy has `round`, so that its totals add up, and audits what the rounded counts of all datasets
 * tell together.
 * @param found Relations that nobody declares.
 */
export async function rounded(
  datasets: readonly Dataset[],
  links: CellLinks,
  found: readonly FoundRelation[],
  ask: AskProtection,
): Promise<Rounded> {
  const result: Dataset[] = [];
  const faults: Diagnostic[] = [];
  const tables: (Omit<RoundedTable, 'cells'> & { readonly counted: CountedCells })[] = [];
  for (const dataset of datasets) {
    const base = dataset.protection?.round;
    if (base === undefined) {
      result.push(dataset);
      continue;
    }
    const { system, counted } = publicationSystem([dataset], links, found);
    const answer = await ask({ kind: 'round', system, base });
    if (answer.kind === 'time' || answer.kind === 'memory') {
      faults.push(noAnswer(answer.kind, `search for multiples of ${base}`, [dataset]));
      result.push(dataset);
      continue;
    }
    if (answer.kind !== 'round') {
      faults.push(unroundable(dataset, base));
      result.push(dataset);
      continue;
    }
    const values = new Map<Row, Map<string, number>>();
    for (const [index, { row, measure }] of counted.cells.entries()) {
      const own = values.get(row) ?? new Map<string, number>();
      values.set(row, own.set(measure.name, answer.values[index] ?? 0));
    }
    tables.push({ own: system, counted, printed: answer.values, base });
    result.push({ ...dataset, rows: dataset.rows.map((row) => withValues(row, values.get(row))) });
  }
  if (faults.length > 0 || tables.length === 0) return { datasets: result, faults };
  const bare = datasets.map(({ protection: _, ...dataset }) => dataset);
  const whole = publicationSystem(bare, links, found);
  const cellsOf = ({ cells }: CountedCells): number[] =>
    cells.map(({ row, measure }) => whole.counted.indexOf(row, measure.name) ?? -1);
  const owners = new Map(
    tables.flatMap(({ counted }) => cellsOf(counted).map((index, own) => [index, counted.cells[own]])),
  );
  const system = {
    ...whole.system,
    cells: whole.system.cells.map((cell, index) => withNeed(cell, owners.get(index))),
  };
  if (system.cells.every(({ need }) => need === undefined)) return { datasets: result, faults };
  const audited = await ask({
    kind: 'audit-round',
    system,
    tables: tables.map(({ counted, ...table }) => ({ ...table, cells: cellsOf(counted) })),
  });
  if (audited.kind === 'time' || audited.kind === 'memory')
    return { datasets: result, faults: [noAnswer(audited.kind, 'audit of rounded counts', datasets)] };
  if (audited.kind !== 'audit') throw new Error('an audit was asked for');
  const told = byDataset(audited.disclosed.flatMap((index) => owners.get(index) ?? []));
  return { datasets: result, faults: told.map(toldByRounding) };
}

function withNeed(cell: Cell, owner: CountedCell | undefined): Cell {
  const policy = owner?.dataset.protection;
  if (policy === undefined) return cell;
  const need = needOf(policy, policy.zeros === 'shown');
  return isSmall(cell.value, policy)
    ? { ...cell, need }
    : { ...cell, ifSmall: { below: policy.threshold, need } };
}

function withValues(row: Row, values: ReadonlyMap<string, number> | undefined): Row {
  if (values === undefined) return row;
  const measures = Object.entries(row.measures).map(([name, value]) => {
    const count = values.get(name);
    // "None recorded" stays as it is: it rounds to itself.
    if (count === undefined || value.kind !== 'integer') return [name, value] as const;
    return [name, { kind: 'integer', value: BigInt(count) }] as const;
  });
  return { ...row, measures: Object.fromEntries(measures) };
}

const unroundable = (dataset: Dataset, base: number): Diagnostic => ({
  severity: 'error',
  code: 'protect/impossible',
  message: `Unexpected counts of \`${dataset.name}\` for which no multiples of ${base} add up, expected some`,
  position: policyPosition(dataset),
  hint: 'leave `round` out, and let cells be hidden instead',
});

/** The base from which the nearest multiple of every small count is 0, and of no other. */
const enough = ({ threshold, level }: NonNullable<Dataset['protection']>): number =>
  2 * (level === 'strict' ? threshold + 1 : threshold) - 1;

function toldByRounding(cells: readonly CountedCell[]): Diagnostic {
  const [{ dataset }] = cells as [CountedCell];
  const { name, protection } = dataset;
  const wider =
    protection?.round === undefined || protection.round >= enough(protection)
      ? ''
      : `round to ${enough(protection)} or more, `;
  return {
    severity: 'error',
    code: 'protect/rounded',
    message: `What is printed of \`${name}\`, with the way it was rounded, tells too much of ${cells.length === 1 ? 'one small count' : `${cells.length} small counts`}`,
    position: policyPosition(dataset),
    hint: `${wider}take a lower \`level\` or \`threshold\`, or leave \`round\` out, and let cells be hidden`,
    see: see(cells),
  };
}
