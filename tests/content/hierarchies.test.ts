import { describe, expect, test } from 'vitest';
import { checkChart } from '../../src/charts/check/check-chart.js';
import { atLevel } from '../../src/charts/datasets/parts.js';
import { loadVega } from '../../src/charts/drawing/vega.js';
import { checkTotals } from '../../src/commands/verify/check-rows.js';
import type { Snapshot } from '../../src/model/snapshot/snapshot.js';
import type { ChartNode, DataTableNode } from '../../src/model/tree/nodes.js';
import { visit } from '../../src/model/tree/visit.js';
import { publishCells } from '../../src/session/publish-cells.js';
import { districts } from '../support/districts.js';
import { english } from '../support/english.js';

const compose = (template: string) => districts.compose(`# A\n\n${template}`);
const problems = async (template: string) => (await compose(template)).problems;
const texts = async (template: string) => (await compose(template)).texts;

async function tableOf(template: string): Promise<string[]> {
  const { content, problems: found } = await compose(template);
  expect(found).toEqual([]);
  const lines: string[] = [];
  if (content === undefined) return lines;
  visit(content.body, (node) => {
    if (node.type !== 'dataTable') return;
    for (const row of (node as DataTableNode).children[3].children) {
      const [head, ...cells] = row.children;
      const label = head.children.map(({ value }) => value).join(' ');
      const shown = cells.flatMap(({ children }) =>
        children.map((part) =>
          part.type === 'value' ? part.entry.text : part.type === 'label' ? part.value : '',
        ),
      );
      lines.push(`${'  '.repeat(row.indent ?? 0)}${label}${row.subtotal ? '*' : ''}: ${shown.join(' ')}`);
    }
  });
  return lines;
}

describe('a table has the parts below their whole, further in', () => {
  test('and adds up what has no row of its own; what does not add up has no figure', async () => {
    expect(await tableOf('{{table "people" rows="area" year=2023}}')).toEqual([
      'North*: 40 3',
      '  Alba: 30 1',
      '  Berat: 10 2',
      'South*: 63 no figure',
      '  Vlora: 60 1',
      '  Saranda: 3 2',
      'Not known: 4 1',
      'All: 107 2',
    ]);
  });

  test('sorted among its likes', async () => {
    const lines = await tableOf('{{table "people" rows="area" year=2023 measure="persons" sort="-persons"}}');
    expect(lines).toEqual([
      'South*: 63',
      '  Vlora: 60',
      '  Saranda: 3',
      'North*: 40',
      '  Alba: 30',
      '  Berat: 10',
      'Not known: 4',
      'All: 107',
    ]);
  });

  test('or one level of them; what has no parts stands at every level', async () => {
    const of = (more: string) =>
      tableOf(`{{table "people" rows="area" year=2023 measure="persons" ${more}}}`);
    expect(await of('level="region"')).toEqual(['North: 40', 'South: 63', 'Not known: 4', 'All: 107']);
    expect(await of('level="district" area="S"')).toEqual(['Vlora: 60', 'Saranda: 3']);
  });

  test('columns have no way to be further in', async () => {
    expect(await problems('{{table "people" rows="year" columns="area" measure="persons"}}')).toEqual([
      expect.stringContaining('error content/mixed-levels: The columns of `area` are at several levels'),
    ]);
  });
});

describe('sums count nothing twice', () => {
  test('a level adds up to the total, whatever stands in its place', async () => {
    expect(await texts('{{sum "people" year=2023 measure="persons" level="district"}}')).toEqual(['107']);
    expect(await texts('{{sum "people" year=2023 measure="persons" level="region"}}')).toEqual(['107']);
    expect(await texts('{{sum "people" year=2023 measure="persons" area="S" level="district"}}')).toEqual([
      '63',
    ]);
  });

  test.each([
    [
      '{{sum "people" year=2023 measure="persons" area="N|Na"}}',
      '`Na` is part of `N` in `area`, and would be counted twice',
    ],
    [
      '{{sum "people" year=2023 measure="persons" level="region|district"}}',
      '`Na` is part of `N` in `area`, and would be counted twice',
    ],
    ['{{average "people" year=2023 measure="persons" level="region"}}', '`S` has no row of its own'],
    [
      '{{sum "people" year=2023 measure="persons" area="Na" level="region"}}',
      '`level` asks for `region`, and `Na` is below it, at `district`',
    ],
    [
      '{{#each (rows "people" year=2023 sex="both")}}{{area}}{{/each}}',
      '`people` has rows of `area` at several levels: `Na` is part of `N`',
    ],
    [
      '{{bars "people" by="area" year=2023 measure="persons"}}',
      '`people` has rows of `area` at several levels',
    ],
    ['{{bars "people" by="area" year=2023 measure="persons" level="region"}}', '`S` has no row of its own'],
  ])('%s', async (template, expected) => {
    expect(await problems(template)).toEqual([expect.stringMatching('content/mixed-levels: ')]);
    expect((await problems(template))[0]).toContain(expected);
  });

  test('an unknown level is an error that names those that there are', async () => {
    const [found] = await problems('{{sum "people" year=2023 measure="persons" level="distrct"}}');
    expect(found).toContain('content/unknown-level: `people` has no level `distrct`');
  });

  test('rows of a level are those of its categories', async () => {
    expect(
      await texts('{{#each (rows "people" year=2023 sex="both" level="district")}}{{persons}} {{/each}}'),
    ).toEqual(['30', '10', '60', '3', '4']);
  });
});

