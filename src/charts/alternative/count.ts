import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { classed } from '../../model/tree/classed-text.js';
import { dayOf } from '../compose/temporal.js';
import { attributeOf } from '../rows.js';
import { toObject } from '../spec.js';
import { encodedField, isCategorical, type Unit } from '../unit.js';
import type { ChartFacts } from './facts.js';
import { type Description, named, namedCategory, Speaker, silence, type Telling } from './telling.js';

/** Marks up to which each is told; the rest are in the table. */
const mostTold = 10;

/** The dimension that tells the rows apart: what one mark stands for. */
export function rowDimension(rows: readonly Row[], { fields }: PublishedDataset): Field | undefined {
  const distinct = ({ name }: Field): number => new Set(rows.map((row) => row.keys[name])).size;
  return fields
    .filter(({ role }) => role === 'dimension')
    .toSorted((a, b) => distinct(b) - distinct(a))
    .at(0);
}

/** The category of a row, whether it is a key or an attribute. */
function categoryOf(row: Row, field: Field): string {
  return (field.role === 'dimension' ? row.keys[field.name] : attributeOf(row, field)) ?? '';
}

/** How many tiles each colour has, in all and in each line of the board. */
export function describeTiles({ main, along, rows }: ChartFacts, telling: Telling): Description {
  const colour = encodedField(main.channels.color?.definition, telling.dataset.fields);
  if (!isCategorical(colour)) return silence;
  const { language } = telling;
  const speaker = new Speaker(telling);
  const tally = (group: readonly Row[]): string => {
    const items = colour.categories.flatMap(({ value, label }) => {
      const own = group.filter((row) => categoryOf(row, colour) === value);
      return own.length === 0
        ? []
        : [
            language.message('chart.category.item', {
              label: named(label),
              value: speaker.count(own, colour),
            }),
          ];
    });
    return items.join('; ');
  };
  const sentences = [language.message('chart.in-all', { list: tally(rows) })];
  if (isCategorical(along) && along !== rowDimension(rows, telling.dataset)) {
    for (const { value, label } of along.categories) {
      const group = rows.filter((row) => categoryOf(row, along) === value);
      if (group.length > 0)
        sentences.push(language.message('chart.each-line', { label: named(label), list: tally(group) }));
    }
  }
  return speaker.finish(sentences);
}

/** When the bars of a timeline start and end, one by one or the first and the last, and how many end by its rule. */
export function describeTimeline(
  { main, rows }: ChartFacts,
  units: readonly Unit[],
  telling: Telling,
): Description {
  const { language, dataset } = telling;
  const axis = main.channels.x2 === undefined ? 'y' : 'x';
  const start = encodedField(main.channels[axis]?.definition, dataset.fields);
  const end = encodedField(main.channels[`${axis}2`]?.definition, dataset.fields);
  const each = rowDimension(rows, dataset);
  if (start === undefined || end === undefined || each === undefined) return silence;
  const speaker = new Speaker(telling);
  const name = (row: Row): string => namedCategory(each, row.keys[each.name] ?? '');
  const day = (row: Row | undefined, field: Field): string => (row && attributeOf(row, field)) ?? '';
  const whole = rows.filter((row) => day(row, start) !== '' && day(row, end) !== '');
  const first = whole.toSorted((a, b) => (day(a, start) < day(b, start) ? -1 : 1))[0];
  const last = whole.toSorted((a, b) => (day(a, end) > day(b, end) ? -1 : 1))[0];
  if (first === undefined || last === undefined) return silence;
  const print = (row: Row, field: Field): string => classed(language.date(day(row, field)), 'date');
  const sentences =
    whole.length <= mostTold
      ? whole.map((row) =>
          language.message('chart.timeline.one', {
            label: name(row),
            start: print(row, start),
            end: print(row, end),
          }),
        )
      : [language.message('chart.timeline.span', { first: print(first, start), last: print(last, end) })];
  const rule = ruleDay(units, axis);
  if (rule !== undefined) {
    const ended = whole.filter((row) => day(row, end) <= rule);
    sentences.push(
      language.message('chart.timeline.ended', {
        count: speaker.count(ended, end),
        all: speaker.count(whole, end),
        day: classed(language.date(rule), 'date'),
      }),
    );
  }
  return speaker.finish(sentences);
}

/** The day at which a rule stands, as in the data: `2015-12-31`. */
function ruleDay(units: readonly Unit[], axis: 'x' | 'y'): string | undefined {
  const rule = units.find(({ mark }) => mark === 'rule');
  const day = dayOf(toObject(rule?.channels[axis]?.definition).datum);
  if (day === undefined) return undefined;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${day.year}-${two(day.month)}-${two(day.date)}`;
}
