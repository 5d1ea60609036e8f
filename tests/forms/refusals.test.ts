/** Rules of the forms of charts that stop what would look true and is not. */
import { expect, test } from 'vitest';
import { chartsOf } from '../../src/content/markdown/chart-words.js';
import { MemoryProject } from '../support/memory-project.js';

const dataPackage = `
name: forms
resources:
  - name: answers
    path: answers.csv
    title: Answers
    schema:
      primaryKey: [statement, answer]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: statement, categories: [quiet, open, warm]}
        - {name: answer, categories: ["no", rather-not, neither, rather, "yes", unsure, total], total: total}
        - {name: persons, type: integer, unit: persons}
  - name: shares
    path: shares.csv
    title: Shares
    schema:
      primaryKey: [statement, answer]
      fields:
        - {name: statement, categories: [quiet, open]}
        - {name: answer, categories: ["no", neither, "yes"]}
        - {name: share, type: number, unit: "%", additive: false}
  - name: ages
    path: ages.csv
    title: Ages
    schema:
      primaryKey: [age]
      fields:
        - name: age
          categories: [{value: young, bounds: [0, 18]}, {value: middle, bounds: [18, 65]}, {value: old, label: 65 and over}]
        - {name: persons, type: integer, unit: persons}
        - {name: rate, type: number, unit: "%", additive: false}
  - name: cases
    path: cases.csv
    title: Cases
    schema:
      primaryKey: [step]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: step, categories: [before, came, lost, left, after]}
        - {name: cases, type: integer, unit: cases, constraints: {minimum: -100}}
  - name: rates
    path: rates.csv
    title: Rates
    schema:
      primaryKey: [year, region]
      fields:
        - {name: year, type: year}
        - {name: region, categories: [north, south]}
        - {name: rate, type: number, unit: "%", additive: false}
        - {name: low, type: number, unit: "%", additive: false}
        - {name: high, type: number, unit: "%", additive: false}
        - {name: status, role: status}
`;

const answers = ['no', 'rather-not', 'neither', 'rather', 'yes', 'unsure'];
const rowsOf = (statement: string, numbers: readonly (number | string)[]): string =>
  [...answers, 'total'].map((answer, at) => `${statement},${answer},${numbers[at]}`).join('\n');

const project = new MemoryProject({
  id: 'forms',
  files: {
    'data/datapackage.yaml': dataPackage,
    'data/answers.csv': `statement,answer,persons\n${rowsOf('quiet', [10, 20, 30, 25, 10, 5, 100])}\n${rowsOf('open', [5, 5, 10, 50, 25, 5, 100])}\n${rowsOf('warm', [5, 5, 10, 50, 25, '[x]', '[x]'])}\n`,
    'data/rates.csv':
      'year,region,rate,low,high,status\n2012,north,5,4,6,\n2013,north,6,5,7,b\n2012,south,5,4,6,\n2013,south,8,5,7,\n',
    'data/ages.csv': 'age,persons,rate\nyoung,5,1\nmiddle,40,2\nold,9,3\n',
    'data/cases.csv': 'step,cases\nbefore,10\ncame,5\nlost,[x]\nleft,-3\nafter,12\n',
    'data/shares.csv':
      'statement,answer,share\nquiet,no,20.4\nquiet,neither,33.3\nquiet,yes,46.3\nopen,no,20\nopen,neither,30\nopen,yes,44\n',
  },
});

const problemsOf = async (call: string): Promise<string> =>
  (await project.compose(`# A\n\n${call}\n`)).problems.join('\n');

