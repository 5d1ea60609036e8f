import { expect, test } from 'vitest';
import { MemoryProject } from '../../support/memory-project.js';

const files = {
  'data/datapackage.yaml': `name: budget
resources:
  - name: budget
    path: budget.csv
    title: Budget
    schema:
      primaryKey: [year, item]
      fields:
        - {name: year, type: year}
        - {name: item, type: string}
        - {name: spent, type: integer, unit: EUR}
        - {name: share, type: number, unit: "%"}
`,
  'data/budget.csv': 'year,item,spent,share\n2024,Salaries,8597400,62\n2024,Rent,1118200,38\n',
};

const project = new MemoryProject({ id: 'budget', edition: 2024, files });

test.each([
  ['{{millions "budget" item="Salaries" measure="spent" year=2024}}', '8.6 million'],
  ['{{millions (sum "budget" item="Salaries|Rent" measure="spent" year=2024) digits=2}}', '9.72 million'],
  ['{{thousands "budget" item="Rent" measure="spent" year=2024}}', '1,118'],
  ['{{value "budget" item="Rent" measure="spent" year=2024 digits=-3}}', '1,118,000'],
  ['{{value "budget" item="Rent" measure="spent" year=2024 digits=-5}}', '1,100,000'],
])('%s prints %s', async (call, printed) => {
  const { texts, problems } = await project.compose(`# A\n\nIt was EUR ${call}.`);
  expect({ texts, problems }).toEqual({ texts: [printed], problems: [] });
});

test('a percentage is not counted in millions', async () => {
  const { problems } = await project.compose(
    '# A\n\nIt was {{millions "budget" item="Rent" measure="share" year=2024}}.',
  );
  expect(problems).toEqual([
    expect.stringContaining('`millions` needs a number counted in ones; its unit is `%`'),
  ]);
});
