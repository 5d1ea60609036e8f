import type { Diagnostic } from '../../diagnostics.js';
import { isEmbargoed } from '../../model/project/release.js';
import { faultOf } from '../../problems/problem.js';
import type { FoundManifest } from './check-files.js';

/** When it is asked, and how much is asked of an output folder. */
export interface Publishable {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** True where somebody is about to publish it: then what must not be published is an error. */
  readonly isAsked: boolean;
}

/** Reports that must not be published now: those under embargo, and where it is asked drafts and confidential ones. */
export function checkPublishable(
  { manifest, at }: FoundManifest,
  { now, isAsked }: Publishable,
): Diagnostic[] {
  const severity = isAsked ? 'error' : 'warning';
  const held = new Map(
    manifest.outputs.flatMap(({ report, release = {} }, index) =>
      isEmbargoed(release, now) ? [[`${report} ${release.embargo}`, { report, release, index }]] : [],
    ),
  );
  return [
    ...[...held.values()].map(({ report, release: { embargo: until = '' }, index }) =>
      at(faultOf('verify/publishable.embargo', { report, until }, { severity }), [
        'outputs',
        index,
        'release',
      ]),
    ),
    ...(isAsked && manifest.draft ? [at(faultOf('verify/publishable.draft'), ['draft'])] : []),
    ...(isAsked && manifest.audience ? [at(faultOf('verify/publishable.confidential'), ['audience'])] : []),
  ];
}
