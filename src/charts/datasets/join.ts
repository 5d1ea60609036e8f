import type { Field, PublishedData, PublishedDataset, Row, Source, SourceCell } from '../../model/dataset.js';
import type { ChartNode } from '../../model/nodes.js';
import { atLevel } from '../levels.js';
import type { Vega } from '../vega.js';
import { isSameField, isTimeField, unitedField } from './fields.js';
import { type ChartDataset, type DataName, dataKey, type Part } from './parts.js';
import { renamedSpec } from './rename.js';
import { namesData, viewData } from './views.js';

/** A chart and what it draws, its fields called by names that are one thing each. */
export interface JoinedChart {
  readonly chart: ChartNode;
  readonly dataset: ChartDataset;
}

/**
 * What a chart draws. Of several datasets the rows stand one after the other in one, so that a mark knows by the place of
 * its row which it is of; fields that say the same are one field. Undefined where a dataset is not there.
 */
export function joinDatasets(
  chart: ChartNode,
  data: PublishedData,
  parse: Vega['parseExpression'],
): JoinedChart | undefined {
  const find = ({ name }: DataName): PublishedDataset | undefined =>
    Object.hasOwn(data, name) ? data[name] : undefined;
  const standard: DataName = { name: chart.dataset, level: chart.level };
  const own = find(standard);
  if (own === undefined) return undefined;
  if (!namesData(chart.spec)) return { chart, dataset: atLevel(own, chart.level) };
  const { drawn, plots } = viewData(chart.spec, standard);
  const parts: Part[] = [];
  const joined = new Map<string, { readonly field: Field; readonly keys: Set<string> }>();
  for (const named of drawn) {
    const whole = find(named);
    if (whole === undefined) return undefined;
    const last = parts.at(-1);
    const first = last === undefined ? 0 : last.first + last.dataset.rows.length;
    parts.push(partOf({ ...named, whole, first }, joined, plots));
  }
  const fields = [...joined.values()].map(({ field }) => field);
  const dataset = joinedDataset(parts, fields);
  const spec = renamedSpec(chart.spec, parts, dataKey(standard), parse);
  return { chart: { ...chart, spec }, dataset };
}

function partOf(
  { name, level, whole, first }: DataName & Pick<Part, 'whole' | 'first'>,
  joined: Map<string, { readonly field: Field; readonly keys: Set<string> }>,
  plots: readonly ReadonlySet<string>[],
): Part {
  const key = dataKey({ name, level });
  const dataset = atLevel(whole, level);
  const names = new Map<string, string>();
  const fields = dataset.fields.map((field): Field => {
    const known = joined.get(field.name);
    const sharesPlot = plots.some(
      (plot) => plot.has(key) && [...(known?.keys ?? [])].some((each) => plot.has(each)),
    );
    const isSame =
      known !== undefined && isSameField(known.field, field) && (sharesPlot || !isTimeField(field));
    const inChart = known === undefined || isSame ? field.name : `${key}:${field.name}`;
    const renamed = inChart === field.name ? field : { ...field, name: inChart };
    joined.set(inChart, {
      field: isSame ? unitedField(known.field, field) : renamed,
      keys: new Set([...(isSame ? known.keys : []), key]),
    });
    names.set(inChart, field.name);
    return renamed;
  });
  return { key, dataset, whole, fields, names, first };
}

function joinedDataset(parts: readonly Part[], fields: readonly Field[]): ChartDataset {
  const [first] = parts;
  if (first === undefined) throw new Error('A chart draws a dataset');
  const datasets = parts.map(({ dataset }) => dataset);
  const sources = datasets.flatMap((dataset) => dataset.sources);
  return {
    ...first.dataset,
    fields,
    rows: parts.flatMap((part) => part.dataset.rows.map((row) => standing(row, part))),
    sources: distinctSources(sources),
    missingValues: [...new Set(datasets.flatMap(({ missingValues }) => missingValues))],
    ...countsOf(datasets),
    illustrative: datasets.some(({ illustrative }) => illustrative),
    parts,
  };
}

/** How numbers are counted, as the first says whose rows are of several statuses. */
function countsOf(datasets: readonly PublishedDataset[]): Pick<PublishedDataset, 'counts'> {
  const told = datasets.flatMap(({ counts }) => counts ?? []);
  const counts = told.find(({ statusField }) => statusField !== undefined) ?? told[0];
  return counts === undefined ? {} : { counts };
}

const distinctSources = (sources: readonly Source[]): readonly Source[] => [
  ...new Map(sources.map((source) => [JSON.stringify(source), source])).values(),
];

/** A row under the names that its fields bear in the chart; its measures know which cells they are. */
function standing(row: Row, { dataset, names, fields }: Part): Row {
  const renamed = <T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(
      [...names].flatMap(([name, original]) => {
        const value = Object.hasOwn(record, original) ? record[original] : undefined;
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const isSame = [...names].every(([name, original]) => name === original);
  const stands = fields.flatMap(({ name, role }): [string, SourceCell][] => {
    const measure = dataset.fields.find((field) => field.name === names.get(name));
    return role === 'measure' && measure !== undefined ? [[name, { dataset, row, measure }]] : [];
  });
  return {
    ...row,
    ...(isSame
      ? {}
      : { keys: renamed(row.keys), measures: renamed(row.measures), attributes: renamed(row.attributes) }),
    stands: Object.fromEntries(stands),
  };
}
