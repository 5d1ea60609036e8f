/** A forger who shades an area otherwise or draws a larger circle, and writes every hash anew. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { filesBelow } from '../../house/repository.js';
import { memoryHost } from '../../memory-host.js';
import { withPublished } from './mutations.js';
import { outputOf, textOf } from './sample-output.js';

type Output = Readonly<Record<string, Uint8Array>>;

const page = 'maps/en/maps.html';
const folder = 'tests/golden/maps';
let output: Output;

beforeAll(async () => {
  const paths = filesBelow(folder).filter((path) => !path.includes('/expected/'));
  output = await outputOf(
    Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')])),
    undefined,
    true,
  );
});

async function said(files: Output): Promise<string> {
  const { project, tool } = memoryHost(files);
  return (await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic).join('\n');
}

/** The page with a figure that is drawn otherwise. */
function redrawn(figure: string, from: RegExp | string, to: string): Output {
  const html = textOf(output, page);
  const start = html.indexOf(`<figure class="chart" id="${figure}"`);
  const other = html.slice(0, start) + html.slice(start).replace(from, to);
  if (start < 0 || other === html) throw new Error(`nothing in ${figure} matches ${from}`);
  return withPublished(output, page, other);
}

test('maps as they were drawn answer for their cells', async () => {
  expect(await said(output)).toBe('');
});

test.each([
  [
    'fig-shades',
    /(<g data-mark="0"><path fill=")#[0-9a-f]{6}/,
    '$1#111111',
    /Unexpected shade `#111111` of an area in `fig-shades`/,
  ],
  [
    'fig-shades',
    /(<g data-mark="0"><path fill=")(#[0-9a-f]{6})(".*?<path fill=")(?!\2)(#[0-9a-f]{6})/,
    '$1$4$3$2',
    /of an area in `fig-shades`, expected `#[0-9a-f]{6}`, that of its class \(leavers\/rate/,
  ],
  [
    'fig-shades',
    /(<g data-mark="0">)<path [^>]*\/>/,
    '$1',
    /Unexpected 8 shapes in `fig-shades`, expected 9, one for each cell/,
  ],
  [
    'fig-circles',
    /d="M([\d.]+),0A[^"]*"/,
    'd="M40,0A40,40,0,1,1,-40,0A40,40,0,1,1,40,0Z"',
    /Unexpected circle in `fig-circles` that shows about `\d+`, expected `260` as in its cell \(leavers\/pupils/,
  ],
  [
    'fig-circles',
    /(<g data-mark="0">.*?)<path [^>]*\/>/,
    '$1',
    /Unexpected 8 (?:shapes|marks) in `fig-circles`, expected 9/,
  ],
] as const)('%s with %s drawn otherwise is found out', async (figure, from, to, expected) => {
  expect(await said(redrawn(figure, from, to))).toMatch(expected);
});
