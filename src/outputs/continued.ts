import type { Element, ElementContent, RootContent } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Language } from '../language/language.js';
import { greatest, least } from '../model/chart/extremes.js';
import { groupBy } from '../model/group-by.js';
import { withEach } from './html/elements.js';
import type { HtmlReport } from './html/html-report.js';
import { type Block, everyBlock, firstPage, hasClass } from './layout/blocks.js';
import type { Layout } from './layout/layout.js';

/** A row of a table that begins a page. */
export interface PageStart {
  /** The id of the figure that holds its table. */
  readonly figure: string;
  /** Its place among all rows of the figure below heads, from 0. */
  readonly row: number;
  /** The group that it goes on with; undefined where it begins one. */
  readonly group?: string;
}

type RowStart = Omit<PageStart, 'figure'>;

/** A row as it was printed. */
interface Row {
  readonly page: number;
  readonly top: number;
  /** Of its words alone. */
  readonly extent: number;
  readonly isHead: boolean;
  readonly group: string | undefined;
  /** Which of the bodies of the table it stands in. */
  readonly body: number;
}

/** Points that are not counted on, since boxes are those of letters. */
const slack = 2;
/** Points that the head of a group which goes on takes above a row: 6 mm, as the style sheet for paper has it. */
const continued = (6 / 25.4) * 72;

/**
 * The rows that begin the pages of tables with groups, when the head of a group stands above what a page goes on with:
 * reckoned from where the rows stood without. Empty where every page begins with a group, and where the last rows would
 * leave no room for what belongs with them below the table. They would be on a page that nobody reckoned with.
 */
export function choosePageStarts({ blocks, frames }: Layout): readonly PageStart[] {
  return [...everyBlock(blocks)].flatMap((block) => {
    const { id } = block.element.properties;
    if (block.element.tagName !== 'figure' || !hasClass(block, 'table') || typeof id !== 'string') return [];
    const tables = block.blocks.flatMap((inner) => [...everyBlock([inner])]).filter(isTable);
    // The parts of a table that is too wide for a sheet have no pages of their own.
    if (tables.length !== 1) return [];
    const rows = rowsOf(tables);
    const starts = startsOf(rows, footBelow(block, rows), (page) => frames[page - 1]?.bottom ?? 0);
    return starts.some(({ group }) => group !== undefined)
      ? starts.map((each) => ({ figure: id, ...each }))
      : [];
  });
}

/** True where every page of these tables begins with the row that was chosen, which says what it goes on with. */
export function areKept(starts: readonly PageStart[], { blocks }: Layout): boolean {
  const byId = new Map<unknown, Block>();
  for (const block of everyBlock(blocks)) {
    const { id } = block.element.properties;
    if (!byId.has(id)) byId.set(id, block);
  }
  return [...new Set(starts.map(({ figure }) => figure))].every((figure) => {
    const block = byId.get(figure);
    const rows = block === undefined ? [] : rowsOf([...everyBlock(block.blocks)].filter(isTable));
    const found = rows.flatMap(({ page }, row) => (row > 0 && page !== rows[row - 1]?.page ? [row] : []));
    const wanted = starts.flatMap((start) => (start.figure === figure ? [start.row] : []));
    return JSON.stringify(found) === JSON.stringify(wanted);
  });
}

const isTable = ({ element }: Block): boolean => element.tagName === 'table';

function rowsOf(tables: readonly Block[]): readonly Row[] {
  const bodies = tables.flatMap(({ blocks }) => blocks).filter(({ element }) => element.tagName === 'tbody');
  return bodies.flatMap(({ blocks }, body) => {
    const rows = blocks.filter(({ element }) => element.tagName === 'tr');
    const [first] = rows;
    const group = first !== undefined && hasClass(first, 'group') ? textOf(first.element).trim() : undefined;
    return rows.map((row): Row => {
      const tops = row.texts.map(({ box }) => box.top);
      const top = greatest(tops);
      return {
        page: firstPage(row) ?? 0,
        top,
        extent: top - least(row.texts.map(({ box }) => box.bottom)),
        isHead: hasClass(row, 'group'),
        group,
        body,
      };
    });
  });
}

/** From the head of the last row down to the end of what the style sheet keeps with it, its source or first note; 0 without one. */
function footBelow({ blocks }: Block, rows: readonly Row[]): number {
  const last = rows.at(-1);
  const table = blocks.findLastIndex((part) => [...everyBlock([part])].some(isTable));
  const [foot] = blocks.slice(table + 1);
  const first = foot?.blocks.find(({ element }) => element.tagName === 'li') ?? foot;
  const boxes = (first?.texts ?? []).flatMap(({ page, box }) => (page === last?.page ? [box.bottom] : []));
  return last === undefined || boxes.length === 0 ? 0 : last.top - least(boxes);
}

