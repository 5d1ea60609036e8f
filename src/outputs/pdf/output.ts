import { inflateSync } from 'node:zlib';
import type { Diagnostic } from '../../diagnostics.js';
import type { Report } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import { problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { continuedWords } from '../continued.js';
import { screenContent } from '../html/page.js';
import { type PageEdges, pageEdges } from '../html/running-heads.js';
import { layoutProblems } from '../layout/rules.js';
import { paperNumerals } from '../ledger/printed-numerals.js';
import { moveFigures } from '../moves/reorder.js';
import type { FinishedReport, MadeOutput, Output, OutputTools, PublishedFile } from '../output.js';
import { targetPaths } from '../paths.js';
import { formProblems, wordProblems } from '../words/check-paper.js';
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

/** A PDF that unpacks to more than any report, or by what no build writes. */
function refusePacked({ file, bytes }: PublishedFile, limits: ResourceLimits): Diagnostic | undefined {
  const unpacked = unpackWithin(bytes, limits.pdfBytes);
  const position = { file, line: 1, column: 1 };
  if (unpacked === 'within') return undefined;
  if (unpacked === 'beyond') return limitProblem({ name: 'pdfBytes', limits, position });
  return problem('verify/form.filter', position);
}

/** Names of the dictionary of a stream as they stand in the file: `#46ilter` is one of the spellings of `Filter`. */
const filterName = /\/(?:F|#46)(?:i|#69)(?:l|#6[Cc])(?:t|#74)(?:e|#65)(?:r|#72)(?![A-Za-z0-9])/g;
const onlyFilter = /^\s*\/FlateDecode(?![A-Za-z0-9])/;

/** What unpacking a PDF comes to: within so many bytes, beyond them, or by a filter that no build writes. */
type UnpackedPdf = 'within' | 'beyond' | 'strange';

/**
 * Whether all streams of a PDF unpack within so many bytes. It unpacks whatever stands behind the word `stream`, as a
 * reader would, and only by Flate. So no library is asked to unpack a file of a hundred kilobytes into a hundred
 * gigabytes.
 */
export function unpackWithin(bytes: Uint8Array, most: number): UnpackedPdf {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  for (const { 0: name, index } of text.matchAll(filterName))
    if (name !== '/Filter' || !onlyFilter.test(text.slice(index + name.length, index + name.length + 40)))
      return 'strange';
  let left = most;
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.slice(at - 3, at) === 'end') continue;
    for (const gap of ['', '\n', '\r', '\r\n', ' \r\n']) {
      if (!text.startsWith(gap, at + 6)) continue;
      const size = sizeOf(bytes.subarray(at + 6 + gap.length), left);
      if (size === undefined) return 'beyond';
      left -= size;
      if (size > 0) break;
    }
  }
  return 'within';
}

/** How long what begins here is when it is unpacked, 0 where nothing is packed; undefined beyond `most`. */
function sizeOf(packed: Uint8Array, most: number): number | undefined {
  // The two bytes that begin what Flate packs: deflate, and a check sum of both.
  const [method = 0, flags = 0] = packed;
  if ((method & 0x0f) !== 8 || ((method << 8) | flags) % 31 !== 0) return 0;
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(most, 1) }).byteLength;
  } catch (error) {
    return error instanceof RangeError ? undefined : 0;
  }
}
