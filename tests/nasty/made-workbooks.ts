/** Workbooks that offices, programs and strangers make. */
import {
  ods,
  odsRow,
  type SheetCell,
  type SheetSpec,
  struckStyle,
  styleOf,
  xlsx,
  zip,
} from '../support/workbooks.js';

type Made = { readonly file: string; readonly make: () => Uint8Array };

const head: readonly SheetCell[] = ['region', 'year', 'cases'];
const sheet = (rows: readonly (readonly SheetCell[])[], more: Partial<SheetSpec> = {}): SheetSpec => ({
  name: 'Data',
  rows: [head, ...rows],
  ...more,
});
const book = (...sheets: readonly SheetSpec[]): Made => ({ file: 'table.xlsx', make: () => xlsx(sheets) });
/** A workbook whose first number is this cell. */
/** Read as the package of each case says: refused, read, or left out. */
const hiddenRow = book(
  sheet(
    [
      ['North', 2019, 1],
      ['South', 2019, 2],
    ],
    { rowAttributes: { 3: 'hidden="1"' } },
  ),
);
const cell = (inner: string, attributes = ''): Made =>
  book(
    sheet([
      ['North', 2019, { inner, attributes }],
      ['South', 2019, 3],
    ]),
  );
const odsBook = (tables: string, more: Parameters<typeof ods>[1] = {}): Made => ({
  file: 'table.ods',
  make: () => ods(tables, more),
});
const odsTable = (rows: string, name = 'Data', attributes = ''): string =>
  `<table:table table:name="${name}" ${attributes}>${rows}</table:table>`;
const odsCell = (inner: string): Made =>
  odsBook(odsTable(odsRow(head) + odsRow(['North', 2019, { inner }]) + odsRow(['South', 2019, 3])));

/** A cell of two runs, the second of which looks like this. */
const runs = (first: string, look: string, second: string): string =>
  `<is><r><t>${first}</t></r><r><rPr>${look}</rPr><t>${second}</t></r></is>`;
const formatted = (number: number, format: string): Made => cell(`<v>${number}</v>`, styleOf(format));
const ofXml = (inside: string): Made => ({
  file: 'table.xlsx',
  make: () =>
    xlsx([{ name: 'Data', rows: [] }], {
      files: {
        'xl/worksheets/sheet1.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${inside}`,
      },
    }),
});
const rowsOfXml =
  '<row r="1"><c r="A1" t="str"><v>region</v></c><c r="B1" t="str"><v>year</v></c><c r="C1" t="str"><v>cases</v></c></row><row r="2"><c r="A2" t="str"><v>North</v></c><c r="B2"><v>2019</v></c><c r="C2"><v>20</v></c></row>';

const pivot: SheetSpec = {
  name: 'Table 3',
  rows: [
    ['Table 3. Deaths'],
    [],
    ['Region', '2019', null, '2020', null],
    [null, 'M', 'F', 'M', 'F'],
    ['North', 12, '9 (u)', 14, 8],
    ['South', 7, '..', 5, 4],
    ['Source: register'],
  ],
  merged: ['A3:A4', 'B3:C3', 'D3:E3', 'A7:E7'],
};

