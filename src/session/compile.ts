import type { Diagnostic } from '../diagnostics.js';
import type { Target } from '../model/project/project.js';
import type { BegunReport } from './begin-report.js';
import { languageDifferences } from './checks/language-differences.js';
import { type CompileOptions, judged } from './compile-options.js';
import type { DataIn } from './index-pages.js';
import type { MadeReport, SharedData } from './made-report.js';
import type { OpenProject } from './open-project.js';
import { markAsHandled } from './promises.js';
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
 *     Each target:   template --write--> tree --compile--> charts drawn, numbered, resolved: it stands
 *                    its words, and the finished tree --check--> what is said of it
 *
 * It ends where data have errors. Every target is tried, so that one run reports every problem of the templates. What a session
 * made before from the same inputs is not made again. The session is left open.
 */
export const compile = (
  session: Session,
  opened: OpenProject,
  options: CompileOptions,
): Promise<Compiled> => {
  const { take = () => {} } = options;
  return compileEach(session, opened, options, async ({ stands, check }, shared) => {
    const checked = markAsHandled(check());
    take(await stands, shared);
    return await checked;
  });
};

/** The same without the checks of finished reports, which change no page: for whoever waits to see a page or a number. */
export const compileUnchecked = (
  session: Session,
  opened: OpenProject,
  options: Omit<CompileOptions, 'take'>,
): Promise<Compiled> => compileEach(session, opened, options, ({ stands }) => stands);

async function compileEach(
  session: Session,
  opened: OpenProject,
  options: CompileOptions,
  ask: (begun: BegunReport, shared: SharedData) => Promise<MadeReport>,
): Promise<Compiled> {
  const made = new Map<Target, Promise<MadeReport>>();
  const begin = async (group: ReportGroup, shared: SharedData): Promise<void> => {
    await group.begin((begun) => void made.set(begun.target, markAsHandled(ask(begun, shared))));
  };
  const { sayOfTexts, ...shared } = await compileGroups(session, opened, options, begin, 'longest first');
  // In the order of the targets, whichever was begun first.
  const all = await Promise.all(opened.targets.flatMap((target) => made.get(target) ?? []));
  const aboutTexts = await sayOfTexts(all.map(({ target }) => target.language));
  const aboutData = [...shared.aboutData, ...aboutTexts, ...judged(options)(languageDifferences(all))];
  return { ...shared, aboutData, made: all };
}
