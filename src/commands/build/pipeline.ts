import { join } from 'node:path';
import { type Diagnostic, forDraft, hasErrors } from '../../diagnostics.js';
import { readPrevious } from '../../host/output.js';
import type { RecordingHost } from '../../host/recording.js';
import type { Project, Target } from '../../model/project.js';
import { compareWithPrevious, withoutComparison } from '../../session/compare-editions.js';
import { makeTargets } from '../../session/make-targets.js';
import { pagesFile, parsePageMaps } from '../../session/page-maps.js';
import { prepareData } from '../../session/prepare-data.js';
import type { Progress } from '../../session/progress.js';
import { unusedCells } from '../../session/unused-cells.js';
import { openWorkshop, type Workshop } from '../../session/workshop.js';
import { keepTrees } from './keep-trees.js';
import type { Circumstances } from './proof.js';
import { publishOutputs } from './publish-outputs.js';

export interface PipelineInput {
  /** The project folder, absolute. */
  readonly root: string;
  readonly project: Project;
  readonly targets: readonly Target[];
  readonly draft: boolean;
  readonly words?: boolean;
  readonly unused?: boolean;
  readonly check: boolean;
  readonly debug: boolean;
  readonly progress: Progress;
  /** What has been asked of it goes into every target. */
  readonly host: RecordingHost;
  readonly now: Circumstances | undefined;
}

export interface PipelineResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
}

/**
 * The pipeline:
 *
 *     data files     --prepare--> published data --compare--> beside the edition before
 *     each target:   template --compose--> content --render--> charts --transform--> document
 *     documents      --print--> files --publish--> output/
 *
 * Data with errors end the run. Content, charts and document of every target are all tried, so that one run reports
 * every problem of the templates; targets without a fault are printed meanwhile, but nothing is kept of them when
 * another has one. The browser, a thread and two processes for charts start first and end last, whatever happens in between.
 */
export async function runPipeline(input: PipelineInput): Promise<PipelineResult> {
  const { targets, check } = input;
  const warnings: Diagnostic[] = [];
  const workshop = openWorkshop({
    wantsPdf: !check && targets.some(({ formats }) => formats.includes('pdf')),
    limits: input.project.limits,
    env: process.env,
    warn: (diagnostic) => void warnings.push(diagnostic),
  });
  const closing: { workshop?: Promise<void> } = {};
  const close = (): Promise<void> => {
    closing.workshop ??= workshop.close();
    return closing.workshop;
  };
  try {
    return await run(input, workshop, () => {
      void close();
      return warnings;
    });
  } finally {
    await close();
  }
}

/** @param finished To be called when all is printed, before it is published; returns what was said of the browser. */
async function run(
  input: PipelineInput,
  workshop: Workshop,
  finished: () => readonly Diagnostic[],
): Promise<PipelineResult> {
  const { root, project, targets, draft, check, debug, progress, host } = input;
  const judge = (found: readonly Diagnostic[]): readonly Diagnostic[] => (draft ? forDraft(found) : found);

  const shown = targets.map(({ report, language }) => ({ report: report.id, language }));
  progress({ step: 'data', state: 'begin', targets: shown });
  const prepared = await prepareData(
    { path: project.data, position: project.dataPosition, edition: project.edition },
    host,
  );
  // What is wrong with the data would look like revisions.
  const { data, editions, ...compared } = hasErrors(judge(prepared.diagnostics))
    ? withoutComparison(prepared.value)
    : await compareWithPrevious(project, prepared.value, host);
  progress({ step: 'data', state: 'end' });
  const aboutData = judge([...prepared.diagnostics, ...compared.diagnostics]);
  if (hasErrors(aboutData)) return { diagnostics: aboutData, outputs: [] };

  const known = parsePageMaps(await readPrevious(join(root, project.output), pagesFile));
  const made = await makeTargets({ ...input, data, about: prepared.about, editions, workshop, known, judge });
  if (debug) await keepTrees(root, project, data, made.drafts);
  const unused = input.unused === true ? unusedCells(data, made.drafts) : [];
  const diagnostics = [...aboutData, ...made.diagnostics, ...unused];
  if (made.printed === undefined || check) return { diagnostics, outputs: [] };

  const aboutBrowser = finished();
  progress({ step: 'publish', state: 'begin' });
  const published = await publishOutputs({
    root,
    project,
    data,
    draft,
    now: input.now,
    answers: host.answers(),
    warnings: aboutData,
    printed: made.printed,
    known,
  });
  progress({ step: 'publish', state: 'end' });
  return {
    diagnostics: [...diagnostics, ...aboutBrowser, ...published.diagnostics],
    outputs: published.outputs,
  };
}
