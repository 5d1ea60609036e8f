/**
 * Every example of `docs/charts.md` is drawn with the data of `examples/charts`, stands in the template of that project, from
 * which the pictures are taken, and has its picture.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { chartsOf } from '../src/content/markdown/chart-words.js';
import { RowIndex } from '../src/content/selection/fields.js';
import { formatDiagnostic } from '../src/diagnostics.js';
import { chartForms } from '../src/extensions/forms.js';
import type { Host } from '../src/host/host.js';
import type { Project } from '../src/model/project/project.js';
import { resolveProject } from '../src/project/resolve.js';
import { plainText } from '../src/report/tree.js';
import { drawCharts } from '../src/session/drawing/chart-process.js';
import type { DrawCharts } from '../src/session/drawing/draw-charts.js';
import { prepareData } from '../src/session/prepare-data.js';
import { repositoryHost } from './memory-host.js';
import { english } from './support/english.js';
import { textOverlaps } from './support/text-overlaps.js';
import { writeReport } from './support/written-report.js';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'docs/charts.md'), 'utf8');
const template = readFileSync(join(root, 'examples/charts/templates/charts.md'), 'utf8');
const host = repositoryHost('examples/charts');

const examples = [...guide.matchAll(/^```handlebars\n([\s\S]*?)^```\n\n(.*)$/gm)].map(
  ({ 1: call = '', 2: picture = '' }) => ({
    call: call.trim(),
    picture,
    id: /id="([^"]+)"/.exec(call)?.[1] ?? '',
  }),
);

let project: Project;
let prepared: Awaited<ReturnType<typeof prepareData>>;

beforeAll(async () => {
  const { value } = await resolveProject(host);
  if (value === undefined) throw new Error('examples/charts is no project');
  project = value;
  const { data: path, dataPosition: position, edition } = project;
  prepared = await prepareData({ path, position, edition }, host);
});

test('the data are as the package says', () => {
  expect(prepared.diagnostics.map(formatDiagnostic)).toEqual([]);
});

test('every short form of a chart is shown, and the template draws nothing else', () => {
  const shown = examples.map(({ call }) => /^\{\{([\w-]+)/.exec(call)?.[1]);
  expect(chartForms.filter(({ id }) => !shown.includes(id))).toEqual([]);
  const drawn = [...template.matchAll(/^\{\{.*\}\}$/gm)].map(([call]) => call);
  expect(drawn).toEqual(examples.map(({ call }) => call));
});

test.each(examples)('$id has its picture, told in words', ({ id, picture }) => {
  expect(picture).toMatch(new RegExp(`^!\\[[^\\]]{20,}\\]\\(images/charts/${id}\\.png\\)$`));
  expect(existsSync(join(root, `docs/images/charts/${id}.png`))).toBe(true);
});

test('all of them are drawn without a complaint, each with a description and a table', async () => {
  const [report] = project.reports;
  if (report === undefined) throw new Error('examples/charts has no report');
  const target = { report, language: 'en', formats: report.formats };
  const overlaps: string[] = [];
  const draw: DrawCharts = async (work) => {
    const drawn = await drawCharts(work);
    for (const [id, chart] of Object.entries(drawn.outcome.value))
      overlaps.push(...textOverlaps(chart).map((each) => `${id} ${each}`));
    return drawn;
  };
  const { value, diagnostics } = await writeReport(
    { project, target, data: prepared.value, language: english, rows: new RowIndex(), draft: false },
    host satisfies Host,
    { draw },
  );
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  expect(overlaps).toEqual([]);
  const charts = value === undefined ? [] : chartsOf(value.document.tree);
  expect(charts.map(({ id }) => id)).toEqual(examples.map(({ id }) => id));
  for (const { id, children } of charts) {
    const words = children.flatMap((child) => (child.type === 'drawing' ? plainText([child]) : []));
    expect({ id, isTold: words.join('').length > 60 }).toEqual({ id, isTold: true });
  }
});
