/** Workbooks for tests, made from what is asked and always the same bytes. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A ZIP archive of these files, in their order. */
export function zip(files: Readonly<Record<string, string | Uint8Array>>, flags = 0x800): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [raw, named] = [Buffer.from(content), Buffer.from(name)];
    const data = deflateRawSync(raw);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(flags, 6);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(0x00210000, 10);
    head.writeUInt32LE(crc32(raw), 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(raw.length, 22);
    head.writeUInt16LE(named.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    head.copy(entry, 6, 4, 28);
    entry.writeUInt16LE(named.length, 28);
    entry.writeUInt32LE(offset, 42);
    parts.push(head, named, data);
    directory.push(entry, named);
    offset += 30 + named.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, listed, end]));
}

/** A cell: a text, a number, nothing, or what stands in its element and its attributes. */
export type SheetCell = string | number | null | { readonly inner: string; readonly attributes?: string };

export interface SheetSpec {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  /** Attributes of a row, by its number from 1. */
  readonly rowAttributes?: Readonly<Record<number, string>>;
  readonly columns?: string;
  readonly merged?: readonly string[];
  readonly state?: string;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const letters = (column: number): string => String.fromCharCode(65 + column);

/** Number formats of the styles that tests use, from style 2 on; style 1 is a day, and the last one is struck out. */
const numberFormats = [
  '0.0%',
  '#,##0.0',
  '#,##0,',
  '0',
  '000',
  '0;-0;',
  '0;0',
  '&quot;99&quot;',
  '&quot;9&quot;0',
  '0\\5',
  '[&lt;25]&quot;few&quot;;0',
  '0E+00',
  '# ?/?',
  '0;-0;&quot;-&quot;',
  '#,###',
  '0&quot;.&quot;00',
  '[Red][&gt;=1000]# ##0\\ &quot;EUR&quot;;_-* 0_-',
  '_(* #,##0_);_(* \\(#,##0\\);_(* &quot;-&quot;??_);_(@_)',
  '0&quot; m2&quot;',
  '0;–0',
];
/** The style of a number format. */
export function styleOf(format: string): string {
  const index = numberFormats.indexOf(format);
  if (index < 0) throw new Error(`${format} is no style of the workbooks of tests`);
  return `s="${index + 2}"`;
}
export const struckStyle = `s="${numberFormats.length + 2}"`;
const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${numberFormats.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`).join('')}</numFmts><fonts count="2"><font/><font><strike/></font></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>${numberFormats.map((_, index) => `<xf numFmtId="${164 + index}" applyNumberFormat="1"/>`).join('')}<xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`;

/** A workbook of Excel. */
export function xlsx(
  sheets: readonly SheetSpec[],
  more: { readonly date1904?: boolean; readonly files?: Record<string, string> } = {},
): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const listed = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="r${index + 1}"/>`,
  );
  const related = sheets.map(
    (_, index) =>
      `<Relationship Id="r${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}">${more.date1904 === true ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${related.join('')}<Relationship Id="s" Type="${relations}/styles" Target="styles.xml"/>${more.files?.['xl/sharedStrings.xml'] === undefined ? '' : `<Relationship Id="t" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/>`}</Relationships>`,
    'xl/styles.xml': styles,
    ...Object.fromEntries(
      sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, worksheet(sheet, main)]),
    ),
    ...more.files,
  });
}

function worksheet({ rows, rowAttributes = {}, columns = '', merged = [] }: SheetSpec, main: string): string {
  const lines = rows.map((cells, row) => {
    const inside = cells.map((cell, column) => {
      if (cell === null) return '';
      const at = `${letters(column)}${row + 1}`;
      if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
      if (typeof cell === 'string')
        return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
      return `<c r="${at}" ${cell.attributes ?? ''}>${cell.inner}</c>`;
    });
    return `<row r="${row + 1}" ${rowAttributes[row + 1] ?? ''}>${inside.join('')}</row>`;
  });
  const joined = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${main}">${columns}<sheetData>${lines.join('')}</sheetData>${joined === '' ? '' : `<mergeCells>${joined}</mergeCells>`}</worksheet>`;
}

/** A workbook of OpenDocument from the elements of its sheets. */
export function ods(
  tables: string,
  more: { readonly styles?: string; readonly files?: Record<string, string> } = {},
): Uint8Array {
  const names = ['office', 'table', 'text', 'style'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  );
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `<office:document-content ${names.join(' ')} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>${more.styles ?? ''}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    ...more.files,
  });
}

/** A row of a sheet of OpenDocument: texts, numbers, or elements as they stand. */
export const odsRow = (cells: readonly SheetCell[], attributes = ''): string =>
  `<table:table-row ${attributes}>${cells
    .map((cell) => {
      if (cell === null) return '<table:table-cell/>';
      if (typeof cell === 'number') {
        return `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`;
      }
      if (typeof cell === 'string')
        return `<table:table-cell office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`;
      return cell.inner;
    })
    .join('')}</table:table-row>`;
