import { isSaidIn } from '../../language/message-form.js';
import { loadAssets } from '../../outputs/html/assets.js';
import { besidePage } from '../../outputs/html/downloads.js';
import { htmlReport } from '../../outputs/html/html-report.js';
import { renderHtml } from '../../outputs/html/page.js';
import { pageText } from '../../outputs/html/page-text.js';
import { compileUnchecked } from '../../session/compile.js';
import { finishedReport } from '../../session/finished-report.js';
import { openProject, partsOf } from '../../session/open-project.js';
import type { Session } from '../../session/session.js';

/**
 * The messages that the pages of a project print, by the words on them; none where no page can be made of the files as they are. It
 * puts an order into what a translator is asked for, and nothing else rests on it.
 */
export async function printedMessages(root: string, session: Session): Promise<ReadonlySet<string>> {
  const found = await openProject(root, { only: [], languages: [], formats: [] });
  const printed = new Set<string>();
  try {
    for (const part of partsOf(found)) {
      // One language prints what another would.
      const [first] = part.targets;
      const targets = part.targets.filter(({ language }) => language === first?.language);
      const options = { tolerant: true, draft: true, wantsPages: true };
      const { data, made } = await compileUnchecked(session, { ...part, targets }, options);
      for (const { report, ...each } of made) {
        if (report === undefined) continue;
        const { catalogue } = report.language;
        const finished = finishedReport(report, { ...each, source: data }, session);
        const words = wordsOf(await pageOf(finished, part.files.tool)).replace(/\s+/gu, ' ');
        for (const [id, text] of Object.entries(catalogue)) if (isSaidIn(words, text)) printed.add(id);
      }
    }
  } finally {
    await session.rest();
  }
  return printed;
}

async function pageOf(
  report: ReturnType<typeof finishedReport>,
  tool: Parameters<typeof loadAssets>[1],
): Promise<string> {
  const { language, target, house } = report;
  const elements = htmlReport(report);
  const assets = await loadAssets(pageText(elements, language), tool, target.report.theme, house);
  return renderHtml(elements, assets, language, besidePage(target));
}

/** What a page says to readers and to those who listen: its text and the texts of its attributes. */
function wordsOf(page: string): string {
  const text = page.replace(/<style\b.*?<\/style>/gsu, '');
  const attributes = [...text.matchAll(/(?:alt|aria-label|content|title)="([^"]*)"/gu)].map(
    ([, words = '']) => words,
  );
  return [text.replace(/<[^>]*>/gu, '\n'), ...attributes]
    .join('\n')
    .replace(/&#x([\dA-F]+);/giu, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
