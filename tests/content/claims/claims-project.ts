import { readFileSync } from 'node:fs';
import { type Content, compose } from '../../../src/content/compose.js';
import { prepare } from '../../../src/datasets/prepare.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseCatalogue } from '../../../src/language/catalogue.js';
import { createLanguage } from '../../../src/language/create.js';
import { parseLexicon } from '../../../src/language/lexicon/lexicon.js';
import type { Project, Report } from '../../../src/project/project.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { memoryHost } from '../../memory-host.js';

const words = (folder: string): string =>
  readFileSync(new URL(`../../../src/language/${folder}/en.yaml`, import.meta.url), 'utf8');
export const lexicon = parseLexicon(words('lexicon'));
export const english = createLanguage('en', parseCatalogue(words('messages')), lexicon);

const dataPackage = `
name: claims
resources:
  - name: visits
    path: visits.csv
    title: Visits
    sources: [{title: Counters at the doors}]
    schema:
      primaryKey: [year, reader]
      missingValues: [{value: "[z]", label: none recorded, adds: 0}, {value: "[x]", label: not available}]
      fields:
        - {name: year, type: year, role: dimension, gaps: true}
        - name: reader
          title: Reader
          type: string
          role: dimension
          categories: [{value: children, label: Children}, {value: adults, label: Adults}, {value: guests, label: Guests}, {value: total, label: All}]
          total: total
        - {name: visits, title: Visits, type: integer, role: measure, unit: visits, additive: false}
  - name: facts
    path: facts.csv
    title: Facts
    schema:
      primaryKey: [key]
      missingValues: [{value: "[none]", label: no upper end}]
      fields:
        - {name: key, type: string, role: dimension}
        - {name: low, type: number, role: measure}
        - {name: high, type: number, role: measure}
        - {name: qualifier, type: string, role: attribute}
        - {name: unit, type: string, role: attribute}
`;

const facts = [
  'key,low,high,qualifier,unit',
  'range,20,30,exact,visits',
  'about,20,[none],about,visits',
  'up-to,20,[none],up to,visits',
  'at-least,20,[none],at least,visits',
  '',
].join('\n');

/** Readers of three kinds, and their total, over four years; `adults` have gaps of every sort. */
export const visits = [
  'year,reader,visits',
  '2010,children,10',
  '2010,adults,20',
  '2010,guests,[z]',
  '2010,total,30',
  '2011,children,20',
  '2011,adults,20',
  '2011,guests,1',
  '2011,total,41',
  '2012,children,30',
  '2012,adults,[x]',
  '2012,guests,2',
  '2012,total,[x]',
  '2014,children,31',
  '2014,adults,15',
  '2014,guests,0',
  '2014,total,46',
  '',
].join('\n');

const nowhere = { file: 'tallybook.yaml', line: 1, column: 1 };
const report: Report = {
  id: 'claims',
  title: 'Claims',
  publisher: 'Office',
  template: 'templates/claims.md',
  formats: ['html'],
  position: nowhere,
  templatePosition: nowhere,
};
const project: Project = {
  title: 'Claims',
  publisher: 'Office',
  edition: 2014,
  languages: ['en'],
  data: 'data/datapackage.yaml',
  dataPosition: nowhere,
  output: 'output',
  limits: standardLimits,
  reports: [report],
};

/** Composes a template against the project of visits, or other rows of the same columns. */
export async function composeClaims(
  template: string,
  rows = visits,
  extra: { readonly project?: Partial<Project>; readonly package?: string; readonly words?: boolean } = {},
): Promise<{ content: Content | undefined; problems: string[]; verdicts: string[] }> {
  const host = memoryHost({
    'data/datapackage.yaml': extra.package ?? dataPackage,
    'data/visits.csv': rows,
    ...(extra.package === undefined ? { 'data/facts.csv': facts } : {}),
    'templates/claims.md': template,
  });
  const prepared = await prepare({ path: project.data, position: nowhere, edition: project.edition }, host);
  if (prepared.diagnostics.length > 0) throw new Error(prepared.diagnostics.map(formatDiagnostic).join('\n'));
  const input = {
    project: { ...project, ...extra.project },
    report,
    data: prepared.value,
    language: english,
    draft: false,
    ...(extra.words === undefined ? {} : { words: extra.words }),
  };
  const { value, diagnostics } = await compose(input, host);
  return {
    content: value,
    problems: diagnostics.map(formatDiagnostic),
    verdicts: (value?.claims ?? []).map(({ verdict }) => verdict),
  };
}
