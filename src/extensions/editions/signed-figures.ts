import type { Diagnostic } from '../../diagnostics.js';
import type { Project } from '../../model/project/project.js';
import { digitsOf, type SignedFigures } from '../../model/snapshot/signed-figures.js';
import { problem } from '../../problems/problem.js';

/** Errors for sign-offs of other figures than those that the data have now, and for those that do not say of which. */
export function otherThanSigned(
  { reports, audience }: Project,
  { datasets, units }: SignedFigures,
): Diagnostic[] {
  // The office's own edition has counts that the public one hides, and one sign-off is of the public one.
  if (audience === 'confidential') return [];
  const figures = digitsOf([units, ...datasets.values()]);
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