describe('words', () => {
  test('a claim compares a category with those of its level', async () => {
    const claim = (area: string, words: string) =>
      problems(`{{#claim "highest" "people" area="${area}" year=2023 measure="persons"}}${words}{{/claim}}`);
    expect(await claim('Sa', 'Vlora had the highest number.')).toEqual([]);
    expect(await claim('N', 'North had the highest number.')).toEqual([]);
    expect(await claim('Na', 'Alba had the highest number.')).toEqual([expect.stringContaining('claim/')]);
  });

  test('a sum of all districts of a region is the region’s number; of some it is not', async () => {
    const sum = (area: string) =>
      problems(`In the South there were {{sum "people" year=2023 measure="persons" ${area}}} persons.`);
    expect(await sum('area="S" level="district"')).toEqual([]);
    expect(await sum('area="Sa"')).toEqual([expect.stringContaining('number/category')]);
  });
});

describe('drawings', () => {
  const chart = async (data: string, more = ''): Promise<ChartNode> => {
    const { content } = await compose(`\`\`\`vega-lite
name: fig-a
title: People
data: {name: people${data}}
mark: bar
encoding: {y: {field: area}, x: {field: persons}}
${more}\`\`\``);
    let found: ChartNode | undefined;
    if (content !== undefined)
      visit(content.body, (node) => {
        if (node.type === 'chart') found = node as ChartNode;
      });
    if (found === undefined) throw new Error('no chart');
    return found;
  };
  const checked = async (node: ChartNode): Promise<string[]> => {
    const { value } = await districts.prepared();
    const { people } = value;
    if (people === undefined) throw new Error('no data');
    const { parseExpression, normalize } = await loadVega();
    return checkChart(node, atLevel(people, node.level), {
      parseExpression,
      normalize,
      language: english,
    }).map(({ code, message }) => `${code}: ${message}`);
  };

  test('show one level, which `data` names, and the total where it is asked for', async () => {
    expect(await checked(await chart(''))).toEqual([
      'chart/mixed-levels: The chart draws `Na` beside `N`, which contains it',
    ]);
    expect(await checked(await chart(', level: district'))).toEqual([]);
    expect(await checked(await chart('', 'transform: [{filter: {field: area, oneOf: [Na, Sa]}}]\n'))).toEqual(
      [],
    );
    const { value } = await districts.prepared();
    const drawn = value.people && atLevel(value.people, 'district');
    expect(new Set(drawn?.rows.map(({ keys }) => keys.area))).toEqual(
      new Set(['Na', 'Nb', 'Sa', 'Sb', 'U', 'all']),
    );
  });
});

test('what was published is added up again level by level', async () => {
  const { value } = await districts.prepared();
  const datasets = publishCells(value);
  const faults = (changed: typeof datasets): string[] =>
    checkTotals({ draft: false, datasets: changed } as unknown as Snapshot, 'f').map(
      ({ message }) => message,
    );
  expect(datasets[0]?.measures[0]?.adds).toBe(true);
  expect(faults(datasets)).toEqual([]);
  const forged = datasets.map((dataset) => ({
    ...dataset,
    rows: dataset.rows.map((row) =>
      row.keys.area === 'N' && row.keys.sex === 'both'
        ? { ...row, values: { ...row.values, persons: '41' } }
        : row,
    ),
  }));
  expect(faults(forged)).toContainEqual(expect.stringContaining('The total 41 of `persons`'));
  expect(faults(forged).join()).toContain('over `area`');
});
