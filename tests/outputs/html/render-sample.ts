import type { ContentMeta } from '../../../src/model/tree/nodes.js';
import { type Assets, loadAssets } from '../../../src/outputs/html/assets.js';
import type { HtmlReport } from '../../../src/outputs/html/html-report.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { memoryHost } from '../../memory-host.js';
import { positionOf } from '../../report/markdown.js';
import { sampleCharts, sampleReport } from '../../report/sample-report.js';
import { meta } from '../../report/samples.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';

/** The sample report, numbered and resolved. */
export function sampleDocument(changes: Partial<ContentMeta> = {}): HtmlReport {
  const { value } = finishReport({
    meta: { ...meta, ...changes },
    body: sampleReport(),
    charts: sampleCharts,
    language: english,
    positionOf,
  });
  return value;
}

/** What the pages of a report carry with them, from the theme in `src/` and the compiled fonts. */
export function sampleAssets(document: HtmlReport): Promise<Assets> {
  return loadAssets(pageText(document, english), memoryHost({}).tool);
}
