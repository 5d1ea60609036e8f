import { spokenOf } from '../../../content/numbers/spoken.js';
import { SubjectsOfData } from '../../../content/numbers/subjects.js';
import type { Files } from '../../../host/host.js';
import { type Lexicon, loadLexicon } from '../../../language/lexicon/lexicon.js';
import { numberPrinter } from '../../../language/numbers.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { thousandsBy } from '../data/cells.js';
import type { KnownMarks } from '../data/found-table.js';
import { type LookUpResult, lookUp } from './match/look-up.js';
import { ratiosOf } from './match/ratios.js';
import { stopStems } from './match/stems.js';
import { tablesOf } from './match/tables.js';
import { twinsOf } from './match/twins.js';
import type { Block, WordReport } from './read/blocks.js';
import { cleaned } from './write/clean.js';
import { csvOf, isOfNumbers, numberReader } from './write/tables.js';
import { captionsOf, type Draft, draftOf } from './write/template.js';

/** A template made of a Word file, with what was found for it. */
export interface Converted {
  readonly draft: Draft;
  readonly found: LookUpResult;
  readonly edition: number;
  readonly language: string;
  readonly title: string;
  /** As its cover says. */
  readonly publisher?: string;
}

interface ConvertInput {
  readonly report: WordReport;
  readonly data: PublishedData;
  /** What the rows above tables call these, by the names of datasets. */
  readonly titles?: ReadonlyMap<string, string>;
  /** The last year of the data, or this one. */
  readonly lastYear: number;
  /** Where the file says no title. */
  readonly title: string;
  /** The files of the tool, which have its lexicons. */
  readonly tool: Files;
}

/** Makes a template of a Word file: looks its numbers up in data that were described, and writes a helper where one cell fits. */
export async function convert({
  report,
  data,
  titles,
  lastYear,
  title,
  tool,
}: ConvertInput): Promise<Converted> {
  const { language, lexicon } = await languageOf(report, tool);
  const stops = stopStems(lexicon.evidence.stopWords);
  const text = report.blocks.flatMap((each) => ('text' in each ? [each.text] : [])).join('\n');
  const tables = tablesOf(data, stops, titles, text);
  const searched = { tables, ratios: ratiosOf(tables), twins: twinsOf(tables) };
  const blocks = cleaned(report.blocks, lexicon);
  const own = blocks.find(({ kind }) => kind === 'title');
  const captions = captionsOf(blocks);
  const plain = new Set([...(own === undefined ? [] : [own]), ...captions.values()]);
  const decimal = decimalOf(report, language);
  const spoken = spokenOf(data);
  // Data that were just described have no units yet, so that no unit is foreign to them.
  const words = { ...lexicon, quantities: { ...lexicon.quantities, kinds: [] } };
  const tried = editionsIn(blocks, lastYear).map((edition) => {
    const reader = new SubjectsOfData().reader(spoken, words, edition);
    const found = lookUp(
      [...blocks.filter((each) => !plain.has(each)), ...[...report.notes.values()].flat()],
      { ...searched, lexicon, stops, edition },
      reader,
      decimal,
    );
    return { edition, found, filled: found.numbers.filter(({ pick }) => pick !== undefined).length };
  });
  // The year of the report is the one with which most of its numbers are found.
  const best = tried.reduce((one, other) => (other.filled > one.filled ? other : one));
  const named = own !== undefined && 'text' in own ? own.text.replace(/\s+/g, ' ').trim() : title;
  const { edition, found } = best;
  const draft = draftOf({
    ...{ report, blocks, captions, plain, tables, edition, title: named },
    ...{ numbers: found.numbers, read: numberReader(decimal), decimal },
  });
  const publisher = publisherIn(blocks);
  return { draft, found, edition, language, title: named, ...(publisher !== undefined && { publisher }) };
}

/** What institutions are called, and what is theirs: a report. */
const institutionWords =
  /(?<!\p{L})(?:administration|agency|authority|board|city of|commission|council|department|institute|ministry|municipality|office|service|trust|agjenci|bashki|drejtori|institut|ministri|zyr|agencij|ministarst|opštin|uprav|zavod|агенциј|министарст|општин|управ|завод)/iu;
