import type { Field } from '../../../model/dataset/dataset.js';
import { isNumeric, toExact } from '../../../model/dataset/value.js';
import { compare } from '../../../model/exact.js';
import { fail } from '../problem.js';
import {
  type Drawing,
  drawnCategories,
  refuseMany,
  refuseSame,
  type ShortChart,
  shortForm,
} from './frame.js';
import { asKey } from './keys.js';
import { asAsked, muted, sortOf, standing } from './order.js';

/** Colours on one row that a reader still tells apart. */
const mostOnRow = 4;

/** `{{dots "rents" by="district" split="year"}}`: a dot for each number on a row for each category of `by`. */
export const dots = shortForm('dots', ['by', 'split'], ['sort'], (chart): Drawing => {
  const { call, measure } = chart;
  const by = chart.dimension('by');
  const split = chart.optionalDimension('split');
  refuseSame(call, by, split, 'split');
  if (split !== undefined) refuseMany(chart, split, mostOnRow, 'draw a panel for each with `multiples`');
  const valid = { field: measure.name, valid: true };
  const absent = {
    mark: { type: 'text', align: 'left', dx: 6, color: muted },
    transform: [{ filter: { not: valid } }],
    encoding: { x: { value: 0 }, text: { field: measure.name } },
  };
  const rows = { field: by.name, ...standing(by), ...sortOf(chart, by), ...rowAxis };
  if (split !== undefined)
    return {
      shown: [by, split],
      spec: {
        encoding: { y: rows },
        layer: [
          {
            mark: { type: 'point', size: 90 },
            encoding: {
              x: { field: measure.name },
              color: { field: split.name, ...standing(split), ...asAsked(chart, split) },
            },
          },
        ],
      },
    };
  return {
    shown: [by],
    spec: {
      encoding: { y: rows },
      layer: [
        {
          mark: { type: 'point', size: 90 },
          encoding: { x: { field: measure.name, axis: { grid: false } } },
        },
        {
          mark: { type: 'text', align: 'left', dx: 9 },
          transform: [{ filter: valid }],
          encoding: { x: { field: measure.name }, text: { field: measure.name } },
        },
        absent,
      ],
    },
  };
});

/** A line of each row leads from its name to its dots, and lies under them where names stand above. */
const rowAxis = { axis: { grid: true, domain: false, zindex: 0 } };

/**
 * `{{dumbbell "rents" by="district" split="year" year="2010|2016"}}`: two numbers on a row, and the way between them.
 */
export const dumbbell = shortForm('dumbbell', ['by', 'split'], ['sort'], (chart): Drawing => {
  const { call, measure } = chart;
  const by = chart.dimension('by');
  const split = chart.requiredDimension('split');
  refuseSame(call, by, split, 'split');
  const [first, second, ...more] = drawnCategories(chart, split);
  if (first === undefined || second === undefined || more.length > 0) {
    const count = drawnCategories(chart, split).length;
    return fail(
      'content/argument',
      `Unexpected ${count} categories of \`${split.name}\` in \`dumbbell\`, expected two`,
      call.hashAt(call.has(split.name) ? split.name : 'split'),
      { hint: `name two of them, \`${split.name}="a|b"\`, or draw all with \`dots\`` },
    );
  }
  const colour = {
    field: split.name,
    ...standing(split),
    sort: [first, second].map((value) => asKey(split, value)),
  };
  const known = { filter: { field: measure.name, valid: true } };
  const higher = higherOf(chart, by, split, [first, second]);
  const label = (side: 'left' | 'right'): object => ({
    mark: { type: 'text', align: side === 'right' ? 'left' : 'right', dx: side === 'right' ? 10 : -10 },
    transform: [known, { filter: ends(by, split, higher, side === 'right') }],
    encoding: { x: { field: measure.name }, text: { field: measure.name } },
  });
  const hasGap = higher.some(({ missing }) => missing.length > 0);
  return {
    shown: [by, split],
    spec: {
      encoding: {
        // The left one of two numbers may stand before the axis.
        y: {
          field: by.name,
          ...standing(by),
          ...sortOf(chart, by),
          axis: { domain: false, labelPadding: 44 },
        },
      },
      layer: [
        {
          mark: { type: 'line', color: '#b8bcc4', strokeWidth: 4 },
          encoding: {
            x: { field: measure.name },
            detail: { field: by.name },
            order: { field: split.name, type: 'ordinal' },
          },
        },
        { mark: { type: 'point', size: 110 }, encoding: { x: { field: measure.name }, color: colour } },
        label('left'),
        label('right'),
        ...(hasGap
          ? [
              {
                mark: { type: 'text', align: 'right', color: muted },
                transform: [{ filter: { not: known.filter } }, { filter: lost(by, split, higher) }],
                encoding: {
                  x: { value: 'width' },
                  detail: { field: split.name },
                  text: { field: measure.name },
                },
              },
            ]
          : []),
      ],
    },
  };
});

/** Of a row, which end stands further right, and which has no number. */
interface Ends {
  readonly category: string;
  readonly right: string;
  readonly missing: readonly string[];
}

function higherOf(
  { dataset, measure, filters }: ShortChart,
  by: Field,
  split: Field,
  [first, second]: readonly [string, string],
): readonly Ends[] {
  const others = dataset.fields.filter(
    (field) => field.role === 'dimension' && field !== by && field !== split,
  );
  const cellAt = (category: string, end: string) =>
    dataset.rows.find(
      ({ keys }) =>
        keys[by.name] === category &&
        keys[split.name] === end &&
        others.every((field) => keys[field.name] === (filters.get(field)?.[0] ?? field.total)),
    )?.measures[measure.name];
  return drawnCategories({ filters }, by).map((category) => {
    const [one, two] = [cellAt(category, first), cellAt(category, second)];
    const missing = [first, second].filter((_, at) => {
      const cell = at === 0 ? one : two;
      return cell !== undefined && !isNumeric(cell);
    });
    if (one === undefined || !isNumeric(one)) return { category, right: second, missing };
    if (two === undefined || !isNumeric(two)) return { category, right: first, missing };
    return { category, right: compare(toExact(one), toExact(two)) > 0 ? first : second, missing };
  });
}

/** The rows whose numbers stand at one side of their line. */
function ends(by: Field, split: Field, all: readonly Ends[], isRight: boolean): object {
  const values = [...new Set(all.map(({ right }) => right))];
  const part = (right: string): object => {
    const own = { field: split.name, equal: asKey(split, right) };
    return {
      and: [
        {
          field: by.name,
          oneOf: all.filter((each) => each.right === right).map((each) => asKey(by, each.category)),
        },
        isRight ? own : { not: own },
      ],
    };
  };
  return { or: values.map(part) };
}

/** The rows of missing numbers, one of a category that has none: its word stands once on its line. */
function lost(by: Field, split: Field, all: readonly Ends[]): object {
  return {
    or: all.flatMap(({ category, missing: [value] }) =>
      value === undefined
        ? []
        : [
            {
              and: [
                { field: by.name, equal: asKey(by, category) },
                { field: split.name, equal: asKey(split, value) },
              ],
            },
          ],
    ),
  };
}