test.each([
  [
    '{{likert "answers" by="statement" split="answer" statement="quiet|open" neutral="neither" apart="unsure"}}',
    '',
  ],
  ['{{likert "shares" by="statement" split="answer" statement="quiet" neutral="neither"}}', ''],
  [
    '{{likert "answers" by="statement" split="answer" statement="quiet" neutral="neither"}}',
    'Before the middle are 2 answers and after it 3',
  ],
  [
    '{{likert "answers" by="statement" split="answer" statement="quiet" answer="no|neither|yes" neutral="neither"}}',
    'The answers to `quiet` add up to 50, and their base is 100',
  ],
  [
    '{{likert "answers" by="statement" split="answer" neutral="neither" apart="unsure"}}',
    'An answer has no number from 0 up',
  ],
  [
    '{{likert "shares" by="statement" split="answer" neutral="neither"}}',
    'The answers to `open` add up to 94',
  ],
  [
    '{{likert "answers" by="statement" split="answer" neutral="unsure" apart="unsure"}}',
    'is not one of the answers that are drawn',
  ],
  ['{{line "rates" measure="rate" band="low|high" region="north"}}', ''],
  [
    '{{line "rates" measure="rate" band="low|high" region="south"}}',
    '`rate` is not between `low` and `high` (data/rates.csv:5',
  ],
  ['{{line "rates" measure="rate" band="low" region="north"}}', '`band` needs two measures'],
  ['{{line "rates" measure="rate" band="low|high" split="region"}}', '`band` belongs to one line'],
  ['{{histogram "ages" by="age" measure="persons" age="young|middle"}}', ''],
  ['{{histogram "ages" by="age" measure="persons"}}', 'The band `old` of `age` does not say where it begins'],
  ['{{histogram "ages" by="age" measure="rate" age="young|middle"}}', '`rate` does not add up'],
  ['{{waterfall "cases" step="before|came|left|after"}}', ''],
  [
    '{{waterfall "cases" step="before|came|after"}}',
    'The last step of `cases` is 12, and the steps before it add up to 15',
  ],
  ['{{waterfall "cases"}}', 'The step `lost` has no number (data/cases.csv:4)'],
  ['{{waterfall "cases" step="before|after"}}', 'one between them'],
])('%s', async (call, words) => {
  const problems = await problemsOf(call);
  if (words === '') expect(problems).toBe('');
  else expect(problems).toContain(words);
});

test.each([
  ['[18, 65]', '[17, 65]', 'overlaps `young`, which goes from 0 to 18'],
  ['[0, 18]', '[18, 0]', 'does not begin with the smaller number'],
])('bounds %s as %s', async (own, other, words) => {
  const changed = { 'data/datapackage.yaml': dataPackage.replace(own, other) };
  await expect(project.prepared(changed)).rejects.toThrow(words);
});

test('a line ends where the data declare a break, in the series that has it, and a rule stands there', async () => {
  const { content } = await project.compose('# A\n\n{{line "rates" measure="rate" split="region"}}\n');
  const [chart] = content === undefined ? [] : chartsOf(content.body);
  expect(JSON.stringify(chart?.spec)).toContain(
    String.raw`{"calculate":"(datum[\"region\"] == \"north\" && datum[\"year\"] >= 2013 ? 1 : 0)","as":"part_of_line"}`,
  );
  expect(JSON.stringify(chart?.spec)).toContain('{"field":"year","oneOf":[2013]}');
});

test('bars stand by size where digits are in some names alone, and as they are where they are in every one', async () => {
  const orderOf = async (names: string): Promise<unknown> => {
    const steps = dataPackage.replace('[before, came, lost, left, after]', names);
    const changed = { 'data/datapackage.yaml': steps, 'data/cases.csv': 'step,cases\na,3\nb,5\n' };
    const { content } = await project.compose('# A\n\n{{bars "cases"}}\n', changed);
    const [chart] = content === undefined ? [] : chartsOf(content.body);
    return (chart?.spec.encoding as { y?: { sort?: unknown } } | undefined)?.y?.sort;
  };
  expect(await orderOf('[{value: a, label: Law 3 of 2010}, {value: b, label: Theft}]')).toBe('-x');
  expect(await orderOf('[{value: a, label: 1 to 5}, {value: b, label: 6 to 10}]')).toBe(undefined);
});

test('a histogram of few is drawn as bars, one of many along a scale', async () => {
  const call = '{{histogram "ages" by="age" measure="persons" age="young|middle"}}';
  const scaleOf = async (ages: string): Promise<boolean> => {
    const { content } = await project.compose(`# A\n\n${call}\n`, { 'data/ages.csv': ages });
    return JSON.stringify(content).includes('age_from');
  };
  expect(await scaleOf('age,persons,rate\nyoung,5,1\nmiddle,40,2\nold,9,3\n')).toBe(false);
  expect(await scaleOf('age,persons,rate\nyoung,50,1\nmiddle,400,2\nold,9,3\n')).toBe(true);
});
