import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../../language/language.js';
import { greatest } from '../../../../model/chart/extremes.js';
import {
  type DataBodyNode,
  type DataColumnNode,
  type DataHeadNode,
  type DataRowNode,
  groupsOf,
  headLevels,
  labelIn,
} from '../../../../model/tree/table-nodes.js';
import { cellText } from '../columns.js';
import type { HastContext } from '../context.js';
import { illustrativeMark, toneMark } from '../marks.js';

/** Columns beside each other that share a head at some level. */
interface Span {
  readonly label: string;
  readonly columns: number;
}

/**
 * The outermost groups of columns, which the heads above them speak for: `scope="colgroup"` needs them. None where every
 * column has one head.
 */
export function columnGroups(head: DataHeadNode): Element[] {
  const [, ...columns] = head.children;
  if (headLevels(head) === 1) return [];
  const groups: number[] = [];
  for (const [index, column] of columns.entries()) {
    const isSame = index > 0 && groupsOf(column).length > 0 && sharesHead(columns[index - 1], column, 0);
    if (isSame) groups.push((groups.pop() ?? 0) + 1);
    else groups.push(1);
  }
  return [h('colgroup', { span: 1 }), ...groups.map((span) => h('colgroup', { span }))];
}

/** The head of a table with a stub column: a line for each level of heads. */
export function tableHead(head: DataHeadNode, body: DataBodyNode, { language }: HastContext): Element {
  const [stub, ...columns] = head.children;
  const classes = columnClasses(head, body);
  const isUpright = needsUprightHeads(head, body);
  const levels = headLevels(head);
  const rows = Array.from({ length: levels }, (_, level) => {
    return columns.flatMap((column, index): Element[] => {
      if (groupsOf(column).length === level)
        return [columnHead(column, language, levels - level, { classes: classes[index] ?? [], isUpright })];
      const span = spanAt(columns, index, level);
      return span === undefined ? [] : [groupHead(span, level, startsOf(columns, index))];
    });
  });
  // A head without words would be dropped from the PDF's tags, so it holds a space.
  const first = h(
    'th',
    { scope: 'col', className: ['stub'], ...rowSpan(levels) },
    stub.value === '' ? '\u00A0' : stub.value,
  );
  return h(
    'thead',
    isUpright ? { className: ['upright'] } : {},
    rows.map((heads, level) => h('tr', level === 0 ? [first, ...heads] : heads)),
  );
}

/** The head that begins at a column on some level; undefined where the column before it shares it, or there is none. */
function spanAt(columns: readonly DataColumnNode[], from: number, level: number): Span | undefined {
  const [column] = columns.slice(from);
  const label = column && groupsOf(column)[level];
  if (column === undefined || label === undefined || sharesHead(columns[from - 1], column, level))
    return undefined;
  const others = columns.slice(from + 1);
  const end = others.findIndex((other) => !sharesHead(column, other, level));
  return { label, columns: 1 + (end < 0 ? others.length : end) };
}

/** True where two columns stand under one head at a level, and at those above it. */
function sharesHead(column: DataColumnNode | undefined, other: DataColumnNode, level: number): boolean {
  if (column === undefined) return false;
  const [own, others] = [groupsOf(column), groupsOf(other)];
  return others.length > level && others.slice(0, level + 1).every((label, index) => own[index] === label);
}

/** True of a column that begins a group: a line stands before it. */
const startsOf = (columns: readonly DataColumnNode[], index: number): boolean => {
  const [column] = columns.slice(index);
  const isGrouped = columns.some((each) => groupsOf(each).length > 0);
  return index > 0 && isGrouped && column !== undefined && !sharesHead(columns[index - 1], column, 0);
};

/** The innermost heads and the outermost speak for columns and for groups; between them a head spans its columns. */
function groupHead({ label, columns }: Span, level: number, starts: boolean): Element {
  const scope = level === 0 ? 'colgroup' : 'col';
  const className = ['group', ...(starts ? ['starts'] : [])];
  return h('th', { scope, colSpan: columns, className }, [h('span', label)]);
}

const rowSpan = (rows: number): { rowSpan?: number } => (rows > 1 ? { rowSpan: rows } : {});

