import type { ChartFacts } from '../charts/alternative/facts.js';
import {
  type Description,
  named,
  namedCategory,
  Speaker,
  silence,
  subjectKind,
  subjectWords,
  type Telling,
} from '../charts/alternative/telling.js';
import type { DrawnPlot } from '../charts/form.js';
import { rowField } from '../charts/rows.js';
import { cellQuantity } from '../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { compare } from '../model/exact.js';
import { groupBy } from '../model/group-by.js';
import { isExact, type Quantity } from '../model/quantity.js';

/** The facts of both sides of a pyramid as those of one chart, its bands from the first to the last. */
export function joinSides(
  [left, right]: readonly ChartFacts[],
  dataset: PublishedDataset,
): ChartFacts | undefined {
  if (left === undefined || right === undefined) return undefined;
  const { along } = left;
  const orders = new Map(left.orders);
  if (along !== undefined)
    orders.set(
      along,
      along.categories.map(({ value }) => value),
    );
  return {
    ...left,
    orders,
    rows: withFacing(left, right, dataset),
    series: [...left.series, ...right.series],
  };
}

/** The drawn rows, and those without a number in a band of which the other side has one: they are gaps that a reader sees. */
function withFacing(left: ChartFacts, right: ChartFacts, { rows, fields }: PublishedDataset): readonly Row[] {
  const drawn = [...left.rows, ...right.rows];
  const { measure, along, split } = left;
  if (measure === undefined) return drawn;
  const sides = split.map(({ name }) => name);
  const others = fields.filter(({ role, name }) => role === 'dimension' && !sides.includes(name));
  const groups = new Set(drawn.map(({ keys }) => JSON.stringify(sides.map((name) => keys[name]))));
  const missing = rows.filter(
    (row) =>
      row.measures[measure.name]?.kind === 'missing' &&
      !drawn.includes(row) &&
      groups.has(JSON.stringify(sides.map((name) => row.keys[name]))) &&
      drawn.some((other) => others.every(({ name }) => other.keys[name] === row.keys[name])),
  );
  return along === undefined ? drawn : [...drawn, ...missing];
}

interface Bar {
  readonly group: string;
  readonly band: string;
  readonly quantity: Quantity;
}

/**
 * Where each side of a pyramid is longest and shortest, and which bands have more of the one than of the other. Of bands that lack a
 * number nothing is said but that.
 *
 * @param plot Bars that the chart calculates, such as shares, are told beside those of cells.
 */
export function describePyramid(
  { along, split: [split], measure, rows }: ChartFacts,
  { channels }: Pick<DrawnPlot, 'channels'>,
  telling: Telling,
): Description {
  if (along === undefined || split === undefined) return silence;
  const { dataset, language, at } = telling;
  const speaker = new Speaker(telling);
  const cells =
    measure === undefined
      ? []
      : rows.map((row) => ({ row, quantity: cellQuantity(dataset, row, measure, at) }));
  const shares = channels.flatMap(({ numbers }) =>
    numbers.map(({ datum, quantity }) => ({ row: dataset.rows[Number(datum[rowField])], quantity })),
  );
  const bars: readonly Bar[] = [...cells, ...shares].flatMap(({ row, quantity }) =>
    row === undefined || quantity === undefined
      ? []
      : [{ group: row.keys[split.name] ?? '', band: row.keys[along.name] ?? '', quantity }],
  );
  const subject =
    measure === undefined
      ? named(channels[0]?.title ?? '')
      : language.message(`chart.subject.${subjectKind(measure)}`, subjectWords(measure, language));
  const groups = [...new Set(bars.map(({ group }) => group))];
  const sentences = groups.map((group) => {
    const own = bars.filter((bar) => bar.group === group);
    const series = language.message('chart.subject.series', { series: namedCategory(split, group), subject });
    return [tellSide(series, own, along, speaker), ...tellMissing(own, along, language)].join(' ');
  });
  return speaker.finish([...sentences, ...tellMore(groups, bars, { along, split }, telling)]);
}

