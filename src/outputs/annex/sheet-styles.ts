import { unzipSync } from 'fflate';
import type { WriteSheet } from 'hucre/xlsx';
import { zip } from './zip.js';

export type CellStyle = NonNullable<
  NonNullable<ReturnType<NonNullable<WriteSheet['cells']>['get']>>['style']
>;

/** The letters of workbooks, named and sized in every style: a font without a name is one that the program chooses. */
export const sheetFont = { name: 'Arial', size: 12 } as const;

const bold = { ...sheetFont, bold: true };
const rule = { bottom: { style: 'thin' } } as const;

/** The styles of cells in workbooks, by what stands in the cell. */
export const sheetStyles = {
  title: { font: { ...bold, size: 20 } },
  heading: { font: { ...bold, size: 16 } },
  text: {},
  symbol: { alignment: { horizontal: 'right', indent: 1 } },
  number: { alignment: { horizontal: 'right', indent: 1 } },
  year: { numFmt: '0', alignment: { horizontal: 'left' } },
  label: { font: bold, alignment: { vertical: 'top' } },
  head: { font: bold, border: rule, alignment: { wrapText: true, vertical: 'bottom' } },
  'numeric head': {
    font: bold,
    border: rule,
    alignment: { wrapText: true, vertical: 'bottom', horizontal: 'right', indent: 1 },
  },
  link: { font: { ...sheetFont, underline: true, color: { rgb: '0B5394' } } },
} as const satisfies Readonly<Record<string, CellStyle>>;

export type SheetStyle = keyof typeof sheetStyles;

/** What spreadsheets call these styles, which readers of screens and lists of headings go by; each is known by its font. */
const namedStyles = [
  { name: 'Title', builtinId: 15, font: `<sz val="${sheetStyles.title.font.size}"/>` },
  { name: 'Heading 1', builtinId: 16, font: `<sz val="${sheetStyles.heading.font.size}"/>` },
  { name: 'Hyperlink', builtinId: 8, font: '<u/>' },
];

/** A workbook as it was written, packed anew: its headings have styles with names, and it says what language it is in. */
export function finishWorkbook(written: Uint8Array, tag: string): Uint8Array {
  const parts = unzipSync(written);
  const edit = (path: string, change: (xml: string) => string): void => {
    parts[path] = new TextEncoder().encode(change(new TextDecoder().decode(parts[path])));
  };
  edit('xl/styles.xml', withNames);
  edit('docProps/core.xml', (xml) =>
    xml.replace('<dcterms:created', `<dc:language>${tag}</dc:language><dcterms:created`),
  );
  return zip(parts);
}

/** *Source:* ECMA-376, 18.8.7 to 18.8.10: a cell's style refers to a named one by `xfId`. */
function withNames(xml: string): string {
  const fonts = [...xml.matchAll(/<font>.*?<\/font>/gs)].map(([font]) => font);
  const found = namedStyles.flatMap(({ name, builtinId, font }) => {
    const at = fonts.findIndex((each) => each.includes(font));
    return at < 0 ? [] : [{ name, builtinId, font: at }];
  });
  const bases = found.map(({ font }) => `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0"/>`);
  const names = found.map(
    ({ name, builtinId }, index) =>
      `<cellStyle name="${name}" xfId="${index + 1}" builtinId="${builtinId}" customBuiltin="1"/>`,
  );
  const count = found.length + 1;
  return xml
    .replace(/(<xf [^>]*fontId="(\d+)"[^>]*) xfId="0"/g, (whole, start: string, font: string) => {
      const index = found.findIndex((each) => each.font === Number(font));
      return index < 0 ? whole : `${start} xfId="${index + 1}"`;
    })
    .replace(
      /<cellStyleXfs count="1">(.*?)<\/cellStyleXfs>/s,
      `<cellStyleXfs count="${count}">$1${bases.join('')}</cellStyleXfs>`,
    )
    .replace(
      /<cellStyles count="1">(.*?)<\/cellStyles>/s,
      `<cellStyles count="${count}">$1${names.join('')}</cellStyles>`,
    );
}
