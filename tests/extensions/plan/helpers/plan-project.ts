import type { TableCell } from '../../../../src/model/tree/table-parts.js';
import { type Composed, type MemoryFiles, MemoryProject } from '../../../support/memory-project.js';
import { statedTable } from '../../../support/stated-table.js';

const dataPackage = `
name: strategy
plan: {objectives: objectives, institutions: institutions, actions: actions, indicators: indicators, indicator-values: values}
resources:
  - name: objectives
    path: objectives.csv
    title: Objectives
    illustrative: true
    sources: [{title: Office of the Coordinator}]
    schema:
      primaryKey: [code]
      fields:
        - {name: code, type: string, role: dimension}
        - {name: parent, type: string, role: attribute}
        - {name: title, type: string, role: attribute, constraints: {required: true}}
  - name: institutions
    path: institutions.csv
    title: Institutions
    illustrative: true
    sources: [{title: Office of the Coordinator}]
    schema:
      primaryKey: [code]
      fields:
        - {name: code, type: string, role: dimension}
        - {name: title, type: string, role: attribute, constraints: {required: true}}
  - name: actions
    path: actions.csv
    title: Actions
    illustrative: true
    sources: [{title: Office of the Coordinator}]
    schema:
      primaryKey: [code]
      missingValues: [{value: "[z]", label: "not applicable: no money was planned", adds: 0}]
      fields:
        - {name: code, type: string, role: dimension}
        - {name: objective, type: string, role: attribute, constraints: {required: true}}
        - {name: title, type: string, role: attribute, constraints: {required: true}}
        - {name: institution, type: string, role: attribute, constraints: {required: true}}
        - {name: start, type: date, role: attribute, constraints: {required: true}}
        - {name: deadline, type: date, role: attribute, constraints: {required: true}}
        - {name: completed, type: date, role: attribute}
        - {name: planned, title: Planned, type: integer, role: measure, unit: euro}
        - {name: spent, title: Spent, type: integer, role: measure, unit: euro}
        - name: status
          type: string
          role: attribute
          constraints: {required: true}
          categories:
            - {value: implemented, label: Implemented}
            - {value: on-track, label: On track}
            - {value: late, label: Late}
            - {value: not-started, label: Not started}
            - {value: cancelled, label: Cancelled}
        - {name: note, type: string, role: note}
  - name: indicators
    path: indicators.csv
    title: Indicators
    illustrative: true
    sources: [{title: Statistical Office}]
    schema:
      primaryKey: [code]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: code, type: string, role: dimension}
        - {name: objective, type: string, role: attribute, constraints: {required: true}}
        - {name: name, type: string, role: attribute, constraints: {required: true}}
        - {name: unit, type: string, role: attribute, constraints: {required: true}}
        - name: direction
          type: string
          role: attribute
          constraints: {required: true}
          categories: [{value: up, label: Up}, {value: down, label: Down}, {value: neutral, label: Neutral}]
        - {name: baseline-year, type: year, role: attribute}
        - {name: baseline, type: number, role: measure, additive: false}
        - {name: formula, type: string, role: attribute}
        - {name: source, type: string, role: attribute}
        - {name: institution, type: string, role: attribute}
  - name: values
    path: values.csv
    title: Values of the indicators
    illustrative: true
    sources: [{title: Statistical Office}]
    schema:
      primaryKey: [indicator, year]
      missingValues: [{value: "[x]", label: not available}]
      fields:
        - {name: indicator, type: string, role: dimension}
        - {name: year, type: year, role: dimension}
        - {name: target, type: number, role: measure, additive: false}
        - {name: actual, type: number, role: measure, additive: false}
        - {name: note, type: string, role: note}
`;

/**
 * A strategy of two objectives. Objective 1 has actions of every status; of the five due in 2015 (1.1.1, 1.1.2, 1.2.1,
 * 1.2.2 and the cancelled 1.2.3) two are met: 1.1.1 is implemented and 1.1.2 on track beyond the year.
 */
