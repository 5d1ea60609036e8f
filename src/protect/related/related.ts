import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset.js';
import { type CellLinks, hidesCells } from '../../model/protection.js';
import { CountedCells, countIn } from '../counted-cells.js';
import type { Relation } from '../engine/system.js';
import type { LockFile } from '../lock.js';
import { policyPosition } from '../named-cells.js';
import { declaredRelations, foundRelations } from '../publication-system.js';
import { type FoundRelation, findRelations, type Place } from './find.js';

/** What holds in the numbers and is declared nowhere, without what `unrelated` takes out with a reason. */
export interface Related {
  /** An attacker finds them too: they belong to the system. */
  readonly sure: readonly FoundRelation[];
  /** Chance may have made them: somebody has to say. */
  readonly asked: readonly FoundRelation[];
}

/** The relations of a publication that the data package does not know of. */
export function relatedIn(datasets: readonly Dataset[], links: CellLinks): Related {
  const counted = new CountedCells(datasets);
  const isKnown = knownBy(declaredRelations(datasets, links, counted));
  const unrelated = new Set(datasets.flatMap(({ protection }) => Object.keys(protection?.unrelated ?? {})));
  const found = findRelations(datasets).filter(
    (each) =>
      !unrelated.has(each.words) &&
      !foundRelations(each, datasets, counted).every((relation) => isKnown(relation)),
  );
  return { sure: found.filter(({ isSure }) => isSure), asked: found.filter(({ isSure }) => !isSure) };
}

/** Whether a relation is declared, be it of cells that are declared to be equal to its own. */
function knownBy(declared: readonly Relation[]): (relation: Relation) => boolean {
  const exact = declared.filter(({ least, most }) => least === most);
  const parent = new Map<number, number>();
  const rootOf = (cell: number): number => {
    let root = cell;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    return root;
  };
  for (const { terms } of exact) {
    const [one, other, ...more] = terms;
    if (one === undefined || other === undefined || more.length > 0 || one.factor + other.factor !== 0)
      continue;
    const [a, b] = [rootOf(one.cell), rootOf(other.cell)];
    if (a !== b) parent.set(a, b);
  }
  const signature = ({ terms }: Relation): string => {
    const factors = new Map<number, number>();
    for (const { cell, factor } of terms)
      factors.set(rootOf(cell), (factors.get(rootOf(cell)) ?? 0) + factor);
    const left = [...factors].filter(([, factor]) => factor !== 0).sort(([a], [b]) => a - b);
    const sign = Math.sign(left[0]?.[1] ?? 1);
    return left.map(([cell, factor]) => `${cell} ${sign * factor}`).join();
  };
  const known = new Set(exact.map(signature)).add('');
  return (relation) => known.has(signature(relation));
}

/** Errors for counts that are hidden in one dataset and that another one, which hides nothing, is found to print. */
export function printedElsewhere({ sure }: Related, datasets: readonly Dataset[]): Diagnostic[] {
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const isSmall = ({ dataset, row, measure }: Place): boolean => {
    const { protection, rows } = byName.get(dataset) ?? {};
    const counted = rows?.[row] === undefined ? 0 : (countIn(rows[row], measure) ?? 0);
    return protection !== undefined && counted > 0 && counted < protection.threshold;
  };
  return sure.flatMap((found): Diagnostic[] => {
    const { sums, words } = found;
    const [first] = sums;
    const [part] = first?.parts ?? [];
    if (first === undefined || part === undefined || first.whole.dataset === part.dataset) return [];
    const sides = [first.whole.dataset, part.dataset].flatMap((name) => byName.get(name) ?? []);
    const open = sides.find((each) => !hidesCells(each));
    const hider = sides.find(hidesCells);
    if (open === undefined || hider === undefined) return [];
    if (!sums.some(({ whole, parts }) => [whole, ...parts].some(isSmall))) return [];
    return [
      {
        severity: 'error',
        code: 'protect/related',
        message: `\`${open.name}\` prints small counts that \`${hider.name}\` hides: \`${words}\` holds wherever both are known`,
        position: policyPosition(hider),
        hint: `protect both datasets alike, or take \`${open.name}\` out of the package; if it is chance, ${takenOut(words)}`,
      },
    ];
  });
}

/** Errors for sure relations that the lock does not have: the choice that it holds took no account of them. */
export const notChosenFor = ({ sure }: Related, lock: LockFile | undefined): Diagnostic[] =>
  sure
    .filter(({ words, dataset }) => hidesCells(dataset) && lock?.related?.relations.includes(words) !== true)
    .map((each) => told(each, 'error'));

/** Warnings that ask for a word on relations that chance may have made. */
export const askedOf = ({ asked }: Related): Diagnostic[] => asked.map((each) => told(each, 'warning'));

const takenOut = (words: string): string => `write under \`protect\` \`unrelated: {"${words}": reason}\``;

function told(found: FoundRelation, severity: 'error' | 'warning'): Diagnostic {
  const { words, dataset, sums, remedy } = found;
  const places = sums.length === 1 ? 'the one place' : `all ${sums.length} places`;
  const declare = remedy === '' ? '' : `declare it (${remedy}), or `;
  const out = takenOut(words);
  return {
    severity,
    code: 'protect/related',
    message:
      severity === 'error'
        ? `\`${words}\` holds in ${places} where its numbers are known, and nothing declares it`
        : `\`${words}\` holds in ${places} where its numbers are known; chance may have made it`,
    position: policyPosition(dataset),
    hint:
      severity === 'error'
        ? `${declare}run \`tallybook protect\`, which takes it into account; if it is chance, ${out}`
        : `if it is no chance, ${declare === '' ? 'declare it with `equals` or a total' : declare.slice(0, -', or '.length)}; else ${out}`,
  };
}
