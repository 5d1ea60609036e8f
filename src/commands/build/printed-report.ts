import type { Answer } from '../../host/recording.js';
import type { Target } from '../../model/project.js';
import type { MadeOutputs } from '../../outputs/make-outputs.js';
import type { PageMaps } from '../../outputs/page-maps.js';

/** The files of a report, and what they were made from beyond what the whole project shares. */
export interface PrintedReport extends Omit<MadeOutputs, 'pages' | 'page'> {
  readonly target: Target;
  readonly answers: readonly Answer[];
  readonly pageMaps: PageMaps;
}
