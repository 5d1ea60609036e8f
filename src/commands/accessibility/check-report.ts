import { type AxeCore, findAxeCore } from '../../host/axe-core.js';
import { showPage } from '../../host/browser/show-page.js';
import { toolRoot } from '../../host/node-host.js';
import { askVeraPdf } from '../../host/vera-pdf.js';
import { toolVersion } from '../../host/version.js';
import type { CheckedPart, ProgramCheck } from '../../model/accessibility.js';
import { pageFindings } from '../../outputs/accessibility/page-findings.js';
import { pdfFindings } from '../../outputs/accessibility/pdf-findings.js';
import { browserFindings } from './browser-findings.js';

/** A report as it was printed, and the day. */
export interface CheckedReport {
  readonly page: string;
  /** Absent where it has none. */
  readonly pdf?: Uint8Array;
  /** `2016-03-01`. */
  readonly date: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The programs that are not part of this one, and are asked where they are installed. */
export interface Examiners {
  readonly axe: () => AxeCore | undefined;
  readonly show: typeof showPage;
  readonly veraPdf: typeof askVeraPdf;
}

const installed: Examiners = { axe: findAxeCore, show: showPage, veraPdf: askVeraPdf };

/** Makes every check of a report that this machine can make. Rejects with an `EnvironmentProblem` where no browser starts. */
export async function checkReport(
  { page, pdf, date, env }: CheckedReport,
  { axe, show, veraPdf }: Examiners = installed,
): Promise<ProgramCheck[]> {
  const made = (
    of: CheckedPart,
    name: string,
    version: string,
    findings: readonly string[],
  ): ProgramCheck => ({
    of,
    name,
    version,
    date,
    outcome: findings.length === 0 ? 'passed' : 'failed',
    findings,
  });
  const own = toolVersion();
  const checks = [made('page', 'Tallybook', own, pageFindings(page))];
  const looker = axe();
  if (looker !== undefined) {
    const settings = { toolRoot: toolRoot(), env };
    const findings = await show(page, settings, (shown) => browserFindings(shown, looker));
    checks.push(made('browser', 'axe-core', looker.version, findings));
  }
  if (pdf === undefined) return checks;
  checks.push(made('pdf', 'Tallybook', own, await pdfFindings(pdf)));
  const judged = await veraPdf(pdf, env);
  if (judged === undefined) return checks;
  for (const [of, profile, standard] of [
    ['pdf-ua', 'ua1', 'PDF/UA-1'],
    ['pdf-a', '2a', 'PDF/A-2a'],
  ] as const) {
    const findings = judged.conforms[profile] ? [] : [`The PDF does not meet every rule of ${standard}.`];
    checks.push(made(of, 'veraPDF', judged.version, findings));
  }
  return checks;
}
