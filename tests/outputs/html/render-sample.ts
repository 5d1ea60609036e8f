import { operations } from '../../../src/features/operations.js';
import type { Document } from '../../../src/model/document.js';
import type { ContentMeta } from '../../../src/model/nodes.js';
import { type Assets, loadAssets } from '../../../src/outputs/html/assets.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { transform } from '../../../src/report/transform.js';
import { memoryHost } from '../../memory-host.js';
import { positionOf } from '../../report/markdown.js';
import { sampleCharts, sampleReport } from '../../report/sample-report.js';
import { meta } from '../../report/samples.js';
import { english } from '../../support/english.js';

/** The sample report, numbered and resolved. */
export function sampleDocument(changes: Partial<ContentMeta> = {}): Document {
  const { value } = transform({
    meta: { ...meta, ...changes },
    body: sampleReport(),
    charts: sampleCharts,
    language: english,
    operations,
    positionOf,
  });
  return value;
}

/** What the pages of a report carry with them, from the theme in `src/` and the compiled fonts. */
export function sampleAssets(document: Document): Promise<Assets> {
  return loadAssets(pageText(document, english), memoryHost({}).tool);
}
