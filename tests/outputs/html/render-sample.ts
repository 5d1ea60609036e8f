import type { ContentMeta } from '../../../src/content/nodes.js';
import type { Document } from '../../../src/document/document.js';
import { transform } from '../../../src/document/transform.js';
import { type Assets, loadAssets } from '../../../src/outputs/html/assets.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { positionOf } from '../../document/markdown.js';
import { sampleCharts, sampleReport } from '../../document/sample-report.js';
import { meta } from '../../document/samples.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';

/** The sample report, numbered and resolved. */
export function sampleDocument(changes: Partial<ContentMeta> = {}): Document {
  const { value } = transform({
    meta: { ...meta, ...changes },
    body: sampleReport(),
    charts: sampleCharts,
    language: english,
    positionOf,
  });
  return value;
}

/** What the pages of a report carry with them, from the theme in `src/` and the compiled fonts. */
export function sampleAssets(document: Document): Promise<Assets> {
  return loadAssets(pageText(document, english), memoryHost({}).tool);
}
