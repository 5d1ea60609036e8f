import { expect, test } from 'vitest';
import { originsOf } from '../../../src/outputs/html/origins.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { MemoryProject } from '../../support/memory-project.js';

const project = new MemoryProject({
  id: 'told',
  files: {
    'data/datapackage.yaml': `name: told
resources:
  - name: works
    path: works.csv
    title: Works
    schema:
      fields:
        - {name: code, title: Code, type: string, role: dimension}
        - {name: name, title: Work, type: string, role: attribute}
  - name: costs
    path: costs.csv
    title: Costs
    schema:
      foreignKeys:
        - {fields: work, reference: {resource: works, fields: code}}
      fields:
        - {name: work, title: Work, type: string, role: dimension}
        - {name: year, title: Year, type: year, role: dimension}
        - {name: cost, title: Cost, type: integer, role: measure, unit: euro}
  - name: loans
    path: loans.json
    title: Loans
    schema:
      primaryKey: [year]
      fields:
        - {name: year, title: Year, type: year}
        - {name: loans, title: Loans, type: integer, unit: loans}
`,
    'data/loans.json': '[{"year":2014,"loans":7},{"year":2015,"loans":9}]',
    'data/works.csv': 'code,name\nA,Bridge\nB,Road\n',
    'data/costs.csv': 'work,year,cost\nA,2014,300\nA,2015,200\nB,2014,500\nB,2015,400\n',
  },
});

/** What the page tells of the numbers of a text: title, how, rule, equation, and the cells with their labels. */
async function told(text: string) {
  const { value: data } = await project.prepared();
  const { content } = await project.compose(`# Works\n\n${text}\n`);
  if (content === undefined) throw new Error('no report');
  const { meta, body } = content;
  const positionOf = () => ({ file: 'told.md', line: 1, column: 1 });
  const { value: report } = finishReport({ meta, body, charts: {}, language: english, data, positionOf });
  const { labels, cells, origins, numbers } = originsOf(report, english);
  return Object.values(numbers).map((at) => {
    const [title, how, rule, equation, ...places] = origins[at] ?? [0, 0, 0, ''];
    const rows = places.flat().map((place) => {
      const [, value, , ...keys] = cells[place] ?? [0, '', 0];
      return [...keys.map((key) => labels[key]), value].join(' ');
    });
    return { title: labels[title], how: labels[how], rule: labels[rule], equation, rows };
  });
}

test('a row is told by its name, its own or that of its code, and a calculation once', async () => {
  const [cost, change, sum] = await told(
    '{{value "costs" work="A" year=2014}} euro; {{percent-change "costs" work="A" from=2014 to=2015 absolute=true}} less; {{sum "costs" work="A" year="2014|2015"}} euro.',
  );
  expect(cost?.rows).toEqual(['A 2014 Bridge 300']);
  expect(change).toMatchObject({
    how: 'From 300 to 200',
    rule: '',
    equation: '(300 − 200) ÷ 300 × 100 ≈ 33.3',
  });
  expect(sum).toMatchObject({ how: 'Sum of 2 numbers', rule: '', equation: '300 + 200 = 500' });
});

test('each row of a file of one line is told as it is', async () => {
  const [loans] = await told('{{value "loans" year=2015}} loans.');
  expect(loans?.rows).toEqual(['2015 9']);
});
