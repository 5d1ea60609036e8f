import { type Diagnostic, forDraft, hasErrors } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import type { PublishedData } from '../../model/dataset.js';
import type { Editions } from '../../model/editions.js';
import type { Snapshot } from '../../model/snapshot.js';
import { loadAssets } from '../../outputs/html/assets.js';
import { renderHtml } from '../../outputs/html/page.js';
import { pageText } from '../../outputs/html/page-text.js';
import { resolveProject } from '../../project/resolve.js';
import { targets } from '../../project/targets.js';
import { compareWithPrevious } from '../../session/compare-editions.js';
import { makeTargets } from '../../session/make-targets.js';
import { prepareData } from '../../session/prepare-data.js';
import { snapshotOf } from '../../session/snapshot-of.js';
import { openWorkshop } from '../../session/workshop.js';
import type { Draft } from '../../session/write-report.js';

interface Composed {
  readonly snapshots: readonly Snapshot[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the reports of a project would publish, without printing or writing anything. The faults that a draft may show
 * do not stand in the way of a comparison.
 */
export async function composeSnapshots(root: string): Promise<Composed> {
  const { value: project, diagnostics: aboutProject } = await resolveProject(createHost(root));
  if (project === undefined) return { snapshots: [], diagnostics: aboutProject };
  const host = createHost(root, project.limits);
  const prepared = await prepareData(
    { path: project.data, position: project.dataPosition, edition: project.edition },
    host,
  );
  const aboutData = forDraft(prepared.diagnostics);
  if (hasErrors(aboutData)) return { snapshots: [], diagnostics: aboutData };
  const { data, editions, ...compared } = await compareWithPrevious(project, prepared.value, host);
  const workshop = openWorkshop({
    wantsPdf: false,
    limits: project.limits,
    env: process.env,
    warn: () => {},
  });
  try {
    const made = await makeTargets({
      root,
      project,
      targets: targets(project, { only: [], languages: [], formats: [] }).value,
      data,
      about: prepared.about,
      editions,
      draft: false,
      check: true,
      progress: () => {},
      workshop,
      known: {},
      judge: forDraft,
    });
    const diagnostics = [...aboutData, ...forDraft(compared.diagnostics), ...made.diagnostics];
    if (hasErrors(diagnostics)) return { snapshots: [], diagnostics };
    const snapshots = await Promise.all(
      made.drafts.map((draft) => snapshotOfDraft(draft, { data, editions }, host)),
    );
    return { snapshots, diagnostics: [] };
  } finally {
    await workshop.close();
  }
}

async function snapshotOfDraft(
  draft: Draft,
  compared: { readonly data: PublishedData; readonly editions: Editions },
  host: Host,
): Promise<Snapshot> {
  const { document, language } = draft;
  const assets = await loadAssets(pageText(document, language), host.tool);
  const html = renderHtml(document, assets, language);
  return snapshotOf(draft, html, compared);
}
