import type { Project } from '../../../src/model/project/project.js';
import { type Composed, MemoryProject } from '../../support/memory-project.js';

const dataPackage = `
name: claims
resources:
  - name: visits
    path: visits.csv
    title: Visits
    sources: [{title: Counters at the doors}]
    schema:
      primaryKey: [year, reader]
      missingValues: [{value: "[z]", label: none recorded, adds: 0}, {value: "[x]", label: not available}, {value: "[c]", label: confidential}]
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

/** The project of visits. */
export const claims = new MemoryProject({
  id: 'claims',
  edition: 2014,
  files: { 'data/datapackage.yaml': dataPackage, 'data/visits.csv': visits, 'data/facts.csv': facts },
});

/** Composes a template against the project of visits, or other rows of the same columns. */
export async function composeClaims(
  template: string,
  rows = visits,
  { package: changed, ...settings }: ClaimSettings = {},
): Promise<Composed & { verdicts: string[] }> {
  const more = {
    'data/visits.csv': rows,
    ...(changed === undefined ? {} : { 'data/datapackage.yaml': changed }),
  };
  const composed = await claims.compose(template, more, settings);
  return { ...composed, verdicts: (composed.content?.claims ?? []).map(({ verdict }) => verdict) };
}

interface ClaimSettings {
  readonly project?: Partial<Project>;
  /** Another data package. */
  readonly package?: string;
  readonly words?: boolean;
}

const actionsPackage = `
name: actions
resources:
  - name: actions
    path: actions.csv
    title: Actions
    schema:
      primaryKey: [code]
      missingValues: [{value: "[nc]", label: not costed, adds: 0}, {value: "[x]", label: not available}]
      fields:
        - {name: code, title: Code, type: string, role: dimension}
        - name: status
          title: Status
          type: string
          role: attribute
          categories: [{value: late, label: Late}, {value: done, label: Done}]
        - name: cause
          title: Cause
          type: string
          role: attribute
          categories: [{value: staff, label: Staff}, {value: money, label: Money}]
        - {name: cost, title: Cost, type: integer, role: measure, unit: euro}
`;

/** Actions that are late or done: what they wait for, and their costs, as far as anybody says. */
const actions = [
  'code,status,cause,cost',
  'a1,late,staff,100',
  'a2,late,money,[nc]',
  'a3,late,,[x]',
  'a4,done,,50',
  '',
].join('\n');

const actionsProject = new MemoryProject({
  id: 'actions',
  files: { 'data/datapackage.yaml': actionsPackage, 'data/actions.csv': actions },
});

/** Composes a template against the project of actions, or other rows of the same columns. */
export async function composeActions(
  template: string,
  rows = actions,
): Promise<Composed & { verdicts: string[] }> {
  const composed = await actionsProject.compose(template, { 'data/actions.csv': rows });
  return { ...composed, verdicts: (composed.content?.claims ?? []).map(({ verdict }) => verdict) };
}
