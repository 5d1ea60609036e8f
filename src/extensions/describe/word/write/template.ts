import type { LookedUp } from '../match/look-up.js';
import type { Table } from '../match/tables.js';
import { type Block, isText, type TableBlock, type TextBlock, type WordReport } from '../read/blocks.js';
import { type Inline, inlineOf } from './inline.js';
import { csvOf, findTable, isOfNumbers, markdownTable, type ReadNumber, tableText } from './tables.js';

/** What a template is written from. */
export interface DraftInput {
  readonly report: WordReport;
  /** Its blocks, cleaned. */
  readonly blocks: readonly Block[];
  readonly numbers: readonly LookedUp[];
  readonly tables: readonly Table[];
  readonly edition: number;
  readonly title: string;
  readonly read: ReadNumber;
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
  readonly tables: { readonly found: number; readonly others: number };
}

export function draftOf(input: DraftInput): Draft {
  const writer = new DraftWriter(input);
  for (const [index, block] of input.blocks.entries()) writer.write(block, index);
  for (const [name, blocks] of input.report.notes) writer.note(name, blocks);
  return writer.draft();
}

class DraftWriter {
  #text: string;
  #isInList = false;
  readonly #questions: Question[] = [];
  readonly #files = new Map<string, string | Uint8Array>();
  readonly #captions: ReadonlyMap<number, string>;
  readonly #tables = { found: 0, others: 0 };
  readonly #pathOf = (part: string): string | undefined => this.#picture(part);

  constructor(private readonly input: DraftInput) {
    const { title, edition, blocks } = input;
    // What names the edition moves with it.
    const moving = title.replace(new RegExp(`(?<!\\d)${edition}(?!\\d)`, 'g'), '{edition}');
    this.#text = `---\ntitle: ${JSON.stringify(moving)}\n---\n`;
    this.#captions = captionsOf(blocks);
  }

  write(block: Block, index: number): void {
    if (!isText(block)) this.#table(block, this.#captions.get(index) ?? '');
    else if (block.kind === 'heading') this.#block(this.#inline(block), `${'#'.repeat(block.level)} `);
    else if (block.kind === 'item') this.#item(block);
    else if (block.kind === 'caption') this.#caption(block, index);
    else if (block.kind === 'paragraph') this.#paragraph(block);
  }

  note(name: string, blocks: readonly TextBlock[]): void {
    // What a note goes on with is set in below it.
    for (const [index, block] of blocks.entries())
      this.#block(this.#inline(block), index === 0 ? `[^${name}]: ` : '    ');
  }

  draft(): Draft {
    const { report } = this.input;
    for (const told of report.told) this.#ask(told);
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
    this.#isInList = false;
  }

  #paragraph(block: TextBlock): void {
    const isLikeHeading = block.isBold && block.text.length < 80 && !/[.:;,!?]\s*$/.test(block.text);
    const hasPictures = block.spans.some(({ picture }) => picture !== undefined);
    if (isLikeHeading)
      this.#ask(`“${block.text.trim()}” is bold: if it is a heading, put \`## \` before it`, 1);
    if (hasPictures)
      this.#ask('a picture: say in its brackets what it shows, for readers who do not see it', 1);
    this.#block(this.#inline(block));
  }

  #item(block: TextBlock): void {
    const before = `${'   '.repeat(block.level - 1)}${block.isOrdered ? '1.' : '-'} `;
    this.#block(this.#inline(block), before, this.#isInList ? '' : '\n');
    this.#isInList = true;
  }

  /** A caption that belongs to a table is written with it. */
  #caption(block: TextBlock, index: number): void {
    if (
      ![...this.#captions.values()].includes(block.text.trim()) ||
      isBesidePicture(this.input.blocks, index)
    )
      this.#block(this.#inline(block));
  }

  #table(block: TableBlock, caption: string): void {
    if (block.rows.length === 0) return;
    const { tables, read } = this.input;
    const found = findTable(block, tables, read);
    const number = this.#tables.found + this.#tables.others + 1;
    const id = `tbl-${number}`;
    if (found === undefined) {
      this.#tables.others++;
      this.#askOfTable(block, number);
      this.#block({ text: markdownTable(block, caption, id), asked: [] });
      return;
    }
    this.#tables.found++;
    this.#block({ text: tableText(found, block, caption, id), asked: [] });
  }

  #askOfTable(block: TableBlock, number: number): void {
    if (!isOfNumbers(block, this.input.read)) return;
    const path = `tables/table-${number}.csv`;
    this.#files.set(path, csvOf(block));
    this.#ask(
      `table ${number} is in no dataset: its numbers are typed. \`describe templates/${path}\` begins a dataset of it`,
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

const hasPicture = (block: Block | undefined): boolean =>
  block !== undefined && isText(block) && block.spans.some(({ picture }) => picture !== undefined);

const isBesidePicture = (blocks: readonly Block[], index: number): boolean =>
  blocks[index - 1]?.kind !== 'table' &&
  blocks[index + 1]?.kind !== 'table' &&
  (hasPicture(blocks[index - 1]) || hasPicture(blocks[index + 1]));

/** The captions of tables, by the places of these: a caption is of the table before it unless that has one already. */
function captionsOf(blocks: readonly Block[]): ReadonlyMap<number, string> {
  const captions = new Map<number, string>();
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'caption') continue;
    const isFree = (at: number): boolean => blocks[at]?.kind === 'table' && !captions.has(at);
    const of = [index - 1, index + 1].find(isFree);
    if (of !== undefined) captions.set(of, block.text.trim());
  }
  return captions;
}
