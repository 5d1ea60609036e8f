import type { Element } from 'hast';
import type { Diagnostic } from '../../diagnostics.js';
import type { Printer } from '../../host/host.js';
import type { MovedFigure } from '../../model/moved-figure.js';
import { areKept, choosePageStarts, type PageStart } from '../continued/choose-continued.js';
import { markContinued } from '../continued/mark-continued.js';
import type { HtmlReport } from '../html/html-report.js';
import { printContent, renderPrintHtml } from '../html/print-page.js';
import { everyBlock } from '../layout/blocks.js';
import { layoutProblems } from '../layout/check-layout.js';
import { type Layout, measureLayout } from '../layout/layout.js';
import { pageMargins } from '../layout/page-frame.js';
import { isBetter } from '../moves/better.js';
import { chooseMoves } from '../moves/choose-moves.js';
import { flowsOf } from '../moves/flow.js';
import { moveFigures } from '../moves/move-figures.js';
import type { FinishedReport, OutputTools } from '../output.js';
import { type ShownWords, shownWords } from '../words/paper-words.js';
import { type HeldPrint, type MeasuredPrint, measurePdf } from './print.js';

/** A report on paper, with its figures in one order. */
export interface PaperForm {
  readonly moved: readonly MovedFigure[];
  /** The groups of rows whose heads stand once more where a page goes on with them. */
  readonly continued: readonly string[];
  /** What was printed, and the words that it shows. */
  readonly content: readonly Element[];
  readonly shown: ShownWords;
  readonly printed: MeasuredPrint;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined for a print that has not the words of the report, which is reported. */
  readonly layout: Layout | undefined;
}

/** The form that is kept, as a PDF. */
export interface FinishedForm extends PaperForm {
  readonly pdf: Uint8Array;
}

/** Prints the report with its blocks in the order of these elements. */
type Print = (elements: HtmlReport, moved: readonly MovedFigure[]) => Promise<PaperForm>;

/**
 * Prints a report as it stands on the page. Where figures leave pages empty since they do not fit, it is printed once more with
 * the text behind them first, and kept so if its pages are better; and where a page begins within a group of rows, with its head
 * repeated. Both are done in one print where neither reaches the other: two prints, and more only where that did not come out as
 * reckoned. All are measured, and only the one that is kept is made to conform.
 */
export async function printForms(
  report: FinishedReport,
  elements: HtmlReport,
  tools: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<FinishedForm> {
  const held = new Map<PaperForm['printed'], HeldPrint>();
  try {
    const form = await chooseForm(report, elements, async (ordered, moved) => {
      const { print, ...printed } = await printForm(report, ordered, moved, tools, printer);
      held.set(printed.printed, print);
      return printed;
    });
    const print = held.get(form.printed);
    if (print === undefined) throw new Error('The form that is kept was not printed.');
    return { ...form, pdf: await print.finish() };
  } finally {
    for (const each of held.values()) each.drop();
  }
}

async function chooseForm(report: FinishedReport, elements: HtmlReport, print: Print): Promise<PaperForm> {
  const first = await print(elements, []);
  // A print that needed a second one for its page numbers stays as it is.
  if (first.layout === undefined || first.printed.prints > 1) return first;
  const moves = chooseMoves(first.layout);
  if (moves.length === 0) return await withContinued(first, report, elements, print);
  // What was moved is printed in its order.
  const ordered = moveFigures(elements, moves);
  const starts = choosePageStarts(first.layout);
  if (starts.length > 0 && areApart(first.layout, moves, starts)) {
    const both = await print(markContinued(ordered, starts, report.language), moves);
    const { layout } = both;
    if (layout !== undefined && areKept(starts, layout) && isBetter(layout, first.layout))
      return { ...both, continued: groupsOf(starts) };
  }
  const second = await print(ordered, moves);
  const isKept = second.layout !== undefined && isBetter(second.layout, first.layout);
  return await withContinued(isKept ? second : first, report, isKept ? ordered : elements, print);
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

const groupsOf = (starts: readonly PageStart[]): readonly string[] => [
  ...new Set(starts.flatMap(({ group }) => (group === undefined ? [] : [group]))),
];

/** Where a page goes on within a group of rows, the report is printed once more with the head of the group above them. */
async function withContinued(
  form: PaperForm,
  report: FinishedReport,
  elements: HtmlReport,
  print: Print,
): Promise<PaperForm> {
  const starts = form.layout === undefined || form.printed.prints > 1 ? [] : choosePageStarts(form.layout);
  if (starts.length === 0) return form;
  const marked = markContinued(elements, starts, report.language);
  const next = await print(marked, form.moved);
  if (next.layout === undefined || form.layout === undefined || !areKept(starts, next.layout)) return form;
  const isWorse = problemsIn(next.layout) > problemsIn(form.layout);
  return isWorse ? form : { ...next, continued: groupsOf(starts) };
}

/** Pages that end early are no reason to leave a group without its head. */
const problemsIn = (layout: Layout): number =>
  layoutProblems(layout, 'warning').filter(({ code }) => code !== 'layout/page-fill').length;

async function printForm(
  report: FinishedReport,
  elements: HtmlReport,
  moved: readonly MovedFigure[],
  { assets, epochSeconds, version, press, recallPrint }: OutputTools,
  printer: Pick<Printer, 'print'>,
): Promise<PaperForm & { readonly print: HeldPrint }> {
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
  const print = await recallPrint(input, () => measurePdf(input, printer, press));
  const { value: printed, diagnostics } = print;
  const shown = shownWords(content, printed.pages);
  const { words } = printed;
  const margins = pageMargins(assets.print);
  const layout = words && measureLayout({ printed: words, shown, content, margins, positionOf, template });
  return { moved, continued: [], content, shown, printed, diagnostics, layout, print };
}
