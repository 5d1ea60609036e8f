import type { Diagnostic } from '../../diagnostics.js';
import { writeFiles } from '../../host/write-files.js';
import { chooseProtection } from '../../session/choose-protection.js';
import { openProject } from '../../session/open-project.js';
import { reportedAround } from '../../session/protection-outlook.js';
import { noChoice, type ProtectionReport, reported } from '../../session/protection-report.js';

export type { ReportedOutlook } from '../../session/protection-outlook.js';
export type { ProtectedDataset, ProtectionReport, ReportedCell } from '../../session/protection-report.js';

export interface ProtectOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** How long a better choice is looked for; the limit of the project where it is not said. */
  readonly seconds: number | undefined;
  /** Only tell what would be hidden. */
  readonly isDry: boolean;
}

/** The report of protection; for the office alone, since it says how near anybody can come to a hidden count. */
export interface ProtectResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where nothing asks for protection, or nothing could be chosen. */
  readonly report?: ProtectionReport;
}

/** Chooses what is hidden, writes it into the lock, and reports it. Rejects with an `EnvironmentProblem`. */
export async function protectProject({ root, seconds, isDry }: ProtectOptions): Promise<ProtectResult> {
  const { opened, diagnostics: found } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) return { diagnostics: found };
  const { project, host } = opened;
  const { chosen, diagnostics } = await chooseProtection(project, host, {
    seconds: seconds ?? host.limits.protectSeconds,
    isComparing: true,
  });
  if (chosen === undefined) return { diagnostics };
  const { choice, lock, around, related } = chosen;
  if ('kind' in choice)
    return { diagnostics: [...diagnostics, ...noChoice(choice, chosen.datasets, around)] };
  if (!isDry && lock !== undefined) await writeFiles(root, { [lock.path]: lock.text });
  return {
    diagnostics,
    report: {
      datasets: chosen.datasets.map((dataset) => reported(dataset, choice)),
      cost: choice.cost,
      bound: choice.bound,
      ...(related === undefined ? {} : { related }),
      ...reportedAround(around ?? { policies: [], proposals: [] }),
      written: !isDry,
    },
  };
}