function startsOf(
  rows: readonly Row[],
  foot: number,
  bottomOf: (page: number) => number,
): readonly RowStart[] {
  const second = rows.findIndex(({ page }) => page !== rows[0]?.page);
  const first = rows[second];
  const gap = gapOf(rows);
  if (gap === undefined || first === undefined) return [];
  const room = first.top - bottomOf(first.page) - slack;
  const starts: RowStart[] = [];
  for (let at = second; at < rows.length; ) {
    const start = startBefore(rows, at);
    // Rows so high that none may begin a page are left as they are.
    if (start.row <= (starts.at(-1)?.row ?? -1)) return [];
    starts.push(start);
    const { end, last } = fillPage(rows, start, room, gap);
    if (end === rows.length && last + foot > room) return [];
    at = end;
  }
  return starts;
}

/** From the head of a row to that of the next one; undefined where that stands on another page. */
function heightAt(rows: readonly Row[], at: number): number | undefined {
  const [row, next] = [rows[at], rows[at + 1]];
  return row === undefined || next?.page !== row.page ? undefined : row.top - next.top;
}

/** What rows usually take beside their words; undefined where no two stand on one page. */
function gapOf(rows: readonly Row[]): number | undefined {
  const gaps = rows.flatMap(({ extent }, at) => {
    const height = heightAt(rows, at);
    return height === undefined ? [] : [height - extent];
  });
  return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
}

/** The last row up to this one that may begin a page, and the group that it goes on with. */
function startBefore(rows: readonly Row[], at: number): RowStart {
  let row = at;
  while (row > 0 && !mayBegin(rows, row)) row--;
  const { isHead, group } = rows[row] ?? {};
  return { row, ...(isHead === false && group !== undefined && { group }) };
}

/** The row behind the last one of the page that begins with this one, and how far below its top the last one begins. */
function fillPage(rows: readonly Row[], { row, group }: RowStart, room: number, gap: number) {
  let used = group === undefined ? 0 : continued;
  let last = used;
  let end = row;
  for (; end < rows.length; end++) {
    const extent = rows[end]?.extent ?? 0;
    if (used + extent + gap > room && end > row + 1) break;
    last = used;
    used += heightAt(rows, end) ?? extent + gap;
  }
  return { end, last };
}

/** True for a row that a page may begin with: the style sheet keeps the first rows of a group together, and its last ones. */
function mayBegin(rows: readonly Row[], at: number): boolean {
  const inGroup = (index: number): boolean => rows[index]?.body === rows[at]?.body;
  const isFirst = !inGroup(at - 1);
  return isFirst || (inGroup(at - 3) && inGroup(at + 2));
}

/** How the head of a group of rows reads where a page goes on with it. */
export const continuedWords = (group: string, language: Language): string =>
  language.message('document.continued', { group });

/**
 * The report as paper shows it, with the rows that begin pages marked: the style sheet for paper writes the group that goes on above
 * them, as what repeats from page to page. No word of the report is added.
 */
export function markContinued(
  report: HtmlReport,
  starts: readonly PageStart[],
  language: Language,
): HtmlReport {
  const byFigure = groupBy<PageStart, unknown>(starts, ({ figure }) => figure);
  const visit = <T extends RootContent | ElementContent>(node: T): T => {
    if (node.type !== 'element') return node;
    const own = byFigure.get(node.properties.id);
    if (own !== undefined) return { ...node, ...withMarks(node, own, language) };
    const children = withEach(node.children, visit);
    return children === node.children ? node : { ...node, children };
  };
  return { ...report, body: { ...report.body, children: withEach(report.body.children, visit) } };
}

function withMarks(figure: Element, starts: readonly PageStart[], language: Language): Element {
  const byRow = new Map(starts.map((start) => [start.row, start]));
  let row = 0;
  const visit = (element: Element, isBody: boolean): Element => {
    if (isBody && element.tagName === 'tr') {
      const start = byRow.get(row++);
      return start === undefined ? element : marked(element, start, language);
    }
    const inside = isBody || element.tagName === 'tbody';
    return {
      ...element,
      children: element.children.map((child) => (child.type === 'element' ? visit(child, inside) : child)),
    };
  };
  return visit(figure, false);
}

function marked(row: Element, { group }: PageStart, language: Language): Element {
  const { className } = row.properties;
  const names = Array.isArray(className) ? className : [];
  const [head, ...cells] = row.children;
  const words = group === undefined ? undefined : continuedWords(group, language);
  return {
    ...row,
    properties: {
      ...row.properties,
      className: [...names, 'begins-page', ...(words === undefined ? [] : ['goes-on'])],
    },
    children:
      words === undefined || head?.type !== 'element'
        ? row.children
        : [{ ...head, properties: { ...head.properties, dataContinued: words } }, ...cells],
  };
}
