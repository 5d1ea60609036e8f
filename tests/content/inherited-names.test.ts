/** What every object of JavaScript has is a name too: a register of buildings has a column `constructor`. */
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { RowIndex } from '../../src/content/selection/fields.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { htmlReport } from '../../src/outputs/html/html-report.js';
import { drawCharts } from '../../src/session/drawing/chart-process.js';
import { memoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';
import { writeReport } from '../support/written-report.js';

const builders = ['constructor', 'toString', '__proto__'];
const rows = builders.flatMap((builder) =>
  [2014, 2015].flatMap((year) => {
    const parts = ['constructor', '__proto__'].map((kind, index) => ({
      kind,
      n: builder.length + year - 2000 + index,
    }));
    const whole = { kind: 'hasOwnProperty', n: parts.reduce((sum, { n }) => sum + n, 0) };
    return [...parts, whole].map(({ kind, n }) => `${builder},${year},${kind},${n},${2 * n},valueOf`);
  }),
);
const resource = (name: string): string => `
  - name: ${name}
    path: ${name}.csv
    title: constructor
    lang: sq
    counts: {unit: cases, definition: constructor}
    sources: [{title: constructor}]
    schema:
      primaryKey: [constructor, year, valueOf]
      fields:
        - {name: constructor, categories: [${builders.join(', ')}]}
        - {name: year, type: year}
        - {name: valueOf, total: hasOwnProperty}
        - {name: toString, type: integer, title: toString, unit: cases}
        - {name: isPrototypeOf, type: integer, title: constructor, unit: cases}
        - {name: propertyIsEnumerable, role: attribute}`;
const csv = ['constructor,year,valueOf,toString,isPrototypeOf,propertyIsEnumerable', ...rows, ''].join('\n');
const template = `# constructor

There were {{value "constructor" constructor="constructor" year=2015 measure="toString" valueOf="constructor"}} cases of
constructor in 2015, and {{value "constructor" constructor="__proto__" year=2015 measure="isPrototypeOf" valueOf="__proto__"}}.

{{table "constructor" rows="constructor" columns="year" measure="toString" valueOf="constructor" id="tbl-all"}}

{{compare "constructor" "toString" rows="constructor" measure="toString" year=2014 valueOf="constructor" note="constructor" id="tbl-both"}}

{{#each (rows "constructor" year=2015 valueOf="constructor")}}
- {{constructor}}: {{toString}}
{{/each}}

{{#claim "highest" "constructor" constructor="constructor" measure="toString" valueOf="constructor" year=2015}}constructor is the highest{{/claim}}
`;

test('a dataset, a column, a measure and categories with the names of what every object has are printed like others', async () => {
  const project = new MemoryProject({
    id: 'constructor',
    files: {
      'data/datapackage.yaml': `name: names\nresources:${resource('constructor')}${resource('toString')}\n`,
      'data/constructor.csv': csv,
      'data/toString.csv': csv,
    },
  });
  const { value: data } = await project.prepared();
  const host = memoryHost({ 'templates/constructor.md': template });
  const target = { report: project.report, language: 'en', formats: project.report.formats };
  const { value, diagnostics } = await writeReport(
    { project: project.project, target, data, language: english, rows: new RowIndex(), draft: false },
    host,
    { draw: drawCharts },
  );
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  if (value === undefined) throw new Error('no report');
  expect(value.document.ledger.slice(0, 2).map(({ text }) => text)).toEqual(['26', '50']);
  const page = toHtml(htmlReport(value).body);
  expect(page.match(/<span lang="sq">[^<]*/g)).not.toBe(null);
});
