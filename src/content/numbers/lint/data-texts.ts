import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import { isReason } from '../../../model/reason.js';
import { readNumberWords } from '../number-words.js';
import { type Reader, readNumerals } from '../read-numerals.js';
import type { Spoken, SpokenText } from '../spoken.js';
import { yamlTexts } from './yaml.js';

/** A text of the data in which a figure may be typed. */
interface DataText {
  readonly words: string;
  /** How a message names where it stands. */
  readonly of: string;
  at(offset: number, length: number): Position;
}

/**
 * Warns of figures that are typed into what the data say in words: titles, descriptions, labels and reasons of the data
 * package, notes and attributes of the rows. Only a number right before a thing that is counted, or a percent sign, is a
 * figure here: ages, codes, years and articles are what labels are made of. `typed` beside a text says that it is meant.
 */
export async function lintDataTexts(
  { file, texts: inRows }: Spoken,
  reader: Reader,
  { project, limits }: Host,
): Promise<Diagnostic[]> {
  if (file === undefined || !(await project.exists(file))) return [];
  const place = (line: number, column: number): Position => ({ file, line, column });
  const texts = yamlTexts(await project.readText(file, limits.textBytes), place);
  const meant = new Set(
    texts.flatMap(({ pointer, words }) =>
      pointer.endsWith('/typed') && isReason(words) ? pointer.slice(0, -'/typed'.length) : [],
    ),
  );
  const inPackage = texts
    .filter(({ pointer }) => printed.test(pointer) && !meant.has(holderOf(pointer)))
    .map(({ words, at }): DataText => ({ words, at, of: 'a text of the data package' }));
  const meantColumns = new Set(
    texts.flatMap(({ pointer, words }) => {
      const holder = /^(.*\/fields\/\d+)\/name$/u.exec(pointer)?.[1];
      return holder !== undefined && meant.has(holder) ? [`${resourceOf(texts, holder)} ${words}`] : [];
    }),
  );
  const declared = new Set(
    texts.flatMap(({ pointer, words }) => (/^\/resources\/\d+\/name$/u.test(pointer) ? [words] : [])),
  );
  // What is derived repeats the texts of what it is derived from.
  const inCells = cellTexts(
    inRows.filter(({ dataset }) => declared.has(dataset)),
    meantColumns,
  );
  return grouped([...inPackage, ...inCells], reader);
}

/** The words of the data package that reports print. */
const printed =
  /\/(?:title|description|label|reason|definition|dated)$|\/counts\/(?:definition|dated)\/|^\/methods\//u;

/** What `typed` stands beside: the field, else the resource, else the package. */
const holderOf = (pointer: string): string =>
  /^\/resources\/\d+(?:\/schema\/fields\/\d+)?/u.exec(pointer)?.[0] ?? '';

/** The name of the resource that a field is part of. */
function resourceOf(texts: readonly { pointer: string; words: string }[], field: string): string {
  const name = `${/^\/resources\/\d+/u.exec(field)?.[0] ?? ''}/name`;
  return texts.find(({ pointer }) => pointer === name)?.words ?? '';
}

/** The notes and the textual attributes of the rows, each text once a dataset. */
function cellTexts(texts: readonly SpokenText[], meant: ReadonlySet<string>): DataText[] {
  const found = new Map<string, DataText>();
  for (const { dataset, columns, words, at } of texts) {
    const column = columns.find((name) => !meant.has(`${dataset} ${name}`));
    const key = JSON.stringify([dataset, words]);
    if (column !== undefined && !found.has(key)) found.set(key, { words, at: () => at, of: `\`${column}\`` });
  }
  return [...found.values()];
}

/** Of many in one file the first few are listed, the last of them with the number of the others. */
const listed = 10;

function grouped(texts: readonly DataText[], reader: Reader): Diagnostic[] {
  const files = new Map<string, Diagnostic[]>();
  for (const found of texts.flatMap((text) => warningsIn(text, reader))) {
    const { file } = found.position;
    const all = files.get(file);
    if (all === undefined) files.set(file, [found]);
    else all.push(found);
  }
  return [...files.values()].flatMap((all) => {
    const others = { count: all.length - listed, lastLine: all.at(-1)?.position.line ?? 0 };
    return all
      .slice(0, listed)
      .map((each, index) => (others.count > 0 && index === listed - 1 ? { ...each, others } : each));
  });
}

function warningsIn({ words, of, at }: DataText, reader: Reader): Diagnostic[] {
  const digits = readNumerals(words, reader).filter(
    (each) =>
      each.class === undefined && reader.units.atStart.test(words.slice(each.offset + each.text.length)),
  );
  const spelled = readNumberWords(words, reader).filter(({ unit }) => unit !== undefined);
  return [...digits, ...spelled].map(({ text, offset }) => ({
    severity: 'warning',
    code: 'number/typed-in-data',
    message: `Unexpected number \`${text.replace(/\s+/g, ' ')}\` typed into ${of}, expected words that need not change with the data`,
    position: at(offset, text.length),
    hint: 'leave the figure to the data, or write `typed: why it is meant` beside the text in the data package, for a cell beside the field of its column',
  }));
}
