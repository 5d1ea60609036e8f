/** Files as offices publish them become drafts by answers that their own questions propose. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeFiles } from '../../../src/extensions/describe/describe-files.js';
import { readHere } from '../../../src/session/workers/workbook-process.js';
import { memoryHost } from '../../memory-host.js';
import { MemoryProject } from '../../support/memory-project.js';
import { firstOf } from '../../support/runs.js';
import { answered, type Choices } from './answered.js';
import { rawFiles } from './raw-files.js';

/** What a draft says of the file as an error, in the data and in its first report. */
async function errorsOf(
  name: string,
  bytes: Uint8Array | string,
  choices: Choices,
): Promise<readonly string[]> {
  const {
    text = '',
    report,
    lastYear = 2025,
  } = await describeFiles([name], memoryHost({ [name]: bytes }), {
    read: readHere,
  });
  const files = { 'data/datapackage.yaml': answered(text, choices), [`data/${name}`]: bytes };
  const project = new MemoryProject({ id: 'annual-report', edition: lastYear, files });
  const { problems, texts } = await project.compose(report?.template ?? '');
  expect(texts.length, name).toBeGreaterThan(1);
  return problems.filter((problem) => /^\S+ error /.test(problem));
}

const offices = readdirSync('examples/offices').filter((name) => !name.includes('.'));

test('there are eleven examples of offices', () => {
  expect(offices).toHaveLength(11);
});

// All of them by `npm run test:deep`; what one of their files has that another does not is in `raw-files.ts`.
test.each(firstOf(offices, 3))('the raw file of the example of %s', async (office) => {
  const folder = `examples/offices/${office}/data`;
  const [name = ''] = readdirSync(folder).filter((each) => each !== 'datapackage.yaml');
  // Votes are no persons, though few of them are.
  const choices: Choices = { 'If they count persons': 'none' };
  expect(await errorsOf(name, readFileSync(`${folder}/${name}`), choices)).toEqual([]);
});

test.each(Object.entries(rawFiles))('a file with %s', async (_, { name, content }) => {
  // What an asterisk means the note below its table says.
  expect(await errorsOf(name, content, { 'beside numbers': 'b' })).toEqual([]);
});

/** What a call prints from a file, by the package that another one was described with. */
async function printed(described: string, file: string, call: string): Promise<readonly string[]> {
  const { text = '' } = await describeFiles(['a.csv'], memoryHost({ 'a.csv': described }), {
    read: readHere,
  });
  const files = { 'data/datapackage.yaml': answered(text), 'data/a.csv': file };
  const project = new MemoryProject({ id: 'annual-report', edition: 2024, files });
  const { problems, texts } = await project.compose(call);
  expect(problems).toEqual([]);
  return texts;
}

test.each([
  ['years', '2023,2024', ',2025', 'year=2025'],
  ['months', 'Jan-25,February 2025', ',March 2025', 'month="2025-03"'],
  ['quarters', 'Q1 2025,Q2 2025', ',Q3 2025', 'quarter="2025-Q3"'],
])('the next column of %s is read by the package of last year', async (_, heads, next, which) => {
  const before = `place,${heads}\nA,110,120\nB,210,220\n`;
  const after = `place,${heads}${next}\nA,110,120,130\nB,210,220,230\n`;
  expect(await printed(before, after, `{{value "a" place="B" ${which}}}`)).toEqual(['230']);
});

test('spaces between thousands are one mark, and no number becomes a missing value', async () => {
  const csv = 'place;n\nA;98 765,4\nB;99\u00a0120,5\nC;1\u202f002,75\n';
  expect(await printed(csv, csv, '{{value "a" place="B"}} {{value "a" place="C"}}')).toEqual([
    '99,120.5',
    '1,002.75',
  ]);
  const odd = (
    await describeFiles(['a.csv'], memoryHost({ 'a.csv': 'place,n\nA,1\nB,2\nC,1.2.3\n' }), {
      read: readHere,
    })
  ).text;
  expect(odd).not.toContain('value: "1.2.3"');
});

test('marks of the other columns decide where those of one do not', async () => {
  const csv = 'place,index,rate\nA,28.980,1.5\nB,29.150,2.25\n';
  expect(await printed(csv, csv, '{{value "a" place="A" measure="index"}}')).toEqual(['28.980']);
});

test('headings that stand twice, and a column without one', async () => {
  const csv = ',Deaths,Rate,Injuries,Rate\n2023-24,17,1.5,30,2.5\n2024-25,18,1.25,31,2.25\n';
  const { text } = await describeFiles(['a.csv'], memoryHost({ 'a.csv': csv }), { read: readHere });
  expect(text).toContain(
    '# ASK: the heading `Rate` is used more than once: what is to the right of the range A1:D3 is not read',
  );
  expect(text).toContain('columns: {year: ""}');
  expect(await printed(csv, csv, '{{value "a" year="2024/25" measure="Injuries"}}')).toEqual(['31']);
});
