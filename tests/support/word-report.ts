import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFiles } from '../../src/extensions/describe/describe-files.js';
import { convert } from '../../src/extensions/describe/word/convert.js';
import type { Candidate } from '../../src/extensions/describe/word/match/candidates.js';
import { helperText } from '../../src/extensions/describe/word/match/helper-text.js';
import type { LookUpResult } from '../../src/extensions/describe/word/match/look-up.js';
import { readReport } from '../../src/extensions/describe/word/read/read-report.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { standardLimits } from '../../src/resource-limits.js';
import { readHere } from '../../src/session/workers/workbook-process.js';
import { memoryHost } from '../memory-host.js';
import { paragraph, run, wordFile } from './word-file.js';

/** What a typed number of a report is; without cells it is none of the data. */
export interface Truth {
  readonly type: string;
  readonly operation?: string;
  /** Dataset, measure, and the key of each dimension. */
  readonly cells?: readonly (readonly string[])[];
}

interface Written {
  /** Kind and text, in which `⟦id|typed⟧` stands for a number; of tables their rows. */
  readonly blocks: readonly (readonly [string, string | readonly (readonly string[])[]])[];
  readonly truth: Readonly<Record<string, Truth>>;
}

/** A report that was made up, of whose typed numbers it is known what they are. */
export interface KnownReport {
  readonly bytes: Uint8Array;
  /** The texts of its paragraphs, and in each the places of its numbers. */
  readonly numbers: readonly KnownNumber[];
  readonly data: Readonly<Record<string, string>>;
}

export interface KnownNumber {
  /** The text of its paragraph, as typed. */
  readonly paragraph: string;
  readonly at: number;
  readonly end: number;
  readonly truth: Truth;
}

const folder = join(import.meta.dirname, 'word-reports');

export const reportNames = (): readonly string[] => readdirSync(folder);

/** A report of `word-reports/` as a Word file, as another program could have written it. */
export function knownReport(name: string): KnownReport {
  const { blocks, truth } = JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as Written;
  const files = readdirSync(join(folder, name, 'data'));
  const notes: string[] = [];
  const numbers: KnownNumber[] = [];
  const body = blocks.map(([kind, content]) => {
    if (typeof content !== 'string') return tableXml(content);
    const { text, marks } = unmarked(content.replaceAll('**', '').replace(/\[\^(.+?)\]/g, ''));
    for (const { id, at, end } of marks) {
      const known = truth[id];
      if (known !== undefined) numbers.push({ paragraph: text, at, end, truth: known });
    }
    const own = [...content.matchAll(/\[\^(.+?)\]/g)].map(([, note = '']) => unmarked(note).text);
    const marksOfNotes = own.map((note) => `<w:r><w:footnoteReference w:id="${notes.push(note)}"/></w:r>`);
    return paragraph(torn(text) + marksOfNotes.join(''), undefined, styleOf[kind] ?? '');
  });
  const footnotes = notes.map(
    (note, index) => `<w:footnote w:id="${index + 1}">${paragraph(run(escapeXml(note)))}</w:footnote>`,
  );
  return {
    bytes: wordFile({
      body: body.join(''),
      parts: { styles, footnotes: `<w:footnote w:type="separator" w:id="0"/>${footnotes.join('')}` },
    }),
    numbers,
    data: Object.fromEntries(
      files.map((file) => [file, readFileSync(join(folder, name, 'data', file), 'utf8')]),
    ),
  };
}

const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;
const styleOf: Readonly<Record<string, string>> = {
  h1: style('berschrift1'),
  h2: style('berschrift2'),
  c: style('Beschriftung'),
  l: '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
};
const styles = [
  ['berschrift1', 'heading 1'],
  ['berschrift2', 'heading 2'],
  ['Beschriftung', 'caption'],
]
  .map(([id, name]) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`)
  .join('');

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** Word breaks runs anywhere, within numbers too. */
function torn(text: string): string {
  const middle = Math.floor(text.length / 2);
  return run(escapeXml(text.slice(0, middle))) + run(escapeXml(text.slice(middle)));
}

const tableXml = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(run(escapeXml(cell)))}</w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`;

function unmarked(marked: string): {
  text: string;
  marks: { id: string; at: number; end: number }[];
} {
  const marks: { id: string; at: number; end: number }[] = [];
  let text = '';
  let from = 0;
  for (const { 0: all, 1: id = '', 2: typed = '', index } of marked.matchAll(/⟦(\d+)\|(.*?)⟧/g)) {
    text += marked.slice(from, index);
    marks.push({ id, at: text.length, end: text.length + typed.length });
    text += typed;
    from = index + all.length;
  }
  return { text: text + marked.slice(from), marks };
}

/** Whether a candidate is the calculation on the cells that a number is known to be. */
function isRight({ operation, table, measure, cells }: Candidate, truth: Truth): boolean {
  const names: Readonly<Record<string, string>> = { percent: 'percent-change' };
  const own = cells.map(({ keys }) =>
    [table.name, ...table.dimensions.map(({ name }) => keys[name] ?? '')].join('|'),
  );
  // `describe` may give a column another name.
  const isMeasure = (name: string): boolean => measure.name === name || measure.name.startsWith(`${name}-`);
  const asked = (truth.cells ?? []).map(([dataset = '', , ...keys]) => [dataset, ...keys].join('|'));
  return (
    (names[truth.operation ?? ''] ?? truth.operation) === operation &&
    (truth.cells ?? []).every(([, name = '']) => isMeasure(name)) &&
    JSON.stringify([...own].sort()) === JSON.stringify([...asked].sort())
  );
}

/** How many typed numbers of a kind were looked up, and with what end. */
export interface Tally {
  all: number;
  right: number;
  wrong: number;
  asked: number;
  /** Of those asked, with the right one among the first three. */
  listed: number;
}

/** Looks up the numbers of a report in data, and holds what was found to what is known. Numbers of no data are `other`. */
export async function lookUpKnown(
  { bytes, numbers: known }: KnownReport,
  data: PublishedData,
): Promise<
  { readonly tallies: ReadonlyMap<string, Tally>; readonly wrong: readonly string[] } & LookUpResult
> {
  const report = readReport(bytes, standardLimits);
  if ('message' in report) throw new Error(report.message);
  const { found, edition } = await convert({
    report,
    data,
    lastYear: 2024,
    title: '',
    tool: memoryHost({}).tool,
  });
  const tallies = new Map<string, Tally>();
  const wrong: string[] = [];
  for (const { paragraph: words, at, end, truth } of known) {
    const isData = truth.cells !== undefined;
    const type = isData ? truth.type : 'other';
    const tally = tallies.get(type) ?? { all: 0, right: 0, wrong: 0, asked: 0, listed: 0 };
    tallies.set(type, tally);
    tally.all++;
    const number = found.numbers.find(({ block, context: { typed } }) =>
      block.text === words ? typed.at < end && at < typed.end : false,
    );
    if (number?.pick !== undefined) {
      const isFit = isData && isRight(number.pick, truth);
      tally[isFit ? 'right' : 'wrong']++;
      if (!isFit)
        wrong.push(`${number.context.sentence}: ${helperText(number.pick, number.context.typed, edition)}`);
    } else if (isData) {
      tally.asked++;
      if (number?.candidates.slice(0, 3).some((each) => isRight(each, truth))) tally.listed++;
    }
  }
  return { tallies, wrong, ...found };
}

/** Data files as they would be published. */
export async function describedData(files: Readonly<Record<string, string>>): Promise<PublishedData> {
  const { data } = await describeFiles(Object.keys(files), memoryHost(files), { read: readHere });
  return data;
}
