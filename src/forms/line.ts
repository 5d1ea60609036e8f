import type { ChartFacts } from '../charts/alternative/facts.js';
import type { Kind } from '../charts/alternative/kind.js';
import { fail } from '../content/helpers/problem.js';
import { findMeasure } from '../content/selection/fields.js';
import { listNames, shownPlace } from '../diagnostics.js';
import { greatest } from '../model/chart/extremes.js';
import { cellOrigin } from '../model/dataset/cell.js';
import type { Field, Row } from '../model/dataset/dataset.js';
import { exactIn } from '../model/dataset/value.js';
import { compare } from '../model/exact.js';
import { ownOf } from '../model/own.js';
import {
  asKey,
  type ChartForm,
  type Drawing,
  drawnCategories,
  drawnRows,
  refuseSame,
  type ShortChart,
} from './chart-form.js';
import { alongAxis, highlightOf, isYear, muted, numberWidth } from './parts.js';

/** `{{line "arrests-by-offence" split="offence"}}`: a line for each category through the years, its last number and its name at its end. */
export const line: ChartForm = {
  id: 'line',
  fieldParameters: ['by', 'split'],
  ownParameters: ['band', 'highlight'],
  spec(chart) {
    const { call, dataset, measure } = chart;
    const by = chart.optionalDimension('by') ?? dataset.fields.find(isYear);
    if (by === undefined) return fail('content/argument.type-absent', call.at, { name: dataset.name });
    if (!isYear(by)) return fail('content/argument.type', call.hashAt('by'), { name: by.name });
    const split = chart.optionalDimension('split');
    refuseSame(call, by, split, 'split');
    const band = bandOf(chart, by, split);
    const parts = partsOf(chart, by, split);
    const x = { x: { field: by.name } };
    const y = { y: alongAxis(measure) };
    const path = (mark: object): object =>
      parts === undefined
        ? { mark }
        : { mark, transform: [parts.transform], encoding: { detail: parts.detail } };
    const around = [
      ...(band === undefined ? [] : [withParts(band.layer, parts)]),
      ...(parts === undefined ? [] : [parts.rule]),
    ];
    const named = band === undefined ? {} : { band: band.fields };
    if (split === undefined) {
      if (call.has('highlight')) return fail('content/argument.highlight', call.hashAt('highlight'));
      const own = path({ type: 'line' }) as { readonly encoding?: object };
      const layer = [
        ...around,
        { ...own, encoding: { ...y, ...own.encoding } },
        {
          mark: { type: 'text', align: 'left', dx: 10 },
          transform: lastOf(by, measure),
          encoding: { ...y, text: { field: measure.name } },
        },
      ];
      return { shown: [by], ...named, spec: { encoding: x, layer } };
    }
    return { shown: [by, split], spec: linesOf(chart, by, split, parts) };
  },
  kind: betweenTwoYears,
};

/** A line for each category, and at its end the last number and the name; one that is highlighted among grey ones. */
function linesOf(chart: ShortChart, by: Field, split: Field, parts: Parts | undefined): Drawing['spec'] {
  const { measure } = chart;
  const highlight = highlightOf(chart, split);
  const own = { y: alongAxis(measure), ...(highlight ?? { color: { field: split.name } }) };
  // Where no colour tells lines apart, a channel without looks does.
  const names = highlight === undefined ? [] : [{ field: split.name }];
  const apart = [...names, ...(parts?.detail ?? [])];
  const said = (dx: number, { name }: Field): object => ({
    mark: { type: 'text', align: 'left', dx },
    transform: lastOf(by, measure, split),
    encoding: { ...own, text: { field: name }, ...(names.length > 0 && { detail: names }) },
  });
  return {
    encoding: { x: { field: by.name } },
    layer: [
      ...(parts === undefined ? [] : [parts.rule]),
      {
        mark: 'line',
        ...(parts !== undefined && { transform: [parts.transform] }),
        encoding: { ...own, ...(apart.length > 0 && { detail: apart }) },
      },
      said(8, measure),
      said(8 + numberWidth(chart, drawnCategories(chart, by), by), split),
    ],
  };
}

/** Between two years a line is a slope; one of a single number is named by its point. */
export function betweenTwoYears({ main, along, series }: ChartFacts): Kind | undefined {
  const longest = greatest(series.map(({ points }) => points.length));
  return main.mark === 'line' && along?.type === 'year' && longest === 2 ? 'slope' : undefined;
}

/** Of each line the last year that has a number: where it ends, its number and its name stand. */
function lastOf(by: Field, measure: Field, split?: Field): readonly object[] {
  const names = [split, by, measure].map((field) => field?.name);
  const last = names.includes('last') ? 'last_of_line' : 'last';
  return [
    { filter: { field: measure.name, valid: true } },
    {
      joinaggregate: [{ op: 'max', field: by.name, as: last }],
      ...(split !== undefined && { groupby: [split.name] }),
    },
    { filter: `datum[${JSON.stringify(by.name)}] == datum[${JSON.stringify(last)}]` },
  ];
}

