import type { Session } from '../../src/session/session.js';
import { batchesOf } from './batches.js';
import { openSubject } from './compile-report.js';
import { type Coverage, coverageOf } from './coverage.js';
import { type Batch, groundOf, type Tried, tryOut } from './falsify.js';
import type { Falsification } from './list.js';
import { type FalsifiedReport, listOf } from './reports.js';

/** What came of a list. */
export interface ListResult {
  readonly tried: readonly Tried[];
  readonly coverage: Coverage;
  /** Falsifications that could not be tried: the sentence is not on the page, or the data are refused for another reason. */
  readonly refused: readonly string[];
}

/** Tries the batches that are made of the list of a report. */
export async function runList(
  of: FalsifiedReport,
  session: Session,
  batches: (falsified: readonly Falsification[]) => readonly Batch[],
): Promise<ListResult> {
  const subject = await openSubject(of.project, of.report, session);
  const list = listOf(of);
  const ground = await groundOf(subject);
  const coverage = coverageOf(list, ground.sentences, ground.data);
  const tried: Tried[] = [];
  const refused: string[] = [];
  for (const batch of batches(list.falsified)) {
    const alone = batchesOf(batch.falsifications);
    const together = alone.length === 1 ? [] : await tryOut(batch, subject, ground).catch(() => []);
    const held = together.filter(({ fate }) => fate !== 'survived');
    tried.push(...held);
    // What is not held beside other changes may be held alone: a sentence that prints numbers of two files says both anew.
    const rest = batch.falsifications.filter(
      (each) => !held.some(({ falsification }) => falsification === each),
    );
    for (const each of batchesOf(rest)) {
      try {
        tried.push(...(await tryOut(each, subject, ground)));
      } catch (error) {
        refused.push(String(error));
      }
    }
  }
  return { tried, coverage, refused };
}
