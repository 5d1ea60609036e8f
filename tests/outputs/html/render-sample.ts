import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ContentMeta } from '../../../src/content/nodes.js';
import type { Document } from '../../../src/document/document.js';
import { transform } from '../../../src/document/transform.js';
import type { Files } from '../../../src/host/host.js';
import { type Assets, loadAssets } from '../../../src/outputs/html/assets.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { positionOf } from '../../document/markdown.js';
import { sampleCharts, sampleReport } from '../../document/sample-report.js';
import { english, meta } from '../../document/samples.js';

const fonts = new URL('../../../dist/fonts/', import.meta.url);
const source = new URL('../../../src/', import.meta.url);

/** The files of the tool, the theme as it stands in `src/`, fonts as compiled. */
export const toolFiles: Files = {
  read: async (path) => new Uint8Array(await readFile(locate(path))),
  readText: async (path) => readFileSync(locate(path), 'utf8'),
  exists: async () => true,
};

function locate(path: string): URL {
  return path.startsWith('fonts/') ? new URL(path.slice('fonts/'.length), fonts) : new URL(path, source);
}

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

export function sampleAssets(document: Document): Promise<Assets> {
  return loadAssets(pageText(document, english), toolFiles);
}
