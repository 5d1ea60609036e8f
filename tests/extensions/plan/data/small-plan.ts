import { formatDiagnostic, type Outcome } from '../../../../src/diagnostics.js';
import type { PublishedData, PublishedDataset, Row } from '../../../../src/model/dataset/dataset.js';
import { meaningOf } from '../../../../src/model/dataset/missing.js';
import { decimalsOf, isNumeric, toExact } from '../../../../src/model/dataset/value.js';
import { toDecimalText } from '../../../../src/model/exact.js';
import { prepareData } from '../../../../src/session/prepare-data.js';
import { memoryHost } from '../../../memory-host.js';

/** A data package with a plan and nothing else; the files beside it are `smallPlan`. */
export const planPackage = `name: small-plan
plan:
  objectives: goals
  institutions: bodies
  actions: actions
  indicators: indicators
  indicator-values: values
resources:
  - name: goals
    path: goals.csv
    sources: [{title: The plan}]
    schema:
      primaryKey: [code]
      fields:
        - {name: code}
        - {name: parent}
        - {name: title}
  - name: bodies
    path: bodies.csv
    sources: [{title: The plan}]
    schema:
      primaryKey: [code]
      fields:
        - {name: code}
        - {name: title}
  - name: actions
    path: actions.csv
    illustrative: true
    sources: [{title: Returns of the bodies}]
    schema:
      primaryKey: [code]
      missingValues: [{value: "[z]", label: none, adds: 0}, {value: "[x]", label: not known}]
      fields:
        - {name: code}
        - {name: objective}
        - {name: title}
        - {name: institution}
        - {name: start, type: date}
        - {name: deadline, type: date}
        - {name: completed, type: date}
        - {name: planned, type: integer, unit: euro}
        - {name: spent, type: integer, unit: euro}
        - name: status
          categories:
            - {value: implemented, label: Implemented}
            - {value: on-track, label: On track}
            - {value: late, label: Late}
            - {value: not-started, label: Not started}
            - {value: cancelled, label: Cancelled}
        - {name: note, role: note}
  - name: indicators
    path: indicators.csv
    sources: [{title: The plan}]
    schema:
      primaryKey: [code]
      missingValues: [{value: "[x]", label: not known}]
      fields:
        - {name: code}
        - {name: objective}
        - {name: name}
        - {name: unit}
        - {name: direction, categories: [up, down, neutral]}
        - {name: baseline-year, type: year}
        - {name: baseline, type: number, additive: false}
        - {name: formula}
        - {name: source}
        - {name: institution}
  - name: values
    path: values.csv
    sources: [{title: The plan}]
    schema:
      primaryKey: [indicator, year]
      missingValues: [{value: "[x]", label: not known}, {value: "[z]", label: not applicable}]
      fields:
        - {name: indicator}
        - {name: year, type: year}
        - {name: target, type: number, additive: false}
        - {name: actual, type: number, additive: false}
        - {name: note, role: note}
`;

/** The files of the plan by their names, each a list of lines under its header. */
export type PlanFiles = Readonly<Record<PlanFile, readonly string[]>>;
type PlanFile = 'goals' | 'bodies' | 'actions' | 'indicators' | 'values';

