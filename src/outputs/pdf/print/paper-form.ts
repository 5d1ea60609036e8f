import type { Element } from 'hast';
import type { Diagnostic } from '../../../diagnostics.js';
import type { Printer } from '../../../host/host.js';
import type { Language } from '../../../language/language.js';
import type { MovedFigure } from '../../../model/tree/moved-figure.js';
import { areKept, choosePageStarts, markContinued, type PageStart } from '../../continued.js';
import type { HtmlReport } from '../../html/html-report.js';
import { printContent, renderPrintHtml } from '../../html/print-page.js';
import { type ChapterPages, sharedGroups } from '../../html/running-heads.js';
import { everyBlock } from '../../layout/blocks.js';
import { emptiness, type Layout, measureLayout, pageMargins } from '../../layout/layout.js';
import { findingsOf, layoutProblems } from '../../layout/rules.js';
import { chooseMoves } from '../../moves/choose-moves.js';
import { flowsOf } from '../../moves/flow.js';
import { moveFigures } from '../../moves/reorder.js';
import { chaptersToTighten, markTight } from '../../moves/tighten.js';
import type { FinishedReport, OutputTools } from '../../output.js';
import { type ShownWords, shownWords } from '../../words/paper-words.js';
import { type HeldPrint, type MeasuredPrint, measurePdf } from './print.js';
import { type HeldForm, type PrintOrder, ReportPrints } from './report-prints.js';

/** A report on paper, in one order. */
export interface PaperForm {
  readonly order: PrintOrder;
  /** What was printed, and the words that it shows. */
  readonly content: readonly Element[];
  readonly shown: ShownWords;
  readonly printed: MeasuredPrint;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined for a print that has not the words of the report, which is reported. */
  readonly layout: Layout | undefined;
}

/** The form that is kept, as a PDF, and what was found in it. */
export interface FinishedForm<Found> {
  readonly form: PaperForm;
  readonly pdf: Uint8Array;
  readonly found: Found;
}

type Print = (order: PrintOrder) => Promise<PaperForm>;

interface PrintingForms<Found> {
  readonly tools: OutputTools;
  readonly printer: Pick<Printer, 'print'>;
  /** Looks at the form that is kept. */
  readonly examine: (form: PaperForm) => Found;
}

/**
 * Prints a report as it stands on the page, and again where its pages could be better. Then text stands before a figure that does not fit,
 * the head of a group is repeated, or chapters are set tighter. All prints are measured; only the best is made to conform, and meanwhile examined.
 */
export async function printForms<Found>(
  report: FinishedReport,
  elements: HtmlReport,
  { tools, printer, examine }: PrintingForms<Found>,
): Promise<FinishedForm<Found>> {
  const { guess } = tools.prints;
  const before = await guess?.before();
  const prints = new ReportPrints(
    (order, by, measured) => printForm({ report, elements, order, measured }, tools, by),
    printer,
    guess && before && { guess, before },
  );
  const tried: PrintOrder[] = [];
  try {
    const print: Print = async (order) => {
      tried.push(order);
      return await prints.print(order);
    };
    const chosen = await withTightChapters(await chooseForm(await prints.first(), print), print);
    const form = await withHeads(chosen, elements, print);
    const finishing = prints.finish(form);
    // Met below, where nothing is found that stops it.
    finishing.catch(() => {});
    const found = examine(form);
    const pdf = await finishing;
    guess?.keep({ tried, kept: form.order });
    return { form, pdf, found };
  } finally {
    prints.drop();
  }
}

async function chooseForm(first: PaperForm, print: Print): Promise<PaperForm> {
  // A print that needed a second one for its page numbers stays as it is.
  if (first.layout === undefined || first.printed.prints > 1) return first;
  const moves = chooseMoves(first.layout);
  if (moves.length === 0) return await withContinued(first, print);
  const starts = choosePageStarts(first.layout);
  if (starts.length > 0 && areApart(first.layout, moves, starts)) {
    const both = await print({ moves, starts });
    const { layout } = both;
    if (layout !== undefined && areKept(starts, layout) && isBetter(layout, first.layout)) return both;
  }
  const second = await print({ moves, starts: [] });
  const isKept = second.layout !== undefined && isBetter(second.layout, first.layout);
  return await withContinued(isKept ? second : first, print);
}

/** True where no table whose heads are repeated stands in a stretch of pages in which something is moved: so they stay as measured. */
function areApart(layout: Layout, moves: readonly MovedFigure[], starts: readonly PageStart[]): boolean {
  const moved = new Set<unknown>(moves.map(({ id }) => id));
  const continued = new Set<unknown>(starts.map(({ figure }) => figure));
  return flowsOf(layout).every(({ items }) => {
    const ids = [...everyBlock(items.map(({ block }) => block))].map(({ element }) => element.properties.id);
    return !ids.some((id) => moved.has(id)) || !ids.some((id) => continued.has(id));
  });
}

