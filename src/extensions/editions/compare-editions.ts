import { type Diagnostic, type Outcome, type Position, positionIn } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import { formats } from '../../inputs/formats.js';
import { sourcesOf } from '../../inputs/sources.js';
import { cellOrigin, originPosition } from '../../model/dataset/cell.js';
import { type CellName, cellAddress, parseCellAddress } from '../../model/dataset/cell-address.js';
import type { PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { type Mark, united } from '../../model/dataset/missing.js';
import { ownOf } from '../../model/own.js';
import type { Project } from '../../model/project/project.js';
import type { Editions } from '../../model/snapshot/editions.js';
import { signedFigures } from '../../model/snapshot/signed-figures.js';
import {
  audienceOf,
  parseSnapshot,
  type Snapshot,
  type SnapshotDataset,
} from '../../model/snapshot/snapshot.js';
import { identityOf } from '../../model/snapshot/snapshot-cells.js';
import type { OperandShape } from '../../model/snapshot/snapshot-numbers.js';
import { problem } from '../../problems/problem.js';
import { publishCells } from '../../session/publish-cells.js';
import type { ComparedData } from '../extension.js';
import { compareCells } from './compare-cells.js';
import { compareTexts, textPlaces } from './compare-texts.js';
import { explain, explainTexts } from './explain.js';
import {
  type ReasonsFile,
  type RevisionLine,
  type Revisions,
  readRevisions,
  reasonsPath,
} from './read-revisions.js';
import { otherThanSigned } from './signed-figures.js';

/**
 * What changed since the edition before, and why: the previous `published.json` against the data as they are, and
 * `revisions.csv` for the reasons.
 */

/** Reads the reasons for revisions, and compares the data with the edition before. */
export async function compareWithPrevious(
  project: Project,
  data: PublishedData,
  host: Host,
): Promise<ComparedData> {
  const file = reasonsPath(project.data, 'revisions.csv');
  // A dataset of its own that happens to bear the name.
  const isData = Object.values(data).some((dataset) => dataset.file === file);
  const read =
    isData && project.previous === undefined
      ? undefined
      : await readRevisions(file, host, sourcesOf(formats).open);
  const revisions = read?.value ?? { lines: [] };
  const compared = await compareEditions({ project, data, revisions, reasonsFile: 'revisions.csv' }, host);
  const corrected = await compareWithPublished(project, data, host);
  const { corrections } = corrected.value;
  const isSigned = project.reports.some(({ signedOffAt }) => signedOffAt !== undefined);
  const signed = isSigned ? signedFigures(compared.value.datasets) : undefined;
  return {
    data: markRevised(
      data,
      [...compared.value.revisions, ...(corrections?.revisions ?? [])].map(({ cell }) => cell),
    ),
    editions: { ...compared.value, ...corrected.value, ...(signed && { signed }) },
    diagnostics: [
      ...(read?.diagnostics ?? []),
      ...compared.diagnostics,
      ...corrected.diagnostics,
      ...(signed === undefined ? [] : otherThanSigned(project, signed)),
    ],
  };
}

/** What an edition corrects of what it published itself; its reasons stand apart from those of revisions. */
async function compareWithPublished(
  project: Project,
  data: PublishedData,
  host: Host,
): Promise<Outcome<Pick<Editions, 'corrections'>>> {
  const { corrigendum } = project;
  const name = 'corrections.csv';
  const file = reasonsPath(project.data, name);
  const isData = Object.values(data).some((dataset) => dataset.file === file);
  if (corrigendum === undefined && isData) return { value: {}, diagnostics: [] };
  const read = await readRevisions(file, host, sourcesOf(formats).open);
  if (corrigendum === undefined) {
    const [first] = read.value.lines;
    const unused = first && problem('data/unused-revision.corrigendum', first.at.dataset);
    return { value: {}, diagnostics: unused === undefined ? [] : [unused] };
  }
  const asPrevious = { ...project, previous: corrigendum };
  const compared = await compareEditions(
    { project: asPrevious, data, revisions: read.value, reasonsFile: name },
    host,
  );
  const { previous, revisions, texts } = compared.value;
  const { on } = corrigendum;
  return {
    value: previous === undefined ? {} : { corrections: { on, previous, revisions, texts } },
    diagnostics: [...read.diagnostics, ...compared.diagnostics],
  };
}

interface Compared {
  readonly project: Project;
  readonly data: PublishedData;
  readonly revisions: Revisions;
  readonly reasonsFile: ReasonsFile;
}

/**
 * Compares with what was published before. Every difference needs a line of the file of reasons, and every line a difference.
 * The value holds those that have one.
 */
async function compareEditions(compared: Compared, host: Host): Promise<Outcome<Editions>> {
  const { project, data, revisions } = compared;
  const { lines, columns } = revisions;
  const { previous, edition } = project;
  const datasets = publishCells(data);
  const none = { datasets, revisions: [], texts: [] };
  if (previous === undefined) return { value: none, diagnostics: withoutPrevious(lines) };
  const before = await readPrevious(previous, project, host, compared.reasonsFile);
  if ('message' in before) return { value: none, diagnostics: [before] };
  const isTold = toldIn(compared);
  const changes = compareCells(before.datasets, datasets).filter(
    ({ cell, before: was }) =>
      isTold(cell.dataset) && !(project.audience === 'confidential' && was === hidden),
  );
  const { explained, diagnostics } = explain({
    changes,
    lines: lines.filter(({ what, dataset }) => what === undefined && isTold(dataset)),
    columns,
    before: before.datasets,
    after: datasets,
    positionOf: (cell) => placeOf(compared, cell),
    previous: { edition: before.edition, position: previous.position },
    edition,
    reasonsFile: compared.reasonsFile,
  });
  const texts = await explainWords(compared, before, datasets, host);
  return {
    value: {
      datasets,
      previous: { edition: before.edition, file: previous.file, datasets: before.datasets },
      revisions: explained,
      texts: texts.explained,
    },
    diagnostics: [
      ...diagnostics,
      ...texts.diagnostics,
      ...lines.flatMap((line) => lateDay(line, edition)),
      ...oldSignature(project, before, previous.position),
    ],
  };
}

/** Who signed an edition off did not sign the one after it. */
function oldSignature(
  { reports, edition }: Project,
  { release, edition: earlier }: Snapshot,
  position: Position,
): Diagnostic[] {
  const { by, on } = release?.signedOff ?? {};
  const isSame = reports.some(({ release: own }) => own?.signedOff?.by === by && own?.signedOff?.on === on);
  if (by === undefined || on === undefined || earlier === edition || !isSame) return [];
  return [problem('project/release.signed-before', position, { by, on, edition: earlier })];
}

/** The first cell that a snapshot prints a number of, and whose row it lacks: rows were taken out of it. */
function lostCell({ datasets, numbers }: Pick<Snapshot, 'datasets' | 'numbers'>): string | undefined {
  const rows = new Map(
    datasets.map((dataset) => [
      dataset.name,
      { dataset, keys: new Set(dataset.rows.map(({ keys }) => identityOf(dataset, keys))) },
    ]),
  );
  const seen = new Set<string>();
  return numbers.flatMap(cellsOf).find((address) => {
    if (seen.has(address)) return false;
    seen.add(address);
    const name = parseCellAddress(address);
    const known = name && rows.get(name.dataset);
    return known === undefined || !known.keys.has(identityOf(known.dataset, name?.keys ?? {}));
  });
}

const cellsOf = ({ cells, operands = [] }: Pick<OperandShape, 'cells' | 'operands'>): readonly string[] => [
  ...cells,
  ...operands.flatMap(cellsOf),
];

/** Years after an edition in which it may still be revised. */
const mostYears = 20;

function lateDay({ date, at }: RevisionLine, edition: number): Diagnostic[] {
  if (Number(date.slice(0, 4)) <= edition + mostYears) return [];
  return [problem('data/revision.day', at.date, { date, mostYears, edition })];
}

/** What the edition before printed where it hid a number. */
const hidden = '[c]';

/**
 * Which datasets differ from the edition before for a reason that is to be told. A confidential report has the numbers themselves, where the
 * public edition before had rounded them.
 */
const toldIn =
  ({ project: { audience }, data }: Compared) =>
  (name: string): boolean =>
    audience === undefined || ownOf(data, name)?.protection?.round === undefined;

/** The words that changed, each with its reason. */
async function explainWords(
  { project, revisions, reasonsFile }: Compared,
  before: Snapshot,
  datasets: readonly SnapshotDataset[],
  host: Host,
) {
  const changes = compareTexts({ before, after: { edition: project.edition, datasets } });
  const positionOf =
    changes.length === 0 ? () => packagePosition(project) : await textPlaces(project.data, host);
  return explainTexts({ ...revisions, changes, datasets, positionOf, edition: before.edition, reasonsFile });
}

const packagePosition = ({ data }: Project): Position => ({ file: data, line: 1, column: 1 });

/** Reasons without anything that they could explain. */
function withoutPrevious(lines: readonly RevisionLine[]): Diagnostic[] {
  return lines.slice(0, 1).map(({ at }) => problem('data/unused-revision.project', at.dataset));
}

async function readPrevious(
  { file, position }: NonNullable<Project['previous']>,
  { edition, audience }: Project,
  host: Host,
  reasonsFile: ReasonsFile,
): Promise<Snapshot | Diagnostic> {
  const keep = 'keep the `published.json` of the output folder of that edition';
  const { snapshot, fault: reason, hint = keep, at } = await readSnapshot(file, host);
  if (snapshot === undefined) {
    const see = at === undefined ? {} : { see: [{ position: at, note: 'here' }] };
    return { ...problem('data/previous-edition.earlier', position, { reason, file }, { hint }), ...see };
  }
  if (audienceOf(snapshot) === 'confidential' && audience === undefined) {
    return problem('data/previous-edition.confidential', position, { file });
  }
  if (snapshot.draft) {
    return problem('data/previous-edition.draft', position, { file });
  }
  const lost = lostCell(snapshot);
  if (lost !== undefined) return problem('data/previous-edition.prints', position, { file, lost });
  // Only a corrigendum is of the edition itself.
  const corrects = reasonsFile === 'corrections.csv';
  if (corrects ? snapshot.edition === edition : snapshot.edition < edition) return snapshot;
  return problem(corrects ? 'data/previous-edition.corrects' : 'data/previous-edition.before', position, {
    edition: snapshot.edition,
    file,
    otherEdition: edition,
  });
}

interface ReadSnapshot {
  readonly snapshot?: Snapshot;
  readonly fault?: string;
  readonly hint?: string;
  /** Where in the snapshot the fault stands. */
  readonly at?: Position;
}

async function readSnapshot(file: string, host: Host): Promise<ReadSnapshot> {
  try {
    const text = await host.project.readText(file);
    const parsed = parseSnapshot(text);
    if (parsed.value !== undefined) return { snapshot: parsed.value };
    const { fault, hint } = parsed;
    const at = positionIn(file, text, parsed.offset);
    return hint === undefined ? { fault, at } : { fault, hint, at };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.reason === 'not-utf8') {
      const { byte, ...place } = error.wrong;
      return { fault: `byte \`${byte}\``, at: { file, ...place } };
    }
    return { fault: 'file that cannot be read' };
  }
}

