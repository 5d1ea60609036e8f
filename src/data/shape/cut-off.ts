import { columnLetters, type Diagnostic } from '../../diagnostics.js';
import { isPeriod, readPeriod, readYear } from '../../model/dataset/periods.js';
import type { SourceRow } from '../../model/dataset/source-table.js';
import { isCalledTotal } from '../../model/totals/total-word.js';
import { problem } from '../../problems/problem.js';
import type { FieldContract } from '../contract.js';
import type { RowWork } from './check-row.js';
import type { Range } from './contract.js';
import { headingParts } from './headings.js';

interface Period {
  readonly text: string;
  readonly line: number;
}

/**
 * Looks for rows right below a range, and columns right beside it, that go on as those in it do: a year later a file has more of
 * both. Notes, totals, and what another resource reads are none.
 */
export class CutOff {
  readonly #work: RowWork;
  readonly #range: Range;
  /** By the column of the file, the period that heads it. */
  readonly #beside: ReadonlyMap<number, Period>;
  readonly #filled = new Set<number>();
  #first: { readonly cell: string; readonly where: string; readonly text: string } | undefined;
  #last: number;
  #notes: number;

  constructor(work: RowWork, range: Range) {
    this.#work = work;
    this.#range = range;
    this.#beside = goingOn(work);
    this.#last = range.lastRow;
    this.#notes = work.shape.footer;
  }

  /** @param index Of the row in the file, from 0. */
  see(row: SourceRow, index: number): void {
    for (const column of this.#beside.keys()) if (textIn(row, column) !== '') this.#filled.add(column);
    if (index <= this.#range.lastRow) return;
    const said = row.texts.flatMap((text, column) => (text.trim() === '' ? [] : [column]));
    if (index === this.#last + 1 && continues(row, index, this.#work)) {
      const column = said.find((each) => each >= this.#range.firstColumn) ?? 0;
      const cell = `${columnLetters(column + 1)}${index + 1}`;
      this.#first ??= { cell, where: 'below', text: textIn(row, column) };
      this.#last = index;
    } else if (this.#first !== undefined && this.#notes > 0 && said.length === 1) {
      // The notes that the range had at its end have moved down with it.
      this.#notes--;
      this.#last = index;
    }
  }

  /** Told where the table goes on. */
  warning(): Diagnostic | undefined {
    const { head, shape, context } = this.#work;
    const { firstRow, firstColumn, lastColumn, text: range } = this.#range;
    const beside = this.#beside.get(lastColumn + 1);
    let right = lastColumn;
    while (this.#filled.has(right + 1)) right++;
    const cell = `${columnLetters(lastColumn + 2)}${beside?.line}`;
    const first =
      this.#first ?? (right === lastColumn ? undefined : { cell, where: 'beside', text: beside?.text ?? '' });
    if (first === undefined) return undefined;
    const { name, confidential } = context.contract;
    const { sheet } = head.headings[0]?.position ?? {};
    return problem('data/cut', shape.rangePosition, {
      ...first,
      name,
      range,
      of: sheet === undefined ? '' : ` of the sheet \`${sheet}\``,
      said: confidential && first === this.#first ? 'a value' : `\`${first.text.slice(0, 60)}\``,
      wider: `${columnLetters(firstColumn + 1)}${firstRow + 1}:${columnLetters(right + 1)}${Number.isFinite(this.#last) ? this.#last + 1 : ''}`,
    });
  }
}

/** True for a row with a number, and with all that tells rows of the table apart; a total is one where it is declared. */
function continues(row: SourceRow, index: number, { layout, context, shape }: RowWork): boolean {
  const isFull = context.contract.fields.every((field, at) => {
    const source = layout.sources[at];
    if (field.role !== 'dimension' || source?.kind !== 'column') return true;
    const text = textIn(row, source.heading.index);
    if (text === '') return layout.fill.includes(source.heading);
    return (field.total === text || !isCalledTotal(text)) && isTimeOf(field, text) !== false;
  });
  const hasNumber = layout.numbers.some((each) => /\d/.test(textIn(row, each.index)));
  return isFull && hasNumber && !isReadElsewhere(index, shape.range?.firstColumn ?? 0, context);
}

/** The columns right beside a range, under periods that go on where its own end. */
function goingOn({ head, shape, context }: RowWork): ReadonlyMap<number, Period> {
  const times = context.contract.fields.filter(({ name }) => shape.unpivot?.into.includes(name) === true);
  const isTime = (text: string): boolean => times.some((field) => isTimeOf(field, text) === true);
  const known = head.headings.map(({ text }) => headingParts(text));
  return new Map(
    head.beside.flatMap(({ text, index, position, parts: places }): [number, Period][] => {
      const parts = headingParts(text);
      const goesOn = parts.every((part, level) => isTime(part) || known.some((each) => each[level] === part));
      const isNew = goesOn && !head.headings.some((each) => each.text === text);
      const at = parts.findIndex(isTime);
      if (!isNew || at < 0 || isReadElsewhere(position.line - 1, index, context)) return [];
      return [[index, { text: parts[at] ?? '', line: places[at]?.line ?? 1 }]];
    }),
  );
}

const textIn = ({ texts }: SourceRow, index: number): string => (texts[index] ?? '').trim();

/** Whether a text is a period of a field; undefined for a field of none. */
function isTimeOf({ type }: FieldContract, text: string): boolean | undefined {
  if (type === 'year') return readYear(text) !== undefined;
  return isPeriod(type) ? readPeriod(type, text) !== undefined : undefined;
}

const isReadElsewhere = (row: number, column: number, { others = [] }: RowWork['context']): boolean =>
  others.some(
    ({ firstRow, lastRow, firstColumn, lastColumn }) =>
      firstRow <= row && row <= lastRow && firstColumn <= column && column <= lastColumn,
  );
