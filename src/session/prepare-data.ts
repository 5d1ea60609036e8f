import { type Spoken, spokenOf } from '../content/numbers/spoken.js';
import type { Publisher } from '../data/extension.js';
import { type DataInput, type DataTools, type PreparedData, prepare } from '../data/prepare.js';
import { publishAll } from '../data/publish.js';
import { checkTextsByLanguage } from '../data/translations/in-package.js';
import { type Diagnostic, sortDiagnostics } from '../diagnostics.js';
import type { ComparedData as PrintedData } from '../extensions/extension.js';
import { dataGrammar, extensions } from '../extensions/extensions.js';
import { operations } from '../extensions/operations.js';
import type { Host } from '../host/host.js';
import { sourcesWith } from '../inputs/sources.js';
import type { ReadWorkbook } from '../inputs/workbook/format.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { asPrecise } from '../model/dataset/precise-data.js';
import type { AskEngine } from '../model/dataset/query.js';
import type { About } from '../model/project/about.js';
import type { Project } from '../model/project/project.js';
import type { SharedData } from './made-report.js';
import type { Task } from './memo/memory.js';
import { placeOf } from './memo/memory-places.js';
import type { OpenProject } from './open-project.js';
import { publishCells } from './publish-cells.js';
import type { Session } from './session.js';
import { WorkbookWorker } from './workers/workbook-worker.js';

/** What works on data in processes of their own, where it is not their workers; tests do it in theirs. */
export interface Workers {
  /** Reads the sheets of workbooks. */
  readonly read?: ReadWorkbook;
  /** Answers queries. */
  readonly ask?: AskEngine;
  /** Decides what may be published, if that is to last longer than one call. */
  readonly publisher?: Publisher | undefined;
}

/** The published data of a project, with what extensions derive from them. */
export async function prepareData(
  input: DataInput,
  host: Host,
  workers: Workers = {},
): Promise<PreparedData> {
  const own = workers.publisher === undefined ? dataGrammar.publishing?.open() : undefined;
  try {
    const begun = await (workers.publisher ?? own)?.begin(input.edition, host);
    const prepared = await prepareWith(begun?.value ?? publishAll, input, host, workers);
    return {
      ...prepared,
      diagnostics: sortDiagnostics([...(begun?.diagnostics ?? []), ...prepared.diagnostics]),
    };
  } finally {
    own?.close();
  }
}

/**
 * The data of a project with every count, whatever its policies say: what a confidential report is made of, and nothing else. There is
 * nothing to choose or to audit.
 */
const prepareDisclosed = (input: DataInput, host: Host, workers: Workers = {}): Promise<PreparedData> =>
  prepareWith('disclosed', input, host, workers);

/** Answers no query, where no extension does. */
const nobody: AskEngine = () => Promise.reject(new Error('a query was asked that nobody answers'));

/** The data with another word on what may be published of them. */
export async function prepareWith(
  publish: DataTools['publish'],
  input: DataInput,
  host: Host,
  { read, ask }: Workers,
): Promise<PreparedData> {
  const worker = new WorkbookWorker();
  const queries = dataGrammar.queries?.open();
  try {
    return await prepare(input, host, {
      grammar: dataGrammar,
      sources: sourcesWith(read ?? worker.read),
      publish,
      ask: ask ?? queries?.ask ?? nobody,
    });
  } finally {
    worker.close();
    queries?.close();
  }
}

interface ComparedData extends SharedData {
  readonly about: About;
  readonly spoken: Spoken;
  readonly diagnostics: readonly Diagnostic[];
}

interface Judging {
  /** As it is told. */
  judge(found: readonly Diagnostic[]): readonly Diagnostic[];
  /** True where no report can be made. */
  stops(found: readonly Diagnostic[]): boolean;
}

interface OpenedData {
  readonly opened: OpenProject;
  readonly publisher: Publisher | undefined;
}

const dataTask: Task<OpenedData, PreparedData> = {
  work: 'data',
  of: ({ opened }) => placeOf(opened),
  key: ({ opened: { project } }) => JSON.stringify([packageOf(project), project.limits]),
  run({ opened: { project }, publisher }, host) {
    const prepare = project.audience === 'confidential' ? prepareDisclosed : prepareData;
    return prepare(packageOf(project), host, { publisher });
  },
};

interface EditionsInput extends OpenedData {
  readonly prepared: PreparedData;
}

const editionsTask: Task<EditionsInput, Awaited<ReturnType<typeof comparedData>>> = {
  work: 'editions',
  of: ({ opened }) => placeOf(opened),
  key: ({ opened: { project }, prepared }, nameOf) =>
    JSON.stringify([
      nameOf(prepared),
      project.edition,
      project.previous,
      project.corrigendum,
      project.precision,
      project.audience,
      project.reports.map(({ release, signedOffAt }) => [release?.signedOff, signedOffAt]),
    ]),
  run: ({ opened, prepared }, host) => comparedData(opened.project, prepared.value, host),
};

const packageOf = ({ data: path, dataPosition: position, edition }: Project) => ({ path, position, edition });

/** The data of this edition beside the one before. */
export async function compareData(
  { memory, publisher: publisherFor }: Session,
  opened: OpenProject,
  { judge, stops }: Judging,
): Promise<ComparedData> {
  const { project, host } = opened;
  const place = placeOf(opened);
  const publisher = dataGrammar.publishing && publisherFor(dataGrammar.publishing.open);
  const prepared = await memory.ask(dataTask, { opened, publisher }, host);
  publisher?.rest();
  // What is wrong with the data would look like revisions.
  const { data, editions, diagnostics } = stops(prepared.diagnostics)
    ? withoutComparison(prepared.value)
    : await memory.ask(editionsTask, { opened, publisher, prepared }, host);
  // What is equal to what was there before is the same, so that what was made from it stands.
  const shared = memory.share(`data ${place}`, data);
  const spoken = memory.share(`spoken ${place}`, memory.follow(`spoken ${place}`, shared, spokenOf));
  return {
    about: memory.share(`about ${place}`, prepared.about),
    data: shared,
    editions: memory.share(`editions ${place}`, editions),
    spoken,
    diagnostics: judge([
      ...prepared.diagnostics,
      ...checkTextsByLanguage(prepared.about.byLanguage ?? [], project.languages),
      ...diagnostics,
    ]),
  };
}

/** The data as they are printed, beside what was published of them before, where an extension compares that. */
export async function comparedData(project: Project, data: PublishedData, host: Host): Promise<PrintedData> {
  const compare = extensions.find((each) => each.compare !== undefined)?.compare;
  const compared = (await compare?.(project, data, host)) ?? {
    data,
    editions: { datasets: publishCells(data), revisions: [], texts: [] },
    diagnostics: [],
  };
  return { ...compared, data: asPrecise(compared.data, project.precision, operations) };
}

/** The data as they are, where they have faults and are compared with nothing. */
function withoutComparison(data: PublishedData): PrintedData {
  return { data, editions: { datasets: [], revisions: [], texts: [] }, diagnostics: [] };
}
