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
    expects: ['protect/small'],
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

/** What the page says beside the rows, whether it keeps them, and its words. */
async function handedOut(resource: string) {
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
  return { dataset, words };
}

test('rows that count few persons are handed out for a reason, which is printed beside them and in the methods', async () => {
  const kept = await handedOut('');
  expect(kept.dataset?.closed).toBe(true);
  const reason = 'The police publish the same counts.';
  const open = await handedOut(`    allow: {small-counts: ${reason}}\n`);
  expect(open.dataset?.closed).toBeUndefined();
  expect(open.dataset?.notes.join()).toContain(reason);
  expect(open.words).toContain(`Persons killed: ${reason}`);
  expect(kept.words).not.toContain(reason);
});

test('a reason says why, and stands where counts are small', async () => {
  const text = (resource: string): Promise<string> =>
    project(resource)
      .prepared()
      .then(
        () => '',
        (error: Error) => error.message,
      );
  expect(await text('    allow: {small-counts: yes}\n')).toContain(
    'data/datapackage.yaml:8:27 error data/package: `small-counts` has no reason',
  );
  expect(await text('    allow: {small-counts: small counts}\n')).toMatch(
    /8:27 error .*`small-counts` has no reason/,
  );
  const needless = project('    allow: {small-counts: Nobody is small here.}\n');
  const large = needless.prepared({ 'data/killed.csv': 'year,killed\n2014,30\n2015,12\n' });
  await expect(large).rejects.toThrow(/error guard\/allow: `killed` allows `small-counts`/);
});
