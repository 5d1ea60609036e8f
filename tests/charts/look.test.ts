import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkChart } from '../../src/charts/check/check-chart.js';
import { drawChart } from '../../src/charts/draw.js';
import { loadVega } from '../../src/charts/vega.js';
import { sceneLabels, overlappingLabels, cutLabels } from '../../src/charts/scene.js';
import { chartNode, english, flagshipDataset, fontMetrics } from './fixtures.js';

test('look', async () => {
  const vega = await loadVega();
  for (const f of readdirSync('templates/charts')) {
    const node = chartNode(readFileSync(`templates/charts/${f}`, 'utf8'), f);
    const ds = flagshipDataset(node.dataset);
    const ds2 = checkChart(node, ds, vega.parseExpression);
    if (ds2.length) { console.log(f, ds2); continue; }
    try {
      const t = performance.now();
      const d = await drawChart(node.spec, ds, { vega, language: english(), metrics: fontMetrics() });
      console.log(f, d.width, d.height, Math.round(performance.now() - t) + 'ms', d.warnings);
      const labels = sceneLabels(d.scene);
      if (f.includes('trend')) console.log(JSON.stringify(d.layout.shown), d.layout.width); console.log('cut', cutLabels({ labels, width: d.width, height: d.height }), 'over', overlappingLabels(labels));
      writeFileSync(`/tmp/look/${f.replace('.yaml', '.svg')}`, d.svg);
    } catch (e) { console.log(f, e); }
  }
  expect(1).toBe(1);
});
