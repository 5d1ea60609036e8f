/**
 * Those of a fixed tenth of the falsifications of the shortest list that fit into one compile; `npm run falsify` tries all of all
 * and prints the scores. `docs/numbers.md` says what a list is. A sentence that was reworded is reworded in its list as well.
 */
import { expect, test } from 'vitest';
import { sharedSessions } from '../support/shared-session.js';
import { mergedBatches } from './batches.js';
import { reports, tenthOf } from './reports.js';
import { runList } from './run-list.js';
import { wrongSurvivors } from './score.js';

/** Each takes a second or two, and the first batch is the largest. */
const compiles = 1;

const session = sharedSessions.open();

test.each(reports.filter(({ list }) => list === 'starter'))(
  '$list: of a tenth of its falsifications only those survive that it names',
  async (report) => {
    const { tried, coverage, refused } = await runList(report, session, (all) =>
      mergedBatches(tenthOf(all)).slice(0, compiles),
    );
    expect(refused).toEqual([]);
    expect(coverage.stale, 'sentences of the list that are not on the page').toEqual([]);
    expect(wrongSurvivors(tried)).toEqual([]);
  },
);
