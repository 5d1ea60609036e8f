import { join } from 'node:path';
import type { Diagnostic, Outcome } from '../diagnostics.js';
import { openPrinter } from '../host/browser/printer.js';
import type { Host, Printer } from '../host/host.js';
import { toolRoot } from '../host/node-host.js';
import { readPrevious } from '../host/output.js';
import { toolVersion } from '../host/version.js';
import { loadAssets } from '../outputs/html/assets.js';
import { renderHtml } from '../outputs/html/page.js';
import { pageText } from '../outputs/html/page-text.js';
import { renderPrintHtml } from '../outputs/html/print-page.js';
import { renderNumbers } from '../outputs/ledger/numbers.js';
import type { FinishedFile } from '../outputs/manifest/manifest.js';
import { printPdf } from '../outputs/pdf/print.js';
import type { Project } from '../project/project.js';
import { epochOf } from './dates.js';
import { targetPaths } from './output-paths.js';
import { type PageMaps, pagesFile, parsePageMaps } from './page-maps.js';
import type { Progress } from './progress.js';
import type { Draft } from './write-report.js';

interface PrintTargetsInput {
  readonly root: string;
  readonly project: Project;
  readonly drafts: readonly Draft[];
  readonly progress: Progress;
}

/** The files of every target, and the page maps that the next build can start from. */
export interface PrintedTargets {
  readonly files: readonly FinishedFile[];
  readonly pageMaps: PageMaps;
}

/** Renders every target; one browser serves them all and starts only when there is a PDF to print. */
export async function printTargets(input: PrintTargetsInput, host: Host): Promise<Outcome<PrintedTargets>> {
  const diagnostics: Diagnostic[] = [];
  const warn = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const wantsPdf = input.drafts.some(({ target }) => target.formats.includes('pdf'));
  const printer = wantsPdf ? await openPrinter({ toolRoot: toolRoot(), env: process.env, warn }) : undefined;
  try {
    const known = parsePageMaps(await readPrevious(join(input.root, input.project.output), pagesFile));
    const files: FinishedFile[] = [];
    const pageMaps: Record<string, Readonly<Record<string, number>>> = { ...known };
    for (const draft of input.drafts) {
      const printed = await printTarget(draft, { ...input, known }, printer, host);
      files.push(...printed.value.files);
      Object.assign(pageMaps, printed.value.pageMaps);
      diagnostics.push(...printed.diagnostics);
    }
    return { value: { files, pageMaps }, diagnostics, reads: [] };
  } finally {
    await printer?.close();
  }
}

async function printTarget(
  draft: Draft,
  { project, known, progress }: PrintTargetsInput & { readonly known: PageMaps },
  printer: Printer | undefined,
  host: Host,
): Promise<Outcome<PrintedTargets>> {
  const { target, document, language, ledger } = draft;
  const paths = targetPaths(target);
  const about = { report: target.report.id, language: target.language };
  const assets = await loadAssets(pageText(document, language), host.tool);
  const files: FinishedFile[] = [
    { ...about, path: paths.json, format: 'json', bytes: renderNumbers(ledger) },
  ];
  if (target.formats.includes('html')) {
    const html = renderHtml(document, assets, language);
    files.push({ ...about, path: paths.html, format: 'html', bytes: new TextEncoder().encode(html) });
  }
  if (!target.formats.includes('pdf') || printer === undefined) {
    return { value: { files, pageMaps: {} }, diagnostics: [], reads: [] };
  }
  const step = { step: 'print', target: about } as const;
  progress({ ...step, state: 'begin' });
  const { title, subtitle, publisher } = document.meta;
  const knownPages = known[paths.folder];
  const { value, diagnostics } = await printPdf(
    {
      html: renderPrintHtml(document, assets, language),
      meta: {
        title,
        author: publisher,
        ...(subtitle === undefined ? {} : { subject: subtitle }),
        language: target.language,
        epochSeconds: epochOf(project, process.env),
        producer: `Tallybook ${toolVersion()}`,
      },
      ...(knownPages === undefined ? {} : { knownPages }),
      position: { file: target.report.template, line: 1, column: 1 },
    },
    printer,
  );
  progress({ ...step, state: 'end' });
  files.push({ ...about, path: paths.pdf, format: 'pdf', bytes: value.pdf, pages: value.pageCount });
  return { value: { files, pageMaps: { [paths.folder]: value.pages } }, diagnostics, reads: [] };
}
