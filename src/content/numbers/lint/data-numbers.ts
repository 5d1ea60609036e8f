import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Host } from '../../../host/host.js';
import { groupBy } from '../../../model/group-by.js';
import { problem } from '../../../problems/problem.js';
import { baseIn } from '../bases.js';
import { readNumberWords } from '../number-words.js';
import type { Reader, ReadNumeral } from '../read-numerals.js';
import { type DataText, type DataTexts, placeInFile } from './data-texts.js';

/** The numerals of a text, which is read once. */
export type NumeralsOf = (words: string) => readonly ReadNumeral[];

/** A figure in such a text. */
interface TypedFigure {
  readonly text: DataText;
  readonly figure: string;
  readonly offset: number;
}

/**
 * Reports figures that are typed into the words of the data: titles, descriptions, labels and reasons of the data
 * package, notes and attributes of rows. In titles, labels and notes they are errors where the project requires claims.
 * Only a number right before a thing that is counted, or a percent sign, is a figure here: ages, codes, years and
 * articles are what labels are made of. `typed` beside a text says that it is meant; where nothing beside it states a
 * figure, that is told too.
 */
export async function lintDataNumbers(
  texts: DataTexts,
  { reader, numeralsOf }: { readonly reader: Reader; readonly numeralsOf: NumeralsOf },
  host: Host,
): Promise<Diagnostic[]> {
  const meant = texts.reasons('typed');
  const figures = [...texts.inPackage, ...texts.cells('typed')].flatMap((text) =>
    figuresIn(text, reader, numeralsOf),
  );
  const needed = new Set(figures.map(({ text }) => text.holder));
  // Without words of the language, no figure is found in them.
  const unused =
    reader.lexicon.units.length === 0 ? [] : [...meant].filter(([pointer]) => !needed.has(pointer));
  const open = await grouped(
    figures.filter(({ text }) => !meant.has(text.holder)),
    host,
  );
  return [...open, ...unused.map(([, position]) => unusedReason(position))];
}

/** Of many in one file the first few are listed, the last of them with the number of the others. */
const listed = 10;

async function grouped(figures: readonly TypedFigure[], host: Host): Promise<Diagnostic[]> {
  const files = groupBy(figures, ({ text, offset, figure }) => text.at(offset, figure.length).file);
  const said = [...files.values()].map(async (all) => {
    const shown = await Promise.all(all.slice(0, listed).map((figure) => problemOf(figure, host)));
    const last = all.at(-1);
    const lastLine = last?.text.at(last.offset, last.figure.length).line ?? 0;
    const others = { count: all.length - listed, lastLine };
    return shown.map((each, index) =>
      others.count > 0 && index === listed - 1 ? { ...each, others } : each,
    );
  });
  return (await Promise.all(said)).flat();
}

function figuresIn(text: DataText, reader: Reader, numeralsOf: NumeralsOf): TypedFigure[] {
  const { words } = text;
  const base = baseIn(words);
  const digits = numeralsOf(words).filter(
    (each) =>
      each.class === undefined &&
      // "Late departures per 1,000 rides" says what the rate is of.
      !(base !== undefined && words.slice(0, each.offset).trimEnd().endsWith(` ${base.leads}`)) &&
      reader.units.atStart.test(words.slice(each.offset + each.text.length)),
  );
  const spelled = readNumberWords(words, reader).filter(({ unit }) => unit !== undefined);
  return [...digits, ...spelled].map(({ text: figure, offset }) => ({ text, figure, offset }));
}

async function problemOf({ text, figure, offset }: TypedFigure, host: Host): Promise<Diagnostic> {
  const at = text.at(offset, figure.length);
  const isName = /\/(?:title|label)$/u.test(text.pointer ?? '');
  return problem(
    'number/typed-in-data',
    text.pointer === undefined ? await placeInFile(text.words, offset, at, host) : at,
    { figure: figure.replace(/\s+/g, ' '), of: text.of },
    { severity: isName || text.isNote === true ? 'error' : 'warning' },
  );
}

const unusedReason = (position: Position): Diagnostic => problem('number/typed-unused', position);
