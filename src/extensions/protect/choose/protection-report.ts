import { type Diagnostic, shownPlace } from '../../../diagnostics.js';
import { cellOrigin, originPosition } from '../../../model/dataset/cell.js';
import type { Dataset } from '../../../model/dataset/dataset.js';
import { problem } from '../../../problems/problem.js';
import { type CountedCell, countsOf } from '../counted-cells.js';
import type { Interval } from '../engine/system.js';
import { many, policyPosition, see } from '../named-cells.js';
import { noAnswer } from '../no-answer.js';
import type { Alternatives } from '../outlook/alternatives.js';
import type { NoChoice, ProtectionChoice } from '../protection-choice.js';
import { type ReportedAlternatives, yamlOf } from './protection-outlook.js';

export interface ProtectionReport extends ReportedAlternatives {
  readonly datasets: readonly ProtectedDataset[];
  /** Cost of what protects, and the least that any choice costs. */
  readonly cost: number;
  readonly bound: number;
  readonly written: boolean;
  /** The files in which another tool says what is hidden; absent where Tallybook has chosen. */
  readonly imported?: readonly string[];
  /** What was found to hold though nothing declares it, and how many counts more it hides; absent where nothing was. */
  readonly related?: { readonly relations: readonly string[]; readonly more: number | 'unknown' };
}

export interface ProtectedDataset {
  readonly name: string;
  readonly rule: string;
  readonly counts: number;
  readonly hidden: readonly ReportedCell[];
  /** Small counts that an edition before has printed. */
  readonly printedBefore: readonly ReportedCell[];
}

export interface ReportedCell {
  readonly place: string;
  readonly measure: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly why: 'small' | 'protecting' | 'hidden-before' | 'printed-before';
  /** What somebody can find out who knows all that is printed; `most` is null where nothing bounds it. */
  readonly possible?: { readonly least: number; readonly most: number | null };
}

/** What a choice does to one dataset. */
export function reported(dataset: Dataset, { cells, printedBefore }: ProtectionChoice): ProtectedDataset {
  const { protection, name, rows } = dataset;
  return {
    name,
    rule: `threshold ${protection?.threshold}, ${protection?.level}, zeros ${protection?.zeros}${protection?.singletons === 'protected' ? ', singletons protected' : ''}`,
    counts: rows.length * countsOf(dataset).length,
    hidden: cells
      .filter((cell) => cell.dataset === dataset)
      .map((cell) => reportedCell(cell, cell.why, cell.interval)),
    printedBefore: printedBefore
      .filter((cell) => cell.dataset === dataset)
      .map((cell) => reportedCell(cell, 'printed-before')),
  };
}

function reportedCell(
  { row, measure, dataset }: CountedCell,
  why: ReportedCell['why'],
  possible?: Interval,
): ReportedCell {
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  return {
    place: shownPlace(originPosition(cellOrigin(row, measure.name))),
    measure: measure.name,
    keys: Object.fromEntries(dimensions.map(({ name }) => [name, row.keys[name] ?? ''])),
    why,
    ...(possible && {
      possible: { least: possible.least, most: Number.isFinite(possible.most) ? possible.most : null },
    }),
  };
}

/** A warning where all around some small counts is hidden, at the first policy. */
export function hiddenAround({ around = 0 }: ProtectionChoice, [first]: readonly Dataset[]): Diagnostic[] {
  if (around === 0 || first === undefined) return [];
  return [problem('protect/around', policyPosition(first), { around })];
}

/** Proposals that a message names at most. */
const mostProposed = 3;

export function noChoice(
  choice: NoChoice,
  datasets: readonly Dataset[],
  alternatives?: Alternatives,
): readonly Diagnostic[] {
  if (choice.kind !== 'impossible')
    return [noAnswer(choice.kind, 'search for what to hide', datasets, choice)];
  const [first] = choice.cells;
  if (first === undefined) throw new Error('what is impossible names no cell');
  const { dataset } = first;
  const ways = (alternatives?.proposals ?? [])
    .slice(0, mostProposed)
    .map(({ proposal, hidden }) => `\`${yamlOf(proposal)}\` (${hidden} hidden)`);
  const other =
    'let more cells be hidden (`never`, `equals` with what is printed elsewhere), or take level `exact`';
  return [
    problem(
      ways.length === 0 ? 'protect/impossible.worked' : 'protect/impossible.worked-whatever',
      policyPosition(dataset),
      {
        many: many(choice.cells),
        name: dataset.name,
        level: dataset.protection?.level ?? 'range',
        other,
        ways: ways.join(' or '),
      },
      { see: see(choice.cells) },
    ),
  ];
}
