import { type Composed, MemoryProject } from '../support/memory-project.js';

/**
 * Two datasets that count persons by year, and one of cases. The official one begins and ends a year before the other,
 * and has a year in which none were recorded.
 */
const comparePackage = `
name: compare
resources:
  - name: official
    path: official.csv
    title: Victims
    sources: [{title: Police}]
    counts: {unit: persons, status: identified, definition: Persons recorded., dated: identification}
    schema:
      primaryKey: [year, sex]
      missingValues: [{value: "[none]", symbol: "[z]", label: none recorded, adds: 0}]
      fields:
        - {name: year, type: year, role: dimension, total: total}
        - {name: sex, type: string, role: dimension, categories: [female, male, total], total: total}
        - {name: victims, title: Victims, type: integer, role: measure, unit: victims}
        - {name: note, type: string, role: note}
  - name: own
    path: own.csv
    title: Persons met
    illustrative: true
    sources: [{title: Our records}]
    counts:
      unit: persons
      status: {field: status}
      definition: {presumed: Persons with two signs., identified: Persons known to the police.}
      dated: {presumed: first contact, identified: identification}
    schema:
      primaryKey: [year, status]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: status, type: string, role: dimension, categories: [presumed, identified]}
        - {name: persons, type: integer, role: measure, unit: persons, additive: false}
  - name: trials
    path: trials.csv
    title: Trials
    counts: {unit: defendants, dated: first hearing}
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: defendants, type: integer, role: measure, unit: defendants}
  - name: silent
    path: silent.csv
    title: Silent
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: persons, type: integer, role: measure, unit: persons}
  - name: ages
    path: ages.csv
    title: Ages
    period: 2010/2010
    counts: {unit: persons, status: identified, dated: identification}
    schema:
      primaryKey: [age]
      fields:
        - {name: age, type: string, role: dimension, categories: [14-17, 18-22, total], total: total}
        - {name: victims, type: integer, role: measure, unit: victims}
  - name: own-ages
    path: own-ages.csv
    title: Own ages
    period: 2010/2012
    counts: {unit: persons, status: identified, dated: identification}
    schema:
      primaryKey: [age]
      fields:
        - {name: age, type: string, role: dimension, categories: [under-14, 14-17, 18-22, total], total: total}
        - {name: persons, type: integer, role: measure, unit: persons}
  - name: aid
    path: aid.csv
    title: Aid
    counts: {unit: euros, dated: payment}
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: aid, type: number, role: measure, unit: euros, additive: false}
  - name: own-aid
    path: own-aid.csv
    title: Own aid
    counts: {unit: euros, dated: payment}
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: aid, type: number, role: measure, unit: euros, additive: false}
`;

const files = {
  'data/aid.csv': 'year,aid\n2010,1.5\n2011,1.7\n',
  'data/own-aid.csv': 'year,aid\n2010,1.4\n2011,1.9\n',
  'data/datapackage.yaml': comparePackage,
  'data/official.csv': `year,sex,victims,note
2009,female,20,
2009,male,9,
2009,total,29,
2010,female,30,
2010,male,9,
2010,total,39,Counted twice.
2011,female,[none],
2011,male,[none],
2011,total,[none],
total,female,50,
total,male,18,
total,total,68,
`,
  'data/own.csv': `year,status,persons
2010,presumed,61
2010,identified,31
2011,presumed,68
2011,identified,4
2012,presumed,83
2012,identified,41
`,
  'data/trials.csv': 'year,defendants\n2010,7\n',
  'data/silent.csv': 'year,persons\n2010,5\n',
  'data/ages.csv': 'age,victims\n14-17,7\n18-22,5\ntotal,12\n',
  'data/own-ages.csv': 'age,persons\nunder-14,3\n14-17,9\n18-22,8\ntotal,20\n',
};

const project = new MemoryProject({ id: 'shadow', edition: 2012, files });

/** Composes a template against the datasets above. */
export const composeComparison = (template: string): Promise<Composed> => project.compose(template);
