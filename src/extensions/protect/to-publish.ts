import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Dataset, Row } from '../../model/dataset/dataset.js';
import type { CellLinks, LinkedCells } from '../../model/dataset/protection.js';
import { problem } from '../../problems/problem.js';
import { isSmall, needOf } from './cell-of-count.js';
import type { CountedCell, CountedCells } from './counted-cells.js';
import type { AskProtection } from './engine/protection-process.js';
import type { RoundedTable } from './engine/round-audit.js';
import type { Cell } from './engine/system.js';
import { byDataset, policyPosition, see } from './named-cells.js';
import { noAnswer } from './no-answer.js';
import { uncoveredPersons } from './policy-faults.js';
import { publicationSystem } from './publication-system.js';
import { categoriesOut, Impossible, leftOut, merged, together } from './redesign/redesign.js';
import type { FoundRelation } from './related/find.js';
import { nothingFound, printedElsewhere, type Related, relatedIn } from './related/related.js';

/** Datasets with their counts rounded where their policy says so, and what stands in the way. */
interface Rounded {
  readonly datasets: readonly Dataset[];
  readonly faults: readonly Diagnostic[];
}

/** By row and measure. */
function valuesByRow({ cells }: CountedCells, values: readonly number[]): Map<Row, Map<string, number>> {
  const byRow = new Map<Row, Map<string, number>>();
  for (const [index, { row, measure }] of cells.entries()) {
    const own = byRow.get(row) ?? new Map<string, number>();
    byRow.set(row, own.set(measure.name, values[index] ?? 0));
  }
  return byRow;
}

/**
 * Rounds the counts of each dataset whose policy has `round`, so that its totals add up, and audits what the rounded counts of all datasets
 * tell together.
 * @param found Relations that nobody declares.
 */
async function rounded(
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
    const values = valuesByRow(counted, answer.values);
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
  const need = needOf(policy);
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

const unroundable = (dataset: Dataset, base: number): Diagnostic =>
  problem('protect/impossible.multiples', policyPosition(dataset), { name: dataset.name, base });

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
  return problem(
    'protect/rounded',
    policyPosition(dataset),
    { name, oneSmall: cells.length === 1 ? 'one small count' : `${cells.length} small counts`, wider },
    { see: see(cells) },
  );
}

/** What a redesign does to a dimension: the categories that are no longer what they were. */
interface Changed {
  readonly dataset: string;
  readonly dimension: string;
  readonly categories: ReadonlySet<string>;
  /** The same for two dimensions that are redesigned alike. */
  readonly how: string;
  readonly position: Position;
}

/**
 * Errors for what is put together or left out here while another table states the same counts one by one. That one
 * would print what this one hides, and no relation would say so.
 */
function linkFaults(datasets: readonly Dataset[], { pairs, rates }: CellLinks): Diagnostic[] {
  const changes = datasets.flatMap(changesOf);
  if (changes.length === 0) return [];
  const sides: (readonly [LinkedCells, LinkedCells])[] = [
    ...pairs.map(({ own, other }) => [own, other] as const),
    ...rates.map(
      ({ dataset, numerator, denominator }) =>
        [{ dataset, measure: numerator, where: {} }, denominator] as const,
    ),
  ];
  const open = sides.flatMap(([own, other]) => [[own, other] as const, [other, own] as const]);
  return changes.flatMap((change) => {
    const link = open.find(([side, beside]) => isTold(change, side, beside, changes));
    return link === undefined ? [] : [toldElsewhere(change, link[1].dataset)];
  });
}

function isTold(
  { dataset, dimension, categories, how }: Changed,
  side: LinkedCells,
  beside: LinkedCells,
  changes: readonly Changed[],
): boolean {
  if (side.dataset !== dataset) return false;
  const fixed = side.where[dimension];
  if (fixed !== undefined) return categories.has(fixed);
  if (beside.dataset === dataset && beside.where[dimension] === undefined) return false;
  const alike = changes.some(
    (each) => each.dataset === beside.dataset && each.dimension === dimension && each.how === how,
  );
  return !alike || beside.where[dimension] !== undefined;
}

function changesOf({ name: dataset, fields, protection }: Dataset): Changed[] {
  const { merge = [], leaveOut = [] } = protection ?? {};
  const found: Changed[] = [];
  for (const field of fields) {
    const merges = merge.filter(({ dimension }) => dimension === field.name);
    const out = leaveOut.filter(({ dimension }) => dimension === field.name);
    const [first] = [...merges, ...out];
    if (first === undefined) continue;
    const categories = new Set([
      ...merges.flatMap((each) => together(field, each)),
      ...out.flatMap((each) => [...categoriesOut(field, each)]),
    ]);
    const how = JSON.stringify([
      merges.map((each) => [each.into, together(field, each).sort()]),
      [...out.flatMap((each) => [...categoriesOut(field, each)])].sort(),
    ]);
    found.push({ dataset, dimension: field.name, categories, how, position: first.position });
  }
  return found;
}

const toldElsewhere = ({ dimension, position }: Changed, other: string): Diagnostic =>
  problem('protect/redesign.alike', position, { dimension, other });

/** Datasets as they are to be published before anything of them is hidden, and how their numbers hang together. */
export interface ToPublish {
  readonly datasets: readonly Dataset[];
  readonly related: Related;
  readonly faults: readonly Diagnostic[];
}

/**
 * The datasets put together, shortened and rounded as their policies say. What is chosen and what is audited are both made of it, so that
 * they speak of the same numbers. Relations are looked for before anything is rounded: an attacker knows what was rounded.
 */
export async function toPublish(
  datasets: readonly Dataset[],
  links: CellLinks,
  ask: AskProtection,
): Promise<ToPublish> {
  const made = redesigned(datasets, links);
  if (made.faults.length > 0) return { ...made, related: nothingFound };
  const related = relatedIn(made.datasets, links);
  const printed = printedElsewhere(related, made.datasets);
  const faults = printed.length > 0 ? printed : uncoveredPersons(related, made.datasets);
  return faults.length > 0
    ? { ...made, related, faults }
    : { ...(await rounded(made.datasets, links, related.sure, ask)), related };
}

/** Datasets as they are to be published, before anything of them is hidden, and what stands in the way. */
interface Redesigned {
  readonly datasets: readonly Dataset[];
  readonly faults: readonly Diagnostic[];
}

/**
 * Puts categories together and leaves detail out, where the policies of datasets ask for it. What comes of it is a dataset like any
 * other: nothing after this sees what was put together.
 */
function redesigned(datasets: readonly Dataset[], links: CellLinks): Redesigned {
  const faults = linkFaults(datasets, links);
  const made = datasets.map((dataset) => {
    try {
      return redesign(dataset);
    } catch (refusal) {
      if (!(refusal instanceof Impossible)) throw refusal;
      faults.push(refusal.fault);
      return dataset;
    }
  });
  return { datasets: made, faults };
}

function redesign(dataset: Dataset): Dataset {
  const { merge = [], leaveOut = [] } = dataset.protection ?? {};
  const shortened = leaveOut.reduce(leftOut, dataset);
  return merge.reduce(merged, shortened);
}
