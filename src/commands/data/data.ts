import { type Diagnostic, didYouMean, hasErrors, listNames } from '../../diagnostics.js';
import { folderFiles } from '../../host/files/files.js';
import type { Dataset, Field, PublishedData, Row } from '../../model/dataset/dataset.js';
import { problem } from '../../problems/problem.js';
import { projectFile } from '../../project/spec.js';
import { openProject } from '../../session/open-project.js';
import { prepareData } from '../../session/prepare-data.js';

export interface DataOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** Only this dataset. */
  readonly name: string | undefined;
}

export interface DataResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly datasets: readonly ListedDataset[];
}

/** What a template can name of a dataset. */
export interface ListedDataset {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly rows: number;
  readonly dimensions: readonly {
    readonly name: string;
    readonly title: string;
    readonly type: string;
    readonly total?: string;
    readonly categories: readonly { readonly value: string; readonly label: string }[];
  }[];
  readonly measures: readonly {
    readonly name: string;
    readonly title: string;
    readonly unit?: string;
    /** The helper that prints one of its cells, the last one of the dataset. */
    readonly call: string;
  }[];
}

/** True of a folder with a project file. Rejects where it cannot be looked at. */
export const isProjectFolder = (folder: string): Promise<boolean> => folderFiles(folder).exists(projectFile);

/** Lists the published datasets of a project, those that extensions derive among them. Rejects with an `EnvironmentProblem`. */
export async function data({ root, name }: DataOptions): Promise<DataResult> {
  const { opened, diagnostics: found } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) return { diagnostics: found, datasets: [] };
  const { data: path, dataPosition: position, edition } = opened.project;
  const prepared = await prepareData({ path, position, edition }, opened.host);
  // A warning of the data is said by a check; here it would stand between what was asked for.
  const errors = [...found, ...prepared.diagnostics].filter(({ severity }) => severity === 'error');
  const unknown = name === undefined ? [] : unknownDataset(name, prepared.value, path, hasErrors(errors));
  const datasets = Object.values(prepared.value).filter(
    (dataset) => name === undefined || dataset.name === name,
  );
  return { diagnostics: [...errors, ...unknown], datasets: datasets.map(listed) };
}

function unknownDataset(name: string, all: PublishedData, file: string, isPartial: boolean): Diagnostic[] {
  if (Object.hasOwn(all, name) || isPartial) return [];
  const names = Object.keys(all);
  return [
    problem(
      'usage/dataset',
      { file, line: 1, column: 1 },
      { name, names: listNames(names) },
      didYouMean(name, names),
    ),
  ];
}

function listed(dataset: Dataset): ListedDataset {
  const { name, title, file, rows, fields } = dataset;
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const measures = fields.filter(({ role }) => role === 'measure');
  return {
    name,
    title,
    file,
    rows: rows.length,
    dimensions: dimensions.map(({ name: dimension, title: head, type, total, categories }) => ({
      name: dimension,
      title: head,
      type,
      ...(total === undefined ? {} : { total }),
      categories: categories.map(({ value, label }) => ({ value, label })),
    })),
    measures: measures.map((measure) => ({
      name: measure.name,
      title: measure.title,
      ...(measure.unit === undefined ? {} : { unit: measure.unit }),
      call: callOf(dataset, dimensions, measure, measures.length > 1),
    })),
  };
}

/** The helper that prints the last cell: a dimension at its total is left out, as templates may. */
function callOf(
  { name, rows }: Dataset,
  dimensions: readonly Field[],
  measure: Field,
  isOneOfSeveral: boolean,
): string {
  const row: Row | undefined = rows.at(-1);
  const keys = dimensions.flatMap(({ name: dimension, type, total }) => {
    const value = row?.keys[dimension] ?? '';
    if (value === total) return [];
    return [`${dimension}=${type === 'year' && /^\d+$/.test(value) ? value : quoted(value)}`];
  });
  const which = isOneOfSeveral ? [`measure=${quoted(measure.name)}`] : [];
  return `{{${['value', quoted(name), ...keys, ...which].join(' ')}}}`;
}

const quoted = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);
