import { expect, test } from 'vitest';
import type { Format } from '../../src/model/dataset/formats.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import type { Project, Report } from '../../src/model/project/project.js';
import { houseTheme } from '../../src/model/project/theme.js';
import { type Selection, targets } from '../../src/project/targets.js';
import { standardLimits } from '../../src/resource-limits.js';

const position = { file: 'tallybook.yaml', line: 1, column: 1 };
const report = (id: string, formats: readonly Format[]): Report => ({
  id,
  title: id,
  publisher: 'Ministry',
  theme: houseTheme,
  template: `${id}.md`,
  formats,
  layout: 'warn',
  position,
  templatePosition: position,
});
const project: Project = {
  title: 'Roads',
  publisher: 'Ministry',
  edition: 2015,
  languages: ['en', 'sq'],
  data: 'data/datapackage.yaml',
  dataPosition: position,
  output: 'output',
  outputPosition: { file: 'tallybook.yaml', line: 1, column: 1 },
  limits: standardLimits,
  precision: defaultPrecision,
  reports: [report('annual-report', ['html', 'pdf']), report('leaflet', ['pdf'])],
};
const all: Selection = { only: [], languages: [], formats: [] };

const named = (selection: Partial<Selection>) =>
  targets(project, { ...all, ...selection }).value.map(
    ({ report, language, formats }) => `${report.id}/${language} ${formats.join('+')}`,
  );

test('an empty selection is every report in every language', () => {
  expect(named({})).toEqual([
    'annual-report/en html+pdf',
    'annual-report/sq html+pdf',
    'leaflet/en pdf',
    'leaflet/sq pdf',
  ]);
});

test('a selection narrows reports, languages and formats', () => {
  expect(named({ only: ['leaflet'], languages: ['sq'] })).toEqual(['leaflet/sq pdf']);
  expect(named({ languages: ['en'], formats: ['html'] })).toEqual(['annual-report/en html']);
});

test('the order is that of the project, not that of the command line', () => {
  expect(
    named({ only: ['leaflet', 'annual-report'], languages: ['sq', 'en'], formats: ['pdf', 'html'] }),
  ).toEqual(named({}));
});

test('names that the project does not have are all reported, with the nearest', () => {
  const { value, diagnostics } = targets(project, { only: ['anual-report'], languages: ['de'], formats: [] });
  expect(value).toEqual([]);
  expect(diagnostics.map(({ code, message, hint }) => [code, message, hint])).toEqual([
    [
      'project/unknown-target',
      'The project has no report `anual-report`, which the command names',
      'did you mean `annual-report`?',
    ],
    [
      'project/unknown-target',
      'The project has no language `de`, which the command names',
      'name one of these: `en`, `sq`',
    ],
  ]);
});

test('a format that no selected report has is reported', () => {
  const { diagnostics } = targets(project, { ...all, only: ['leaflet'], formats: ['html'] });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'The project has no format `html`, which the command names',
  ]);
});

test('what a body asks is asked of the languages that a report is submitted in, and its own limits of all', () => {
  const limit = { most: 10, position };
  const [submitted] = project.reports;
  if (submitted === undefined) throw new Error('no report');
  const made = targets(
    {
      ...project,
      reports: [
        {
          ...submitted,
          length: { words: limit, pages: { ...limit, source: 'rule `pages` of `cedaw`' } },
          profile: {
            name: 'cedaw',
            rules: [{ rule: 'summary', source: 'OHCHR' }],
            languages: ['en'],
            position,
          },
        },
      ],
    },
    all,
  ).value.map(({ report: { profile, length } }) => [profile?.rules.length, Object.keys(length ?? {})]);
  expect(made).toEqual([
    [1, ['words', 'pages']],
    [0, ['words']],
  ]);
});
