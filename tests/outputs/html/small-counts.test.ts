import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { originsOf } from '../../../src/outputs/html/origins.js';
import { screenContent } from '../../../src/outputs/html/page.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { MemoryProject } from '../../support/memory-project.js';

const project = (resource: string): MemoryProject =>
  new MemoryProject({
    id: 'few',
    files: {
      'data/datapackage.yaml': `name: few
resources:
  - name: killed
    path: killed.csv
    title: Persons killed
    about: persons
    sources: [{title: Office}]
${resource}    schema:
      fields:
        - {name: year, type: year, role: dimension}
        - {name: killed, title: Killed, type: integer, role: measure, unit: persons}
`,
      'data/killed.csv': 'year,killed\n2014,3\n2015,12\n',
    },
  });

/** What the page says beside the rows, and its words. */
async function printed(resource: string) {
  const own = project(resource);
  const { value: data } = await own.prepared();
  const { content } = await own.compose(
    '# Killed\n\n{{value "killed" year=2015}} were killed.\n\n# Methods\n\n{{methods only="confidentiality"}}\n',
  );
  if (content === undefined) throw new Error('no report');
  const { meta, body } = content;
  const positionOf = () => ({ file: 'few.md', line: 1, column: 1 });
  const { value: report } = finishReport({ meta, body, charts: {}, language: english, data, positionOf });
  const [dataset] = originsOf(report, english).datasets;
  const words = toHtml(screenContent(report, english)).replace(/<script.*?<\/script>/gs, '');
  return { notes: dataset?.notes.join(' ') ?? '', words };
}

test('the reason why small counts are printed stands in the methods, once, and where a number is asked', async () => {
  const reason = 'The police publish the same counts.';
  const by = 'by: Office, date: 2015-12-01';
  const { notes, words } = await printed(`    accepts: [{code: protect/small, reason: ${reason}, ${by}}]\n`);
  expect(notes).toBe(`Source: Office Why small counts are printed: ${reason}`);
  expect(words.split(reason)).toHaveLength(2);
});

test('small counts of which nobody has decided are not printed', async () => {
  await expect(project('').prepared()).rejects.toThrow(/error protect\/small/);
});
