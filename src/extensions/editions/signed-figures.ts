import type { Diagnostic } from '../../diagnostics.js';
import type { Project } from '../../model/project/project.js';
import type { SnapshotDataset } from '../../model/snapshot/snapshot.js';
import { problem } from '../../problems/problem.js';
import { sha256 } from '../../sha256.js';

/** How many digits tell figures from all that a project will ever have. */
const digits = 12;

/** What tells these figures from others, whatever their texts: cells with their categories and units. */
const nameOf = (datasets: readonly SnapshotDataset[]): string =>
  sha256(
    JSON.stringify(
      datasets.map(({ name, measures, rows }) => [
        name,
        measures.map((measure) => [measure.name, measure.unit]),
        rows.map(({ keys, values, missing, stated }) => [keys, values, missing, stated]),
      ]),
    ),
  ).slice(0, digits);

/** Errors for sign-offs of other figures than those that the data have now, and for those that do not say of which. */
export function otherThanSigned(
  { reports, audience }: Project,
  datasets: readonly SnapshotDataset[],
): Diagnostic[] {
  // The office's own edition has counts that the public one hides, and one sign-off is of the public one.
  if (audience === 'confidential') return [];
  const figures = nameOf(datasets);
  const found = reports.flatMap(({ release, signedOffAt }): Diagnostic[] => {
    const { signedOff } = release ?? {};
    if (signedOff === undefined || signedOffAt === undefined || signedOff.figures === figures) return [];
    const { by, on } = signedOff;
    const id = signedOff.figures === undefined ? 'project/release.figures' : 'project/release.other-figures';
    return [problem(id, signedOffAt, { by, on, figures })];
  });
  // Reports share a sign-off.
  return [...new Map(found.map((each) => [JSON.stringify(each.position), each])).values()];
}
