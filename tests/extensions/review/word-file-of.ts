import { wordFileOf } from '../../../src/outputs/docx/output.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { compileUnchecked } from '../../../src/session/compile.js';
import { finishedReport } from '../../../src/session/finished-report.js';
import { openProject, partsOf } from '../../../src/session/open-project.js';
import type { Session } from '../../../src/session/session.js';

/** The Word file of a report without its pictures, as a build would write it. */
export async function wordFileOfReport(
  root: string,
  report: string,
  session: Session,
  language?: string,
): Promise<Uint8Array> {
  const selection = { only: [report], languages: language === undefined ? [] : [language], formats: [] };
  const [opened] = partsOf(await openProject(root, selection));
  const [target] = opened?.targets ?? [];
  if (opened === undefined || target === undefined) throw new Error(`no report ${report} in ${root}`);
  const compiled = await compileUnchecked(session, { ...opened, targets: [target] }, { tolerant: false });
  const [made] = compiled.made;
  if (made?.report === undefined) throw new Error(JSON.stringify(made?.diagnostics ?? compiled.aboutData));
  const { data, editions } = made;
  const finished = finishedReport(made.report, { data, editions, source: compiled.data }, session);
  return (await wordFileOf(finished, new Map(), standardLimits)).bytes;
}
