import type { Diagnostic } from '../../diagnostics.js';
import { formats } from '../../inputs/formats.js';
import { decode } from '../../inputs/text.js';
import type { SheetContent } from '../../inputs/workbook/content.js';
import type { ReadWorkbook } from '../../inputs/workbook/format.js';
import { sheetTable } from '../../inputs/workbook/sheet-table.js';
import type { SourceFile, SourceProblem, SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { ask, evidence, type FoundTable, ofCells, type Remark } from './data/found-table.js';
import { splitTables } from './data/split-tables.js';
import { findJson, findSdmx, isOpenSdg } from './find-text-table.js';

/** A file of which nothing is declared. */
interface UnknownFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly limits: ResourceLimits;
  readonly read: ReadWorkbook;
}

type Found = { readonly tables: readonly FoundTable[] } | Diagnostic;

/** Opens a file in every way that it can be meant, and tells which one it is taken for. */
export async function openFound(file: UnknownFile): Promise<Found> {
  const kind = /\.(xlsx|xlsm|ods)$/i.exec(file.path)?.[1]?.toLowerCase();
  if (kind !== undefined) return await openWorkbook(file, kind === 'ods' ? 'ods' : 'xlsx');
  if (/\.(?:csv|tsv|tab|txt)$/i.test(file.path)) {
    const sdmx = await findSdmx(file);
    return sdmx === undefined ? await openText(file) : oneTable(sdmx);
  }
  if (/\.(?:json|ndjson|jsonl)$/i.test(file.path)) return oneTable(await findJson(file));
  return problem('usage/file.ends', { file: file.path, line: 1, column: 1 }, { path: file.path });
}

const oneTable = (found: FoundTable | SourceProblem): Found =>
  'code' in found ? asDiagnostic(found) : { tables: [found] };

const asDiagnostic = (problem: SourceProblem): Diagnostic => ({ severity: 'error', ...problem });

