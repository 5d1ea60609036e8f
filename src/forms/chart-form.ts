import type { DrawnForm } from '../charts/form.js';
import { allow } from '../content/guards/exception-book.js';
import { readExceptions } from '../content/guards/exceptions.js';
import type { Call, Scope } from '../content/helpers/call.js';
import { datasetOf } from '../content/helpers/cell-helpers.js';
import type { HelperDefinition } from '../content/helpers/definition.js';
import { fail } from '../content/helpers/problem.js';
import { spanText } from '../content/helpers/table/surroundings.js';
import { here, idOf } from '../content/helpers/table.js';
import type { ChartBlock } from '../content/printable.js';
import { dimensionsOf, findDimension, findMeasure, timeOf } from '../content/selection/fields.js';
import {
  type Filters,
  readFilters,
  refuseUnknownArguments,
  singleKeys,
} from '../content/selection/filters.js';
import { askedLevels, refuseMixedLevels } from '../content/selection/hierarchy-levels.js';
import { refuseOtherLevel, refuseRowless } from '../content/selection/levels.js';
import { listNames } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { chartRules } from '../model/chart/exceptions.js';
import { labelOf } from '../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { isCount, titleSaysUnit } from '../model/unit.js';

/** Named arguments that every form takes. */
const sharedParameters = ['measure', 'title', 'subtitle', 'id', 'from', 'to', 'level', here, allow];

/** What a short form draws: its dimensions and its measure, found in the dataset, and the filters of the call. */
export interface ShortChart {
  readonly call: Call;
  readonly dataset: PublishedDataset;
  readonly measure: Field;
  readonly filters: Filters;
  readonly language: Language;
  /** The dimension that a named argument names; the only open one where it is left out. */
  dimension(parameter: string): Field;
  /** The dimension that a named argument names; a problem where it is left out. */
  requiredDimension(parameter: string): Field;
  /** As `dimension`, but undefined where the argument is left out. */
  optionalDimension(parameter: string): Field | undefined;
}

/** The Vega-Lite part of a chart, and the dimensions that it shows. */
export interface Drawing {
  readonly shown: readonly Field[];
  readonly spec: Readonly<Record<string, unknown>>;
  /** In place of those of the call: of `from` and `to` a form may draw the ends alone. */
  readonly filters?: Filters;
  /** The measures of a band, which the subtitle names. */
  readonly band?: readonly [Field, Field];
}

/**
 * A short form: one line of a template that draws a common kind of chart. Its helper writes the spec, which is checked, drawn and
 * put into words like any other. What is wrong with it is reported where the helper stands.
 */
export interface ChartForm extends DrawnForm {
  /** Named arguments that name a dimension. */
  readonly fieldParameters: readonly string[];
  /** Named arguments beside those and beside what every form takes. */
  readonly ownParameters: readonly string[];
  /** Writes the spec, or fails where it would mislead. */
  spec(chart: ShortChart): Drawing;
}

/** The helper by which templates call a form. */
export function helperOf(form: ChartForm): HelperDefinition {
  const { id, fieldParameters } = form;
  const parameters = [...fieldParameters, ...form.ownParameters, ...sharedParameters];
  return {
    name: id,
    first: 'dataset',
    arity: [1, 1],
    parameters,
    fieldParameters,
    run(call, scope): ChartBlock {
      const dataset = datasetOf(call, scope);
      refuseUnknownArguments(call, dataset, parameters);
      const asked = arrangeChart(call, dataset, scope.language);
      const { shown, spec, band, filters = asked.filters } = form.spec(asked);
      const chart = { ...asked, filters };
      // One category for every dimension that the chart does not show, or a total must stand in.
      singleKeys(call, dataset, chart.filters, shown);
      refuseMixedLevels(call, dataset, chart.filters, shown);
      const selection = { filters: chart.filters, shown, isList: false };
      refuseOtherLevel(call, dataset, selection);
      refuseRowless(call, dataset, selection);
      const made = {
        name: idOf(call, `fig-${dataset.name}`),
        title: titleOf(chart, scope, band),
        data: { name: dataset.name, ...levelOf(call) },
        ...allowedIn(call),
        ...(call.flag(here) && { here: true }),
        ...spec,
        transform: [...filtersOf(chart.filters, askedAlone(call, dataset)), ...[spec.transform ?? []].flat()],
      };
      return { kind: 'made-chart', chart: made, form: id, at: call.at };
    },
  };
}

/** The exceptions that a call asks for; whether it comes to them is seen when the chart is drawn. */
function allowedIn(call: Call): { readonly allow?: Readonly<Record<string, string>> } {
  const asked = readExceptions(call, chartRules);
  if (asked.length === 0) return {};
  return { allow: Object.fromEntries(asked.map(({ rule, reason }) => [rule, reason])) };
}

function arrangeChart(call: Call, dataset: PublishedDataset, language: Language): ShortChart {
  const filters = readFilters(call, dataset);
  const optionalDimension = (parameter: string): Field | undefined => {
    const name = call.text(parameter);
    return name === undefined ? undefined : findDimension(dataset, name, call.hashAt(parameter));
  };
  return {
    call,
    dataset,
    measure: findMeasure(dataset, call.text('measure'), call.hashAt('measure')),
    filters,
    language,
    optionalDimension,
    requiredDimension: (parameter) => optionalDimension(parameter) ?? refuseAbsent(parameter, call, dataset),
    dimension: (parameter) => {
      const open = dimensionsOf(dataset).filter((field) => filters.get(field)?.length !== 1);
      const only = open.length === 1 ? open[0] : undefined;
      return optionalDimension(parameter) ?? only ?? refuseAbsent(parameter, call, dataset);
    },
  };
}