export const smallPlan: PlanFiles = {
  goals: ['code,parent,title', '1,,Protection', '1.1,1,Shelter', '1.2,1,Advice', '2,,Law', '2.1,2,Courts'],
  bodies: ['code,title', 'a,Agency A', 'b,Bureau B'],
  actions: [
    'code,objective,title,institution,start,deadline,completed,planned,spent,status,note',
    '1.1.1,1.1,Open a shelter,a,2015-01-01,2015-06-30,2015-06-01,1000,900,implemented,',
    '1.1.2,1.1,Train its staff,a,2015-03-01,2016-12-31,,2000,500,on-track,',
    '1.1.3,1.1,Furnish it,b,2015-01-01,2015-09-30,,500,[z],late,No offer was made. A new call opens in May.',
    '1.2.1,1.2,Open an office,b,2016-01-01,2017-12-31,,4000,[z],not-started,',
    '1.2.2,1.2,Print leaflets,b,2014-01-01,2015-12-31,,300,100,cancelled,',
    '2.1.1,2.1,Review the law,a,2014-02-01,2014-11-30,2014-11-01,[z],[z],implemented,',
    '2.1.2,2.1,Draft the law,b,2016-05-01,2016-12-31,,700,[z],not-started,',
  ],
  indicators: [
    'code,objective,name,unit,direction,baseline-year,baseline,formula,source,institution',
    'I1,1.1,Places,places,up,2014,10,places,Register,a',
    'I2,1.1,Days of waiting,days,down,2014,20,median,Register,a',
    'I3,1.2,Complaints,complaints,down,2014,4,complaints,Register,b',
    'I4,1.2,Calls,calls,neutral,2014,60,calls,Register,b',
    'I5,2.1,Judges trained,persons,up,,[x],judges,Register,b',
    'I6,2,Verdicts,verdicts,up,2014,10,verdicts,Register,b',
    'I7,2.1,Appeals,appeals,down,2014,5,appeals,Register,',
    'I10,2.1,Hearings,hearings,up,2014,10,hearings,Register,a',
  ],
  values: [
    'indicator,year,target,actual,note',
    'I1,2015,50,30,',
    'I1,2016,80,[x],',
    'I2,2015,10,8,',
    'I3,2015,0,3,',
    'I4,2015,[z],71,Calls of the whole year.',
    'I5,2015,20,12,',
    'I6,2015,30,7,',
    'I10,2015,10,12,',
  ],
};

const position = { file: 'tallybook.yaml', line: 1, column: 1 };

/** Other files of a plan and, as `package`, another data package. */
type Replaced = Partial<PlanFiles> & { readonly package?: string; readonly earlier?: readonly string[] };

/** The plan as files by path. */
export function planFiles({
  package: description = planPackage,
  ...lines
}: Replaced = {}): Record<string, string> {
  const files = Object.entries({ ...smallPlan, ...lines }).map(([name, rows]) => [
    `data/${name}.csv`,
    `${rows.join('\n')}\n`,
  ]);
  return { 'data/datapackage.yaml': description, ...Object.fromEntries(files) };
}

/** Runs the stage on a plan at the end of 2015. */
export async function preparePlan(replaced: Replaced = {}): Promise<Outcome<PublishedData>> {
  const input = { path: 'data/datapackage.yaml', position, edition: 2015 };
  return prepareData(input, memoryHost(planFiles(replaced)));
}

/** What the stage says of a plan. */
export async function problemsOfPlan(replaced: Parameters<typeof preparePlan>[0]): Promise<string[]> {
  return (await preparePlan(replaced)).diagnostics.map(formatDiagnostic);
}

/** The dataset of this name; fails when it was not derived. */
export function datasetNamed({ value }: Outcome<PublishedData>, name: string): PublishedDataset {
  const dataset = value[name];
  if (dataset === undefined) throw new Error(`No dataset ${name}`);
  return dataset;
}

/** A measure of a row as it is printed: digits, or the symbol and the meaning of a missing value. */
function printed(row: Row, measure: string): string {
  const value = row.measures[measure];
  if (value === undefined) throw new Error(`No measure ${measure}`);
  return isNumeric(value)
    ? toDecimalText(toExact(value), decimalsOf(value))
    : `${value.symbol} ${meaningOf(value)}`;
}

/** Each row of a dataset as its keys, joined by `/`, and the measures asked for. */
export function figures(dataset: PublishedDataset, measures: readonly string[]): Record<string, string[]> {
  return Object.fromEntries(
    dataset.rows.map((row) => [
      Object.values(row.keys).join('/'),
      measures.map((measure) => printed(row, measure)),
    ]),
  );
}
