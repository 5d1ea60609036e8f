/** The published examples of Vega-Lite that stand still over one table: which are drawn, which are refused, and why. */
import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawExample } from '../gallery/draw-example.js';
import { rowsOf, type Spec, sourceOf } from '../gallery/examples.js';
import { type Line, statedResults, writeResults } from '../gallery/results.js';
import { textOverlaps } from '../support/text-overlaps.js';

const specs = process.env.GALLERY_SPECS ?? join(import.meta.dirname, '../gallery/specs');
const data = process.env.GALLERY_DATA ?? join(import.meta.dirname, '../gallery/data');
const pictures = process.env.GALLERY_PICTURES;
const only = process.env.ONLY;
const report = process.env.GALLERY_REPORT;
/** Set to write what came of it into `docs/reference/vega-lite-gallery.md`. */
const writes = process.env.GALLERY_WRITE === 'true';

test('the gallery of Vega-Lite', async () => {
  const lines: Line[] = [];
  const elsewhere: Record<string, number> = {};
  const overlaps: Record<string, readonly string[]> = {};
  for (const file of readdirSync(specs)
    .filter((each) => each.endsWith('.vl.json'))
    .sort()) {
    const name = file.replace('.vl.json', '');
    if (only !== undefined && !new RegExp(only).test(name)) continue;
    const spec = JSON.parse(readFileSync(join(specs, file), 'utf8')) as Spec;
    const source = sourceOf(spec);
    const rows =
      typeof source === 'string'
        ? undefined
        : rowsOf(source, (each) => readFileSync(join(data, each), 'utf8'));
    if (rows === undefined || typeof source === 'string') {
      const why = typeof source === 'string' ? source : 'nested data';
      elsewhere[why] = (elsewhere[why] ?? 0) + 1;
      continue;
    }
    const kind = source.url === undefined ? 'inline' : 'file';
    // One that never ends is the last that was begun.
    if (report !== undefined) appendFileSync(`${report}.log`, `${Math.round(performance.now())} ${name}\n`);
    try {
      const { chart, faults, warnings, allow } = await drawExample(name, spec, rows);
      // What lies over another all the same, its author is told.
      const isTold = warnings.some(({ message }) => message.includes('overlap'));
      const found = chart === undefined || isTold ? [] : textOverlaps(chart);
      if (found.length > 0) overlaps[name] = [`${found.length} in all`, ...found.slice(0, 3)];
      if (chart !== undefined && pictures !== undefined) {
        mkdirSync(pictures, { recursive: true });
        writeFileSync(join(pictures, `${name}.svg`), chart.svg);
      }
      lines.push({
        name,
        source: kind,
        outcome: chart === undefined ? 'refused' : 'draws',
        said: faults.map(({ code, message }) => `${code} ${message}`),
        warned: warnings.map(({ code, message }) => `${code} ${message}`),
        allow,
      });
    } catch (error) {
      lines.push({ name, source: kind, outcome: 'fails', said: [String(error)], warned: [], allow: [] });
    }
    if (report !== undefined) writeFileSync(report, JSON.stringify(lines, null, 1));
  }
  const count = (kind: string, outcome: string): number =>
    lines.filter((each) => each.source === kind && each.outcome === outcome).length;
  for (const kind of ['file', 'inline'])
    process.stdout.write(
      `${kind}: ${count(kind, 'draws')} draw, ${count(kind, 'refused')} refused, ${count(kind, 'fails')} fail\n`,
    );
  process.stdout.write(`${JSON.stringify(elsewhere)}\n`);
  if (writes) writeResults(lines);
  expect(overlaps).toEqual({});
  const stated = statedResults();
  const other = lines.filter(({ name, outcome }) => stated.get(name) !== outcome);
  expect(other.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([]);
});
