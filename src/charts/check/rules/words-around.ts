/** The words and numbers around a chart are about what it draws. */
import { listNames } from '../../../diagnostics.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { isTimeType } from '../../../model/dataset/periods.js';
import type { CellKey } from '../../../model/quantity.js';
import { entriesOf } from '../../../model/tree/entries.js';
import type { NamedThing, NamedWords } from '../../../model/tree/nodes.js';
import { isCount } from '../../../model/unit.js';
import { dataBehind } from '../../datasets/parts.js';
import { type Channel, encodedField, unitsOf } from '../../unit.js';
import type { CheckContext } from '../context.js';
import type { Behind, DrawnRule } from '../rule.js';
import { fault } from '../rule.js';

/** What a chart draws, as words around it may name it. */
interface Drawn {
  readonly behind: readonly Behind[];
  /** Its datasets, and those that its numbers were derived from. */
  readonly datasets: ReadonlySet<string>;
  readonly context: CheckContext;
}

/** What a text says, and what is drawn. */
interface Wrong {
  readonly said: string;
  readonly drawn: string;
}

/**
 * The words around a chart are about what it draws. A text that names things, categories or years of the
 * data names some that are drawn, and the source that it states is one of theirs. The title of an axis says no shares
 * of counts and no months of years.
 */
export const wordsAround: DrawnRule<'behind'> = {
  on: 'behind',
  *check(behind, context) {
    const { chart, dataset, diagnostics } = context;
    if (diagnostics.some(({ code }) => code === 'chart/other-data')) return;
    const datasets = new Set([
      ...behind.map(({ name }) => name),
      ...Object.keys(dataBehind(dataset)),
      ...derivedFrom(behind),
    ]);
    const drawn: Drawn = { behind, datasets, context };
    for (const words of chart.named ?? []) {
      const wrong = contradictions.reduce<Wrong | undefined>(
        (found, wrongIn) => found ?? wrongIn(words, drawn),
        undefined,
      );
      if (wrong === undefined) continue;
      yield fault({ at: words.where, unless: 'other-data' }, 'chart/other-data.words-around', {
        said: wrong.said,
        drawn: wrong.drawn,
      });
      return;
    }
  },
};

/** The datasets that rows were derived from. */
const derivedFrom = (behind: readonly Behind[]): ReadonlySet<string> => {
  const derivations = behind.flatMap(({ rows }) =>
    rows.flatMap((row) => Object.values(row.derivations ?? {})),
  );
  return new Set(derivations.flatMap(({ cells }) => cells.map(({ dataset }) => dataset)));
};

const contradictions: readonly ((words: NamedWords, drawn: Drawn) => Wrong | undefined)[] = [
  otherThing,
  otherCategory,
  otherYear,
  oneYearOfSeveral,
  otherSpan,
  otherSource,
  sharesOfCounts,
  otherPeriod,
];

/** Things of other datasets alone: "Arrests by offence" over victims. A category of one word may be a word of every day. */
function otherThing({ text, names }: NamedWords, { behind, datasets, context }: Drawn): Wrong | undefined {
  const things = names.filter(({ meanings }) => meanings.every(({ isYear }) => isYear !== true));
  const titles = behind.flatMap(({ fields }) =>
    fields.filter(({ type }) => !isTimeType(type)).map(({ title }) => title),
  );
  const isOwn =
    titles.some((title) => hasWord(text, title)) ||
    things.some(({ meanings }) => meanings.some(({ dataset }) => datasets.has(dataset)));
  const whole = Object.values(dataBehind(context.dataset)).map(({ title }) => title);
  const stranger = things.find(({ name, isGeneral, meanings }) => {
    const isThing = meanings.some(({ dimension }) => dimension === undefined) || /\s/u.test(name);
    return isThing && !isGeneral && !whole.some((title) => hasWord(title, name));
  });
  if (isOwn || stranger === undefined) return undefined;
  return { said: `\`${stranger.name}\``, drawn: listNames(behind.map(({ name }) => name)) };
}

/** True where words stand in a text, in whatever letters. */
function hasWord(text: string, words: string): boolean {
  const [all, wanted] = [text.toLowerCase(), words.toLowerCase()];
  if (wanted === '') return false;
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1))
    if (!/\p{L}/u.test(`${all.charAt(at - 1)}${all.charAt(at + wanted.length)}`)) return true;
  return false;
}