/** Where a page goes on within a group of rows, the report is printed once more with the head of the group above them. */
async function withContinued(form: PaperForm, print: Print): Promise<PaperForm> {
  const starts = form.layout === undefined || form.printed.prints > 1 ? [] : choosePageStarts(form.layout);
  if (starts.length === 0) return form;
  const next = await print({ ...form.order, starts });
  if (next.layout === undefined || form.layout === undefined || !areKept(starts, next.layout)) return form;
  const isWorse = problemsIn(next.layout) > problemsIn(form.layout);
  return isWorse ? form : next;
}

/** Where pages are still too empty, their chapters are set a little tighter, and kept so if that mends it. */
async function withTightChapters(form: PaperForm, print: Print): Promise<PaperForm> {
  const { layout, order, printed } = form;
  const tight = layout === undefined || printed.prints > 1 ? [] : chaptersToTighten(layout);
  if (layout === undefined || tight.length === 0) return form;
  const next = await print({ moves: order.moves, starts: [], tight });
  return next.layout !== undefined && isBetter(next.layout, layout) ? await withContinued(next, print) : form;
}

/** Where chapters share pages, the heads of these say which of them stand there, now that it is known. */
async function withHeads(form: PaperForm, { chapters }: HtmlReport, print: Print): Promise<PaperForm> {
  const shared = sharedGroups(chapters);
  if (form.layout === undefined || shared.length === 0) return form;
  const pages = chapterPages(form.layout, chapters.length);
  const isOnOnePage = shared.every(({ first, chapters: group }) =>
    pages
      .slice(first, first + group.length)
      .every(([begin, end]) => begin === end && begin === pages[first]?.[0]),
  );
  if (isOnOnePage || pages.some(([begin]) => begin === 0)) return form;
  const next = await print({ ...form.order, pages });
  return next.layout === undefined ? form : next;
}

/** The first and the last page with words of each chapter; 0 for one that has none. */
function chapterPages({ blocks }: Layout, count: number): ChapterPages {
  const pages = new Map<string, readonly number[]>();
  for (const { element, texts, labels } of everyBlock(blocks)) {
    const { dataChapter } = element.properties;
    if (typeof dataChapter === 'string')
      pages.set(
        dataChapter,
        [...texts, ...labels].map(({ page }) => page),
      );
  }
  return Array.from({ length: count }, (_, index) => {
    const its = (pages.get(`${index}`) ?? []).toSorted((one, other) => one - other);
    return [its[0] ?? 0, its.at(-1) ?? 0];
  });
}

/** Pages that end early are no reason to leave a group without its head. */
const problemsIn = (layout: Layout): number =>
  layoutProblems(layout, 'warning').filter(({ code }) => code !== 'layout/page-fill').length;

interface FormInput {
  readonly report: FinishedReport;
  /** As they stand on the page. */
  readonly elements: HtmlReport;
  readonly order: PrintOrder;
  /** Told as soon as the print is measured. */
  readonly measured: (print: HeldPrint) => void;
}

async function printForm(
  { report, elements, order, measured }: FormInput,
  { assets, epochSeconds, version, prints }: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<HeldForm<PaperForm>> {
  const { target, document, language, positionOf } = report;
  const { title, subtitle, publisher } = document.meta;
  const template = { file: target.report.template, line: 1, column: 1 };
  const ordered = inOrder(elements, order, language);
  const content = printContent(ordered, language, assets.theme);
  const input = {
    html: renderPrintHtml(ordered, assets, language, content, order.pages),
    meta: {
      title,
      author: publisher,
      ...(subtitle === undefined ? {} : { subject: subtitle }),
      language: target.language,
      epochSeconds,
      producer: `Tallybook ${version}`,
    },
    position: template,
  };
  const print = await prints.recall(input, () => measurePdf(input, printer, prints.finisher));
  measured(print);
  const { value: printed, diagnostics } = print;
  const shown = shownWords(content, printed.pages);
  const { words } = printed;
  const margins = pageMargins(assets.print);
  const layout = words && measureLayout({ printed: words, shown, content, margins, positionOf, template });
  return { form: { order, content, shown, printed, diagnostics, layout }, print };
}

/** What was moved is printed in its order. */
function inOrder(
  elements: HtmlReport,
  { moves, starts, tight = [] }: PrintOrder,
  language: Language,
): HtmlReport {
  const set = tight.length === 0 ? elements : markTight(elements, tight);
  const moved = moves.length === 0 ? set : moveFigures(set, moves);
  return starts.length === 0 ? moved : markContinued(moved, starts, language);
}

/** True where there are no more pages than before, with fewer faults; where those are as many, with less left empty, or fewer pages. */
export function isBetter(after: Layout, before: Layout): boolean {
  const pages = after.frames.length - before.frames.length;
  const faults = findingsOf(after).length - findingsOf(before).length;
  const empty = emptiness(after) - emptiness(before);
  if (pages > 0 || faults > 0) return false;
  return faults < 0 || (empty <= 0 && (empty < 0 || pages < 0));
}
