import { workbooks } from './made-workbooks.js';

/** Files that are made, always the same bytes: by the name of their case, the name of the file and what makes it. */
export const made: Readonly<
  Record<string, { readonly file: string; readonly make: () => Uint8Array | string }>
> = {
  ...workbooks,
  'bytes-of-nul': { file: 'table.csv', make: () => 'region,year,cases\nNorth,2019,1\0\n' },
  'bom-twice': { file: 'table.csv', make: () => '\ufeff\ufeffregion,year,cases\nNorth,2019,1\n' },
  'bom-in-the-middle': { file: 'table.csv', make: () => 'region,year,cases\n\ufeffNorth,2019,1\n' },
  'number-that-never-ends': {
    file: 'table.csv',
    make: () => `region,year,cases\nNorth,2019,${'9'.repeat(5000)}\n`,
  },
  'columns-hundred-thousand': {
    file: 'table.csv',
    make: () => `${Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(',')}\n`,
  },
  'pivot-of-many-columns': {
    file: 'table.csv',
    make: () =>
      `region,${Array.from({ length: 3000 }, (_, index) => `x${index}`).join(',')}\nNorth${',1'.repeat(3000)}\n`,
  },
  'heading-that-never-ends': {
    file: 'table.csv',
    make: () => `region,${'2019 '.repeat(20_000)}\nNorth,1\n`,
  },
};
