import { resolve } from 'node:path';
import { data, isProjectFolder, type ListedDataset } from '../commands/data/data.js';
import { visible } from '../control-characters.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { SharedRequest } from './request.js';

export interface DataRequest extends SharedRequest {
  readonly command: 'data';
  /** Only this dataset. */
  readonly name: string | undefined;
  /** As typed. */
  readonly project: string;
}

/** Categories that a line names. */
const mostNamed = 8;

/** Prints the datasets of a project to `out`, or all of one; with `--json` one object a dataset. Returns 1 where there is an error. */
export async function runData(request: DataRequest, terminal: Printing): Promise<0 | 1> {
  const { json } = request;
  const { name, project } = (await isProject(request, terminal.cwd))
    ? { name: undefined, project: request.name ?? '.' }
    : request;
  const root = resolve(terminal.cwd, project);
  const { diagnostics, datasets } = await data({ root, name });
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const each of datasets) terminal.json(each);
  else if (datasets.length > 0) {
    const lines = datasets.map((each) => (name === undefined ? brief(each) : whole(each)));
    terminal.out(lines.map((each) => each.map((line) => visible(line)).join('\n')).join('\n\n'));
  }
  return diagnostics.length > 0 ? 1 : 0;
}

/** True where a folder is named in place of a dataset: by a stroke or a dot, which no dataset has, or by its project file. */
async function isProject({ name }: DataRequest, cwd: string): Promise<boolean> {
  if (name === undefined) return false;
  return /^\.|[/\\]/.test(name) || (await isProjectFolder(resolve(cwd, name)));
}

const head = ({ name, title, file, rows }: ListedDataset): string =>
  `${name}: ${title} (${file}, ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'})`;

function brief(dataset: ListedDataset): string[] {
  const { dimensions, measures } = dataset;
  return [
    head(dataset),
    ...dimensions.map(({ name, total, categories }) => {
      const values = categories.map(({ value }) => value);
      const more = values.length - mostNamed;
      const shown =
        more > 1 ? [...values.slice(0, mostNamed - 1), `... ${values.at(-1)} (${values.length})`] : values;
      return `  ${name}: ${shown.join(', ')}${total === undefined ? '' : `; total: ${shownValue(total)}`}`;
    }),
    ...measures.map(({ name, unit, call }) => `  ${name}${unit === undefined ? '' : ` (${unit})`}: ${call}`),
  ];
}

function whole(dataset: ListedDataset): string[] {
  const { dimensions, measures } = dataset;
  return [
    head(dataset),
    ...dimensions.flatMap(({ name, title, type, total, categories }) => [
      `  ${name}: ${title}, ${type}`,
      ...categories.map(
        ({ value, label }) =>
          `    ${shownValue(value)}${label === value ? '' : `  ${label}`}${value === total ? '  (the total)' : ''}`,
      ),
    ]),
    ...measures.flatMap(({ name, title, unit, call }) => [
      `  ${name}: ${title}${unit === undefined ? '' : `, in ${unit}`}`,
      `    ${call}`,
    ]),
  ];
}

const shownValue = (value: string): string => (value === '' ? '""' : value);
