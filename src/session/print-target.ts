import { locate } from '../content/template/positions.js';
import type { Diagnostic, Position } from '../diagnostics.js';
import { tellWhenSlow } from '../host/browser/patience.js';
import type { Host } from '../host/host.js';
import { toolVersion } from '../host/version.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import type { Project } from '../model/project.js';
import type { CurrentSnapshot } from '../model/snapshot.js';
import { sha256 } from '../outputs/canonical.js';
import { loadAssets } from '../outputs/html/assets.js';
import { renderHtml, screenContent } from '../outputs/html/page.js';
import { pageText } from '../outputs/html/page-text.js';
import { printContent, renderPrintHtml } from '../outputs/html/print-page.js';
import { pageEdges } from '../outputs/html/running-heads.js';
import { renderNumbers } from '../outputs/ledger/numbers.js';
import type { PrintedNumeral } from '../outputs/ledger/numeral.js';
import { paperNumerals, screenNumerals } from '../outputs/ledger/printed-numerals.js';
import { unclassifiedNumerals } from '../outputs/ledger/unclassified.js';
import type { FinishedFile } from '../outputs/manifest/manifest.js';
import { type PrintedPdf, printPdf } from '../outputs/pdf/print.js';
import { renderSnapshot } from '../outputs/snapshot/render-snapshot.js';
import { formProblems } from '../outputs/words/check-forms.js';
import { wordProblems } from '../outputs/words/check-paper.js';
import { shownWords } from '../outputs/words/paper-words.js';
import { epochOf } from './dates.js';
import { targetPaths } from './output-paths.js';
import type { PageMaps } from './page-maps.js';
import type { Progress } from './progress.js';
import { snapshotOf } from './snapshot-of.js';
import type { Workshop } from './workshop.js';
import type { Draft } from './write-report.js';

/** What every target of a build is printed with. */
export interface PrintTools {
  readonly project: Project;
  readonly progress: Progress;
  readonly workshop: Workshop;
  /** The pages of the last build. */
  readonly known: PageMaps;
  readonly data: PublishedData;
  readonly editions: Editions;
}

/** The files of one target, and the page map that the next build can start from. */
export interface PrintedTarget {
  readonly draft: Draft;
  readonly files: readonly FinishedFile[];
  readonly pageMaps: PageMaps;
  readonly diagnostics: readonly Diagnostic[];
}

/** The files of a target. While the browser prints it, its page is made. */
export async function printTarget(draft: Draft, tools: PrintTools, host: Host): Promise<PrintedTarget> {
  const { target, document, language } = draft;
  const paths = targetPaths(target);
  const assets = await loadAssets(pageText(document, language), host.tool);
  const printHtml = target.formats.includes('pdf') ? renderPrintHtml(document, assets, language) : undefined;
  const printing = printHtml === undefined ? undefined : printInBrowser(draft, printHtml, tools);
  // Met below; a page that cannot be made must not leave it unheard.
  printing?.catch(() => {});
  // The snapshot has the text of the page, also where only the PDF is asked for.
  const html = renderHtml(document, assets, language);
  const numerals = screenNumerals(document, language);
  const snapshot = snapshotOf(draft, html, tools);
  const unclassified = checkNumerals(html, numerals, draft);
  if (printing === undefined || printHtml === undefined) {
    const files = filesOf(draft, snapshot, { html, numerals });
    return { draft, files, pageMaps: {}, diagnostics: unclassified };
  }
  const { value, diagnostics } = await printing;
  const all = [...numerals, ...paperNumerals(document, language, value)];
  return {
    draft,
    files: filesOf(draft, snapshot, { html, numerals: all, pdf: value }),
    pageMaps: { [paths.folder]: value.pages },
    diagnostics: [...unclassified, ...diagnostics, ...checkPaper(value, draft)],
  };
}

interface Finished {
  readonly html: string;
  readonly numerals: readonly PrintedNumeral[];
  readonly pdf?: PrintedPdf;
}

/** The files in the order in which they are told; the snapshot names the hashes of the others. */
function filesOf(
  { target, content }: Draft,
  snapshot: CurrentSnapshot,
  { html, numerals, pdf }: Finished,
): FinishedFile[] {
  const paths = targetPaths(target);
  const about = { report: target.report.id, language: target.language };
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const numbers: FinishedFile = {
    ...about,
    path: paths.json,
    format: 'json',
    bytes: renderNumbers({ ...about, numerals, claims: content.claims }),
  };
  const readable: FinishedFile[] = [
    ...(target.formats.includes('html')
      ? [{ ...about, path: paths.html, format: 'html' as const, bytes: encode(html) }]
      : []),
    ...(pdf === undefined
      ? []
      : [{ ...about, path: paths.pdf, format: 'pdf' as const, bytes: pdf.pdf, pages: pdf.pageCount }]),
  ];
  const files = [numbers, ...readable].map(({ path, format, bytes }) => ({
    name: path.slice(paths.folder.length + 1),
    format,
    sha256: sha256(bytes),
  }));
  const bytes = renderSnapshot({ ...snapshot, files });
  return [numbers, { ...about, path: paths.published, format: 'json', bytes }, ...readable];
}

function checkNumerals(
  html: string,
  numerals: readonly PrintedNumeral[],
  { content, target }: Draft,
): readonly Diagnostic[] {
  return unclassifiedNumerals(html, {
    numerals,
    positionOf: (offset) => locate(content.positions, offset),
    template: { file: target.report.template, line: 1, column: 1 },
  });
}

/** The words of the page, of what is printed, and of the finished PDF, compared. */
function checkPaper(
  { words, pages, pageCount }: PrintedPdf,
  { content, document, language, target }: Draft,
): readonly Diagnostic[] {
  const paper = printContent(document, language);
  const positionOf = (offset: number): Position => locate(content.positions, offset);
  const template = { file: target.report.template, line: 1, column: 1 };
  const forms = formProblems(screenContent(document, language), paper, { positionOf, template });
  // A print that does not conform has been reported.
  if (words === undefined) return forms;
  const shown = shownWords(paper, pages);
  const edgesOf = pageEdges(document, language, pageCount);
  return [...forms, ...wordProblems(words, { shown, pageCount, edgesOf, positionOf, template })];
}

async function printInBrowser(
  { target, document }: Draft,
  html: string,
  { project, progress, workshop, known }: PrintTools,
): Promise<{ readonly value: PrintedPdf; readonly diagnostics: readonly Diagnostic[] }> {
  const about = { report: target.report.id, language: target.language };
  const step = { step: 'print', target: about } as const;
  const { title, subtitle, publisher } = document.meta;
  const knownPages = known[targetPaths(target).folder];
  progress({ ...step, state: 'begin' });
  const input = {
    html,
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
  };
  const printed = await tellWhenSlow(
    async () => printPdf(input, await workshop.printer(), workshop.press),
    () => progress({ ...step, state: 'slow' }),
  );
  progress({ ...step, state: 'end' });
  return printed;
}
