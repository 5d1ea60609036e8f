import { greatest } from '../../model/chart/extremes.js';
import type { HtmlReport } from '../html/html-report.js';
import { type Block, lastPage } from '../layout/blocks.js';
import { chaptersByPage, fillOf, type Layout } from '../layout/layout.js';
import { findingsOf } from '../layout/rules.js';

/** What a page holds more of when it is set tighter, about. */
const gain = 0.16;

/**
 * The ids of the chapters that are to be set a little tighter, all that share their pages. Where a page is left too empty, what
 * follows may then fit it. A few lines alone on the last page may find room on those before.
 */
export function chaptersToTighten(layout: Layout): readonly string[] {
  const pages = chaptersByPage(layout);
  const groups = groupsOf(layout.blocks);
  const faulty = findingsOf(layout).filter(({ code }) => code === 'layout/page-fill');
  return groups.flatMap((group) => {
    const own = pages.flatMap((chapters, index) =>
      chapters.some((each) => group.includes(each)) ? [index + 1] : [],
    );
    const last = greatest(group.map((chapter) => lastPage(chapter) ?? 0));
    const isHelped = faulty.some(
      ({ page }) => own.includes(page) && (page !== last || fillOf(layout, page) < gain * (own.length - 1)),
    );
    return isHelped ? group.flatMap(({ element }) => element.data?.chapter?.id ?? []) : [];
  });
}

/** Chapters that follow one another on the same pages. */
function groupsOf(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const groups: Block[][] = [];
  for (const main of blocks.filter(({ element }) => element.tagName === 'main')) {
    for (const chapter of main.blocks) {
      const last = groups.at(-1);
      if (last !== undefined && chapter.element.properties.dataRunsOn !== undefined) last.push(chapter);
      else groups.push([chapter]);
    }
  }
  return groups;
}

/** The report with these chapters marked, which the theme sets tighter. */
export function markTight(report: HtmlReport, chapters: readonly string[]): HtmlReport {
  const children = report.body.children.map((child) =>
    child.type === 'element' && child.data?.chapter !== undefined && chapters.includes(child.data.chapter.id)
      ? { ...child, properties: { ...child.properties, dataTight: true } }
      : child,
  );
  return { ...report, body: { ...report.body, children } };
}
