import type { Diagnostic } from '../../diagnostics.js';
import type { HtmlReport } from '../html/html-report.js';
import { screenContent } from '../html/page.js';
import { printContent, renderPrintHtml } from '../html/print-page.js';
import { pageEdges } from '../html/running-heads.js';
import { layoutProblems } from '../layout/check-layout.js';
import { type Margins, pageMargins } from '../layout/page-frame.js';
import { paperNumerals } from '../ledger/printed-numerals.js';
import type { FinishedReport, Output, OutputTools } from '../output.js';
import { targetPaths } from '../paths.js';
import { formProblems } from '../words/check-forms.js';
import { wordProblems } from '../words/check-paper.js';
import { shownWords } from '../words/paper-words.js';
import { type PrintedPdf, printPdf } from './print.js';

/** The printed report: PDF/UA-1 and PDF/A-2a, its words held against those of the page. */
export const pdf: Output<'pdf'> = {
  id: 'pdf',
  async make(report, tools) {
    const { target, language } = report;
    const elements = tools.elements();
    const paper = renderPrintHtml(elements, tools.assets, language);
    const { value, diagnostics } = await print(report, paper, tools);
    const about = { report: target.report.id, language: target.language };
    const bytes = { bytes: value.pdf, pages: value.pageCount };
    return {
      files: [{ ...about, path: targetPaths(target).of('pdf'), format: 'pdf', ...bytes }],
      numerals: paperNumerals(elements, language, value),
      diagnostics: [...diagnostics, ...checkPaper(value, elements, report, pageMargins(tools.assets.print))],
      pages: value.pages,
    };
  },
};

function print({ target, document }: FinishedReport, html: string, tools: OutputTools) {
  const { title, subtitle, publisher } = document.meta;
  const { epochSeconds, version, press } = tools;
  const input = {
    html,
    meta: {
      title,
      author: publisher,
      ...(subtitle === undefined ? {} : { subject: subtitle }),
      language: target.language,
      epochSeconds,
      producer: `Tallybook ${version}`,
    },
    position: { file: target.report.template, line: 1, column: 1 },
  };
  return tools.print((printer) => printPdf(input, printer, press));
}

/** The words of the page, of what is printed, and of the finished PDF, compared; and where they stand on its pages. */
function checkPaper(
  { words, pages, pageCount }: PrintedPdf,
  elements: HtmlReport,
  { language, target, positionOf }: FinishedReport,
  margins: Margins,
): readonly Diagnostic[] {
  const paper = printContent(elements, language);
  const template = { file: target.report.template, line: 1, column: 1 };
  const forms = formProblems(screenContent(elements, language), paper, { positionOf, template });
  // A print that does not conform has been reported.
  if (words === undefined) return forms;
  const shown = shownWords(paper, pages);
  const edgesOf = pageEdges(elements, language, pageCount);
  const places = { positionOf, template };
  const wrong = wordProblems(words, { shown, pageCount, edgesOf, ...places });
  const { layout } = target.report;
  if (layout === 'off') return [...forms, ...wrong];
  const severity = layout === 'error' ? 'error' : 'warning';
  const measured = { printed: words, shown, content: paper, margins, ...places };
  return [...forms, ...wrong, ...layoutProblems(measured, severity)];
}
