import type { ColumnDef, WriteSheet } from 'hucre/xlsx';
import { greatest } from '../../model/chart/extremes.js';
import { type CellStyle, type SheetStyle, sheetStyles } from './sheet-styles.js';

/** A sheet of text and one table: its title in A1, what there is to say below it, then the table. */
export interface AnnexSheet {
  readonly name: string;
  readonly title: string;
  /** The first sheet bears the title of the workbook. */
  readonly isCover?: boolean;
  /** What stands between the title and the table: a line, or a label with what it says. */
  readonly lines: readonly (string | readonly [label: string, words: string])[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly AnnexCell[])[];
}

/** A text, empty where a cell is; a number with its decimals; a year; a text that leads to a sheet. */
export type AnnexCell =
  | string
  | { readonly number: number; readonly decimals: number }
  | { readonly year: number }
  | { readonly text: string; readonly sheet: string };

type WrittenCell = NonNullable<ReturnType<NonNullable<WriteSheet['cells']>['get']>>;

/** The widest column, and what the first one is at least where a line above the table has to break, in digits. */
const widest = 60;
const widthOfLines = 50;
/** Tables grow to this width where a line above them needs it. */
const widthOfTable = 90;
/** What a page of A4 upright holds at the size of the letters, in digits. */
const widthOfPage = 80;

/** The sheet as it is written: everything in view, and on paper all columns side by side under repeated heads. */
export function writeSheet(sheet: AnnexSheet, index: number): WriteSheet {
  const { name, title, lines, head, rows } = sheet;
  const first = lines.length + 2;
  const widths = widthsOf(sheet);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const isNumeric = head.map((_, column) => rows.some((row) => isNumber(row[column])));
  const written: (WrittenCell | undefined)[][] = [
    [styled(title, sheet.isCover ? 'title' : 'heading', widthIn(title, 1.5) > total)],
    ...lines.map((line) =>
      typeof line === 'string'
        ? [styled(line, 'text', widthIn(line) > total)]
        : [styled(line[0], 'label'), styled(line[1], 'text', true)],
    ),
    head.map((text, column) => styled(text, isNumeric[column] ? 'numeric head' : 'head')),
    ...rows.map((row) => head.map((_, column) => cellOf(row[column] ?? '', isNumeric[column] ?? false))),
  ];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [row, each] of written.entries())
    for (const [column, cell] of each.entries()) if (cell !== undefined) cells.set(`${row},${column}`, cell);
  const last = `${letters(head.length)}${first + Math.max(rows.length, 1)}`;
  return {
    name,
    columns: widths.map((width): ColumnDef => ({ width })),
    rows: written.map((row) => row.map((cell) => cell?.value ?? null)),
    cells,
    tables: [
      {
        name: `Table_${index + 1}`,
        displayName: `Table_${index + 1}`,
        range: `A${first}:${last}`,
        columns: head.map((column) => ({ name: column })),
        style: 'TableStyleLight1',
        showRowStripes: false,
        showAutoFilter: false,
      },
    ],
    pageSetup: {
      paperSize: 'a4',
      orientation: total > widthOfPage ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
    a11y: { summary: title, headerRow: first - 1 },
  };
}

/** The heads of its table, on every page that it is printed on. */
export function printTitles({ name, lines }: AnnexSheet): { name: string; range: string; scope: string } {
  const row = lines.length + 2;
  return { name: '_xlnm.Print_Titles', range: `${quoted(name)}!$${row}:$${row}`, scope: name };
}

/** Columns as wide as their texts, within what a window shows, and wider where lines above the table need it. */
function widthsOf({ lines, head, rows }: AnnexSheet): number[] {
  const pairs = lines.filter((line) => typeof line !== 'string');
  const own = head.map((text, column) => {
    const texts = [
      text,
      ...rows.slice(0, 1000).map((row) => textOf(row[column] ?? '')),
      ...pairs.map((pair) => pair[column] ?? ''),
    ];
    return Math.min(widest, greatest([12, ...texts.map((each) => widthIn(each) + 2)]));
  });
  const total = own.reduce((sum, width) => sum + width, 0);
  const longest = greatest([0, ...lines.map((line) => (typeof line === 'string' ? widthIn(line) : 0))]);
  const spread = Math.max(1, Math.min(longest, widthOfTable) / total);
  return own.map((width, column) => {
    const wide = Math.ceil(width * spread);
    return column === 0 && longest > widthOfTable ? Math.max(wide, widthOfLines) : wide;
  });
}

/** How much room a text takes, in digits of the common size, which are wider than most letters. */
const widthIn = (text: string, scale = 0.95): number => Math.ceil(text.length * scale) + 1;

const isNumber = (cell: AnnexCell | undefined): boolean =>
  cell !== undefined && typeof cell !== 'string' && 'number' in cell;

function textOf(cell: AnnexCell): string {
  if (typeof cell === 'string') return cell;
  if ('number' in cell) return cell.number.toFixed(cell.decimals);
  return 'year' in cell ? String(cell.year) : cell.text;
}

const styled = (value: string, style: SheetStyle, wrapText = false): WrittenCell => {
  const { alignment, ...own }: CellStyle = sheetStyles[style];
  return {
    value,
    type: 'string',
    style: { ...own, alignment: { ...alignment, ...(wrapText && { wrapText, vertical: 'top' }) } },
  };
};

/** Numbers with their decimals, links, and texts that must stay texts when somebody edits the cell; nothing for an empty one. */
function cellOf(cell: AnnexCell, isNumeric: boolean): WrittenCell | undefined {
  if (typeof cell === 'string') {
    if (cell === '') return undefined;
    const style = styled(cell, isNumeric ? 'symbol' : 'text', widthIn(cell) > widest);
    return /^[=+\-@\t\r]/.test(cell) ? { ...style, style: { ...style.style, numFmt: '@' } } : style;
  }
  if ('number' in cell) {
    const numFmt = cell.decimals === 0 ? '0' : `0.${'0'.repeat(cell.decimals)}`;
    return { value: cell.number, type: 'number', style: { ...sheetStyles.number, numFmt } };
  }
  if ('year' in cell) return { value: cell.year, type: 'number', style: sheetStyles.year };
  const hyperlink = { target: '', location: `${quoted(cell.sheet)}!A1`, display: cell.text };
  return { ...styled(cell.text, 'link'), hyperlink };
}

const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;

function letters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? letter : letters(Math.floor((column - 1) / 26)) + letter;
}
