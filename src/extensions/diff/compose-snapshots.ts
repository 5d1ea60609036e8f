import { type Diagnostic, forDraft, hasErrors } from '../../diagnostics.js';
import type { Files } from '../../host/host.js';
import { toolVersion } from '../../host/version.js';
import type { Snapshot } from '../../model/snapshot/snapshot.js';
import { loadAssets } from '../../outputs/html/assets.js';
import { besidePage } from '../../outputs/html/downloads.js';
import { htmlReport } from '../../outputs/html/html-report.js';
import { renderHtml } from '../../outputs/html/page.js';
import { pageText } from '../../outputs/html/page-text.js';
import type { FinishedReport } from '../../outputs/output.js';
import { readPage } from '../../outputs/snapshot/read-page.js';
import { snapshotOf } from '../../outputs/snapshot/snapshot.js';
import { compile } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import { openProject } from '../../session/open-project.js';
import type { Session } from '../../session/session.js';

interface Composed {
  readonly snapshots: readonly Snapshot[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the public reports of a project would publish, without printing or writing anything. The faults that a draft may show
 * do not stand in the way of a comparison.
 */
export async function composeSnapshots(root: string, session: Session): Promise<Composed> {
  const { opened, diagnostics: aboutProject } = await openProject(root, {
    only: [],
    languages: [],
    formats: [],
  });
  if (opened === undefined || opened.targets.length === 0)
    return { snapshots: [], diagnostics: aboutProject };
  const compiled = await compile(session, opened, { tolerant: true });
  const { aboutData, made } = compiled;
  const diagnostics = [...forDraft(aboutProject), ...aboutData, ...made.flatMap((each) => each.diagnostics)];
  if (hasErrors(diagnostics)) return { snapshots: [], diagnostics };
  const reports = made.flatMap(({ report, data, editions }) =>
    report === undefined ? [] : [finishedReport(report, { data, editions, source: compiled.data }, session)],
  );
  const { tool } = opened.files;
  return { snapshots: await Promise.all(reports.map((each) => snapshot(each, tool))), diagnostics: [] };
}

async function snapshot(report: FinishedReport, tool: Files): Promise<Snapshot> {
  const { language, target } = report;
  const elements = htmlReport(report);
  const assets = await loadAssets(pageText(elements, language), tool, target.report.theme, report.house);
  const page = renderHtml(elements, assets, language, besidePage(target));
  return { ...snapshotOf(report, readPage(page), toolVersion()), files: [] };
}
