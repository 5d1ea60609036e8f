import type { Element } from 'hast';
import type { Diagnostic } from '../../diagnostics.js';
import type { Printer } from '../../host/host.js';
import type { MovedFigure } from '../../model/moved-figure.js';
import { areKept, choosePageStarts } from '../continued/choose-continued.js';
import { markContinued } from '../continued/mark-continued.js';
import type { HtmlReport } from '../html/html-report.js';
import { printContent, renderPrintHtml } from '../html/print-page.js';
import { layoutProblems } from '../layout/check-layout.js';
import { type Layout, measureLayout } from '../layout/layout.js';
import { pageMargins } from '../layout/page-frame.js';
import { isBetter } from '../moves/better.js';
import { chooseMoves } from '../moves/choose-moves.js';
import { moveFigures } from '../moves/move-figures.js';
import type { FinishedReport, OutputTools } from '../output.js';
import { type ShownWords, shownWords } from '../words/paper-words.js';
import { type PrintedPdf, printPdf } from './print.js';

/** A report on paper, with its figures in one order. */
export interface PaperForm {
  readonly moved: readonly MovedFigure[];
  /** The groups of rows whose heads stand once more where a page goes on with them. */
  readonly continued: readonly string[];
  /** What was printed, and the words that it shows. */
  readonly content: readonly Element[];
  readonly shown: ShownWords;
  readonly printed: PrintedPdf;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined for a print that has not the words of the report, which is reported. */
  readonly layout: Layout | undefined;
}

/**
 * Prints a report as it stands on the page. Where figures leave pages empty since they do not fit, it is printed once more with
 * the text behind them first, and kept so if its pages are better; and where a page begins within a group of rows, with its head
 * repeated: at most three prints.
 */
export async function printForms(
  report: FinishedReport,
  elements: HtmlReport,
  tools: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<PaperForm> {
  const form = await orderedForm(report, elements, tools, printer);
  // What was moved is printed in its order.
  return await withContinued(form, report, moveFigures(elements, form.moved), tools, printer);
}

/** Where a page goes on within a group of rows, the report is printed once more with the head of the group above them. */
async function withContinued(
  form: PaperForm,
  report: FinishedReport,
  elements: HtmlReport,
  tools: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<PaperForm> {
  const starts = form.layout === undefined || form.printed.prints > 1 ? [] : choosePageStarts(form.layout);
  if (starts.length === 0) return form;
  const marked = markContinued(elements, starts, report.language);
  const next = await printForm(report, marked, form.moved, tools, printer);
  if (next.layout === undefined || form.layout === undefined || !areKept(starts, next.layout)) return form;
  const isWorse = problemsIn(next.layout) > problemsIn(form.layout);
  const continued = starts.flatMap(({ group }) => (group === undefined ? [] : [group]));
  return isWorse ? form : { ...next, continued: [...new Set(continued)] };
}

/** Pages that end early are no reason to leave a group without its head. */
const problemsIn = (layout: Layout): number =>
  layoutProblems(layout, 'warning').filter(({ code }) => code !== 'layout/page-fill').length;

async function orderedForm(
  report: FinishedReport,
  elements: HtmlReport,
  tools: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<PaperForm> {
  const first = await printForm(report, elements, [], tools, printer);
  // A print that needed a second one for its page numbers stays as it is.
  const moves = first.layout === undefined || first.printed.prints > 1 ? [] : chooseMoves(first.layout);
  if (first.layout === undefined || moves.length === 0) return first;
  const second = await printForm(report, moveFigures(elements, moves), moves, tools, printer);
  return second.layout !== undefined && isBetter(second.layout, first.layout) ? second : first;
}

async function printForm(
  report: FinishedReport,
  elements: HtmlReport,
  moved: readonly MovedFigure[],
  { assets, epochSeconds, version, press, recallPrint }: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<PaperForm> {
  const { target, document, language, positionOf } = report;
  const { title, subtitle, publisher } = document.meta;
  const template = { file: target.report.template, line: 1, column: 1 };
  const content = printContent(elements, language, assets.theme.cover);
  const input = {
    html: renderPrintHtml(elements, assets, language, content),
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
  const { value: printed, diagnostics } = await recallPrint(input, () => printPdf(input, printer, press));
  const shown = shownWords(content, printed.pages);
  const { words } = printed;
  const margins = pageMargins(assets.print);
  const layout = words && measureLayout({ printed: words, shown, content, margins, positionOf, template });
  return { moved, continued: [], content, shown, printed, diagnostics, layout };
}