/** Categories of a dimension of which none is drawn. Over a total only a title says so: a description may speak of its parts. */
function otherCategory(
  { where, names, isExcluding, isOfAll }: NamedWords,
  { behind, context }: Drawn,
): Wrong | undefined {
  if (isExcluding) return undefined;
  for (const { name: dataset, fields, rows } of behind) {
    for (const field of fields.filter(({ role, type }) => role === 'dimension' && !isTimeType(type))) {
      const shown = new Set(rows.map(({ keys }) => keys[field.name] ?? ''));
      const isTotal = field.total !== undefined && shown.has(field.total);
      const isMeant = isOfAll || !where.startsWith('/title') || context.chart.claimed !== undefined;
      if (shown.size === 0 || (isTotal && isMeant)) continue;
      const own = names.filter(({ meanings }) => meanings.every((each) => isOf(each, dataset, field)));
      const values = own.flatMap(({ meanings }) => meanings.flatMap(({ category }) => category ?? []));
      if (own[0] === undefined || values.some((value) => isShown(value, field, shown))) continue;
      const labels = [...shown].slice(0, 3).map((value) => labelOf(field, value));
      return { said: `\`${own[0].name}\``, drawn: listNames(labels) };
    }
  }
  return undefined;
}

const isOf = (
  { dataset, dimension, category }: NamedThing['meanings'][number],
  own: string,
  field: Field,
): boolean => dataset === own && dimension === field.name && category !== field.total;

function isShown(value: string, field: Field, shown: ReadonlySet<string>): boolean {
  if (shown.has(value)) return true;
  if (!isHierarchy(field)) return false;
  const tree = new Tree(field);
  return [...shown].some((each) => tree.isPartOf(each, value) || tree.isPartOf(value, each));
}

/** Years that the data have, of which none is drawn. */
function otherYear({ names }: NamedWords, { behind }: Drawn): Wrong | undefined {
  const years = timesOf(behind);
  const named = names.flatMap(({ meanings }) =>
    meanings.flatMap(({ isYear, dataset, category }) =>
      isYear === true && behind.some(({ name }) => name === dataset) ? (category ?? []) : [],
    ),
  );
  if (named[0] === undefined || years.length === 0 || named.some((year) => years.includes(year)))
    return undefined;
  return { said: `\`${named[0]}\``, drawn: listNames(years.slice(0, 6)) };
}

/** The years that are drawn; none where totals over them are. */
const timesOf = (behind: readonly Behind[]): readonly string[] => {
  const values = behind.flatMap(({ fields, rows }) =>
    fields
      .filter(({ role, type }) => role === 'dimension' && type === 'year')
      .flatMap(({ name, total }) => rows.map(({ keys }) => keys[name] ?? '').filter((key) => key !== total)),
  );
  return [...new Set(values)].sort();
};

/** "In 2014" in a title over numbers of several years that the chart does not tell apart. */
function oneYearOfSeveral({ where, year }: NamedWords, { behind, context }: Drawn): Wrong | undefined {
  if (year === undefined || !where.startsWith('/title') || context.chart.claimed !== undefined)
    return undefined;
  const { period } = context.dataset;
  const drawn = timesOf(behind);
  const span = drawn.length > 0 ? [drawn[0], drawn.at(-1)] : period && [`${period.from}`, `${period.to}`];
  if (drawsTime(context) || span === undefined || span[0] === span[1]) return undefined;
  return { said: `\`${year}\``, drawn: `numbers of ${span.join(' to ')}` };
}

/** True where time runs along an axis, or is told in another way. */
const drawsTime = ({ chart, dataset: { fields } }: CheckContext): boolean =>
  unitsOf(chart.spec).some(({ channels }) =>
    Object.values(channels).some(({ definition }) => {
      const field = encodedField(definition, fields);
      return field !== undefined && isTimeType(field.type);
    }),
  );

/** "2020 to 2025" in a title over numbers to 2026, and "2025" over those of a dataset whose one period is 2026. */
function otherSpan({ where, span }: NamedWords, { behind, context }: Drawn): Wrong | undefined {
  if (span === undefined || !where.startsWith('/title') || context.chart.claimed !== undefined)
    return undefined;
  const { period } = context.dataset;
  const drawn = timesOf(behind).map(Number);
  const isAlone = span.from === span.to;
  // One year may be one of several that are drawn, and days have years of their own.
  if (drawn.length > 0 ? isAlone : drawsTime(context)) return undefined;
  const ends = drawn.length > 0 ? [drawn[0], drawn.at(-1)] : period && [period.from, period.to];
  const [first = 0, last = 0] = ends ?? [];
  const fits = isAlone ? first <= span.from && span.to <= last : first === span.from && last === span.to;
  if (ends === undefined || fits) return undefined;
  const words = (from: number, to: number): string => [...new Set([from, to])].join(' to ');
  return { said: `\`${words(span.from, span.to)}\``, drawn: `numbers of ${words(first, last)}` };
}