/** The categories of a dimension that a call draws: those it names, else all but the total. */
export function drawnCategories({ filters }: Pick<ShortChart, 'filters'>, field: Field): readonly string[] {
  const all = field.categories.map(({ value }) => value);
  return filters.get(field) ?? all.filter((value) => value !== field.total);
}

/** The rows of a chart along some dimensions: of each other one those of the category that the call names, else of the total. */
export function rowsAlong({ dataset, filters }: ShortChart, along: readonly Field[]): readonly Row[] {
  const others = dimensionsOf(dataset).filter((field) => !along.includes(field));
  return dataset.rows.filter(({ keys }) =>
    others.every((field) => keys[field.name] === (filters.get(field)?.[0] ?? field.total)),
  );
}

/** Of those the rows that are drawn. */
export const drawnRows = (chart: ShortChart, along: readonly Field[]): readonly Row[] =>
  along.reduce(
    (rows, field) => {
      const drawn = drawnCategories(chart, field);
      return rows.filter(({ keys }) => drawn.includes(keys[field.name] ?? ''));
    },
    rowsAlong(chart, along),
  );

function refuseAbsent(parameter: string, call: Call, dataset: PublishedDataset): never {
  const names = listNames(dimensionsOf(dataset).map(({ name }) => name));
  fail('content/argument.parameter', call.at, { name: call.name, parameter, names });
}

/** A category as it stands in the rows of a chart, where years are numbers. */
export const asKey = (field: Field, value: string): string | number =>
  field.type === 'year' && value !== field.total ? Number(value) : value;

/** Fails when two named arguments name one dimension: a chart cannot set it against itself. */
export function refuseSame(call: Call, first: Field, second: Field | undefined, parameter: string): void {
  if (first !== second) return;
  fail('content/argument.dimension', call.hashAt(parameter), { name: first.name, parameter });
}

/** The first and the last category of a dimension, as a call names two. */
export function firstAndLast({ categories, total }: Field): string {
  const parts = categories.map(({ value }) => value).filter((value) => value !== total);
  return [parts[0], parts.at(-1)].join('|');
}

/** Fails when a call draws more categories than a reader tells apart in this form. */
export function refuseMany(chart: ShortChart, field: Field, most: number, hint: string): void {
  const { call } = chart;
  const { length } = drawnCategories(chart, field);
  if (length <= most) return;
  fail(
    'content/argument.categories',
    call.hashAt(call.has(field.name) ? field.name : 'split'),
    { length, name: field.name, callName: call.name, most },
    { hint },
  );
}

function titleOf(
  { call, dataset, measure, filters }: ShortChart,
  { language }: Scope,
  band: Drawing['band'],
): object {
  const { unit = '', title } = measure;
  const noun = unit === '%' || titleSaysUnit(measure) ? '' : unit;
  const measured = noun === '' ? title : `${title} (${noun})`;
  const counted = isCount(measure) ? language.message('content.unit-count', { unit }) : measured;
  for (const name of ['title', 'subtitle']) {
    if (call.hash[name] === '') {
      fail('content/argument.empty', call.hashAt(name), { name });
    }
  }
  const period = periodOf(dataset, filters, language);
  const subtitle = period === '' ? counted : `${counted}, ${period}`;
  const [lower, upper] = band ?? [];
  const ofBand =
    lower === undefined || upper === undefined
      ? ''
      : language.message('content.band', { lower: lower.title, upper: upper.title });
  return {
    text: call.text('title') ?? dataset.title,
    subtitle: `${call.text('subtitle') ?? subtitle}${ofBand}`,
  };
}

/** "2009–2014": the years that a chart shows, or those that its dataset declares; "2009, 2011 and 2014" where it skips some. */
function periodOf(dataset: PublishedDataset, filters: Filters, language: Language): string {
  const time = timeOf(dataset);
  const all = time?.categories.map(({ value }) => value).filter((value) => value !== time.total) ?? [];
  const asked = time === undefined ? undefined : filters.get(time);
  const times = (asked ?? all).filter((value) => value !== time?.total).toSorted();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  const isSkipped = (value: string): boolean => value > first && value < last && !asked?.includes(value);
  if (time !== undefined && asked !== undefined && all.some(isSkipped))
    return language.list(times.map((value) => labelOf(time, value)));
  return spanText(dataset, time, times, language);
}

const levelOf = (call: Call): { readonly level?: string } => {
  const level = call.text('level');
  return level === undefined ? {} : { level };
};

/** Dimensions that a level alone chooses of: the chart is drawn of a dataset that has no others. */
const askedAlone = (call: Call, dataset: PublishedDataset): readonly Field[] =>
  [...askedLevels(call, dataset).keys()].filter(({ name }) => !call.has(name));

/** Categories as they stand in the rows of a chart, where years are numbers. */
function filtersOf(filters: Filters, chosen: readonly Field[]): readonly object[] {
  return [...filters]
    .filter(([field]) => !chosen.includes(field))
    .map(([field, values]) => ({
      filter: { field: field.name, oneOf: values.map((value) => asKey(field, value)) },
    }));
}