export const workbooks: Readonly<Record<string, Made>> = {
  'xlsx-plain': book(
    sheet([
      ['North', 2019, 12],
      ['South', 2019, 3],
    ]),
  ),
  'xlsx-pivot-merged-heads': book(pivot, sheet([])),
  'xlsx-merge-that-ends': book({
    name: 'Data',
    rows: [
      ['Region', '2019', null, null],
      [null, 'M', 'F', 'Note'],
      ['North', 1, 2, 'x'],
    ],
    merged: ['B1:C1'],
  }),
  'xlsx-two-sheets': book(sheet([['North', 2019, 1]]), sheet([], { name: 'Other' })),
  'xlsx-sheet-not-there': book(sheet([['North', 2019, 1]])),
  'xlsx-sheet-gone': book(sheet([['North', 2019, 1]])),
  'xlsx-hidden-sheet': book(sheet([['North', 2019, 1]], { state: 'hidden' }), sheet([], { name: 'Other' })),
  'xlsx-very-hidden-sheet': book(
    sheet([['North', 2019, 1]], { state: 'veryHidden' }),
    sheet([], { name: 'Other' }),
  ),
  'xlsx-hidden-row': hiddenRow,
  'xlsx-hidden-row-read': hiddenRow,
  'xlsx-hidden-row-left': hiddenRow,
  'xlsx-hidden-column': book(
    sheet([['North', 2019, 1]], { columns: '<cols><col min="3" max="3" hidden="1"/></cols>' }),
  ),
  'xlsx-error-cell': cell('<v>#REF!</v>', 't="e"'),
  'xlsx-formula-that-failed': cell('<f>1/0</f><v>#DIV/0!</v>', 't="e"'),
  'xlsx-formula-uncached': cell('<f>1+1</f>'),
  'xlsx-formula-uncached-empty': cell('<f>1+1</f><v></v>'),
  'xlsx-formula-of-nought': cell('<f>1-1</f><v>0</v>'),
  'xlsx-formula-of-a-text': cell('<f>"a"</f><v>12</v>', 't="str"'),
  'xlsx-number-as-text': cell('<is><t>12</t></is>', 't="inlineStr"'),
  'xlsx-number-as-text-with-comma': cell('<is><t>1,234</t></is>', 't="inlineStr"'),
  'xlsx-number-of-17-digits': cell('<v>12345678901234567</v>'),
  'xlsx-number-as-power': cell('<v>1.2E+3</v>'),
  'xlsx-number-beyond': cell('<v>1E+400</v>'),
  'xlsx-number-of-no-form': cell('<v>twelve</v>'),
  'xlsx-truth-value': cell('<v>1</v>', 't="b"'),
  'xlsx-day-in-a-column-of-numbers': cell('<v>43831</v>', 's="1"'),
  'xlsx-code-with-zeros': cell('<v>7</v>', 's="6"'),
  'xlsx-nought-unseen': cell('<v>0</v>', 's="7"'),
  'xlsx-minus-unseen': cell('<v>-5</v>', 's="8"'),
  'xlsx-displayed-whole': cell('<v>12.6</v>', 's="5"'),
  'ods-nought-unseen': odsCell(
    '<table:table-cell office:value-type="float" office:value="0"><text:p></text:p></table:table-cell>',
  ),
  'ods-in-thousands': odsCell(
    '<table:table-cell office:value-type="float" office:value="1234567"><text:p>1.235</text:p></table:table-cell>',
  ),
  'ods-code-with-zeros': odsCell(
    '<table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell>',
  ),
  'ods-thousands-and-zeros': odsCell(
    '<table:table-cell office:value-type="float" office:value="1234"><text:p>1.234,00</text:p></table:table-cell>',
  ),
  'xlsx-in-thousands': cell('<v>1234567</v>', 's="4"'),
  'xlsx-displayed-rounded': book(sheet([['North', 2019, { inner: '<v>12.3456</v>', attributes: 's="3"' }]])),
  'xlsx-displayed-rounded-declared': book(
    sheet([['North', 2019, { inner: '<v>12.3456</v>', attributes: 's="3"' }]]),
  ),
  'xlsx-binary-remainder': book(
    sheet([['North', 2019, { inner: '<f>0.1+0.2</f><v>0.30000000000000004</v>' }]]),
  ),
  'xlsx-percent': book(sheet([['North', 2019, { inner: '<v>0.123</v>', attributes: 's="2"' }]])),
  'xlsx-percent-of-no-percent': cell('<v>0.12</v>', 's="2"'),
  'xlsx-decimal-comma-declared': book(
    sheet([
      ['North', 2019, 1234.5],
      ['South', 2019, '1.234,5'],
    ]),
  ),
  'xlsx-days': {
    file: 'table.xlsx',
    make: () =>
      xlsx([
        {
          name: 'Data',
          rows: [
            ['day', 'cases'],
            [{ inner: '<v>43831</v>', attributes: 's="1"' }, 1],
            [{ inner: '<v>61</v>', attributes: 's="1"' }, 2],
          ],
        },
      ]),
  },
  'xlsx-days-of-1904': {
    file: 'table.xlsx',
    make: () =>
      xlsx(
        [
          {
            name: 'Data',
            rows: [
              ['day', 'cases'],
              [{ inner: '<v>42369</v>', attributes: 's="1"' }, 1],
            ],
          },
        ],
        { date1904: true },
      ),
  },
  'xlsx-day-with-time': {
    file: 'table.xlsx',
    make: () =>
      xlsx([
        {
          name: 'Data',
          rows: [
            ['day', 'cases'],
            [{ inner: '<v>43831.5</v>', attributes: 's="1"' }, 1],
          ],
        },
      ]),
  },
  'xlsx-empty-sheet': book({ name: 'Data', rows: [] }),
  'xlsx-macros': {
    file: 'table.xlsm',
    make: () => xlsx([sheet([['North', 2019, 1]])], { files: { 'xl/vbaProject.bin': 'Sub Auto_Open()' } }),
  },
  'xlsx-that-is-text': {
    file: 'table.xlsx',
    make: () => new TextEncoder().encode('region,year,cases\nNorth,2019,1\n'),
  },
  'xlsx-that-is-a-web-page': {
    file: 'table.xlsx',
    make: () => new TextEncoder().encode('<html><table><tr><td>1</td></tr></table></html>'),
  },
  'xlsx-that-is-empty': { file: 'table.xlsx', make: () => new Uint8Array() },
  'xlsx-that-is-ods': { file: 'table.xlsx', make: () => ods(odsTable(odsRow(head))) },
  'xlsx-that-is-another-archive': { file: 'table.xlsx', make: () => zip({ 'hello.txt': 'hello' }) },
  'xlsx-cut-off': { file: 'table.xlsx', make: () => xlsx([sheet([['North', 2019, 1]])]).slice(0, 900) },
  'xlsx-with-password': { file: 'table.xlsx', make: () => container('EncryptedPackage') },
  'xls-of-before-2007': { file: 'table.xlsx', make: () => container('Workbook') },
  'xlsx-encrypted-entries': { file: 'table.xlsx', make: () => zip({ 'xl/workbook.xml': 'x' }, 0x801) },
  'xlsx-bomb': {
    file: 'table.xlsx',
    make: () => zip({ 'xl/workbook.xml': '', 'xl/worksheets/sheet1.xml': new Uint8Array(12_000_000) }),
  },
  'xlsx-cell-in-the-last-corner': {
    file: 'table.xlsx',
    make: () =>
      xlsx([{ name: 'Data', rows: [] }], {
        files: {
          'xl/worksheets/sheet1.xml':
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        },
      }),
  },
  'xlsx-xml-broken': {
    file: 'table.xlsx',
    make: () =>
      xlsx([{ name: 'Data', rows: [] }], {
        files: { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row' },
      }),
  },
  'xlsx-entities': {
    file: 'table.xlsx',
    make: () =>
      xlsx([{ name: 'Data', rows: [] }], {
        files: {
          'xl/worksheets/sheet1.xml':
            '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&c;</t></is></c></row></sheetData></worksheet>',
        },
      }),
  },
  'xlsx-runs-raised': cell(runs('20', '<vertAlign val="superscript"/>', '1'), 't="inlineStr"'),
  'xlsx-runs-raised-flag': cell(runs('20', '<vertAlign val="superscript"/>', '1'), 't="inlineStr"'),
  'xlsx-runs-raised-category': book(
    sheet([
      [
        { inner: runs('North', '<vertAlign val="superscript"/>', '1'), attributes: 't="inlineStr"' },
        2019,
        20,
      ],
      [{ inner: runs('km', '<vertAlign val="superscript"/>', '2'), attributes: 't="inlineStr"' }, 2019, 3],
    ]),
  ),
  'xlsx-runs-struck': cell(
    '<is><r><rPr><strike/></rPr><t>9</t></r><r><rPr><strike val="0"/></rPr><t>20</t></r></is>',
    't="inlineStr"',
  ),
  'xlsx-runs-phonetic': cell(
    '<is><t>20</t><rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="1"/></is>',
    't="inlineStr"',
  ),
  'xlsx-runs-shared': {
    file: 'table.xlsx',
    make: () =>
      xlsx(
        [
          sheet([
            ['North', 2019, { inner: '<v>0</v>', attributes: 't="s"' }],
            ['South', 2019, { inner: '<v>1</v>', attributes: 't="s"' }],
            ['West', 2019, { inner: '<v>2</v>', attributes: 't="s"' }],
          ]),
        ],
        {
          files: {
            'xl/sharedStrings.xml': `<sst>${[
              runs('20', '<vertAlign val="superscript"/>', '1'),
              runs('20', '<strike/>', '1'),
              runs('20', '<b/>', '1'),
            ]
              .map((text) => text.replaceAll('is>', 'si>'))
              .join('')}</sst>`,
          },
        },
      ),
  },
  'xlsx-shared-text-that-is-not-there': cell('<v>0.9</v>', 't="s"'),
  'xlsx-struck': cell('<v>20</v>', struckStyle),
  'xlsx-covered': book(
    sheet(
      [
        ['North', 2019, 20],
        ['South', 2019, 30],
      ],
      { merged: ['C2:C3'] },
    ),
  ),
  'xlsx-covered-same': book(
    sheet(
      [
        ['North', 2019, 20],
        ['North', 2020, 20],
      ],
      { merged: ['A2:A3', 'C2:C3'] },
    ),
  ),
  'xlsx-column-of-no-width': book(
    sheet([['North', 2019, 20]], {
      columns: '<cols><col min="3" max="3" width="0" customWidth="1"/></cols>',
    }),
  ),
  'xlsx-row-of-no-height': book(
    sheet(
      [
        ['North', 2019, 20],
        ['South', 2019, 3],
      ],
      { rowAttributes: { 3: 'ht="0"' } },
    ),
  ),
  'xlsx-format-text': formatted(20, '&quot;99&quot;'),
  'xlsx-format-digit-before': formatted(20, '&quot;9&quot;0'),
  'xlsx-format-digit-behind': formatted(20, '0\\5'),
  'xlsx-format-condition': formatted(20, '[&lt;25]&quot;few&quot;;0'),
  'xlsx-format-condition-not-met': formatted(30, '[&lt;25]&quot;few&quot;;0'),
  'xlsx-format-condition-of-look': formatted(1234, '[Red][&gt;=1000]# ##0\\ &quot;EUR&quot;;_-* 0_-'),
  'xlsx-format-power': formatted(23456, '0E+00'),
  'xlsx-format-power-whole': formatted(20000, '0E+00'),
  'xlsx-format-fraction': formatted(20.5, '# ?/?'),
  'xlsx-format-fraction-whole': formatted(20, '# ?/?'),
  'xlsx-format-nought-as-dash': formatted(0, '0;-0;&quot;-&quot;'),
  'xlsx-format-nought-as-accounts': formatted(0, '_(* #,##0_);_(* \\(#,##0\\);_(* &quot;-&quot;??_);_(@_)'),
  'xlsx-format-unit-with-digit': formatted(20, '0&quot; m2&quot;'),
  'xlsx-format-below-nought-as-dash-and-number': formatted(-20, '0;\u20130'),
  'xlsx-format-nought-as-nothing': formatted(0, '#,###'),
  'xlsx-format-text-between': formatted(1234, '0&quot;.&quot;00'),
  'xlsx-xml-cut': ofXml(`<sheetData>${rowsOfXml}`),
  'xlsx-entity-of-no-name': ofXml(
    `<sheetData>${rowsOfXml}<row r="3"><c r="A3" t="str"><v>&e;</v></c></row></sheetData></worksheet>`,
  ),
  'xlsx-two-cells-of-one-address': ofXml(
    `<sheetData>${rowsOfXml}<row r="3"><c r="A3" t="str"><v>South</v></c><c r="B3"><v>2019</v></c><c r="C3"><v>1</v></c><c r="C3"><v>2</v></c></row></sheetData></worksheet>`,
  ),
  'xlsx-two-rows-of-one-number': ofXml(
    `<sheetData>${rowsOfXml}<row r="2"><c r="D2"><v>2</v></c></row></sheetData></worksheet>`,
  ),
  'xlsx-two-lots-of-cells': ofXml(
    `<sheetData>${rowsOfXml}</sheetData><sheetData>${rowsOfXml}</sheetData></worksheet>`,
  ),
  'xlsx-two-sheets-of-one-name': book(sheet([['North', 2019, 1]]), sheet([['North', 2019, 2]])),
  'xlsx-two-values': cell('<v>20</v><v>99</v>'),
  'xlsx-number-of-base-16': cell('<v>0x14</v>'),
  'xlsx-number-of-16-digits': cell('<v>1234567890123456</v>'),
  'xlsx-number-of-15-digits': cell('<v>123456789012345</v>'),
  'xlsx-number-of-300-noughts': cell('<v>1E+300</v>'),
  'xlsx-prefixed-names': {
    file: 'table.xlsx',
    make: () =>
      xlsx([{ name: 'Data', rows: [] }], {
        files: {
          'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${rowsOfXml.replaceAll(/<(\/?)/g, '<$1x:')}</x:sheetData></x:worksheet>`,
        },
      }),
  },
  'ods-text-and-what-is-displayed': odsCell(
    '<table:table-cell office:value-type="string" office:string-value="99"><text:p>20</text:p></table:table-cell>',
  ),
  'ods-runs': odsBook(
    odsTable(
      odsRow(head) +
        [
          '20<text:span text:style-name="up">1</text:span>',
          '<text:span text:style-name="out">9</text:span>20',
          '<text:ruby><text:ruby-base>20</text:ruby-base><text:ruby-text>99</text:ruby-text></text:ruby>',
        ]
          .map((inner, index) =>
            odsRow([
              'North',
              2019 + index,
              {
                inner: `<table:table-cell office:value-type="string"><text:p>${inner}</text:p></table:table-cell>`,
              },
            ]),
          )
          .join('') +
        odsRow([
          'North',
          2025,
          {
            inner:
              '<table:table-cell table:style-name="out" office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>',
          },
        ]),
    ),
    {
      styles:
        '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="out" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>',
    },
  ),
  'ods-group-closed': odsBook(
    odsTable(
      `${odsRow(head)}${odsRow(['North', 2019, 12])}<table:table-row-group table:display="false">${odsRow(['South', 2019, 1])}</table:table-row-group>${odsRow(['West', 2019, 1])}`,
    ),
  ),
  'ods-covered': odsBook(
    odsTable(
      odsRow(head) +
        odsRow([
          'North',
          2019,
          {
            inner:
              '<table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="20"><text:p>20</text:p></table:table-cell>',
          },
        ]) +
        odsRow([
          'South',
          2019,
          {
            inner:
              '<table:covered-table-cell office:value-type="float" office:value="30"><text:p>30</text:p></table:covered-table-cell>',
          },
        ]),
    ),
  ),
  'ods-column-of-no-width': odsBook(
    odsTable(
      `<table:table-column table:number-columns-repeated="2"/><table:table-column table:style-name="no"/>${odsRow(head)}${odsRow(['North', 2019, 12])}`,
    ),
    {
      styles:
        '<style:style style:name="no" style:family="table-column"><style:table-column-properties style:column-width="0cm"/></style:style>',
    },
  ),
  'ods-plain': odsBook(odsTable(odsRow(head) + odsRow(['North', 2019, 12]))),
  'ods-million-empty-rows': odsBook(
    odsTable(
      `${odsRow(head) + odsRow(['North', 2019, 12])}<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>`,
    ),
  ),
  'ods-hidden-row': odsBook(
    odsTable(
      odsRow(head) + odsRow(['North', 2019, 12]) + odsRow(['South', 2019, 1], 'table:visibility="filter"'),
    ),
  ),
  'ods-hidden-column': odsBook(
    odsTable(
      `<table:table-column/><table:table-column/><table:table-column table:visibility="collapse"/>${odsRow(head)}${odsRow(['North', 2019, 12])}`,
    ),
  ),
  'ods-hidden-sheet': odsBook(
    odsTable(odsRow(head) + odsRow(['North', 2019, 12]), 'Data', 'table:style-name="h"') +
      odsTable('', 'Other'),
    {
      styles:
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>',
    },
  ),
  'ods-error-cell': odsCell(
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
  ),
  'ods-error-of-older-programs': odsCell(
    '<table:table-cell table:formula="of:=X" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>',
  ),
  'ods-formula-uncached': odsCell('<table:table-cell table:formula="of:=1+1"/>'),
  'ods-large-whole-number': odsCell(
    '<table:table-cell office:value-type="float" office:value="9007199254740993"><text:p>9007199254740993</text:p></table:table-cell>',
  ),
  'ods-annotation-is-no-text': odsCell(
    '<table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>12</text:p></table:table-cell>',
  ),
  // What an earlier sheet closes is not closed in this one.
  'ods-after-a-sheet-with-a-remark': odsBook(
    odsTable(
      odsRow([
        {
          inner:
            '<table:table-cell office:value-type="string"><office:annotation><text:p>seen</text:p></office:annotation><text:p>Contents</text:p></table:table-cell>',
        },
      ]),
      'Contents',
    ) +
      odsTable(
        odsRow(head) +
          odsRow([
            'North',
            {
              inner:
                '<table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>2019</text:p></table:table-cell>',
            },
            12,
          ]),
      ),
  ),
  'ods-displayed-rounded': odsBook(
    odsTable(
      odsRow(head) +
        odsRow([
          'North',
          2019,
          {
            inner:
              '<table:table-cell office:value-type="float" office:value="12.3456"><text:p>12,3</text:p></table:table-cell>',
          },
        ]),
    ),
  ),
  'ods-percent': odsBook(
    odsTable(
      odsRow(head) +
        odsRow([
          'North',
          2019,
          {
            inner:
              '<table:table-cell office:value-type="percentage" office:value="0.123"><text:p>12,3 %</text:p></table:table-cell>',
          },
        ]),
    ),
  ),
  'ods-day': odsBook(
    odsTable(
      odsRow(['day', 'cases']) +
        odsRow([
          {
            inner:
              '<table:table-cell office:value-type="date" office:date-value="2020-01-01"><text:p>1.1.20</text:p></table:table-cell>',
          },
          1,
        ]),
    ),
  ),
  'ods-merged-heads': odsBook(
    odsTable(
      [
        odsRow([
          'Region',
          {
            inner:
              '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>2019</text:p></table:table-cell><table:covered-table-cell/>',
          },
        ]),
        odsRow([null, 'M', 'F']),
        odsRow(['North', 1, 2]),
      ].join(''),
    ),
  ),
  'ods-repeated-cells': odsBook(
    odsTable(odsRow(head) + odsRow(['North', 2019, 5], 'table:number-rows-repeated="2"')),
  ),
  'ods-repetition-without-end': odsBook(
    odsTable(
      odsRow(head) +
        odsRow([
          'North',
          2019,
          {
            inner:
              '<table:table-cell table:number-columns-repeated="999999999" office:value-type="float" office:value="1"/>',
          },
        ]),
    ),
  ),
  'ods-with-password': odsBook(odsTable(''), {
    files: { 'META-INF/manifest.xml': '<manifest><encryption-data/></manifest>' },
  }),
  'ods-xml-broken': odsBook('<table:table><table:table-row>'),
};

/** The beginning of the container of Office before 2007, with the name of a part. */
function container(name: string): Uint8Array {
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(504),
      Buffer.from(name, 'utf16le'),
    ]),
  );
}