function tellSide(subject: string, bars: readonly Bar[], along: Field, speaker: Speaker): string {
  const { language } = speaker.telling;
  const known = bars.filter(({ quantity }) => isExact(quantity.value));
  const extreme = (way: 1 | -1): readonly Bar[] =>
    known.filter((bar) => known.every((other) => compareBars(bar, other) * way >= 0));
  const [high, low] = [extreme(1), extreme(-1)];
  const [highest, lowest] = [high[0], low[0]];
  if (highest === undefined || lowest === undefined) return '';
  const places = (all: readonly Bar[]): string =>
    language.list(all.map(({ band }) => namedCategory(along, band)));
  const hasGaps = known.length < bars.length;
  if (high.length === known.length)
    return language.message(`chart.category.same${hasGaps ? '-known' : ''}`, {
      subject,
      value: speaker.quantity(highest.quantity),
    });
  return language.message(`chart.category.extremes${hasGaps ? '-known' : ''}`, {
    subject,
    highest: places(high),
    high: speaker.quantity(highest.quantity),
    lowest: places(low),
    low: speaker.quantity(lowest.quantity),
  });
}

/** What the bands of a side without a number mean. */
function tellMissing(bars: readonly Bar[], along: Field, language: Telling['language']): readonly string[] {
  const gaps = bars.flatMap(({ band, quantity: { value } }) =>
    isExact(value) ? [] : [{ band: namedCategory(along, band), meaning: value.reason ?? value.meaning }],
  );
  return [...groupBy(gaps, ({ meaning }) => meaning)].map(([meaning, own]) =>
    language.message('chart.year.missing', {
      years: language.list(own.map(({ band }) => band)),
      meaning: named(meaning),
    }),
  );
}

/** Which bands have more of each side. */
function tellMore(
  [left = '', right = '']: readonly string[],
  bars: readonly Bar[],
  { along, split }: { readonly along: Field; readonly split: Field },
  { language }: Telling,
): readonly string[] {
  const bands = along.categories
    .map(({ value }) => value)
    .filter((value) => bars.some(({ band }) => band === value));
  const barOf = (band: string, group: string): Bar | undefined =>
    bars.find((bar) => bar.band === band && bar.group === group && isExact(bar.quantity.value));
  const moreOf = (more: string, fewer: string): readonly string[] => {
    const own = bands.filter((band) => {
      const [one, two] = [barOf(band, more), barOf(band, fewer)];
      return one !== undefined && two !== undefined && compareBars(one, two) > 0;
    });
    if (own.length === 0) return [];
    const values = { more: namedCategory(split, more), fewer: namedCategory(split, fewer) };
    return [
      language.message('chart.pyramid.more', {
        ...values,
        bands: language.list(runsOf(own, bands, along, language)),
      }),
    ];
  };
  return [...moreOf(left, right), ...moreOf(right, left)];
}

/** Bands in words: three or more that follow one another by the first and the last of them. */
function runsOf(
  own: readonly string[],
  all: readonly string[],
  along: Field,
  language: Telling['language'],
): readonly string[] {
  const runs: string[][] = [];
  for (const band of own) {
    const last = runs.at(-1);
    if (last !== undefined && all.indexOf(last.at(-1) ?? '') === all.indexOf(band) - 1) last.push(band);
    else runs.push([band]);
  }
  return runs.flatMap((run) => {
    const labels = run.map((band) => namedCategory(along, band));
    const [from = '', to = ''] = [labels[0], labels.at(-1)];
    return run.length < 3 ? labels : [language.message('chart.dimension.run', { from, to })];
  });
}

function compareBars({ quantity: a }: Bar, { quantity: b }: Bar): number {
  return isExact(a.value) && isExact(b.value) ? compare(a.value, b.value) : 0;
}
