import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import { isReason } from '../../../model/reason.js';
import { readNumberWords } from '../number-words.js';
import { type Reader, readNumerals } from '../read-numerals.js';
import type { Spoken, SpokenText } from '../spoken.js';
import { placeInFile } from './place-in-file.js';
import { yamlTexts } from './yaml.js';

/** A text of the data in which a figure may be typed. */
interface DataText {
  readonly words: string;
  /** How a message names where it stands. */
  readonly of: string;
  /** The pointer of what a `typed` beside it would belong to. */
  readonly holder: string;
  /** True for a cell of a row, whose place `at` gives by its row alone. */
  readonly isCell: boolean;
  at(offset: number, length: number): Position;
}

/** A figure in such a text. */
interface TypedFigure {
  readonly text: DataText;
  readonly figure: string;
  readonly offset: number;
}

/**
 * Warns of figures that are typed into what the data say in words: titles, descriptions, labels and reasons of the data
 * package, notes and attributes of the rows. Only a number right before a thing that is counted, or a percent sign, is a
 * figure here: ages, codes, years and articles are what labels are made of. `typed` beside a text says that it is meant; where
 * nothing beside it states a figure, that is told too.
 */
export async function lintDataTexts(
  { file, texts: inRows }: Spoken,
  reader: Reader,
  host: Host,
): Promise<Diagnostic[]> {
  const { project, limits } = host;
  if (file === undefined || !(await project.exists(file))) return [];
  const place = (line: number, column: number): Position => ({ file, line, column });
  const texts = yamlTexts(await project.readText(file, limits.textBytes), place);
  const meant = new Map(
    texts.flatMap((text) =>
      text.pointer.endsWith('/typed') && isReason(text.words)
        ? [[text.pointer.slice(0, -'/typed'.length), text] as const]
        : [],
    ),
  );
  const inPackage = texts
    .filter(({ pointer }) => printed.test(pointer))
    .map(
      ({ pointer, words, at }): DataText => ({
        words,
        at,
        of: 'a text of the data package',
        holder: holderOf(pointer),
        isCell: false,
      }),
    );
  const figures = [...inPackage, ...cellTexts(inRows, columnsIn(texts), meant)].flatMap((text) =>
    figuresIn(text, reader),
  );
  const needed = new Set(figures.map(({ text }) => text.holder));
  // Without words of the language, no figure is found in them.
  const unused =
    reader.lexicon.units.length === 0 ? [] : [...meant].filter(([pointer]) => !needed.has(pointer));
  const open = await grouped(
    figures.filter(({ text }) => !meant.has(text.holder)),
    host,
  );
  return [...open, ...unused.map(([, { at }]) => unusedReason(at(0, 0)))];
}

/** The words of the data package that reports print. */
const printed =
  /\/(?:title|description|label|reason|definition|dated)$|\/counts\/(?:definition|dated)\/|^\/methods\//u;

/** What `typed` stands beside: the field, else the resource, else the package. */
const holderOf = (pointer: string): string =>
  /^\/resources\/\d+(?:\/schema\/fields\/\d+)?/u.exec(pointer)?.[0] ?? '';

/** The pointers of the declared columns, by their dataset and name. */
function columnsIn(
  texts: readonly { readonly pointer: string; readonly words: string }[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const names = new Map(texts.map(({ pointer, words }) => [pointer, words]));
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
  for (const { dataset, columns, words, at } of texts) {
    const own = declared.get(dataset);
    if (own === undefined) continue;
    // A note may stand in any of several columns: one that nobody says more of is told first.
    const holder = (name: string): string => own.get(name) ?? '';
    const column = columns.find((name) => !meant.has(holder(name))) ?? columns[0] ?? '';
    const key = JSON.stringify([dataset, words, meant.has(holder(column))]);
    if (found.has(key)) continue;
    found.set(key, { words, at: () => at, of: `\`${column}\``, holder: holder(column), isCell: true });
  }
  return [...found.values()];
}

/** Of many in one file the first few are listed, the last of them with the number of the others. */
const listed = 10;

async function grouped(figures: readonly TypedFigure[], host: Host): Promise<Diagnostic[]> {
  const files = new Map<string, TypedFigure[]>();
  for (const found of figures) {
    const { file } = found.text.at(found.offset, found.figure.length);
    const all = files.get(file);
    if (all === undefined) files.set(file, [found]);
    else all.push(found);
  }
  const said = [...files.values()].map(async (all) => {
    const shown = await Promise.all(all.slice(0, listed).map((figure) => warningOf(figure, host)));
    const last = all.at(-1);
    const lastLine = last?.text.at(last.offset, last.figure.length).line ?? 0;
    const others = { count: all.length - listed, lastLine };
    return shown.map((each, index) =>
      others.count > 0 && index === listed - 1 ? { ...each, others } : each,
    );
  });
  return (await Promise.all(said)).flat();
}

function figuresIn(text: DataText, reader: Reader): TypedFigure[] {
  const { words } = text;
  const digits = readNumerals(words, reader).filter(
    (each) =>
      each.class === undefined && reader.units.atStart.test(words.slice(each.offset + each.text.length)),
  );
  const spelled = readNumberWords(words, reader).filter(({ unit }) => unit !== undefined);
  return [...digits, ...spelled].map(({ text: figure, offset }) => ({ text, figure, offset }));
}

async function warningOf({ text, figure, offset }: TypedFigure, host: Host): Promise<Diagnostic> {
  const at = text.at(offset, figure.length);
  return {
    severity: 'warning',
    code: 'number/typed-in-data',
    message: `Unexpected number \`${figure.replace(/\s+/g, ' ')}\` typed into ${text.of}, expected words that need not change with the data`,
    position: text.isCell ? await placeInFile(text.words, offset, at, host) : at,
    hint: 'leave the figure to the data, or write `typed: why it is meant` beside the text in the data package, for a cell beside the field of its column',
  };
}

const unusedReason = (position: Position): Diagnostic => ({
  severity: 'warning',
  code: 'number/typed-unused',
  message: 'Unexpected `typed` beside texts that state no figure, expected one that it is the reason of',
  position,
  hint: 'take it out: the texts need no reason, or no longer do',
});