/** Where a cell of this edition stands: its line, else its dataset, else the data package. */
function placeOf({ project, data }: Compared, { dataset: name, measure, keys }: CellName): Position {
  const dataset = ownOf(data, name);
  if (dataset === undefined) return packagePosition(project);
  const row = dataset.rows.find((each) =>
    Object.entries(each.keys).every(([field, value]) => keys[field] === value),
  );
  return row === undefined ? dataset.position : originPosition(cellOrigin(row, measure));
}

/**
 * The data with the mark [r] at every revised cell, and at every derived one that rests on a revised cell, so that it
 * is printed wherever they are.
 */
function markRevised(data: PublishedData, revised: readonly CellName[]): PublishedData {
  if (revised.length === 0) return data;
  const addresses = new Set(revised.map(addressOf));
  const datasets = Object.entries(data).map(([name, dataset]) => [name, markDataset(dataset, addresses)]);
  return Object.fromEntries(datasets);
}

/** The same for every order of the dimensions. */
const addressOf = ({ dataset, measure, keys }: CellName): string =>
  cellAddress({
    dataset,
    measure,
    keys: Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))),
  });

function markDataset(dataset: PublishedDataset, revised: ReadonlySet<string>): PublishedDataset {
  return { ...dataset, rows: dataset.rows.map((row) => markRow(dataset.name, row, revised)) };
}

function markRow(dataset: string, row: Row, revised: ReadonlySet<string>): Row {
  const measures = Object.keys(row.measures).filter((measure) => {
    const derivation = ownOf(row.derivations, measure);
    const cells = derivation?.cells.map(({ field, ...cell }) => ({ ...cell, measure: field }));
    return (cells ?? [{ dataset, measure, keys: row.keys }]).some((cell) => revised.has(addressOf(cell)));
  });
  if (measures.length === 0) return row;
  const marks: Record<string, readonly Mark[]> = { ...row.marks };
  for (const measure of measures) {
    marks[measure] = united([{ marks: ownOf(marks, measure) ?? [] }, { marks: ['r'] }]).marks ?? [];
  }
  return { ...row, marks };
}
