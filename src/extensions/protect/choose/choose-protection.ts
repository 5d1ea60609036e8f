import type { Diagnostic, Outcome } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import type { Dataset } from '../../../model/dataset/dataset.js';
import { hidesCells } from '../../../model/dataset/protection.js';
import type { Project } from '../../../model/project/project.js';
import { importPatterns } from '../exchange/import-patterns.js';
import type { PatternFile } from '../exchange/read-pattern.js';
import { lockPath, lockText } from '../lock.js';
import { type Alternatives, lookAtAlternatives } from '../outlook/alternatives.js';
import { type ChoiceInput, choose, type NoChoice, type ProtectionChoice } from '../protection-choice.js';
import { askedOf, nothingFound } from '../related/related.js';
import type { ToPublish } from '../to-publish.js';
import { hiddenAround } from './protection-report.js';
import { type ChoiceWorkers, type Unhidden, withUnhidden } from './unhidden.js';

export type { PatternFile } from '../exchange/read-pattern.js';

/** What would be hidden of the data of a project, for the office alone. */
export interface ChosenProtection {
  /** The datasets with a policy under which cells are hidden. */
  readonly datasets: readonly Dataset[];
  readonly choice: ProtectionChoice | NoChoice;
  /** What was found to hold though nobody declares it, and how many counts more it hides, where that is known; absent where nothing was found or chosen. */
  readonly related?: { readonly relations: string[]; readonly more: number | 'unknown' };
  /** What other policies and other tables would do; absent where nobody asked. */
  readonly alternatives?: Alternatives;
  /** The lock for the choice; absent where nothing could be chosen. */
  readonly lock?: { readonly path: string; readonly text: string };
}

export interface ChoiceOptions {
  /** The seconds for all of it: the search for a cheaper choice comes first, alternatives get what is left. */
  readonly seconds: number;
  /** Looks at alternatives too, where Tallybook chooses. */
  readonly isComparing: boolean;
  /** What other tools have chosen; absent where Tallybook chooses. */
  readonly imports?: readonly PatternFile[];
}

/** Chooses anew what is hidden, beside what editions before have hidden. Without a policy in the data there is nothing to choose. */
export async function chooseProtection(
  project: Project,
  host: Host,
  { seconds, isComparing, imports }: ChoiceOptions,
  workers: ChoiceWorkers = {},
): Promise<{ readonly chosen: ChosenProtection | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const { value: chosen, diagnostics } = await withUnhidden(project, host, seconds, workers, (unhidden) =>
    chooseOf(unhidden, isComparing, imports),
  );
  return { chosen, diagnostics };
}

/** Chooses of what a project would publish, or takes what other tools have chosen, and says what that costs and what else could be done. */
async function chooseOf(
  { publishable, fromFiles, input, secondsLeft }: Unhidden,
  isComparing: boolean,
  imports: readonly PatternFile[] | undefined,
): Promise<Outcome<ChosenProtection | undefined>> {
  const { choice, faults } =
    imports === undefined
      ? { choice: await choose(publishable, input) }
      : await importPatterns(publishable, input, imports);
  if (choice === undefined) return { value: undefined, diagnostics: faults };
  const datasets = publishable.datasets.filter(hidesCells);
  const questions = askedOf(publishable.related);
  const compared = async (hiddenNow: number | undefined): Promise<Pick<ChosenProtection, 'alternatives'>> =>
    isComparing && imports === undefined
      ? { alternatives: await lookAtAlternatives(hiddenNow, fromFiles, input, secondsLeft) }
      : {};
  if (choice.kind !== 'chosen')
    return { value: { datasets, choice, ...(await compared(undefined)) }, diagnostics: questions };
  const related = await costOfRelations(choice, publishable, input, imports !== undefined);
  const lock = { path: lockPath, text: lockText(datasets, choice.hidden, { ...input, ...related }) };
  return {
    value: { datasets, choice, ...related, ...(await compared(choice.cells.length)), lock },
    diagnostics: [...questions, ...hiddenAround(choice, datasets)],
  };
}

/** The relations that were found in the numbers, and how many counts are hidden because of them; nothing where there are none. */
async function costOfRelations(
  { cells }: ProtectionChoice,
  { datasets, related: { sure } }: ToPublish,
  input: ChoiceInput,
  isImported: boolean,
): Promise<Pick<ChosenProtection, 'related'>> {
  if (sure.length === 0) return {};
  const relations = sure.map(({ words }) => words);
  if (isImported) return { related: { relations, more: 'unknown' } };
  const without = await choose({ datasets, related: nothingFound }, input);
  const more = without.kind === 'chosen' ? Math.max(0, cells.length - without.cells.length) : 'unknown';
  return { related: { relations, more } };
}
