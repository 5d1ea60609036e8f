import type { Session } from '../../src/session/session.js';
import { copyProject } from '../support/project-copy.js';
import { type Coverage, coverageOf } from './coverage.js';
import { groundOf, type Tried, tryOut } from './falsify.js';
import type { Falsification } from './list.js';
import { type FalsifiedReport, listOf } from './reports.js';

/** What came of a list. */
export interface ListResult {
  readonly tried: readonly Tried[];
  readonly coverage: Coverage;
  /** Falsifications that could not be tried: the sentence is not on the page, or the data are refused for another reason. */
  readonly refused: readonly string[];
}

/** Tries those falsifications of the list of a report that are chosen, in a copy of its project. */
export async function runList(
  of: FalsifiedReport,
  root: string,
  session: Session,
  choose: (falsified: readonly Falsification[]) => readonly Falsification[] = (all) => all,
): Promise<ListResult> {
  copyProject(of.project, root);
  const subject = { root, report: of.report, session };
  const list = listOf(of);
  const ground = await groundOf(subject);
  const coverage = coverageOf(list, ground.sentences, ground.data);
  const tried: Tried[] = [];
  const refused: string[] = [];
  for (const each of choose(list.falsified)) {
    try {
      tried.push(await tryOut(each, subject, ground));
    } catch (error) {
      refused.push(String(error));
    }
  }
  return { tried, coverage, refused };
}
