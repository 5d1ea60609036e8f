import { relative } from 'node:path';
import { type Diagnostic, eachOnce, hasErrors } from '../../diagnostics.js';
import { partInputs } from '../../session/parts/part-inputs.js';
import { readParts } from '../../session/parts/read-parts.js';
import { compileGroups } from '../../session/report-groups.js';
import type { PipelineInput, PipelineResult } from './pipeline.js';
import { publishOutputs } from './publish-outputs.js';
import { readyTarget } from './ready.js';

/**
 * The pipeline of a build whose reports other machines have made.
 *
 *     Project  --compile data--> what parts must be made from --read--> their files --publish--> output/
 *
 * The files are those of one machine, byte for byte. Where a target is missing nothing is published; with `keepGoing` the
 * others are.
 * @param folders Parts, or folders of parts, absolute.
 */
export async function mergeParts(
  { session, opened, draft, progress, now, keepGoing = false }: PipelineInput,
  folders: readonly string[],
): Promise<PipelineResult> {
  const { root, project, targets, files } = opened;
  const options = { tolerant: draft, draft, progress };
  const { aboutData: ofData, ...shared } = await compileGroups(
    session,
    { ...opened, targets: [] },
    options,
    async () => {},
  );
  if (hasErrors(ofData)) return { diagnostics: ofData, outputs: [] };
  const ofTexts = await shared.sayOfTexts(targets.map(({ language }) => language));
  const aboutData = [...ofData, ...ofTexts];
  if (hasErrors(ofTexts)) return { diagnostics: aboutData, outputs: [] };
  const inputs = partInputs(project, shared, draft, session);
  const places = folders.map((folder) => ({
    root: folder,
    shown: relative(root, folder) || '.',
    key: now?.key,
  }));
  const read = await readParts(places, inputs, targets, files);
  const { finished, missing } = read;
  const warnings = finished.flatMap((each) => each.warnings);
  const diagnostics: Diagnostic[] = eachOnce([
    ...aboutData,
    ...warnings,
    ...read.aboutMissing,
    ...read.diagnostics,
  ]);
  const isIncomplete = missing.length > 0 && !(keepGoing && finished.length > 0);
  if (hasErrors(read.diagnostics) || isIncomplete)
    return { diagnostics, outputs: [], failed: missing.length };
  progress({ step: 'publish', state: 'begin' });
  const published = await publishOutputs({
    ...{ opened, draft, now, aboutData, inputs: inputs.datasets, dataIn: shared.dataIn },
    ready: finished.map((each) => readyTarget(each, false)),
    failed: missing,
  });
  progress({ step: 'publish', state: 'end' });
  return {
    diagnostics: [...diagnostics, ...session.warnings(), ...published.diagnostics],
    outputs: published.outputs,
    unchecked: finished.reduce((sum, each) => sum + each.unchecked, 0),
    failed: missing.length,
    isPublished: true,
  };
}
