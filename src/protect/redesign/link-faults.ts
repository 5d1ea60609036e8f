import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset.js';
import type { CellLinks, LinkedCells } from '../../model/protection.js';
import { categoriesOut } from './leave-out.js';
import { faultAt, Impossible } from './problem.js';
import { together } from './siblings.js';

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
export function linkFaults(datasets: readonly Dataset[], { pairs, rates }: CellLinks): Diagnostic[] {
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
  faultAt(
    new Impossible(
      `Unexpected change of \`${dimension}\`, by whose categories \`${other}\` states the same counts, expected the same change there`,
      position,
      `write the same under \`protect\` of \`${other}\``,
    ),
  );
