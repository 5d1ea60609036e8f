import { type Diagnostic, forDraft } from '../diagnostics.js';
import type { ResultCache } from '../host/result-cache.js';
import type { SharedData, StandingReport } from './made-report.js';
import type { Progress } from './progress.js';

export interface CompileOptions {
  /** Faults that leave a report readable are warnings. */
  readonly tolerant: boolean;
  /** What is said keeps its weight all the same: errors that a draft may show are told as the errors that they are. */
  readonly reportsAll?: boolean;
  /** Every page says that it is a draft. */
  readonly draft?: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** The browser will be needed, so that it starts meanwhile. */
  readonly wantsBrowser?: boolean;
  /** Pages will be made, so that charts are drawn for windows of every width. */
  readonly wantsPages?: boolean;
  readonly progress?: Progress;
  /** What other processes have made of this project for the same audience. */
  readonly cache?: ResultCache | undefined;
  /** Takes each report as soon as its tree stands, while others are still written, and before all is said of it. */
  readonly take?: (standing: StandingReport, shared: SharedData) => void;
}

/** Faults that leave a report readable are warnings, where that was asked for. */
export const judged = (options: CompileOptions): ((found: readonly Diagnostic[]) => readonly Diagnostic[]) =>
  options.reportsAll === true ? (found) => found : weighed(options);

/** Findings as a compile has them: in a draft some that would stop it are warnings. */
export const weighed =
  ({ tolerant }: CompileOptions) =>
  (found: readonly Diagnostic[]): readonly Diagnostic[] =>
    tolerant ? forDraft(found) : found;
