import type { Diagnostic } from '../../diagnostics.js';
import type { Report } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import { problem } from '../../problems/problem.js';
import { continuedWords } from '../continued.js';
import { screenContent } from '../html/page.js';
import { type PageEdges, pageEdges } from '../html/running-heads.js';
import { layoutProblems } from '../layout/rules.js';
import { paperNumerals } from '../ledger/printed-numerals.js';
import { moveFigures } from '../moves/reorder.js';
import type { FinishedReport, MadeOutput, Output, OutputTools } from '../output.js';
import { targetPaths } from '../paths.js';
import { formProblems, wordProblems } from '../words/check-paper.js';
import { refusePacked } from './content/unpacked-size.js';
import { type PaperForm, printForms } from './print/paper-form.js';

/** The printed report: PDF/UA-1 and PDF/A-2a, its words held against those of the page. */
export const pdf: Output<'pdf'> = {
  id: 'pdf',
  async make(report, tools) {
    const { target } = report;
    const elements = tools.elements();
    const examine = (form: PaperForm): Pick<MadeOutput<'pdf'>, 'numerals' | 'diagnostics'> => ({
      numerals: paperNumerals(elements, form.content, { format: 'pdf', ...form.printed }),
      diagnostics: [
        ...tooManyPages(form.printed.pageCount, target.report),
        ...form.diagnostics,
        ...checkPaper(form, tools, report),
      ],
    });
    const {
      form,
      pdf: bytes,
      found,
    } = await tools.print((printer) => printForms(report, elements, { tools, printer, examine }));
    const { pages, pageCount } = form.printed;
    const path = targetPaths(target).of('pdf');
    return {
      files: [{ ...targetName(target), path, format: 'pdf', bytes, pages: pageCount }],
      ...found,
      pages,
      moved: form.order.moves,
    };
  },
  refuse: refusePacked,
  // Loaded only where there is a PDF to read.
  verify: async (file, about) => (await import('./verify.js')).verifyPdf(file, about),
};

/** A report with more pages than it may have. */
function tooManyPages(count: number, { length }: Report): readonly Diagnostic[] {
  if (length?.pages === undefined || count <= length.pages.most) return [];
  const { most, position, source } = length.pages;
  const hint = source === undefined ? {} : { hint: source };
  return [problem('report/length.pages', position, { count, most }, hint)];
}

/** The words of the page, of what is printed, and of the finished PDF, compared; and where they stand on its pages. */
function checkPaper(
  { printed, content, shown, layout: measured, order: { moves, starts } }: PaperForm,
  { elements, screen: screenOnce }: OutputTools,
  { language, target, positionOf }: FinishedReport,
): readonly Diagnostic[] {
  const { words, pageCount } = printed;
  const places = { positionOf, template: { file: target.report.template, line: 1, column: 1 } };
  // The page with its figures where paper has them: what was moved are whole blocks, and nothing else may differ.
  const screen = moves.length === 0 ? screenOnce() : screenContent(moveFigures(elements(), moves), language);
  const forms = formProblems(screen, content, places);
  // A print that does not conform has been reported.
  if (words === undefined) return forms;
  const around = pageEdges(elements(), language, pageCount);
  const continued = new Set(starts.flatMap(({ group }) => (group === undefined ? [] : [group])));
  const repeated = [...continued].map((group) => continuedWords(group, language));
  const edgesOf = (page: number): PageEdges => {
    const edges = around(page);
    return { ...edges, texts: [...edges.texts, ...repeated] };
  };
  const wrong = wordProblems(words, { shown, pageCount, edgesOf, ...places });
  const { layout } = target.report;
  if (layout === 'off' || measured === undefined) return [...forms, ...wrong];
  return [...forms, ...wrong, ...layoutProblems(measured, layout === 'error' ? 'error' : 'warning')];
}