function columnHead(
  column: DataColumnNode,
  language: Language,
  rows: number,
  { classes, isUpright }: { readonly classes: readonly string[]; readonly isUpright: boolean },
): Element {
  const [label = '', unit] = [labelIn(column.children), labelIn(column.children, 'unit')];
  if (column.scale !== undefined) return scaleHead(label, column);
  // "Actions" above "actions" would say the same twice.
  const repeats = unit?.toLowerCase() === label.toLowerCase();
  const words = [
    ...(column.tone === undefined ? [] : [toneMark(column.tone)]),
    label,
    ...noteLetters(labelIn(column.children, 'letters'), language),
    ...(column.illustrative === true ? [illustrativeMark(language)] : []),
    ...(unit === undefined || repeats ? [] : [' ', h('span.unit', unit)]),
    ...keyLine(column),
  ];
  const head = { scope: 'col', className: [...classes], ...rowSpan(rows) };
  return h('th', head, isUpright ? [h('span.head', words)] : words);
}

/** The letters of notes after the head of a column or row, which a screen reader hears as such. */
export function noteLetters(letters: string | undefined, language: Language): Element[] {
  if (letters === undefined) return [];
  return [
    h(
      'span',
      { className: ['letters'], title: language.message('document.note-letters', { letters }) },
      `\u00A0${letters}`,
    ),
  ];
}

/** What is drawn in a column, for the eye: those who do not see it have the days in the row. */
const keyLine = ({ key }: DataColumnNode): Element[] =>
  key === undefined ? [] : [h('span.detail.drawn', { ariaHidden: 'true', dataN: 'label' }, key)];

/** The labels of a scale along its column, for the eye; its name for those who do not see it. */
function scaleHead(label: string, column: DataColumnNode): Element {
  const steps = column.scale?.map((each) => h('span', { dataN: 'label' }, each));
  return h('th', { scope: 'col', className: ['words', 'scale'], ariaLabel: label }, [
    h('span.steps', steps),
    ...keyLine(column),
  ]);
}

/** How the cells of a column are set. */
export function columnClasses(
  { children: [, ...columns] }: DataHeadNode,
  body: DataBodyNode,
): readonly (readonly string[])[] {
  return columns.map(({ align, total }, index) => [
    align === 'right' ? 'number' : 'words',
    ...(total ? ['total'] : []),
    ...(startsOf(columns, index) ? ['starts'] : []),
    ...marksClass(body.children.flatMap((row) => row.children.slice(index + 1, index + 2))),
  ]);
}

/** What stands behind the numbers of a column: no more than the letter of a note, or marks such as [p] and several letters. */
function marksClass(cells: readonly DataRowNode['children'][number][]): string[] {
  const letters = cells.map(({ children }) => labelIn(children, 'letters') ?? '');
  const marked = cells.some(({ children }) =>
    children.some((part) => part.type === 'value' && (part.entry.quantity.marks ?? []).length > 0),
  );
  if (marked || letters.some((each) => each.length > 1)) return ['noted'];
  return letters.some((each) => each !== '') ? ['lettered'] : [];
}

/** How many letters a phone shows beside the names of the rows, the space before each column included, and how many that space is. */
const [phoneLetters, gapLetters] = [32, 0.8];

/** Letters up to which a word of a head takes no more room than a number does: years and most units. */
const shortWord = 6;

/** True for a table of numbers whose heads have words that make it wider than a phone: there they run upward. */
function needsUprightHeads(head: DataHeadNode, body: DataBodyNode): boolean {
  const [, ...columns] = head.children;
  if (headLevels(head) > 1 || columns.some(({ align, scale }) => align !== 'right' || scale !== undefined))
    return false;
  const numbers = columns.map((_, index) =>
    greatest([0, ...body.children.map((row) => lengthAt(row, index))]),
  );
  const words = columns.map(({ children }) =>
    greatest(children.flatMap(({ value }) => value.split(/\s+/).map((word) => word.length))),
  );
  const wide = words.reduce((sum, word, index) => sum + Math.max(word, numbers[index] ?? 0) + gapLetters, 0);
  return wide > phoneLetters && words.some((word, index) => word > Math.max(shortWord, numbers[index] ?? 0));
}

function lengthAt({ children: [, ...cells] }: DataRowNode, index: number): number {
  const cell = cells[index];
  return cell === undefined ? 0 : cellText(cell).length;
}
