import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { writeFiles } from '../../host/write-files.js';
import { resolveProject } from '../../project/resolve.js';
import { chooseProtection } from '../../session/choose-protection.js';
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

const isOfTexts = (code: DiagnosticCode): boolean => code === 'project/missing-file';

/** Chooses what is hidden, writes it into the lock, and reports it. Rejects with an `EnvironmentProblem`. */
export async function protectProject({ root, seconds, isDry }: ProtectOptions): Promise<ProtectResult> {
  const files = createHost(root);
  // The data alone are looked at: a text that is not written yet hinders nobody from protecting them.
  const { value: project, diagnostics: found } = await resolveProject(files, isOfTexts);
  if (project === undefined) return { diagnostics: found };
  const { limits } = project;
  const { chosen, diagnostics } = await chooseProtection(
    project,
    { ...files, limits },
    {
      seconds: seconds ?? limits.protectSeconds,
      isComparing: true,
    },
  );
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