/** Every sheet of a workbook that holds anything. */
async function openWorkbook(
  { path, bytes, limits, read }: UnknownFile,
  kind: 'xlsx' | 'ods',
): Promise<Found> {
  const first = await read({ kind, bytes }, limits);
  const names = 'about' in first && first.about === 'sheet' ? first.sheets : undefined;
  const contents: SheetContent[] = [];
  for (const name of names ?? [undefined]) {
    const content = name === undefined ? first : await read({ kind, bytes, sheet: name }, limits);
    if (!('about' in content)) {
      contents.push(content);
      continue;
    }
    const position = { file: path, line: 1, column: 1 };
    if (content.about === 'limit') return asDiagnostic({ position, ...content.problem });
    const { message, hint } = content;
    return asDiagnostic({
      code: 'data/workbook',
      position,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  }
  const isOnly = names === undefined;
  return {
    tables: contents.flatMap((content) => {
      const { rows, hidden } = whole(sheetTable(path, content));
      if (rows.length < 2) return [];
      return splitTables({
        path,
        sheet: { name: content.name, isOnly },
        writing: [],
        rows,
        ...(hidden && { hidden }),
      });
    }),
  };
}

function whole(table: SourceTable): { rows: SourceRow[]; hidden: SourceTable['hidden'] } {
  const rows = [table.header];
  table.read((row) => void rows.push(row));
  return { rows, hidden: table.hidden };
}

const delimiters = [',', ';', '\t', '|'] as const;

/** Rows that are looked at to find the delimiter. */
const tried = 2_000;

/** A delimiter, how many cells most rows have with it, and how many of the rows do. */
interface Tried {
  readonly delimiter: string;
  readonly share: number;
  readonly columns: number;
  /** Rows that have so many, of all that were looked at. */
  readonly count: number;
  readonly all: number;
}

async function openText(file: UnknownFile): Promise<Found> {
  const encoding = encodingOf(file.bytes);
  const position = { file: file.path, line: 1, column: 1 };
  const source = (delimiter?: string): SourceFile => ({
    file: file.path,
    bytes: file.bytes,
    format: 'csv',
    dialect: delimiter === undefined ? {} : { delimiter },
    declaredIn: 'datapackage.yaml',
    ...(encoding.name === undefined ? {} : { encoding: { name: encoding.name, position } }),
  });
  const format = formats.csv;
  if (format === undefined) throw new Error('no format `csv`');
  const named = /^(?:\ufeff)?sep=(.)/i.exec(
    new TextDecoder('latin1').decode(file.bytes.subarray(0, 12)).replace(/^ï»¿/, ''),
  );
  const shares = await Promise.all(
    (named === null ? delimiters : []).map(async (delimiter) => {
      const opened = await format.open(source(delimiter), file.limits);
      return { delimiter, ...('code' in opened ? none : evenness(opened)) };
    }),
  );
  const able = shares
    .filter(({ columns }) => columns > 1)
    .sort((a, b) => b.share - a.share || b.columns - a.columns);
  const [best, next] = able;
  const opened = await format.open(source(best?.delimiter), file.limits);
  if ('code' in opened) return asDiagnostic(opened);
  const rows = [opened.header];
  const problem = opened.read((row) => void rows.push(row));
  if (problem !== undefined) return asDiagnostic(problem);
  const delimiter = best === undefined || best.delimiter === ',' ? undefined : best.delimiter;
  const writing = [...encoding.remarks, ...delimiterRemarks(best, next)];
  const isOfOpenSdg = delimiter === undefined && isOpenSdg(opened.header);
  if (isOfOpenSdg) {
    const said = evidence(
      '`Year` is first and `Value` last, as in the files of Open SDG: a blank is a total',
    );
    return { tables: [{ path: file.path, format: 'open-sdg', writing: [...writing, said], rows }] };
  }
  return {
    tables: splitTables({
      path: file.path,
      writing,
      rows,
      ...(delimiter === undefined ? {} : { dialect: { delimiter } }),
    }),
  };
}

/** What speaks for the delimiter that was taken, and the question whether it is another one. */
function delimiterRemarks(best: Tried | undefined, next: Tried | undefined): Remark[] {
  if (best === undefined) return [];
  const isDoubtful = next !== undefined && next.share > 0.9 && best.share <= next.share;
  return [
    ...(best.delimiter === ',' && !isDoubtful
      ? []
      : [
          evidence(
            `${ofCells(best.count, best.all)} rows have ${best.columns} cells between ${shown(best.delimiter)}`,
          ),
        ]),
    ...(isDoubtful
      ? [
          ask(
            `or do ${shown(next.delimiter)} separate the cells?`,
            `dialect: {delimiter: ${JSON.stringify(next.delimiter)}}`,
          ),
        ]
      : []),
  ];
}

const shown = (delimiter: string): string => (delimiter === '\t' ? 'tabs' : `\`${delimiter}\``);

const none = { share: 0, columns: 0, count: 0, all: 0 };

/** How many cells most rows have, and how many of the rows do. */
function evenness(opened: SourceTable): Omit<Tried, 'delimiter'> {
  const counts = new Map<number, number>();
  let all = 0;
  const take = ({ texts }: SourceRow): void => {
    all++;
    counts.set(texts.length, (counts.get(texts.length) ?? 0) + 1);
  };
  take(opened.header);
  const problem = opened.read(take, tried);
  if (problem !== undefined) return none;
  const [[columns, count] = [0, 0]] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return { columns, share: count / all, count, all };
}

const guesses = [
  ['windows-1252', 'Western Europe'],
  ['windows-1250', 'Central Europe and the Balkans'],
  ['windows-1251', 'Cyrillic'],
] as const;

/** UTF-8, or the encodings that can be meant, each with what a word of the file is in it. */
function encodingOf(bytes: Uint8Array): { readonly name?: string; readonly remarks: readonly Remark[] } {
  if (decode(bytes).bytes !== undefined) return { remarks: [] };
  const able = guesses
    .flatMap(([name, use]) => {
      const decoded = decode(bytes, name).bytes;
      if (decoded === undefined) return [];
      const text = new TextDecoder().decode(decoded);
      return [{ name, use, text, likely: likelihood(text) }];
    })
    // A sort is stable: where letters do not tell, the order of the guesses does.
    .sort((a, b) => b.likely - a.likely);
  const [first] = able;
  if (first === undefined) return { remarks: [] };
  const question = ask(
    'the file is not in UTF-8. In which encoding are these words right? It was read in the first, whose letters are likeliest',
    ...able.map(({ name, use, text }) => `encoding: ${name}   # ${use}: ${wordsOf(text).join(', ')}`),
  );
  return { name: first.name, remarks: [question] };
}

/** The letters beyond ASCII of languages that these encodings are for; those of one language come together. */
const alphabets = [
  'čćđšž',
  'ąćęłńóśźż',
  'áčďéěíňóřšťúůýž',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'ăâîşţ',
  'çë',
  'äöüß',
  'àâçéèêëîïôœùûü',
  'áéíñóúü',
  'àèéìòù',
  'áâãàçéêíóôõú',
  'æøåé',
  'äåö',
  'áðéíóúýþæö',
  'абвгдђежзијклљмнњопрстћуфхцчџшщъыьэюяёіїєґѓќѕ',
].map((letters) => new Set(letters));

/** Of the letters beyond ASCII, the share that one language has: 1 where all words can be of one. */
function likelihood(text: string): number {
  const words =
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{S}\p{No}]*[^\p{ASCII}\p{P}\p{Z}\p{C}][\p{L}\p{M}\p{S}\p{No}]*/gu) ?? [];
  const letters = words.flatMap((word) => {
    const isMixed = /\p{Script=Cyrillic}/u.test(word) && /\p{Script=Latin}/u.test(word);
    // No language begins a word with these, where others have `č` and `đ` in their place.
    const isWrong = isMixed || /^[èðìòù]\p{L}/u.test(word);
    return [...word.replace(/\p{ASCII}/gu, '')].map((letter) => (isWrong ? '' : letter));
  });
  const most = alphabets.reduce(
    (best, own) => Math.max(best, letters.filter((letter) => own.has(letter)).length),
    0,
  );
  return letters.length === 0 ? 0 : most / letters.length;
}

/** Words with letters beyond ASCII. */
const wordsOf = (text: string): readonly string[] =>
  [...new Set(text.match(/[\p{L}\p{M}]*[^\p{ASCII}][\p{L}\p{M}]*/gu) ?? [])].slice(0, 4);
