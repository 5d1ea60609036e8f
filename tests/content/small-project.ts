import type { Report } from '../../src/model/project/project.js';
import { type ResourceLimits, standardLimits } from '../../src/resource-limits.js';
import { type Composed, type MemoryFiles, MemoryProject } from '../support/memory-project.js';

const dataPackage = `
name: small
resources:
  - name: cases
    path: cases.csv
    title: Cases by offence
    description: Cases as received.
    sources: [{title: Police}]
    schema:
      primaryKey: [year, offence]
      missingValues: [{value: "[blank]", symbol: "[z]", label: none recorded, adds: 0}, {value: "[x]", label: not available}]
      fields:
        - {name: year, type: year, role: dimension}
        - name: offence
          title: Offence
          type: string
          role: dimension
          categories: [{value: theft, label: Theft*}, {value: fraud, label: Fraud | other}, {value: total, label: Total}]
          total: total
        - {name: cases, title: Cases, type: integer, role: measure, unit: cases}
        - {name: remark, type: string, role: note}
  - name: rates
    path: rates.csv
    title: Rates
    period: 2010/2011
    illustrative: true
    schema:
      primaryKey: [region]
      fields:
        - {name: region, type: string, role: dimension}
        - {name: rate, title: Rate, type: number, role: measure, unit: "%", additive: false}
        - {name: people, title: People, type: integer, role: measure, unit: people}
  - name: balance
    path: balance.csv
    title: Balance
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: balance, type: integer, role: measure, unit: people, constraints: {minimum: -1000}}
  - name: attendance
    path: attendance.csv
    title: Attendance
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: visits, title: Visits, type: number, role: measure, unit: visits, digits: 0}
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

const files = {
  'data/datapackage.yaml': dataPackage,
  'data/cases.csv': [
    'year,offence,cases,remark',
    '2010,theft,1500,Counted twice a year.',
    '2010,fraud,1000,"Counted, with care."',
    '2010,total,2500,"Counted twice a year."',
    '2011,theft,3000,No remark.',
    '2011,fraud,[blank],No remark.',
    '2011,total,3000,No remark.',
    '2012,theft,[x],No remark.',
    '2012,fraud,0,No remark.',
    '2012,total,[x],No remark.',
    '',
  ].join('\n'),
  'data/rates.csv': 'region,rate,people\nnorth,12.5,40\nsouth,7.25,60\n',
  'data/balance.csv': 'year,balance\n2010,-100\n2011,-50\n',
  'data/attendance.csv': 'year,visits\n2010,303.0\n2011,401.6\n',
  'data/facts.csv': [
    'key,low,high,qualifier,unit',
    'worldwide,2,4,about,million people',
    'penalty,10,[none],at least,years',
    'female,80,[none],exact,%',
    'drift,1,2.5,about,metres',
    'vague,5,[none],roughly,years',
    '',
  ].join('\n'),
};

const project = new MemoryProject({ id: 'small', edition: 2012, files });

/** Published data of the small project. */
export const smallData = async () => (await project.prepared()).value;

/** Composes a template against the small project; `more` adds partials, charts, images. */
export const composeSmall = (
  template: string,
  more: MemoryFiles = {},
  limits: ResourceLimits = standardLimits,
  report: Partial<Report> = {},
): Promise<Composed> => project.compose(template, more, { limits, report });