/** A layer that ends and begins anew where the line does. */
const withParts = (
  { encoding, ...layer }: { readonly mark: object; readonly encoding: object },
  parts: Parts | undefined,
): object =>
  parts === undefined
    ? { ...layer, encoding }
    : { ...layer, transform: [parts.transform], encoding: { ...encoding, detail: parts.detail } };

interface Band {
  readonly layer: { readonly mark: object; readonly encoding: object };
  readonly fields: readonly [Field, Field];
}

/** `band="lower|upper"`: the two measures between which the number is known to lie, with the number between them in every row. */
function bandOf(chart: ShortChart, by: Field, split: Field | undefined): Band | undefined {
  const { call, dataset, measure } = chart;
  const asked = call.text('band');
  if (asked === undefined) return undefined;
  const at = call.hashAt('band');
  const names = asked.split('|').map((name) => name.trim());
  const [lower, upper, ...more] = names.map((name) => findMeasure(dataset, name, at));
  if (lower === undefined || upper === undefined || more.length > 0)
    return fail('content/argument.lower', at, { asked });
  if (split !== undefined) return fail('content/argument.split', at);
  const others = [lower, upper].filter(({ unit }) => unit !== measure.unit).map(({ name }) => name);
  if (others.length > 0)
    return fail('content/argument.unit', at, { others: listNames(others), name: measure.name });
  for (const row of drawnRows(chart, [by, ...(split === undefined ? [] : [split])]))
    refuseOutside(chart, row, [lower, upper]);
  return {
    layer: {
      mark: { type: 'area', color: 'soft' },
      encoding: { y: { field: lower.name }, y2: { field: upper.name } },
    },
    fields: [lower, upper],
  };
}

/** Fails for a number that is not between the ends of its band. */
function refuseOutside({ call, measure }: ShortChart, row: Row, [lower, upper]: Band['fields']): void {
  const cells = [lower, measure, upper].map(({ name }) => row.measures[name]);
  const [low, own, high] = cells.map(exactIn);
  const isOutside =
    (low !== undefined && own !== undefined && compare(low, own) > 0) ||
    (high !== undefined && own !== undefined && compare(own, high) > 0) ||
    (low !== undefined && high !== undefined && compare(low, high) > 0);
  if (!isOutside) return;
  fail('content/argument.outside', call.hashAt('band'), {
    name: measure.name,
    shownPlace: shownPlace(cellOrigin(row, measure.name)),
    lowerName: lower.name,
    upperName: upper.name,
  });
}

interface Parts {
  readonly transform: object;
  readonly detail: readonly object[];
  readonly rule: object;
}

/** Lines that end where the data declare a break ([b]) and begin anew there, with a rule; undefined where there is none. */
function partsOf(chart: ShortChart, by: Field, split: Field | undefined): Parts | undefined {
  const { measure } = chart;
  const times = drawnCategories(chart, by).toSorted();
  const breaks = drawnRows(chart, [by, ...(split === undefined ? [] : [split])]).filter(
    ({ keys, marks }) =>
      ownOf(marks, measure.name)?.includes('b') === true && times.indexOf(keys[by.name] ?? '') > 0,
  );
  if (breaks.length === 0) return undefined;
  const time = (value: string): string => JSON.stringify(asKey(by, value));
  const tests = breaks.map(({ keys }) => {
    const after = `datum[${JSON.stringify(by.name)}] >= ${time(keys[by.name] ?? '')}`;
    const own =
      split === undefined
        ? ''
        : `datum[${JSON.stringify(split.name)}] == ${JSON.stringify(asKey(split, keys[split.name] ?? ''))} && `;
    return `(${own}${after} ? 1 : 0)`;
  });
  const [first] = breaks.map(({ keys }) => keys[split?.name ?? '']);
  const since = [...new Set(breaks.map(({ keys }) => asKey(by, keys[by.name] ?? '')))];
  const one =
    split === undefined || first === undefined
      ? []
      : [{ filter: { field: split.name, equal: asKey(split, first) } }];
  return {
    transform: { calculate: tests.join(' + '), as: part },
    detail: [{ field: part, type: 'nominal' }],
    rule: {
      mark: { type: 'rule', color: muted, strokeDash: [3, 3] },
      transform: [...one, { filter: { field: by.name, oneOf: since } }],
      encoding: { x: { field: by.name } },
    },
  };
}

/** The field that tells the parts of a line apart. */
const part = 'part_of_line';
