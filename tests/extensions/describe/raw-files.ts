/** Small files with the faults of those that offices publish, as they would be handed over. */
import { xlsx } from '../../support/workbooks.js';

/** Letters of windows-1250 beyond ASCII. */
const bytes1250: Readonly<Record<string, number>> = { č: 0xe8, Č: 0xc8, š: 0x9a, Š: 0x8a, ž: 0x9e, Ž: 0x8e };

const in1250 = (text: string): Uint8Array =>
  Uint8Array.from([...text].map((letter) => bytes1250[letter] ?? letter.charCodeAt(0)));

/** By what is wrong with it. */
export const rawFiles: Readonly<
  Record<string, { readonly name: string; readonly content: string | Uint8Array }>
> = {
  'title rows above and a source below': {
    name: 'beds.csv',
    content: `Table 2.1: Hospital beds by region,,,
"Ministry of Health, department of analysis",,,
,,,
Region,2022,2023,2024
Capital,1210,1198,1187
Coast,640,655,661
Hills,402,398,377
Total,2252,2251,2225
,,,
Source: Register of hospitals.,,,
`,
  },
  'merged heads of two rows': {
    name: 'pupils.xlsx',
    content: xlsx([
      {
        name: 'Pupils',
        rows: [
          ['Pupils by school, year and sex'],
          ['School', '2023', null, '2024', null],
          [null, 'Girls', 'Boys', 'Girls', 'Boys'],
          ['Primary', 2510, 2630, 2480, 2601],
          ['Secondary', 1310, 1290, 1325, 1277],
        ],
        merged: ['A2:A3', 'B2:C2', 'D2:E2', 'A1:E1'],
      },
    ]),
  },
  'footnotes under the table, and notes in cells': {
    name: 'crimes.csv',
    content: `Offence,2022,2023,2024
Theft,1210,1198*,1187 (p)
Fraud,640,655,661 (p)
Robbery*,..,98,77 (p)
* Counted in another way since 2023.
(p) Provisional.
1) Only offences that were reported.
`,
  },
  'totals among the rows': {
    name: 'births.csv',
    content: `Area,Year,Births
North,2023,150
Alba,2023,90
Berat,2023,60
South,2023,75
Vlora,2023,40
Saranda,2023,35
Country,2023,225
North,2024,140
Alba,2024,88
Berat,2024,52
South,2024,79
Vlora,2024,41
Saranda,2024,38
Country,2024,219
`,
  },
  'two tables in one sheet': {
    name: 'courts.xlsx',
    content: xlsx([
      {
        name: 'Courts',
        rows: [
          ['Table 1. Cases by court'],
          ['Court', 'Received', 'Resolved'],
          ['Basic', 1210, 1180],
          ['Appeal', 310, 305],
          [null],
          ['Table 2. Judges by court'],
          ['Court', 'Women', 'Men'],
          ['Basic', 41, 52],
          ['Appeal', 12, 17],
          ['Source: Judicial Council.'],
        ],
      },
    ]),
  },
  'semicolons, and letters of windows-1250': {
    name: 'obcine.csv',
    content: in1250(`Občina;Leto;Število
Črnomelj;2023;145
Žalec;2023;213
Škofja Loka;2023;229
Črnomelj;2024;151
Žalec;2024;208
Škofja Loka;2024;231
`),
  },
  'decimal commas, and spaces between thousands': {
    name: 'budget.csv',
    content: `Program;2023;2024
Roads;12 345,6;13 100,0
Schools;98\u00a0765,4;99\u00a0120,5
Water;845,25;1 002,75
Parks;77,5;-
`,
  },
  'a sheet for each year': {
    name: 'waste.xlsx',
    content: xlsx(
      ['2023', '2024'].map((name, more) => ({
        name,
        rows: [
          [`Waste collected in ${name}, tonnes`],
          ['Municipality', 'Household', 'Industry'],
          ['Alba', 1210 + more, 980],
          ['Berat', 640 + more, 455],
          ['Total', 1850 + 2 * more, 1435],
        ],
      })),
    ),
  },
};
