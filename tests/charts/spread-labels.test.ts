import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spread } from '../../src/charts/scene/labels.js';
import { overlappingLabels } from '../../src/charts/scene/scene.js';
import { draw } from './draw-charts.js';
import { flagshipDataset } from './fixtures.js';

describe('labels in one column', () => {
  test('stay where they are when there is room', () => {
    expect(spread([10, 40, 90], [14, 14, 14])).toEqual([10, 40, 90]);
  });

  test('share the way when they would cover each other', () => {
    expect(spread([50, 52], [14, 14])).toEqual([44, 58]);
    expect(spread([50, 50, 50], [10, 10, 10])).toEqual([40, 50, 60]);
    // A label of three lines keeps one of a single line further off.
    expect(spread([50, 50], [30, 10])).toEqual([40, 60]);
  });

  test('keep their order and their distance, whatever was wanted', () => {
    const positions = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(positions, (wanted) => {
        const placed = spread(
          wanted.toSorted((a, b) => a - b),
          wanted.map(() => 14),
        );
        const gaps = placed.slice(1).map((place, index) => place - (placed[index] ?? 0));
        expect(gaps.every((gap) => gap >= 14 - 1e-9)).toBe(true);
      }),
    );
  });

  test('do not cover each other at the ends of lines that meet', async () => {
    const chart = await draw(
      `
data: {name: cases-by-offence}
height: 80
encoding:
  x: {field: year}
  y: {field: cases, scale: {domainMax: 150}}
  color: {field: offence}
layer:
  - mark: line
  - mark: {type: text, align: left, dx: 8}
    transform: [{filter: datum.year == 2014}]
    encoding: {text: {field: offence}}
`,
      flagshipDataset('cases-by-offence'),
    );
    const ends = chart.labels.filter(({ role }) => role === 'label').toSorted((a, b) => a.y1 - b.y1);
    expect(ends.map(({ text }) => text)).toEqual([
      'Human trafficking',
      'Provision of prostitution',
      'Dealing with prostitution',
      'Other offences',
    ]);
    expect(overlappingLabels(ends)).toEqual([]);
  });
});
