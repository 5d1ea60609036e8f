import type { Field } from '../model/dataset.js';
import type { Report } from './report.js';

/** Reports bands that end before they begin, and those that begin before another one has ended. */
export function checkBounds({ name, categories }: Pick<Field, 'name' | 'categories'>, report: Report): void {
  const bands = categories.flatMap(({ value, bounds }, index) =>
    bounds === undefined ? [] : [{ value, bounds, index }],
  );
  for (const { value, bounds, index } of bands) {
    const [from, to] = bounds;
    const written = `\`bounds: [${from}, ${to}]\` of \`${value}\``;
    const other = bands.find((each) => each.index < index && each.bounds[0] < to && from < each.bounds[1]);
    if (from >= to)
      report(
        ['categories', index, 'bounds'],
        'value',
        `Unexpected ${written} in \`${name}\`, expected the smaller first`,
      );
    else if (other !== undefined)
      report(
        ['categories', index, 'bounds'],
        'value',
        `Unexpected ${written} in \`${name}\`, expected a band beside \`${other.value}\`, which goes from ${other.bounds[0]} to ${other.bounds[1]}`,
        { hint: 'a band ends where the next one begins: ages of 15 to 17 are `[15, 18]`' },
      );
  }
}
