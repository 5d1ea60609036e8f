import { compose } from '../../../src/content/compose.js';
import { prepare } from '../../../src/datasets/prepare.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import type { Project, Report } from '../../../src/project/project.js';
import { standardLimits } from '../../../src/resource-limits.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../small-project.js';

const dataPackage = `
methods: {mandate: Required by Law 7.}
resources:
  - name: victims
    path: victims.csv
    title: Victims
    sources: [{title: Police}]
    counts: {unit: persons, definition: Persons whom the police recognised as victims., dated: identification}
    schema:
      primaryKey: [year, sex]
      fields:
        - {name: year, type: year}
        - {name: sex, categories: [female, male, total], total: total}
        - {name: victims, type: integer, unit: persons}
  - name: clients
    path: clients.csv
    title: Clients
    smallBase: 7
    equals:
      - where: {year: 2014}
        to: {resource: victims, where: {year: 2014, sex: total}}
    accepts:
      - {code: gate/jump, reason: A branch was opened., by: Data office, date: 2015-03-01, where: {year: 2014}}
    schema:
      primaryKey: [year]
      missingValues: ["[x]"]
      fields:
        - {name: year, type: year}
        - {name: clients, type: integer, unit: persons, plausible: {jump: 2, above: 5}, status: flag}
        - {name: flag, role: status}
`;

const victims = `year,sex,victims
2013,female,10
2013,male,8
2013,total,18
2014,female,12
2014,male,8
2014,total,20
`;

const clients = 'year,clients,flag\n2012,[x],\n2013,4,p\n2014,20,\n';

const nowhere = { file: 'tallybook.yaml', line: 1, column: 1 };
const report: Report = {
  id: 'methods',
  title: 'Methods',
  publisher: 'Office',
  template: 'templates/methods.md',
  formats: ['html'],
  position: nowhere,
  templatePosition: nowhere,
};
const project: Project = {
  title: 'Methods',
  publisher: 'Office',
  edition: 2015,
  languages: ['en'],
  data: 'data/datapackage.yaml',
  dataPosition: nowhere,
  output: 'output',
  limits: standardLimits,
  reports: [report],
};

/** Composes a template against two datasets, one of them with gaps, a mark and an accepted finding. */
export async function composeMethods(template: string) {
  const host = memoryHost({
    'data/datapackage.yaml': dataPackage,
    'data/victims.csv': victims,
    'data/clients.csv': clients,
    'templates/methods.md': template,
  });
  const {
    value: data,
    about,
    diagnostics,
  } = await prepare({ path: project.data, position: nowhere, edition: project.edition }, host);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const composed = await compose({ project, report, data, about, language: english, draft: false }, host);
  return { content: composed.value, problems: composed.diagnostics.map(formatDiagnostic) };
}
