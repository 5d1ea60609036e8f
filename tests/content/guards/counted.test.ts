import { expect, test } from 'vitest';
import { MemoryProject } from '../../support/memory-project.js';

const schema = (key: string, extra = ''): string => `
    schema:
      primaryKey: [${key}]
      fields:
        - {name: year, type: year}${extra}
        - {name: victims, type: integer, unit: victims}`;

const project = new MemoryProject({
  id: 'counted',
  files: {
    'data/datapackage.yaml': `
resources:
  - name: identified
    path: identified.csv
    title: Victims identified
    counts: {unit: persons, status: identified}${schema('year')}
  - name: assisted
    path: assisted.csv
    title: Victims assisted
    counts: {unit: persons, status: assisted}${schema('year')}
  - name: silent
    path: silent.csv
    title: Victims somewhere${schema('year')}
  - name: ways
    path: ways.csv
    title: Victims by status
    counts: {unit: persons, status: {field: status}}
    equals:
      - {where: {status: identified}, to: {resource: identified}}
      - {where: {status: assisted}, to: {resource: assisted}}${schema('year, status', '\n        - {name: status, categories: [presumed, identified, assisted]}')}
`,
    'data/identified.csv': 'year,victims\n2014,40\n2015,50\n',
    'data/assisted.csv': 'year,victims\n2014,20\n2015,30\n',
    'data/silent.csv': 'year,victims\n2014,20\n2015,30\n',
    'data/ways.csv':
      'year,status,victims\n2014,presumed,60\n2014,identified,40\n2014,assisted,20\n2015,presumed,70\n2015,identified,50\n2015,assisted,30\n',
  },
});

const of = 'of=(value "identified" year=2015)';

test.each([
  ['share', `{{share (value "assisted" year=2015) ${of}}}`],
  ['ratio', `{{ratio (value "assisted" year=2015) ${of}}}`],
  ['ratio that declares a unit', `{{ratio (value "assisted" year=2015) ${of} per="victims"}}`],
  ['share of one that does not say', `{{share (value "silent" year=2015) ${of}}}`],
  ['change', '{{change (value "assisted" year=2015) from=(value "identified" year=2014)}}'],
  ['percent-change', '{{percent-change (value "assisted" year=2015) from=(value "identified" year=2014)}}'],
  ['share within a dataset', '{{share "ways" year=2015 status="assisted" of="status=identified"}}'],
  ['sum', '{{sum "ways" year=2015 status="identified|assisted"}}'],
  ['average', '{{average "ways" year=2015 status="identified|assisted"}}'],
])('what is counted binds a %s', async (_, template) => {
  const { problems } = await project.compose(`# Text\n\nIt is ${template}.\n`);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(' error guard/unlike-counts: `');
  expect(problems[0]).toMatch(/^templates\/counted.md:3:\d+ /);
});

test('a reason says that it is meant, and stays with the number', async () => {
  const allow = 'allow="counts: Everybody assisted was identified before"';
  const { problems, texts } = await project.compose(
    `# Text\n\n{{share (value "assisted" year=2015) ${of} ${allow}}} of all.\n`,
  );
  expect(problems).toEqual([]);
  expect(texts).toEqual(['60.0%']);
});

test('numbers that were counted alike are compared as before', async () => {
  const { problems, texts } = await project.compose(
    '# Text\n\n{{change "identified" from=2014 to=2015}}, {{sum "ways" status="assisted" from=2014 to=2015}}.\n',
  );
  expect(problems).toEqual([]);
  expect(texts).toEqual(['+10', '50']);
});
