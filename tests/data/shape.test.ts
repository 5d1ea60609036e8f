/** Tables as offices have them: shape declared, never guessed, and every cell with its place in the file. */
import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { cellOrigin } from '../../src/model/cell.js';
import { toDecimalText } from '../../src/model/exact.js';
import { decimalsOf, isNumeric, toExact } from '../../src/model/value.js';
import { prepared } from './problems.js';

/** Two levels of heads as a workbook has them when it is saved as CSV: titles above, notes below, groups said once. */
const pivot = `Table 3. Deaths by region and sex,,,,,
(persons),,,,,
,,,,,
Region / Rajoni,District,2019,,2020,
,,M,F,M,F
North,Alba,12,9 (u),"1,013",8
,Berat,3,..,4,5
,,,,,
South,Vlora,7 p,6,5,4
Source: Civil register.,,,,,
`;

const declared = (more = '') => `resources:
  - name: deaths
    path: deaths.csv
    table: {skip: 3, header: [1, 2], footer: 1, fill: ["Region / Rajoni"]}
    columns: {region: "Region / Rajoni", area: "District"}
    unpivot: {headings: "* | *", into: [year, sex], value: deaths}
    flags: {deaths: {"(u)": u, "p": p, "..": "[x]"}}
    constants: {indicator: "mortality"}
    rename: {sex: {M: men, F: women}}
${more}    schema:
      primaryKey: [indicator, region, area, year, sex]
      missingValues: ["[x]"]
      fields:
        - {name: indicator}
        - {name: region}
        - {name: area}
        - {name: year, type: year}
        - {name: sex, categories: [women, men]}
        - {name: deaths, type: integer, unit: persons, groupChar: ","}
`;

async function read(file: string, text = declared()) {
  const { value, diagnostics } = await prepared({ 'data/datapackage.yaml': text, 'data/deaths.csv': file });
  const rows = value.deaths?.rows.map((row) => {
    const cell = row.measures.deaths;
    const number =
      cell !== undefined && isNumeric(cell)
        ? toDecimalText(toExact(cell), decimalsOf(cell))
        : cell?.kind === 'missing'
          ? cell.symbol
          : '';
    const { line, column } = cellOrigin(row, 'deaths');
    return [
      Object.values(row.keys).join(' '),
      number,
      row.marks?.deaths?.join('') ?? '',
      `${line}:${column}`,
    ];
  });
  return { rows, problems: diagnostics.map(formatDiagnostic) };
}

test('a pivot with two levels of heads becomes tidy rows, each cell with its place in the file', async () => {
  const { rows, problems } = await read(pivot);
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    ['mortality North Alba 2019 women', '9', 'u', '6:15'],
    ['mortality North Alba 2019 men', '12', '', '6:12'],
    ['mortality North Alba 2020 women', '8', '', '6:29'],
    ['mortality North Alba 2020 men', '1013', '', '6:21'],
    ['mortality North Berat 2019 women', '[x]', '', '7:10'],
    ['mortality North Berat 2019 men', '3', '', '7:8'],
    ['mortality North Berat 2020 women', '5', '', '7:15'],
    ['mortality North Berat 2020 men', '4', '', '7:13'],
    ['mortality South Vlora 2019 women', '6', '', '9:17'],
    ['mortality South Vlora 2019 men', '7', 'p', '9:13'],
    ['mortality South Vlora 2020 women', '4', '', '9:21'],
    ['mortality South Vlora 2020 men', '5', '', '9:19'],
  ]);
});
