import type { Position } from '../../diagnostics.js';
import type { CellNote, SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import { problem } from '../../problems/problem.js';
import type { FieldContract } from '../contract.js';
import { type Repeat, repeatedFaults } from '../rows/repeated.js';
import type { TableContext } from '../table-context.js';
import { isRowOfTable, type RowWork } from './check-row.js';
import { combined } from './combined.js';
import type { Shape } from './contract.js';
import { CutOff } from './cut-off.js';
import { type Layout, layOut, type Source } from './layout.js';
import { type Heading, hiddenHint, readHead } from './read-head.js';
import type { ValueColumn } from './value-columns.js';

/** A table in the form that its schema declares, made of one as an office has it. */
export interface ShapedTable extends SourceTable {
  /** Known once the rows are read: false where a fault left out one of them, or the file ends before the range that is declared. */
  readonly isWhole: () => boolean;
}

/**
 * The tidy table that a shape makes of the rows of a file; undefined where its header is not as declared, which is
 * reported. Every cell keeps its place in the file; a category that was a heading has the place of the heading.
 */
export function shapeTable(
  source: SourceTable,
  shape: Shape,
  context: TableContext,
): ShapedTable | undefined {
  const head = readHead(source, shape, context);
  const layout = head && layOut(head, shape, context);
  if (head === undefined || layout === undefined) return undefined;
  const { fields } = context.contract;
  let whole = true;
  const [first] = head.headings;
  const places = layout.sources.map((each) => (each.kind === 'column' ? each.heading : first)?.position);
  return {
    header: {
      texts: fields.map(({ name }) => name),
      line: head.line,
      at: (column) => places[column] ?? shape.headerPosition,
    },
    isWhole: () => whole,
    read(take, most = Number.POSITIVE_INFINITY) {
      const { repeat, close } = repeatedFaults(context.fault);
      const reading = new Reading({ head, layout, shape, context, repeat, most, take });
      let index = 1;
      const problem = source.read((row) => reading.take(row, index++));
      if (problem === undefined) reading.end(index);
      close();
      whole = reading.isWhole;
      return problem;
    },
  };
}

interface Work extends RowWork {
  readonly most: number;
  readonly take: (row: SourceRow) => void;
}

/** One pass over the rows of a file. */
class Reading {
  isWhole = true;
  readonly #work: Work;
  readonly #fill: Fill;
  readonly #cut: CutOff | undefined;
  /** Rows that are held back, because the footer may begin with them. */
  readonly #held: SourceRow[] = [];
  /** Rows above which nothing stands: no group reaches over an empty row. */
  readonly #apart = new WeakSet<SourceRow>();
  #isApart = false;
  #group: Group | undefined;
  #inGroup = false;
  #given = 0;

  constructor(work: Work) {
    this.#work = work;
    this.#fill = fillDown(work.layout.fill);
    this.#cut = work.shape.range && new CutOff(work, work.shape.range);
  }

  /** @param index Of the row in the file, from 0. */
  take(row: SourceRow, index: number): void {
    const { head, shape } = this.#work;
    if (index < head.rowsAbove) return;
    this.#cut?.see(row, index);
    if (index > (shape.range?.lastRow ?? index)) return;
    if (this.#isBlank(row)) this.#isApart = true;
    if (this.#isBlank(row) || this.#isLeft(row)) return;
    const own = shape.trims ? { ...row, texts: row.texts.map((text) => text.trim()) } : row;
    if (this.#isApart) this.#apart.add(own);
    this.#isApart = false;
    this.#held.push(own);
    if (this.#held.length <= shape.footer) return;
    const next = this.#held.shift();
    if (next !== undefined) this.#give(next);
  }

  /** @param rows How many the file had. */
  end(rows: number): void {
    const { shape, context, layout } = this.#work;
    const { range, rangePosition } = shape;
    if (range !== undefined && rows <= range.lastRow && Number.isFinite(range.lastRow)) {
      this.isWhole = false;
      context.fault(problem('data/shape.rows', rangePosition, { text: range.text, rows }));
    }
    const cut = this.#cut?.warning();
    if (cut !== undefined) context.fault(cut);
    for (const row of this.#held) if (!checkFooter(row, layout, shape, context)) this.isWhole = false;
  }

  /** A row in which nothing stands says nothing. */
  #isBlank({ texts }: SourceRow): boolean {
    const { range } = this.#work.shape;
    const inside = range === undefined ? texts : texts.slice(range.firstColumn, range.lastColumn + 1);
    return inside.every((text) => text.trim() === '');
  }

  /** A row that is not displayed is left out where that is declared, and else read, or reported. */
  #isLeft(row: SourceRow): boolean {
    const { shape, repeat } = this.#work;
    if (row.isHidden !== true || shape.hidden === 'read') return false;
    if (shape.hidden === 'leave') return true;
    this.isWhole = false;
    repeat({
      code: 'data/hidden',
      column: '',
      line: row.line,
      describe: () => problem('data/hidden.row', row.at(0), {}, { hint: hiddenHint }),
    });
    return true;
  }

  /** True for a row in which the name alone stands. A row outside of groups is one of its own. */
  #namesGroup(row: SourceRow): boolean {
    const { shape, layout } = this.#work;
    const { names } = layout;
    if (shape.groups === undefined || names === undefined) return false;
    const own = row.texts[names.index] ?? '';
    const isName = own.trim() !== '' && row.texts.filter((text) => text.trim() !== '').length === 1;
    const group = { text: own, at: () => row.at(names.index) };
    if (isName) this.#inGroup = true;
    else if (this.#apart.has(row)) this.#inGroup = false;
    if (isName || !this.#inGroup) this.#group = group;
    return isName;
  }

  #give(row: SourceRow): void {
    const { layout, context, take, most, repeat } = this.#work;
    if (this.#namesGroup(row)) return;
    if (!isRowOfTable(row, this.#work)) {
      this.isWhole = false;
      return;
    }
    const filled = this.#fill(row, repeat);
    if (filled === undefined) {
      this.isWhole = false;
      return;
    }
    for (const tidy of tidyRows(filled, layout, context.contract.fields, this.#group)) {
      if (this.#given++ < most) take(tidy);
    }
  }
}

/** The name of a group of rows, and where it stands. */
interface Group {
  readonly text: string;
  readonly at: () => Position;
}

/** True for a row of notes; a row with numbers in it is data that nobody would miss, and is reported. */
function checkFooter(
  { texts, at }: SourceRow,
  { numbers }: Layout,
  { footer, range }: Shape,
  { fault, contract }: TableContext,
): boolean {
  const said = texts.filter((text) => text.trim() !== '');
  const [only = ''] = said;
  // A note may stand in any column, alone in its row.
  if (said.length === 1 && /\p{L}/u.test(only)) return true;
  const number = numbers.find(({ index }) => (texts[index] ?? '').trim() !== '');
  if (number === undefined) return true;
  const quoted = contract.confidential ? 'a value' : `\`${(texts[number.index] ?? '').slice(0, 60)}\``;
  fault(
    problem('data/shape.footer', at(number.index), {
      quoted,
      text: number.text,
      footer,
      where: range === undefined ? 'of the file' : `of \`range: "${range.text}"\``,
    }),
  );
  return false;
}

/** Puts into the empty cells of a row what stands above them; undefined where nothing does, which is reported. */
type Fill = (row: SourceRow, repeat: Repeat) => SourceRow | undefined;

/**
 * Fills columns downwards, from left to right: where one has a new text, what those to the right of it had before is
 * forgotten, since it was said of another group.
 */
function fillDown(columns: readonly Heading[]): Fill {
  if (columns.length === 0) return (row) => row;
  const above = new Map<number, { readonly text: string; readonly at: () => Position }>();
  return (row, repeat) => {
    const texts = [...row.texts];
    const places = new Map<number, () => Position>();
    for (const [rank, { index, text: heading }] of columns.entries()) {
      const { at } = row;
      if ((texts[index] ?? '').trim() !== '') {
        above.set(index, { text: texts[index] ?? '', at: () => at(index) });
        for (const right of columns.slice(rank + 1)) above.delete(right.index);
        continue;
      }
      const before = above.get(index);
      if (before === undefined) {
        repeat({
          code: 'data/shape',
          column: heading,
          line: row.line,
          describe: () => problem('data/shape.empty', at(index), { heading }),
        });
        return undefined;
      }
      texts[index] = before.text;
      places.set(index, before.at);
    }
    const { at } = row;
    return { ...row, texts, at: (column) => places.get(column)?.() ?? at(column) };
  };
}

/** The tidy rows that a row of a file makes: one, or one for each column that is set below others. */
function tidyRows(
  row: SourceRow,
  { sources, values, flagsOf }: Layout,
  fields: readonly FieldContract[],
  group: Group | undefined,
): readonly SourceRow[] {
  const { line, at, noteOf } = row;
  const written = flagsOf.size === 0 ? row.texts : withFlags(row.texts, flagsOf);
  const make = (value?: ValueColumn): SourceRow => ({
    line,
    ...(noteOf === undefined ? {} : { noteOf: (column) => noteIn(sources[column], noteOf, value) }),
    texts: fields.map((field, column) =>
      sources[column]?.kind === 'group'
        ? (group?.text ?? '')
        : textOf(sources[column], written, field, value),
    ),
    at: (column) =>
      sources[column]?.kind === 'group' && group !== undefined
        ? group.at()
        : placeOf(sources[column], at, value),
  });
  return values.length === 0 ? [make()] : values.map(make);
}

/** The cells with what stands in the column beside each, as if it stood in the cell. */
function withFlags(texts: readonly string[], flagsOf: Layout['flagsOf']): readonly string[] {
  return texts.map((text, column) => {
    const beside = flagsOf.get(column);
    const flag = beside === undefined ? '' : (texts[beside] ?? '').trim();
    return flag === '' ? text : `${text} ${flag}`.trimStart();
  });
}

function textOf(
  source: Source | undefined,
  texts: readonly string[],
  { type }: FieldContract,
  value: ValueColumn | undefined,
): string {
  switch (source?.kind) {
    case 'column':
      return texts[source.heading.index] ?? '';
    case 'combined': {
      const [year, rest] = source.headings.map(({ index }) => texts[index] ?? '');
      return combined(type, year ?? '', rest ?? '');
    }
    case 'constant':
      return source.text;
    case 'category':
      return value?.categories[source.part] ?? '';
    case 'value':
      return value === undefined ? '' : (texts[value.heading.index] ?? '');
    default:
      return '';
  }
}

function noteIn(
  source: Source | undefined,
  noteOf: NonNullable<SourceRow['noteOf']>,
  value: ValueColumn | undefined,
): CellNote | undefined {
  if (source?.kind === 'column') return noteOf(source.heading.index);
  if (source?.kind === 'combined') {
    return source.headings.map(({ index }) => noteOf(index)).find((note) => note?.fault !== undefined);
  }
  return source?.kind === 'value' && value !== undefined ? noteOf(value.heading.index) : undefined;
}

function placeOf(source: Source | undefined, at: SourceRow['at'], value: ValueColumn | undefined): Position {
  switch (source?.kind) {
    case 'column':
      return at(source.heading.index);
    case 'combined':
      return at(source.headings[1].index);
    case 'constant':
      return source.position;
    case 'category': {
      const { heading, categories } = value ?? {};
      // Where each row of the header names one thing, the place is that row's.
      const part =
        heading?.parts.length === categories?.length ? heading?.parts[source.part] : heading?.position;
      return part ?? at(0);
    }
    default:
      return at(value?.heading.index ?? 0);
  }
}
