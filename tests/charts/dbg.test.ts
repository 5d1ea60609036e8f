import { readFileSync } from 'node:fs';
import { test } from 'vitest';
import { compose } from '../../src/charts/compose.js';
import { chartRows } from '../../src/charts/rows.js';
import { createTextWidth } from '../../src/charts/text-width.js';
import { loadVega } from '../../src/charts/vega.js';
import { chartNode, english, flagshipDataset, fontMetrics } from './fixtures.js';
test('d', async () => {
  const vega = await loadVega();
  const node = chartNode(readFileSync(`templates/charts/cases-trend.yaml`, 'utf8'));
  const ds = flagshipDataset(node.dataset);
  const c = compose({ spec: node.spec, dataset: ds, rows: [], textWidth: createTextWidth(fontMetrics()), parseExpression: vega.parseExpression, layout: { width: 400, drawn: {}, shown: { year: ['2009', '2010', '2011','2012', '2013', '2014'] } } });
  console.log(JSON.stringify({ ...c.spec, data: 0 }, null, 1));
  const vl = await import('vega-lite');
  const out = vl.compile(c.spec as never, { config: {} });
  console.log(JSON.stringify(out.spec.axes, null, 1));
});