/** "Source: Eurostat" over data of the police: no word of the one is in the other. */
function otherSource({ text }: NamedWords, { context: { dataset, language } }: Drawn): Wrong | undefined {
  const heads = [1, 2].map((count) => language.message('document.source', { count, sources: '' }).trim());
  const lines = heads.flatMap((head) => {
    const at = text.indexOf(head);
    return at < 0 ? [] : [text.slice(at + head.length).trim()];
  });
  const [line] = lines;
  const own = Object.values(dataBehind(dataset)).flatMap(({ sources }) => sources.map(({ title }) => title));
  if (line === undefined || own.length === 0) return undefined;
  const known = new Set(own.flatMap(wordsOf));
  if (wordsOf(line).length === 0 || wordsOf(line).some((word) => known.has(word))) return undefined;
  return { said: `the source \`${line}\``, drawn: `data of ${listNames([...new Set(own)])}` };
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];

/** An axis of shares over counts as they are. */
function sharesOfCounts({ where, text, isOfShares }: NamedWords, { context }: Drawn): Wrong | undefined {
  const channel = isOfShares ? channelAt(where, context) : undefined;
  const field = encodedField(channel?.definition, context.dataset.fields);
  const { aggregate, stack } = channel?.definition ?? {};
  const isPlain = (aggregate === undefined || aggregate === 'sum') && stack !== 'normalize';
  if (field === undefined || !isCount(field) || !isPlain) return undefined;
  return { said: `\`${text}\``, drawn: `numbers of ${field.unit}` };
}

/** An axis of months over years. */
function otherPeriod({ where, text, periods }: NamedWords, { context }: Drawn): Wrong | undefined {
  const field = encodedField(channelAt(where, context)?.definition, context.dataset.fields);
  // A day may stand for its month or its year.
  if (periods.length === 0 || field === undefined || field.type === 'date' || !isTimeType(field.type))
    return undefined;
  const own = field.type.endsWith('-year') ? 'year' : field.type;
  return periods.includes(own) ? undefined : { said: `\`${text}\``, drawn: `\`${field.title}\`` };
}

/** The channel whose title stands at a place. */
function channelAt(where: string, { chart }: CheckContext): Channel | undefined {
  const channels = unitsOf(chart.spec).flatMap((unit) => Object.values(unit.channels));
  return channels.find(({ pointer }) => where.startsWith(`${pointer}/`));
}

/**
 * The numbers in the words around a chart are numbers of what it draws. They may come from its dataset, or
 * from the data that it was derived from, for categories and years that are there. What stands in a total is in each of
 * its parts.
 */
export const statedNumbers: DrawnRule = {
  on: 'behind',
  *check(behind, { chart }) {
    const sources = derivedFrom(behind);
    for (const { quantity } of entriesOf({ type: 'root', children: [chart] }))
      for (const cell of quantity.cells) {
        const own = behind.find(({ name }) => name === cell.dataset);
        if (own === undefined ? sources.has(cell.dataset) : isThere(cell, own.rows, own)) continue;
        const where = { at: quantity.at, unless: 'other-data' } as const;
        const names = listNames(behind.map(({ name }) => name));
        if (own === undefined)
          yield fault(where, 'chart/other-data.stated-numbers', { names, dataset: cell.dataset });
        else yield fault(where, 'chart/other-data.stated-left-out', { keys: keysOf(cell) });
        return;
      }
  },
};

/**
 * A chart draws what the claims in its title are about: each year that they look at, and the categories of the
 * figures that they are made of. What these are compared with may be left out, which the line under the figure tells.
 */
export const claimedNumbers: DrawnRule = {
  on: 'behind',
  *check(behind, { chart }) {
    for (const { own, all, at } of chart.claimed ?? []) {
      const isAbsent = (cell: CellKey, isMeant: (field: Field) => boolean): boolean => {
        const drawn = behind.find(({ name }) => name === cell.dataset);
        return drawn !== undefined && !isThere(cell, drawn.rows, { fields: drawn.fields.filter(isMeant) });
      };
      const absent =
        all.find((cell) => isAbsent(cell, ({ type }) => type === 'year')) ??
        own.find((cell) => isAbsent(cell, () => true));
      if (absent === undefined) continue;
      yield fault({ at, unless: 'other-data' }, 'chart/other-data.claimed-numbers', { keys: keysOf(absent) });
      return;
    }
  },
};

const keysOf = ({ keys }: CellKey): string =>
  Object.values(keys)
    .map((value) => `\`${value}\``)
    .join(', ');

function isThere(
  { keys }: CellKey,
  rows: readonly Row[],
  { fields }: Pick<PublishedDataset, 'fields'>,
): boolean {
  return fields.every(({ name, role, total }) => {
    const key = keys[name];
    if (role !== 'dimension' || key === undefined || key === total) return true;
    // A chart of totals stands for all their parts.
    return rows.some((row) => row.keys[name] === key || (total !== undefined && row.keys[name] === total));
  });
}
