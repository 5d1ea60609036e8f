import type { DataTableNode } from '../../src/model/tree/nodes.js';
import { visit } from '../../src/model/tree/visit.js';
import { MemoryProject } from '../support/memory-project.js';
import { statedTable } from '../support/stated-table.js';

/** Deaths by region, district, year and sex: the sums of the South are not in the data, nor is Saranda in 2019. */
const files = {
  'data/datapackage.yaml': `
name: pivot
resources:
  - name: deaths
    path: deaths.csv
    title: Deaths
    schema:
      primaryKey: [region, district, year, sex]
      fields:
        - {name: region, categories: [North, South]}
        - {name: district, categories: [Alba, Vlora, Saranda, {value: all, label: All districts}], total: all}
        - {name: year, type: year, total: together, categories: ["2019", "2020", {value: together, label: Both years}]}
        - {name: sex, categories: [women, men, {value: all, label: All}], total: all}
        - {name: deaths, type: integer, unit: deaths}
        - {name: rate, type: number, unit: per cent of all, additive: false}
`,
  'data/deaths.csv': `region,district,year,sex,deaths,rate
North,Alba,2019,women,90,1.5
North,Alba,2019,men,120,2.25
North,Alba,2019,all,210,2
North,Alba,2020,women,80,1
North,Alba,2020,men,140,2
North,Alba,2020,all,220,1
North,Alba,together,all,430,1
North,all,2019,women,90,1
North,all,2019,men,120,1
North,all,2019,all,210,1
North,all,2020,women,80,1
North,all,2020,men,140,1
North,all,2020,all,220,1
North,all,together,all,430,1
South,Vlora,2019,women,3,1
South,Vlora,2019,men,4,1
South,Vlora,2019,all,7,1
South,Vlora,2020,women,50,1
South,Vlora,2020,men,60,1
South,Vlora,2020,all,110,1
South,Vlora,together,all,117,1
South,Saranda,2020,women,5,1
South,Saranda,2020,men,5,1
South,Saranda,2020,all,10,1
`,
};

const project = new MemoryProject({ id: 'pivot', files });

/** What is said of a template against the data above. */
export const problemsOf = async (template: string) =>
  (await project.compose(`# A\n\n${template}\n`)).problems;

/** Its table: a line for each level of heads, and one for each row, with its group before it. */
export async function pivotOf(template: string) {
  const { content, problems } = await project.compose(`# A\n\n${template}\n`);
  const tables: DataTableNode[] = [];
  if (content !== undefined)
    visit(content.body, (node) => {
      if (node.type === 'dataTable') tables.push(node as DataTableNode);
    });
  const [node] = tables;
  if (node === undefined) throw new Error(`expected a table, got ${JSON.stringify(problems)}`);
  const stated = statedTable(node);
  return {
    ...stated,
    node,
    problems,
    heads: stated.columns.map(
      ({ groups = [], label, unit }) =>
        [...groups, label].join(' / ') + (unit === undefined ? '' : ` (${unit})`),
    ),
    lines: stated.rows.map(({ group, label, cells }) => {
      const texts = cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text));
      return `${group === undefined ? '' : `${group} / `}${label}: ${texts.join(' ')}`;
    }),
  };
}
