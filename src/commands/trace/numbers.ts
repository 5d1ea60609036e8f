import { join } from 'node:path';
import type { Position } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { formatsWith } from '../../model/dataset/formats.js';
import type { Project } from '../../model/project/project.js';
import { htmlReport } from '../../outputs/html/html-report.js';
import { screenContent } from '../../outputs/html/page.js';
import { printContent } from '../../outputs/html/print-page.js';
import type { PrintedNumeral } from '../../outputs/ledger/numeral.js';
import { collectNumerals, paperNumerals } from '../../outputs/ledger/printed-numerals.js';
import { parseNumbers } from '../../outputs/ledger/schema.js';
import type { FinishedReport } from '../../outputs/output.js';
import { pagesFile, parsePageMaps } from '../../outputs/page-maps.js';
import { targetPaths } from '../../outputs/paths.js';
import type { TracedNumber } from './traced.js';

/** The numerals of a report as `numbers.json` lists them, on the pages of its last PDF. */
export async function numbersOf(
  report: FinishedReport,
  root: string,
  project: Project,
): Promise<readonly TracedNumber[]> {
  const { language, target, positionOf } = report;
  const output = join(root, project.output);
  const paths = targetPaths(target);
  const known = parsePageMaps(await readPrevious(output, pagesFile));
  const pages = known[paths.folder] ?? {};
  const printed = parseNumbers(await readPrevious(output, paths.json));
  // Two at the foot of each page: its number, and that of the last.
  const pageCount = (printed?.numbers.filter(({ place }) => place === 'page-number').length ?? 0) / 2;
  const elements = htmlReport(report);
  const paper = formatsWith('hasPages', target.formats).flatMap((format) =>
    paperNumerals(elements, printContent(elements, language), { format, pages, pageCount }),
  );
  return traceNumbers([...collectNumerals(screenContent(elements, language)), ...paper], {
    pages,
    positionOf,
  });
}

interface Known {
  /** Page by id, of the last PDF. */
  readonly pages: Readonly<Record<string, number>>;
  /** Where an offset of the text stands in the templates. */
  positionOf(offset: number): Position;
}

/**
 * The numerals of a report with their places in the templates and, as far as they are known, their pages. Pages run
 * from that of the figure, paragraph or heading to that of the next part.
 */
function traceNumbers(numerals: readonly PrintedNumeral[], { pages, positionOf }: Known): TracedNumber[] {
  const sections = [...new Set(numerals.flatMap(({ section }) => section?.id ?? []))];
  return numerals.map((numeral): TracedNumber => {
    const { text, class: name, place, anchor, section, entry, offset, only } = numeral;
    const at = entry?.quantity.at ?? (offset === undefined ? undefined : positionOf(offset));
    const range = pagesOf(anchor, section?.id, sections, pages);
    return {
      text,
      class: name,
      place,
      anchor,
      section,
      ...(entry === undefined ? {} : { entry }),
      ...(only === undefined ? {} : { only }),
      ...(at === undefined ? {} : { at }),
      ...(range === undefined ? {} : { pages: range }),
    };
  });
}

function pagesOf(
  id: string | undefined,
  section: string | undefined,
  sections: readonly string[],
  pages: Known['pages'],
): readonly [number, number] | undefined {
  const own = id === undefined || id === section ? undefined : pages[id];
  if (own !== undefined) return [own, own];
  const first = section === undefined ? undefined : pages[section];
  if (section === undefined || first === undefined) return undefined;
  const later = sections.slice(sections.indexOf(section) + 1).flatMap((next) => pages[next] ?? []);
  const next = later[0];
  return [first, next === undefined ? first : Math.max(first, next)];
}
