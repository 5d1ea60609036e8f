import type { Row } from '../../model/dataset/dataset.js';
import type { CellLinks } from '../../model/dataset/protection.js';
import { isByDecision } from './by-decision.js';
import { type CountedCell, countsOf, type HiddenCells } from './counted-cells.js';
import type { AskProtection } from './engine/protection-process.js';
import type { Interval, Relation, System } from './engine/system.js';
import { type Frozen, frozenBefore } from './frozen-before.js';
import type { LockFile } from './lock.js';
import type { NoAnswer } from './no-answer.js';
import { countsAt, type PublicationSystem, publicationSystem } from './publication-system.js';
import type { ToPublish } from './to-publish.js';

/** What is hidden of a count, and what somebody may still find out who knows all that is printed. */
export interface HiddenCell extends CountedCell {
  /** `small`: the count itself is below the threshold. `protecting`: without it another could be worked out. */
  readonly why: 'small' | 'protecting' | 'hidden-before';
  readonly interval: Interval;
}

/** A choice of cells to hide, for the office alone: it names small counts. */
export interface ProtectionChoice {
  readonly kind: 'chosen';
  readonly hidden: HiddenCells;
  readonly cells: readonly HiddenCell[];
  /** Small counts that an edition before has printed: they cannot be taken back. */
  readonly printedBefore: readonly CountedCell[];
  readonly cost: number;
  /** No choice costs less. */
  readonly bound: number;
  /** How many are hidden around small counts for which the search found nothing; absent where somebody else chose. */
  readonly around?: number;
}

/** Why there is no choice. */
export type NoChoice =
  /** With the small counts that nothing was found for until then, and how many counts there are. */
  | { readonly kind: NoAnswer; readonly cells?: readonly CountedCell[]; readonly counts?: number }
  /** Cells that can be worked out whatever is hidden. */
  | { readonly kind: 'impossible'; readonly cells: readonly CountedCell[] };

export interface ChoiceInput {
  readonly links: CellLinks;
  readonly lock: LockFile | undefined;
  /** The year of the report; what editions before it have done stays. */
  readonly edition: number;
  readonly ask: AskProtection;
}

type Publishable = Pick<ToPublish, 'datasets' | 'related'>;

/** Chooses which counts of a publication to hide, all datasets together, and audits the choice. */
export async function choose(made: Publishable, input: ChoiceInput): Promise<ProtectionChoice | NoChoice> {
  const { publication, system, before } = publicationOf(made, input);
  const { cells } = publication.counted;
  const chosen = await input.ask({ kind: 'suppress', system, before });
  if (chosen.kind === 'time' || chosen.kind === 'memory')
    return { kind: chosen.kind, cells: countsAt(publication, chosen.cells ?? []), counts: cells.length };
  if (chosen.kind === 'impossible') return { kind: 'impossible', cells: countsAt(publication, chosen.cells) };
  if (chosen.kind !== 'suppress') throw new Error('a choice was asked for');
  return auditedChoice(made, input, chosen);
}

/**
 * A choice with what it leaves open, or the cells of which that is too little.
 * @param chosen The cells that it hides, by their indices.
 */
export async function auditedChoice(
  made: Publishable,
  input: ChoiceInput,
  chosen: { readonly hidden: readonly number[] } & Pick<ProtectionChoice, 'cost' | 'bound' | 'around'>,
): Promise<ProtectionChoice | NoChoice> {
  const { publication, system, before, isPrinted } = publicationOf(made, input);
  const { counted } = publication;
  const hidden = [...new Set([...chosen.hidden, ...publication.rests.map(({ index }) => index)])];
  const audited = await input.ask({ kind: 'audit', system, hidden });
  if (audited.kind === 'time' || audited.kind === 'memory')
    return { kind: audited.kind, counts: counted.cells.length };
  if (audited.kind !== 'audit') throw new Error('an audit was asked for');
  if (audited.disclosed.length > 0)
    return { kind: 'impossible', cells: countsAt(publication, audited.disclosed) };
  const intervals = new Map(audited.intervals);
  const earlier = new Set(before);
  const cells = chosen.hidden.flatMap((index): HiddenCell[] => {
    const cell = counted.cells[index];
    const interval = intervals.get(index);
    if (cell === undefined || interval === undefined) return [];
    const isSmall = system.cells[index]?.need !== undefined;
    return [
      { ...cell, interval, why: isSmall ? 'small' : earlier.has(index) ? 'hidden-before' : 'protecting' },
    ];
  });
  return {
    kind: 'chosen',
    hidden: byRow(cells),
    cells,
    printedBefore: counted.cells.filter(
      (_, index) => isPrinted[index] === true && publication.system.cells[index]?.need !== undefined,
    ),
    cost: chosen.cost,
    bound: chosen.bound,
    ...(chosen.around === undefined ? {} : { around: chosen.around }),
  };
}

/** What is chosen and audited of: all counts, those that stay because an edition has printed them, and those that are hidden in every choice: by an edition before, or since no table has them. */
export function publicationOf(
  { datasets, related }: Publishable,
  { links, lock, edition }: Omit<ChoiceInput, 'ask'>,
) {
  const publication = publicationSystem(datasets, links, related.sure);
  const { counted } = publication;
  const frozen = frozenBefore(lock, datasets, edition);
  const isPrinted = counted.cells.map(({ dataset, row, measure }) =>
    frozen.isPrinted(dataset, row, measure.name),
  );
  const relations = [...publication.system.relations, ...toldBefore(frozen, publication)];
  // All counts that tell a rest were printed.
  const isTold = publication.rests.map(({ parts, whole }) =>
    [whole, ...parts].every((index) => isPrinted[index] === true),
  );
  const system = withPrinted({ ...publication.system, relations }, [...isPrinted, ...isTold]);
  const isOpen = (index: number): boolean => counted.cells.slice(index, index + 1).some(isByDecision);
  const earlier = counted.indicesOf(frozen.hidden).filter((index) => !isOpen(index));
  return {
    publication,
    system,
    before: [...earlier, ...publication.rests.map(({ index }) => index)],
    isPrinted,
  };
}

/** What totals that have grown since counted in the edition before, which printed them; their parts of then are taken to be as they were. */
const toldBefore = ({ grown, hidden }: Frozen, { counted, system }: PublicationSystem): Relation[] =>
  [...grown].flatMap(([dataset, { before: sums }]) =>
    sums.flatMap(({ total, rows }) =>
      countsOf(dataset).flatMap(({ name, additive }): Relation[] => {
        const cells = rows.flatMap((row) => counted.indexOf(row, name) ?? []);
        const isUnknown = additive === false || hidden.get(total)?.has(name) === true;
        if (isUnknown || cells.length < rows.length) return [];
        const sum = cells.reduce((all, cell) => all + (system.cells[cell]?.value ?? 0), 0);
        return [{ terms: cells.map((cell) => ({ cell, factor: 1 })), least: sum, most: sum }];
      }),
    ),
  );

/** What was printed stays, and protects nothing any more. */
const withPrinted = (system: System, isPrinted: readonly boolean[]): System => ({
  ...system,
  cells: system.cells.map((cell, index) => {
    if (isPrinted[index] !== true) return cell;
    const { need: _, ...rest } = cell;
    return { ...rest, cost: Number.POSITIVE_INFINITY };
  }),
});

function byRow(cells: readonly CountedCell[]): HiddenCells {
  const hidden = new Map<Row, Set<string>>();
  for (const { row, measure } of cells) hidden.set(row, (hidden.get(row) ?? new Set()).add(measure.name));
  return hidden;
}
