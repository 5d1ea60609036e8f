import { escaped } from '../../../../content/markdown/escape.js';
import type { LookedUp } from '../match/score.js';
import type { Table } from '../match/tables.js';
import { type Block, isText, type TableBlock, type TextBlock, type WordReport } from '../read/blocks.js';
import { type FoundCells, findCells } from './find-cells.js';
import { findTable, tableText } from './find-table.js';
import { type Inline, inlineOf } from './inline.js';
import { csvOf, isOfNumbers, markdownTable, type ReadNumber } from './tables.js';

/** What a template is written from. */
export interface DraftInput {
  readonly report: WordReport;
  /** Its blocks, cleaned. */
  readonly blocks: readonly Block[];
  readonly numbers: readonly LookedUp[];
  readonly tables: readonly Table[];
  readonly edition: number;
  readonly title: string;
  /** The captions of tables and pictures, by the places of these. */
  readonly captions: ReadonlyMap<number, TextBlock>;
  /** The block of the title, and the captions: of these the words alone are kept. */
  readonly plain: ReadonlySet<Block>;
  readonly read: ReadNumber;
  /** The decimal mark of its language. */
  readonly decimal: string;
}

/** Something that a person has to look at, at an offset of the template. */
export interface Question {
  readonly offset: number;
  readonly number?: LookedUp;
  /** What is to be looked at, where it is no number. */
  readonly text?: string;
}

/** A template made of a Word file. */
export interface Draft {
  readonly template: string;
  readonly questions: readonly Question[];
  /** Pictures and tables, by their paths beside the template. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  readonly tables: {
    readonly found: number;
    readonly others: number;
    /** In the others. */
    readonly numbers: number;
    readonly filled: number;
  };
}

export function draftOf(input: DraftInput): Draft {
  const writer = new DraftWriter(input);
  for (const [index, block] of input.blocks.entries()) writer.write(block, index);
  for (const [name, blocks] of input.report.notes) writer.note(name, blocks);
  return writer.draft();
}

class DraftWriter {
  #text: string;
  /** The level of the item that was written last; 0 outside lists. */
  #level = 0;
  readonly #questions: Question[] = [];
  readonly #files = new Map<string, string | Uint8Array>();
  readonly #tables = { found: 0, others: 0, numbers: 0, filled: 0 };
  #figures = 0;
  readonly #pathOf = (part: string): string | undefined => this.#picture(part);

  constructor(private readonly input: DraftInput) {
    const { title, edition } = input;
    // What names the edition moves with it.
    const moving = title.replace(new RegExp(`(?<!\\d)${edition}(?!\\d)`, 'g'), '{edition}');
    const contents = input.report.hasContents ? '\n::contents\n' : '';
    this.#text = `---\ntitle: ${JSON.stringify(moving)}\n---\n${contents}`;
  }

  write(block: Block, index: number): void {
    const caption = this.input.captions.get(index)?.text.trim() ?? '';
    if (!isText(block)) this.#table(block, caption);
    else if (caption !== '') this.#figure(block, caption);
    else if (this.input.plain.has(block)) this.#askOfThings(block);
    else if (block.kind === 'heading') this.#block(this.#inline(block), `${'#'.repeat(block.level)} `);
    else if (block.kind === 'item') this.#item(block);
    else this.#paragraph(block);
  }

  note(name: string, blocks: readonly TextBlock[]): void {
    // What a note goes on with is set in below it.
    for (const [index, block] of blocks.entries())
      this.#block(this.#inline(block), index === 0 ? `[^${name}]: ` : '    ');
  }

  draft(): Draft {
    const { report } = this.input;
    for (const each of report.leftOut) this.#ask(each);
    return {
      template: `${this.#text.trimEnd()}\n`,
      questions: this.#questions,
      files: this.#files,
      tables: this.#tables,
    };
  }

  #inline(block: TextBlock): Inline {
    const { numbers, edition } = this.input;
    return inlineOf(block, { numbers, edition, pathOf: this.#pathOf });
  }

  #block({ text, asked }: Inline, before = '', gap = '\n'): void {
    if (text === '') return;
    this.#text += `${gap}${before}`;
    for (const { offset, number } of asked)
      this.#questions.push({ offset: this.#text.length + offset, number });
    this.#text += `${text}\n`;
    this.#level = 0;
  }

