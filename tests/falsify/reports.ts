import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { repository } from '../house/repository.js';
import { type Falsification, readList } from './list.js';

/** The reports whose sentences are made false, each with the project that it stands in. */
export const reports = [
  { list: 'starter', report: 'annual-report', project: join(repository, 'src/project/starter') },
  { list: 'shadow-report', report: 'shadow-report', project: repository },
  { list: 'annual-report', report: 'annual-report', project: repository },
] as const;

/** A report with its list. */
export type FalsifiedReport = (typeof reports)[number];

/** The list of a report. */
export const listOf = ({ list }: FalsifiedReport) => readList(join(import.meta.dirname, `${list}.yaml`));

/**
 * A fixed tenth of a list: those whose words and change have a SHA-256 that begins with a byte below 26. So nobody chooses them, and
 * one that is added or mended leaves the others where they are.
 */
export function tenthOf(falsified: readonly Falsification[]): Falsification[] {
  return falsified.filter(({ says, wrong }) => {
    const [first = 255] = createHash('sha256').update(`${says}\n${wrong}`).digest();
    return first < 26;
  });
}
