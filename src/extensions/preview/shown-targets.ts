import { posix } from 'node:path';
import { formatsWith } from '../../model/dataset/formats.js';
import type { Target } from '../../model/project/project.js';
import { targetPaths } from '../../outputs/paths.js';
import { type OpenedProject, type OpenProject, openProject } from '../../session/open-project.js';

/** What the command line asks to see. */
export interface Wanted {
  /** The project folder, absolute. */
  readonly root: string;
  /** Reports by their names, or items of them as `annual/prizren`. None mean all that are public: a confidential one has to be named. */
  readonly only: readonly string[];
  /** None mean all. */
  readonly languages: readonly string[];
}

/** A target that can be looked at. */
export interface ShownTarget {
  /** Its folder below that of the outputs, which names it. */
  readonly folder: string;
  readonly target: Target;
  /** The project for its audience. */
  readonly opened: OpenProject;
}

/** Reads the project as it is now. */
export async function openTargets({ root, only, languages }: Wanted): Promise<{
  readonly found: OpenedProject;
  readonly targets: readonly ShownTarget[];
}> {
  const found = await openProject(root, { only, languages, formats: [] });
  const parts = [found.opened, found.confidential]
    .filter((part) => part !== undefined)
    .flatMap((opened) =>
      opened.targets.map((target) => ({ folder: targetPaths(target).folder, target, opened })),
    );
  // Where names are given, each of these targets is one of them. A confidential one is on the screen only then.
  const isNamed = only.length > 0;
  const targets = parts.filter(({ target: { report } }) => report.audience !== 'confidential' || isNamed);
  return { found, targets };
}

/** The name of the file that is its paper, where it has one. */
export function paperOf(target: Target): { readonly paper?: string } {
  const [format] = formatsWith('hasPages', target.formats);
  return format === undefined ? {} : { paper: posix.basename(targetPaths(target).of(format)) };
}