const reportWords = /report|raport|izvješta|izvešta|извешта/iu;

/** The line of the cover that names an institution. */
function publisherIn(blocks: readonly Block[]): string | undefined {
  const head = blocks.findIndex(({ kind }) => kind === 'heading');
  const cover = blocks
    .slice(0, head < 0 ? ofTitle : head)
    .flatMap((block) => (block.kind === 'paragraph' ? [block.text.trim()] : []));
  return cover.find(
    (text) => /^[^\d.:;!?]{4,80}$/u.test(text) && institutionWords.test(text) && !reportWords.test(text),
  );
}

/** The blocks that may say what a report is of. */
const ofTitle = 6;

/** The years that a report may be of: those that it begins with, and the last of its data; a plan may go on, and data be newer. */
function editionsIn(blocks: readonly Block[], lastYear: number): readonly number[] {
  const texts = blocks.flatMap((block) => ('text' in block ? [block.text] : []));
  const areNamed = (years: readonly number[], within: readonly string[]): readonly number[] =>
    years.filter((year) => within.some((text) => text.includes(`${year}`)));
  const recent = [0, 1, 2, 3, 4, 5].map((age) => lastYear - age);
  const said = areNamed(recent, texts.slice(0, ofTitle));
  return [...new Set([...said, lastYear, ...areNamed([lastYear - 1], texts)])];
}

const languages = ['en', 'sq', 'sr-Cyrl', 'sr-Latn'];

/** The language of which the text has most words that name nothing: Word's own setting is often that of the computer. */
async function languageOf(
  { blocks }: WordReport,
  tool: Files,
): Promise<{ readonly language: string; readonly lexicon: Lexicon }> {
  const words = blocks.flatMap((block) =>
    'text' in block ? (block.text.toLowerCase().match(/\p{L}+/gu) ?? []) : [],
  );
  const known = await Promise.all(
    languages.map(async (language) => ({ language, lexicon: await loadLexicon(language, tool) })),
  );
  const counted = known.map((each) => ({
    ...each,
    count: words.filter((word) => each.lexicon.evidence.stopWords.has(word)).length,
  }));
  return counted.reduce((one, other) => (other.count > one.count ? other : one));
}

/** A mark before one or two digits is a decimal one: "1,234.5", "12.5". */
const decimals = { '.': /\d\.\d{1,2}(?![.,]?\d)/g, ',': /\d,\d{1,2}(?![.,]?\d)/g };

/** The decimal mark of a report: that of its language, unless most decimals have the other. */
function decimalOf({ blocks }: WordReport, language: string): string {
  const text = blocks
    .flatMap((block) => (block.kind === 'table' ? block.rows.flat() : 'text' in block ? [block.text] : []))
    .join('\n');
  const count = (mark: '.' | ','): number => text.match(decimals[mark])?.length ?? 0;
  const own = numberPrinter(language).decimalMark === ',' ? ',' : '.';
  const other = own === ',' ? '.' : ',';
  return count(other) > 2 * count(own) ? other : own;
}

/** The mark between thousands in a Word file. */
export async function marksOf(report: WordReport, tool: Files): Promise<KnownMarks> {
  const { language } = await languageOf(report, tool);
  return thousandsBy(decimalOf(report, language) === ',' ? '.' : ',', ', as in the Word file');
}

/** The tables of numbers of a Word file as files of data, for a project that is given no others; its language tells thousands. */
export async function dataIn(report: WordReport, tool: Files): Promise<ReadonlyMap<string, Uint8Array>> {
  const { language } = await languageOf(report, tool);
  const decimal = decimalOf(report, language);
  const read = numberReader(decimal);
  const tables = report.blocks.flatMap((block) =>
    block.kind === 'table' && isOfNumbers(block, read) ? [block] : [],
  );
  return new Map(
    tables.map((table, index) => [`table-${index + 1}.csv`, new TextEncoder().encode(csvOf(table, decimal))]),
  );
}
