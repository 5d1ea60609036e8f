import type { Diagnostic } from '../../../diagnostics.js';
import type { Row } from '../../../model/dataset/dataset.js';
import { hidesCells } from '../../../model/dataset/protection.js';
import type { CountedCell, HiddenCells } from '../counted-cells.js';
import { lockedCells } from '../lock.js';
import { byDataset, many, see } from '../named-cells.js';
import { noAnswer } from '../no-answer.js';
import {
  auditedChoice,
  type ChoiceInput,
  type ProtectionChoice,
  publicationOf,
} from '../protection-choice.js';
import type { ToPublish } from '../to-publish.js';
import {
  PatternFaults,
  type PatternFile,
  patternFault,
  type ReadPattern,
  readPattern,
} from './read-pattern.js';

/** A choice that other tools have made, or why it cannot be taken. */
export type Imported =
  | { readonly choice: ProtectionChoice; readonly faults?: never }
  | { readonly choice?: never; readonly faults: readonly Diagnostic[] };

/** Takes what other tools hide as the choice, after it passed the same audit; counts of which no file speaks stay as the lock has them. */
export async function importPatterns(
  made: Pick<ToPublish, 'datasets' | 'related'>,
  input: ChoiceInput,
  files: readonly PatternFile[],
): Promise<Imported> {
  const { patterns, faults } = readPatterns(files, made.datasets);
  if (faults.length > 0) return { faults };
  const { publication, system, before } = publicationOf(made, input);
  const { counted } = publication;
  const hidden = counted.indicesOf(hiddenBy(patterns, lockedCells(input.lock, made.datasets)));
  const isHidden = new Set(hidden);
  // No other tool knows what a whole leaves beside a part.
  const isCount = (index: number): boolean => index < counted.cells.length;
  const refused = (indices: readonly number[], id: CellsFault): Diagnostic[] =>
    byDataset(indices.flatMap((index) => counted.cells[index] ?? [])).map((cells) => told(files, cells, id));
  const wrong = [
    ...refused(
      hidden.filter(
        (index) =>
          system.cells[index]?.cost === Number.POSITIVE_INFINITY && system.cells[index]?.need === undefined,
      ),
      'protect/exchange.cannot-hide',
    ),
    ...refused(
      before.filter((index) => isCount(index) && !isHidden.has(index)),
      'protect/exchange.hidden-before',
    ),
    ...refused(
      [...system.cells.keys()].filter(
        (index) => isCount(index) && system.cells[index]?.need !== undefined && !isHidden.has(index),
      ),
      'protect/exchange.below',
    ),
  ];
  if (wrong.length > 0) return { faults: wrong };
  const cost = hidden.reduce((sum, index) => sum + (system.cells[index]?.cost ?? 0), 0);
  const choice = await auditedChoice(made, input, { hidden, cost, bound: 0 });
  if (choice.kind === 'chosen') return { choice };
  return {
    faults:
      choice.kind === 'impossible'
        ? byDataset(choice.cells).map((cells) => told(files, cells, 'protect/exchange.open'))
        : [noAnswer(choice.kind, 'audit of what was imported', made.datasets)],
  };
}

/** Every pattern that can be read, and the faults of those that cannot. */
function readPatterns(
  files: readonly PatternFile[],
  datasets: ToPublish['datasets'],
): { readonly patterns: readonly ReadPattern[]; readonly faults: readonly Diagnostic[] } {
  const patterns: ReadPattern[] = [];
  const faults: Diagnostic[] = [];
  for (const file of files)
    try {
      patterns.push(readPattern(file, datasets.filter(hidesCells)));
    } catch (error) {
      if (!(error instanceof PatternFaults)) throw error;
      for (const fault of error.diagnostics) faults.push(fault);
    }
  return { patterns, faults };
}

/** What the files hide, and what the lock hides of counts of which no file speaks. */
function hiddenBy(patterns: readonly ReadPattern[], locked: HiddenCells): HiddenCells {
  const hidden = new Map<Row, Set<string>>();
  const speaksOf = (row: Row, measure: string): boolean =>
    patterns.some((each) => each.measure.name === measure && each.dataset.rows.includes(row));
  for (const [row, measures] of locked)
    hidden.set(row, new Set([...measures].filter((measure) => !speaksOf(row, measure))));
  for (const { measure, hidden: rows } of patterns)
    for (const row of rows) hidden.set(row, (hidden.get(row) ?? new Set()).add(measure.name));
  return hidden;
}

/** What is wrong with cells of a pattern. */
type CellsFault = `protect/exchange.${'cannot-hide' | 'hidden-before' | 'below' | 'open'}`;

function told(files: readonly PatternFile[], cells: readonly CountedCell[], id: CellsFault): Diagnostic {
  const [{ dataset }] = cells as [CountedCell];
  const words = { many: many(cells), name: dataset.name };
  return patternFault(files[0]?.path ?? '', 1, id, words, { see: see(cells) });
}
