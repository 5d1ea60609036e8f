import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { cutLabels, overlappingLabels } from '../../src/charts/scene.js';
import { chartNode, english, flagshipDataset, toolHost } from './fixtures.js';

test('look', async () => {
  for (const f of readdirSync('templates/charts')) {
    const node = chartNode(readFileSync(`templates/charts/${f}`, 'utf8'), f);
    const ds = flagshipDataset(node.dataset);
    const out = await renderCharts(
      { charts: [node], data: { [ds.name]: ds }, language: english() },
      toolHost(),
    );
    if (out.diagnostics.length) {
      console.log(f, out.diagnostics);
      continue;
    }
    const d = out.value[node.id]!;
    console.log(
      `${f} ${d.width}x${d.height} cut ${JSON.stringify(cutLabels(d))} over ${JSON.stringify(overlappingLabels(d.labels))}\n ALT ${d.alternative}\n DESC ${d.description}\n ENTRIES ${d.entries.map((e) => e.place[0] + ':' + e.text).join(' ')}`,
    );
    writeFileSync(`/tmp/look/${f.replace('.yaml', '.svg')}`, d.svg);
  }
});
