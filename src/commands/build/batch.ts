import { eachOnce, hasErrors } from '../../diagnostics.js';
import { clearPart, localPart } from '../../session/parts/local-part.js';
import { makePart } from '../../session/parts/make-part.js';
import { markAsHandled } from '../../session/promises.js';
import type { PipelineInput, PipelineResult } from './pipeline.js';
import { publishOutputs } from './publish-outputs.js';
import { readyTarget } from './ready.js';

/**
 * The pipeline of a build of many reports:
 *
 *     project  --compile, print--> each report into a part, as soon as it is finished --publish--> output/
 *
 * So memory does not grow with their number. An interrupted build goes on where it was. All reports are tried. Where
 * some have errors nothing is published, and what is finished waits in the part for the next build; with `keepGoing`
 * the others are published.
 */
export async function runPipeline(input: PipelineInput): Promise<PipelineResult> {
  const { session, opened, draft, progress, now, keepGoing = false, hasFresh = false } = input;
  const { root, project } = opened;
  const place = localPart(root, project, { key: now?.key, browsers: now?.browsers });
  const part = await makePart({ session, opened, draft, progress, place });
  const { aboutData, finished, failed } = part;
  const said = [
    ...finished.flatMap(({ warnings }) => warnings),
    ...failed.flatMap((each) => each.diagnostics),
  ];
  const diagnostics = eachOnce([...aboutData, ...said]);
  const unchecked = finished.reduce((sum, each) => sum + each.unchecked, 0);
  const isNone = finished.length === 0 && !hasFresh;
  const isNothing = hasErrors(aboutData) || isNone || (failed.length > 0 && !keepGoing);
  if (isNothing) {
    // On a server the next build believes none of it.
    const isBelieved = now !== undefined;
    if (!isBelieved) await clearPart(root, project);
    const waiting = isBelieved ? finished.length : 0;
    return { diagnostics, outputs: [], failed: failed.length, waiting };
  }
  // Nothing of the worker pool is needed any more; it ends while the files are published.
  const resting = markAsHandled(session.rest());
  progress({ step: 'publish', state: 'begin' });
  const published = await publishOutputs({
    ...{ opened, draft, now, aboutData, inputs: part.inputs, dataIn: part.dataIn },
    ready: finished.map((each) => readyTarget(each, true)),
    failed: failed.map(({ target }) => target),
  });
  await clearPart(root, project);
  progress({ step: 'publish', state: 'end' });
  await resting;
  return {
    diagnostics: [...diagnostics, ...session.warnings(), ...published.diagnostics],
    outputs: published.outputs,
    unchecked,
    failed: failed.length,
    isPublished: true,
  };
}
