import type { Diagnostic } from '../diagnostics.js';
import type { Target } from '../model/project/project.js';
import { type CompileOptions, judged } from './compile-options.js';
import type { DataIn } from './index-pages.js';
import { languageDifferences } from './language-differences.js';
import type { MadeReport, SharedData } from './made-report.js';
import { markAsHandled } from './mark-as-handled.js';
import type { OpenProject } from './open-project.js';
import { compileGroups, type ReportGroup } from './report-groups.js';
import type { Session } from './session.js';

/** Reports as trees, before any output is made of them. */
export interface Compiled extends SharedData {
  /** What was said of data and editions, which all reports share. With an error among them there are no reports. */
  readonly aboutData: readonly Diagnostic[];
  /** In the order of the targets, whichever was ready first. */
  readonly made: readonly MadeReport[];
  readonly dataIn: DataIn;
}

/**
 * Compiles a project, which every command that looks at reports reads.
 *
 *     Data files     --prepare--> published data --compare--> beside the edition before.
 *     Each target:   template --write--> tree --illustrate--> charts drawn, numbered, resolved: it stands
 *                    its words, and the finished tree --check--> what is said of it
 *
 * It ends where data have errors. Every target is tried, so that one run reports every problem of the templates. What a session
 * made before from the same inputs is not made again. The session is left open.
 */
export async function compile(
  session: Session,
  opened: OpenProject,
  options: CompileOptions,
): Promise<Compiled> {
  const { take = () => {} } = options;
  const made = new Map<Target, Promise<MadeReport>>();
  const begin = async (group: ReportGroup, shared: SharedData): Promise<void> => {
    await group.begin(({ target, stands, done }) => {
      const taken = stands.then((report) => take(report, shared));
      made.set(target, markAsHandled(taken.then(() => done)));
    });
  };
  const { sayOfTexts, ...shared } = await compileGroups(session, opened, options, begin, 'longest first');
  // In the order of the targets, whichever was begun first.
  const all = await Promise.all(opened.targets.flatMap((target) => made.get(target) ?? []));
  const aboutTexts = await sayOfTexts(all.map(({ target }) => target.language));
  const aboutData = [...shared.aboutData, ...aboutTexts, ...judged(options)(languageDifferences(all))];
  return { ...shared, aboutData, made: all };
}
