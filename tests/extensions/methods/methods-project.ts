import { type Composed, MemoryProject } from '../../support/memory-project.js';

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
    description: Some of 12 persons came back.
    typed: Words of the register
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
  - name: wards
    path: wards.csv
    title: Wards
    schema:
      primaryKey: [ward]
      missingValues: ["[x]"]
      fields:
        - {name: ward, categories: [east, west, all], total: all}
        - {name: beds, type: integer, unit: beds}
  - name: grants
    path: grants.csv
    title: Grants
    description: Up to 10 euro each.
    typed: quoted from the law
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: planned, type: integer, role: measure, unit: euro, missingValues: ["[z]"]}
        - {name: rate, type: integer, role: measure, additive: false, unit: "%", missingValues: [{value: "[z]", label: not applicable}]}
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
const grants = 'year,planned,rate\n2013,400,20\n2014,[z],[z]\n';

const project = new MemoryProject({
  id: 'methods',
  files: {
    'data/datapackage.yaml': dataPackage,
    'data/victims.csv': victims,
    'data/clients.csv': clients,
    'data/grants.csv': grants,
    'data/wards.csv': 'ward,beds\neast,[x]\nwest,40\nall,77\n',
  },
});

/** Composes a template against two datasets, one of them with gaps, a mark and an accepted finding. */
export const composeMethods = (template: string): Promise<Composed> =>
  project.compose(template, {}, { project: { precision: { decimals: 15, percentages: 10 } } });
