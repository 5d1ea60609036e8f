import { expect, test } from 'vitest';
import { draw, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const trips = (years: readonly number[]) =>
  sketchDataset(
    'trips',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'trips', role: 'measure', type: 'integer', title: 'Trips', unit: 'trips' },
      { name: 'guests', role: 'measure', type: 'integer', title: 'Guests', unit: 'persons' },
    ],
    years.map((year, index) => [year, 20 + index, 40 * index]),
  );

const trail = 'mark: trail\nencoding: {x: {field: year}, y: {field: trips}, size: {field: guests}}\n';

test('a line of changing width is drawn from number to number, told as a line, and has both numbers in its table', async () => {
  const { svg, alternative, table } = await draw(trail, trips([2010, 2011, 2012]));
  const [path = ''] = svg.match(/data-mark="0"><path d="[^"]*"/) ?? [];
  // A closed outline for each step.
  expect(path.match(/Z/g)).toHaveLength(2);
  expect(alternative).toContain('Line chart');
  expect(table?.columns.map(({ label }) => label)).toEqual(['Trips', 'Guests']);
});

test('a number that it could not lead to is an error', async () => {
  const { problems } = await tryDraw(trail, trips([2010, 2011, 2013]));
  expect(problems.join('\n')).toContain('chart/empty `trail` does not show a number between two gaps');
});