  #paragraph(block: TextBlock): void {
    const isLikeHeading = block.isBold && block.text.length < 80 && !/[.:;,!?]\s*$/.test(block.text);
    const isPicture = block.spans.some(({ picture }) => picture?.alternative.trim() === '');
    if (isLikeHeading && block.kind === 'paragraph')
      this.#ask(`“${block.text.trim()}” is bold: if it is a heading, put \`## \` before it`, 1);
    if (isPicture)
      this.#ask('a picture: say in its brackets what it shows, for readers who do not see it', 1);
    this.#block(this.#inline(block));
  }

  /** A picture with its caption, which is Markdown between quotation marks. */
  #figure(block: TextBlock, caption: string): void {
    const before = this.#text.length;
    this.#paragraph(block);
    // A picture that could not be kept leaves its caption.
    const isKept = this.#text.length > before;
    const words = escaped(caption);
    const attributes = `{#fig-${++this.#figures} caption="${words.replaceAll('"', '\\"')}"}`;
    this.#text = isKept ? `${this.#text.trimEnd()}${attributes}\n` : `${this.#text}\n${words}\n`;
  }

  #item(block: TextBlock): void {
    // Deeper than one below the item before it, it would be code.
    const level = Math.min(block.level, this.#level + 1);
    const before = `${'   '.repeat(level - 1)}${block.isOrdered ? '1.' : '-'} `;
    this.#block(this.#inline(block), before, this.#level > 0 ? '' : '\n');
    this.#level = level;
  }

  #askOfThings({ text, spans }: TextBlock): void {
    for (const { note, picture } of spans) {
      const thing = picture === undefined ? note && `the mark \`[^${note}]\` of a note` : 'a picture';
      if (thing) this.#ask(`${thing} in “${text.trim()}” is left out`);
    }
  }

  #table(block: TableBlock, caption: string): void {
    if (block.rows.length === 0) return;
    const { tables, read, edition } = this.input;
    const found = findTable(block, tables, read);
    const number = this.#tables.found + this.#tables.others + 1;
    const id = `tbl-${number}`;
    if (found === undefined) {
      this.#tables.others++;
      const cells = findCells(block, caption, this.input);
      this.#askOfTable(block, number, cells);
      const { written } = cells;
      this.#block({ text: markdownTable(block, { caption, id, read, written }), asked: [] });
      return;
    }
    this.#tables.found++;
    this.#block({ text: tableText(found, edition, caption, id), asked: [] });
  }

  #askOfTable(block: TableBlock, number: number, { numbers, filled, others }: FoundCells): void {
    this.#tables.numbers += numbers;
    this.#tables.filled += filled;
    for (const { row, typed, known, dataset } of others)
      this.#ask(`table ${number}, row “${row}”: ${typed} is typed, and \`${dataset}\` has ${known}`, 1);
    if (filled > 0) {
      const has = filled + others.length;
      if (has < numbers)
        this.#ask(`table ${number}: the data have ${has} of its ${numbers} numbers; the others are typed`, 1);
      return;
    }
    if (!isOfNumbers(block, this.input.read)) return;
    const path = `tables/table-${number}.csv`;
    const csv = csvOf(block, this.input.decimal);
    this.#files.set(path, csv);
    const isWhole = csv === csvOf(block);
    this.#ask(
      `table ${number} is in no dataset: its numbers are typed. \`describe templates/${path}\` begins a dataset of it${isWhole ? '' : '; marks between thousands are left out of that file'}`,
      1,
    );
  }

  /** Asks about what is written next, or of the whole. */
  #ask(text: string, ahead = 0): void {
    this.#questions.push({ offset: ahead === 0 ? 0 : this.#text.length + ahead, text });
  }

  #picture(part: string): string | undefined {
    const bytes = this.input.report.media.get(part);
    const name = part.slice(part.lastIndexOf('/') + 1);
    if (bytes === undefined || !/\.(?:png|jpe?g|svg)$/i.test(name)) {
      this.#ask(`the picture \`${name}\` is left out: save it as PNG, JPEG or SVG, and put it in by hand`, 1);
      return undefined;
    }
    this.#files.set(`media/${name}`, bytes);
    return `media/${name}`;
  }
}

/** The captions of tables and pictures, by the places of these: a caption is of what is before it unless that has one already. */
export function captionsOf(blocks: readonly Block[]): ReadonlyMap<number, TextBlock> {
  const captions = new Map<number, TextBlock>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'caption') continue;
    const isFree = (at: number): boolean => {
      const other = blocks[at];
      return other !== undefined && !captions.has(at) && (!isText(other) || isPictureAlone(other));
    };
    const of = [index - 1, index + 1].find(isFree);
    if (of !== undefined) captions.set(of, block);
  }
  return captions;
}

/** A paragraph of one picture. */
const isPictureAlone = ({ text, spans }: TextBlock): boolean =>
  text.trim() === '' && spans.length === 1 && spans[0]?.picture !== undefined;
