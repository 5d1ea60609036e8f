import { type SheetSpec, xlsx } from './workbooks.js';

/** The sheet of `examples/workbook`, as an office would print it. */
const table: SheetSpec = {
  name: 'Table 3',
  rows: [
    ['Table 3. Deaths by region and sex'],
    [],
    ['Region / Rajoni', 'District', '2019', null, '2020', null],
    [null, null, 'M', 'F', 'M', 'F'],
    ['North', 'Alba', 12, 9, 14, '8 (p)'],
    [null, 'Berat', 3, 4, 4, '5 (p)'],
    [null, 'Total', 15, 13, 18, 13],
    ['South', 'Vlora', 7, 6, 5, 4],
    [null, 'Total', 7, 6, 5, 4],
    ['Together', 'Total', 22, 19, 23, 17],
    ['Source: civil register. (p): not yet final.'],
  ],
  merged: ['A3:A4', 'B3:B4', 'C3:D3', 'E3:F3', 'A5:A7', 'A8:A9', 'A11:F11'],
};

/** The workbook, with a sheet that is not asked for. */
export const exampleWorkbook = (): Uint8Array => xlsx([{ name: 'Contents', rows: [['Table 3']] }, table]);
