import type { Position } from '../../../diagnostics.js';
import { FileProblem, type Host } from '../../../host/host.js';
import { isReason } from '../../../model/reason.js';
import type { Spoken, SpokenText } from '../spoken.js';
import { yamlTexts } from './yaml.js';

/** What stands beside texts and frees what it is the reason of. */
export type ReasonKey = 'typed' | 'unchecked';

/** A text of the data package, or of a cell, that reports print or publish. */
export interface DataText {
  readonly words: string;
  /** How a message names where it stands. */
  readonly of: string;
  /** Its pointer in the data package; absent for a cell. */
  readonly pointer?: string;
  /** True for a note of a row, which is a sentence; its attributes name things. */
  readonly isNote?: boolean;
  /** Its dataset; absent for what the package says as a whole. */
  readonly dataset?: string;
  /** The pointer of what a reason beside it would belong to. */
  readonly holder: string;
  at(offset: number, length: number): Position;
}

/** The texts of the data, and the reasons beside them. */
export interface DataTexts {
  readonly inPackage: readonly DataText[];
  /** The claims of the description with this pointer: the words of each. */
  claimsOf(pointer: string): readonly string[];
  /** Where reasons under a key stand, by the pointer of what they belong to. */
  reasons(key: ReasonKey): ReadonlyMap<string, Position>;
  /** The notes and the textual attributes of the rows, those with a reason under the key apart from others. */
  cells(key: ReasonKey): readonly DataText[];
}

/** Reads the texts of the data package; undefined where there is none. */
export async function readDataTexts(
  { file, texts: inRows }: Spoken,
  { project, limits }: Host,
): Promise<DataTexts | undefined> {
  if (file === undefined || !(await project.exists(file))) return undefined;
  const place = (line: number, column: number): Position => ({ file, line, column });
  const texts = yamlTexts(await project.readText(file, limits.textBytes), place);
  const words = new Map(texts.map((text) => [text.pointer, text.words]));
  const columns = columnsIn(words);
  const reasons = (key: ReasonKey): ReadonlyMap<string, Position> =>
    new Map(
      texts.flatMap(({ pointer, words: reason, at }) =>
        pointer.endsWith(`/${key}`) && isReason(reason)
          ? [[pointer.slice(0, -key.length - 1), at(0, 0)] as const]
          : [],
      ),
    );
  const inPackage = texts
    .filter(({ pointer }) => printed.test(pointer))
    .map(({ pointer, words: own, at }): DataText => {
      const dataset = words.get(`${/^\/resources\/\d+/u.exec(pointer)?.[0]}/name`);
      return {
        words: own,
        at,
        pointer,
        ...(dataset !== undefined && { dataset }),
        of: 'a text of the data package',
        holder: holderOf(pointer),
      };
    });
  return {
    inPackage,
    claimsOf: (pointer) => {
      const claims = new RegExp(`^${pointer.replace(/description$/u, 'claims')}/\\d+/words$`, 'u');
      return texts.flatMap((text) => (claims.test(text.pointer) ? [text.words] : []));
    },
    reasons,
    cells: (key) => cellTexts(inRows, columns, reasons(key)),
  };
}

/** The words of the data package that reports print. */
const printed =
  /\/(?:title|description|label|reason|definition|dated)$|\/counts\/(?:definition|dated)\/|^\/methods\//u;

/** What a reason stands beside: the field, else the resource, else the package. */
const holderOf = (pointer: string): string =>
  /^\/resources\/\d+(?:\/schema\/fields\/\d+)?/u.exec(pointer)?.[0] ?? '';

/** The pointers of the declared columns, by their dataset and name. */
function columnsIn(names: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const datasets = new Map<string, Map<string, string>>();
  for (const [pointer, words] of names) {
    const field = /^(\/resources\/\d+)\/schema\/fields\/\d+(?=\/name$)/u.exec(pointer);
    const dataset = names.get(field === null ? '' : `${field[1]}/name`);
    if (field === null || dataset === undefined) continue;
    datasets.set(dataset, (datasets.get(dataset) ?? new Map()).set(words, field[0]));
  }
  return datasets;
}

/** The notes and the textual attributes of the rows, each text once a dataset. What is derived repeats the texts of what it is derived from. */
function cellTexts(
  texts: readonly SpokenText[],
  declared: ReadonlyMap<string, ReadonlyMap<string, string>>,
  meant: ReadonlyMap<string, unknown>,
): DataText[] {
  const found = new Map<string, DataText>();
  for (const { dataset, columns, isNote, words, at } of texts) {
    const own = declared.get(dataset);
    if (own === undefined) continue;
    // A note may stand in any of several columns: one that nobody says more of is told first.
    const holder = (name: string): string => own.get(name) ?? '';
    const column = columns.find((name) => !meant.has(holder(name))) ?? columns[0] ?? '';
    const key = JSON.stringify([dataset, words, meant.has(holder(column))]);
    if (found.has(key)) continue;
    found.set(key, { words, at: () => at, of: `\`${column}\``, isNote, dataset, holder: holder(column) });
  }
  return [...found.values()];
}

/**
 * Where a character of the words of a cell stands in its data file, from the row that the words stand in. What is no text in UTF-8, and
 * words that are written otherwise there, keep the place of the row.
 */
export async function placeInFile(
  words: string,
  offset: number,
  row: Position,
  { project, limits }: Host,
): Promise<Position> {
  try {
    const lines = (await project.readText(row.file, limits.textBytes)).split(/\r?\n/u);
    const rest = lines.slice(row.line - 1, row.line - 1 + mostLines).join('\n');
    const [start, length] = found(rest, words, offset);
    if (start < 0) return row;
    const before = rest.slice(0, start + length).split('\n');
    return { ...row, line: row.line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 };
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return row;
  }
}

/** A cell goes over a few lines at most. */
const mostLines = 50;

/** Where words begin, and how far into them a place is: as they are, or with quotation marks doubled as CSV does. */
function found(text: string, words: string, offset: number): readonly [number, number] {
  const plain = text.indexOf(words);
  if (plain >= 0) return [plain, offset];
  const doubled = (part: string): string => part.replaceAll('"', '""');
  return [text.indexOf(doubled(words)), doubled(words.slice(0, offset)).length];
}
