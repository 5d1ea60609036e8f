import { expect, test } from 'vitest';
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { memoryHost } from '../../memory-host.js';
import { outputOf, sampleProject } from './sample-output.js';

test.each([
  ['month', '2013-12', '2014-01'],
  ['quarter', '2013-Q4', '2014-Q1'],
  ['week', '2014-W01', '2014-W02'],
  ['date', '2014-01-01', '2014-01-02'],
  ['school-year', '2013/14', '2014/15'],
])('cells of a %s are told behind numbers as the page says them', async (type, first, second) => {
  const output = await outputOf({
    ...sampleProject,
    'data/datapackage.yaml': `
name: library
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [time]
      fields:
        - {name: time, type: ${type}, role: dimension}
        - {name: visits, type: integer, unit: visits}
`,
    'data/visits.csv': `time,visits\n${first},5\n${second},6\n`,
    'templates/visits.md': `# Visits {#sec-visits}\n\n{{value "visits" time="${second}"}} visits, {{sum "visits" time="${first}|${second}"}} in all.\n`,
  });
  const { project, tool } = memoryHost(output);
  expect((await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic)).toEqual([]);
});
