import { type Spoken, spokenOf } from '../content/numbers/spoken.js';
import { checkTextsByLanguage } from '../data/translations/in-package.js';
import type { Diagnostic } from '../diagnostics.js';
import type { About } from '../model/about.js';
import { compareWithPrevious, withoutComparison } from './compare-editions.js';
import type { SharedData } from './made-report.js';
import { placeOf } from './memory-places.js';
import type { OpenProject } from './open-project.js';
import { prepareData, prepareDisclosed } from './prepare-data.js';
import type { Session } from './session.js';

interface ComparedData extends SharedData {
  readonly about: About;
  readonly spoken: Spoken;
  readonly diagnostics: readonly Diagnostic[];
}

interface Judging {
  /** As it is told. */
  judge(found: readonly Diagnostic[]): readonly Diagnostic[];
  /** True where no report can be made. */
  stops(found: readonly Diagnostic[]): boolean;
}

/** The data of this edition beside the one before. */
export async function compareData(
  { memory, protection }: Session,
  { project, host, ...opened }: OpenProject,
  { judge, stops }: Judging,
): Promise<ComparedData> {
  const { data: path, dataPosition: position, edition, limits, previous, precision, audience } = project;
  const place = placeOf({ project, ...opened });
  const input = { path, position, edition };
  const prepared = await memory.recall(
    { work: 'data', of: place, key: JSON.stringify([input, limits]) },
    host,
    (files) => (audience === 'confidential' ? prepareDisclosed : prepareData)(input, files, { protection }),
  );
  protection.rest();
  // What is wrong with the data would look like revisions.
  const { data, editions, diagnostics } = stops(prepared.diagnostics)
    ? withoutComparison(prepared.value)
    : await memory.recall(
        {
          work: 'editions',
          of: place,
          key: JSON.stringify([memory.nameOf(prepared), edition, previous, precision]),
        },
        host,
        (files) => compareWithPrevious(project, prepared.value, files),
      );
  // What is equal to what was there before is the same, so that what was made from it stands.
  const shared = memory.share(`data ${place}`, data);
  const spoken = memory.share(`spoken ${place}`, memory.follow(`spoken ${place}`, shared, spokenOf));
  return {
    about: memory.share(`about ${place}`, prepared.about),
    data: shared,
    editions: memory.share(`editions ${place}`, editions),
    spoken,
    diagnostics: judge([
      ...prepared.diagnostics,
      ...checkTextsByLanguage(prepared.about.byLanguage ?? [], project.languages),
      ...diagnostics,
    ]),
  };
}
