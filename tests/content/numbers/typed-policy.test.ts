import { expect, test } from 'vitest';
import { visit } from '../../../src/model/tree/visit.js';
import { plainText } from '../../../src/report/tree.js';
import { MemoryProject } from '../../support/memory-project.js';

const project = new MemoryProject({
  id: 'annual',
  files: {
    'data/datapackage.yaml': `
name: a
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: visits, type: integer, role: measure, unit: visits}
`,
    'data/visits.csv': 'year,visits\n2014,120\n2015,130\n',
  },
});

const template =
  '# Visits\n\nIn 2015 there were {{value "visits" year=2015}} visits, 10 more, by a dozen visits.\n\n{{methods}}\n';

const composed = (typed?: 'warning' | 'off') =>
  project.compose(template, {}, typed === undefined ? {} : { report: { typed } });

/** The numerals of the text by their class. */
function classes({ content }: Awaited<ReturnType<typeof composed>>): string[] {
  const found: string[] = [];
  if (content !== undefined)
    visit(content.body, 'numeral', ({ class: name, value }) => {
      if (name === 'typed') found.push(`${value} ${name}`);
    });
  return found;
}

/** The words of a report. */
const wordsOf = ({ content }: Awaited<ReturnType<typeof composed>>): string =>
  plainText(content === undefined ? [] : [content.body]);

test('a typed number stops a report, in digits and in words', async () => {
  const { problems } = await composed();
  expect(problems).toEqual([
    expect.stringContaining('annual.md:3:57 error number/hard-typed: The number `10` is typed'),
    expect.stringContaining('annual.md:3:69 error number/word: The number `a dozen` beside'),
  ]);
});

test('where it may pass with a warning, it is of a class of its own, and the annex of methods says how many there are', async () => {
  const report = await composed('warning');
  expect(report.problems).toEqual([
    expect.stringContaining('annual.md:3:57 warning number/hard-typed'),
    expect.stringContaining('annual.md:3:69 warning number/word'),
  ]);
  expect(classes(report)).toEqual(['10 typed']);
  expect(wordsOf(report)).toContain(
    '2 numbers in the text were typed by the author and not checked against data.',
  );
});

test('where nothing is said of it, it is counted all the same', async () => {
  const report = await composed('off');
  expect(report.problems).toEqual([]);
  expect(classes(report)).toEqual(['10 typed']);
  expect(wordsOf(report)).toContain('typed by the author');
});