export const planFiles = {
  'data/datapackage.yaml': dataPackage,
  'data/objectives.csv': [
    'code,parent,title',
    '1,,Justice',
    '1.1,1,A complete legal framework',
    '1.2,1,Specialised courts',
    '2,,Support | victims',
    '2.1,2,Safe housing',
    '3,,Research',
    '3.1,3,Surveys',
    '',
  ].join('\n'),
  'data/institutions.csv': 'code,title\nmoj,Ministry of Justice\nmia,Ministry of the Interior\n',
  'data/actions.csv': [
    'code,objective,title,institution,start,deadline,completed,planned,spent,status,note',
    '1.1.1,1.1,Draft the law,moj,2015-01-15,2015-06-30,2015-06-24,1800,1600,implemented,',
    '1.1.2,1.1,Review the law,moj,2015-03-01,2016-12-15,,2400,1200,on-track,',
    '1.2.1,1.2,Name *ten* judges,moj,2015-02-01,2015-10-31,,900,300,late,The posts were not advertised.',
    '1.2.2,1.2,Train the judges,mia,2015-04-01,2015-12-31,,[z],[z],late,Waits for the posts.',
    '1.2.3,1.2,Open a register,mia,2015-04-01,2015-12-31,,500,[z],cancelled,Given up.',
    '1.2.4,1.2,Publish verdicts,mia,2016-02-01,2016-06-30,,700,[z],not-started,',
    '2.1.1,2.1,Open a shelter,mia,2015-01-01,2017-12-31,,10000,4000,on-track,',
    '',
  ].join('\n'),
  'data/indicators.csv': [
    'code,objective,name,unit,direction,baseline-year,baseline,formula,source,institution',
    'I1,1.1,Laws in force,laws,up,2014,20,a,b,moj',
    'I2,1.2,Months to a verdict,months,down,2014,19.5,a,b,moj',
    'I3,1.2,Judges trained,judges,up,,[x],a,b,moj',
    'I4,2.1,Victims identified,victims,neutral,2014,42,a,b,mia',
    '',
  ].join('\n'),
  'data/values.csv': [
    'indicator,year,target,actual,note',
    'I1,2015,40,45,',
    'I2,2015,15.5,17.5,',
    'I3,2015,10,4,',
    'I4,2015,40,50,',
    '',
  ].join('\n'),
};

// The indicator without a baseline is a warning.
const strategy = new MemoryProject({ id: 'progress', files: planFiles, expects: ['plan/gap'] });

/** The published data of the strategy. */
export const planData = async (files: MemoryFiles = {}) => (await strategy.prepared(files)).value;

/** Composes a template against the strategy. */
export const composePlan = (template: string, files: MemoryFiles = {}): Promise<Composed> =>
  strategy.compose(template, files);

type Stated = ReturnType<typeof statedTable>;

/** The table that a call makes, alone in its template. */
export async function planTable(call: string, files: MemoryFiles = {}): Promise<Stated> {
  const { content, problems } = await composePlan(`# A\n\n${call}\n`, files);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const node = content?.body.children[1];
  if (node?.type !== 'dataTable') throw new Error(`expected a table, got ${node?.type}`);
  return statedTable(node);
}

const cellText = (cell: TableCell): string => {
  const words = cell.kind === 'value' ? cell.entry.text : cell.text;
  const tone = cell.kind === 'text' && cell.tone !== undefined ? ` (${cell.tone})` : '';
  const detail = cell.kind !== 'tiles' && cell.detail !== undefined ? ` [${cell.detail}]` : '';
  return `${words}${tone}${detail}`;
};

/** The rows of a table as text, a line for each: group, code, label, cells. */
export function linesOf({ rows }: Pick<Stated, 'rows'>): string[] {
  return rows.map(({ group, code, label, detail, cells }) =>
    [
      ...(group === undefined ? [] : [`<${group}>`]),
      [code, label].filter((part) => part !== undefined).join(' ') +
        (detail === undefined ? '' : ` [${detail}]`),
      ...cells.map(cellText),
    ].join(' ; '),
  );
}
