import { datasetsOfChart } from '../../model/chart/chart-datasets.js';
import type { AllowedException } from '../../model/chart/exceptions.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { type Mark, marks } from '../../model/dataset/missing.js';
import type { Missing, Suppressed } from '../../model/dataset/value.js';
import type { Operation, Operations } from '../../model/operations/operations.js';
import { ownOf } from '../../model/own.js';
import {
  type CellKey,
  isExact,
  type LedgerEntry,
  type Operand,
  type Quantity,
} from '../../model/quantity.js';
import type { ChartNode } from '../../model/tree/nodes.js';

/** A symbol that stands in place of a number, with the titles of the measures that it stands for. */
export interface UsedSymbol {
  readonly value: Missing | Suppressed;
  readonly measures: ReadonlySet<string>;
}

/** What a report is made from and with, as far as its numbers show. */
export interface Used {
  /** Those of the data package, in its order: what is derived stands for what it is derived from. */
  readonly datasets: readonly PublishedDataset[];
  /** In the order of their record. */
  readonly operations: ReadonlySet<Operation>;
  /** Every symbol that stands in place of a number, once for each meaning and for what it adds to a sum. */
  readonly symbols: readonly UsedSymbol[];
  readonly marks: readonly Mark[];
  /** Percentages that are printed as fractions. */
  readonly fractions: readonly LedgerEntry[];
  /** The rules that numbers and charts break because their authors mean it, each reason once. */
  readonly exceptions: readonly AllowedException[];
}

/** What the printed numbers and the charts of a report rest on. */
export function usedIn(
  ledger: readonly LedgerEntry[],
  charts: readonly ChartNode[],
  { data, operations }: { readonly data: PublishedData; readonly operations: Operations },
): Used {
  const quantities = ledger.map(({ quantity }) => quantity);
  const charted = charts.flatMap((chart) => chartedOf(chart, data));
  const names = new Set([
    ...quantities.flatMap(datasetsOf),
    ...charted.flatMap(({ cells }) => cells.map(({ dataset }) => dataset)),
    ...charts.flatMap(datasetsOfChart),
  ]);
  const used = new Set(quantities.flatMap((quantity) => quantity.marks ?? []));
  return {
    datasets: Object.keys(data)
      .filter((name) => names.has(name))
      .flatMap((name) => data[name] ?? [])
      .filter((dataset) => !isDerived(dataset)),
    operations: inOrder(
      new Set([
        ...[...quantities, ...charted].flatMap(operationsOf),
        ...(charts.some(needsVega) ? (['vega'] as const) : []),
      ]),
      operations,
    ),
    symbols: symbolsOf(quantities, data),
    marks: marks.filter((mark) => used.has(mark)),
    fractions: ledger.filter(({ quantity }) => quantity.fraction !== undefined),
    exceptions: exceptionsOf(quantities, charts),
  };
}

/** Transforms, marks and aggregates of which no operation calculates the numbers. */
const ofVega =
  /"(?:regression|loess|density|quantile|impute)":|"boxplot"|"(?:op|aggregate)":"(?:q1|q3|variancep?|stdevp?|stderr|product|rank|dense_rank|cume_dist|ntile)"/;

/** Error bars that end at measures are cells. */
const isInterval = (text: string): boolean =>
  /"error(?:bar|band)"/.test(text) && !/"[xy](?:2|Error)":/.test(text);

/** True for a chart in which Vega calculates numbers, as far as its spec tells: which they are shows once it is drawn. */
function needsVega({ spec }: ChartNode): boolean {
  const text = JSON.stringify(spec);
  const isMoving = text.includes('"window":') && /"op":"(?:mean|average|median)"/.test(text);
  return ofVega.test(text) || isInterval(text) || isMoving;
}

/** Reasons for fractions stand with what is said of small bases. */
function exceptionsOf(
  quantities: readonly Quantity[],
  charts: readonly ChartNode[],
): readonly AllowedException[] {
  const ofNumbers = quantities.flatMap(({ allowed = [], fraction }) =>
    allowed.filter(({ rule }) => rule !== 'small-base' || fraction === undefined),
  );
  const all = [...ofNumbers, ...charts.flatMap(({ allowed = [] }) => allowed)];
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

function symbolsOf(quantities: readonly Quantity[], data: PublishedData): UsedSymbol[] {
  const symbols = new Map<string, { value: Missing | Suppressed; measures: Set<string> }>();
  for (const { value, cells } of quantities) {
    if (isExact(value)) continue;
    const adds = value.kind === 'missing' ? value.adds : undefined;
    const key = JSON.stringify([value.symbol, value.meaning, adds]);
    const symbol = symbols.get(key) ?? { value, measures: new Set() };
    symbols.set(key, symbol);
    for (const { dataset, field } of cells) {
      const known = ownOf(data, dataset)?.fields.find(({ name }) => name === field);
      if (known?.role === 'measure') symbol.measures.add(known.title);
    }
  }
  return [...symbols.values()];
}

const datasetsOf = ({ dataset, cells }: Quantity): string[] => [
  dataset,
  ...cells.map((cell) => cell.dataset),
];

const isDerived = ({ rows }: PublishedDataset): boolean =>
  rows.some(({ derivations }) => derivations !== undefined);

/** Those of the record that a report uses. */
function inOrder(used: ReadonlySet<Operation>, operations: Operations): ReadonlySet<Operation> {
  // The keys of the record are all the operations that there are.
  const all = Object.keys(operations) as Operation[];
  return new Set(all.filter((name) => used.has(name)));
}

/** How a number came about: the operation, and those of its operands. */
function operationsOf({ operation, operands = [] }: Pick<Operand, 'operation' | 'operands'>): Operation[] {
  return [operation, ...operands.flatMap(operationsOf)];
}

type Charted = Pick<Operand, 'operation' | 'operands'> & { readonly cells: readonly CellKey[] };

/** The derivations of the measures that a chart names: drawing is what enters them in the ledger, and comes later. */
function chartedOf(chart: ChartNode, data: PublishedData): Charted[] {
  const datasets = datasetsOfChart(chart).filter((name) => Object.hasOwn(data, name));
  const text = JSON.stringify(chart.spec);
  return datasets
    .flatMap((name) => data[name]?.rows ?? [])
    .flatMap(({ derivations = {} }) =>
      Object.entries(derivations).flatMap(([measure, derivation]) =>
        text.includes(JSON.stringify(measure)) ? [derivation] : [],
      ),
    );
}
