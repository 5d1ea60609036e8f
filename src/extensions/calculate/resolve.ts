import { z } from 'zod';
import type { FieldContract, ResourceContract } from '../../data/contract.js';
import type { WrittenPackage } from '../../data/extension.js';
import { open } from '../../data/package/grammar.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { isCounted, isPartOfYear } from '../../model/dataset/periods.js';
import { type FaultCall, type ProblemId, problem } from '../../problems/problem.js';
import { type CalculatedSpec, calculateGrammar, type MeasureSpec } from './grammar.js';

/** The key of a data package under which datasets are calculated. */
export const calculateKey = 'calculate';

/** A column of a dataset. */
export interface Column {
  readonly dataset: string;
  readonly measure: string;
}

/** A measure to be calculated, with everything that it names found. */
export interface CalculatedMeasure extends Omit<MeasureSpec, 'measure' | 'of'> {
  readonly columns: readonly Column[];
  readonly of?: Column;
  /** The column of time, where the operation looks at other periods. */
  readonly time?: FieldContract;
}

/** A dataset to be calculated. */
export interface CalculatedContract extends Omit<CalculatedSpec, 'measures'> {
  readonly measures: readonly CalculatedMeasure[];
  readonly position: Position;
}

/** Which operations look at other periods, and which key they need beside `measure`. */
const needs = {
  sum: { key: undefined, overTime: false },
  difference: { key: 'of', overTime: false },
  share: { key: 'of', overTime: false },
  rate: { key: 'of', overTime: false },
  index: { key: 'base', overTime: true },
  average: { key: 'over', overTime: true },
  change: { key: undefined, overTime: true },
  'percent-change': { key: undefined, overTime: true },
} as const;

/** Reads what stands under `calculate`; a dataset with a fault is left out. */
export function resolveCalculated({ spec, parsed, resources }: WrittenPackage): {
  readonly value: readonly CalculatedContract[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const written = z.object({ [calculateKey]: calculateGrammar(open) }).safeParse(parsed.value).data?.[
    calculateKey
  ];
  const diagnostics: Diagnostic[] = [];
  const names = spec.resources.map(({ name }) => name);
  const value = (written ?? []).flatMap((each, index): CalculatedContract[] => {
    const at = (...path: (string | number)[]): Position => parsed.positionOf([calculateKey, index, ...path]);
    const before = diagnostics.length;
    const fault = <Id extends ProblemId>(position: Position, ...[id, ...given]: FaultCall<Id>): undefined =>
      void diagnostics.push(problem(id, position, ...given));
    if (names.includes(each.name)) fault(at('name'), 'calculate/package.taken', { name: each.name });
    if (!names.includes(each.from)) {
      const known = { name: each.from, names: listNames(names) };
      fault(at('from'), 'calculate/package.dataset', known, didYouMean(each.from, names));
      return [];
    }
    const from = resources.find(({ name }) => name === each.from);
    // One with a fault of its own has been reported.
    if (from === undefined) return [];
    const measures = each.measures.map((measure, number) =>
      new MeasureReader(measure, from, resources, (key) => at('measures', number, key), fault).read(),
    );
    names.push(each.name);
    return diagnostics.length > before
      ? []
      : [{ ...each, measures, position: parsed.positionOf([calculateKey, index]) }];
  });
  return { value, diagnostics };
}

type Fault = <Id extends ProblemId>(position: Position, ...call: FaultCall<Id>) => undefined;

/** Finds what a calculated measure names. */
class MeasureReader {
  constructor(
    private readonly spec: MeasureSpec,
    private readonly from: ResourceContract,
    private readonly resources: readonly ResourceContract[],
    private readonly at: (key: string) => Position,
    private readonly fault: Fault,
  ) {}

  read(): CalculatedMeasure {
    const { measure, of: written, ...spec } = this.spec;
    const { key, overTime } = needs[spec.operation];
    if (key !== undefined && this.spec[key] === undefined)
      this.fault(this.at('operation'), 'calculate/package.key', { operation: spec.operation, key });
    if (spec.operation === 'rate' && spec.per === undefined)
      this.fault(this.at('operation'), 'calculate/package.key', { operation: 'rate', key: 'per' });
    const names = measure.split('|');
    if (names.length > 1 && spec.operation !== 'sum')
      this.fault(this.at('measure'), 'calculate/package.one', { operation: spec.operation });
    const columns = names.map((name) => this.column(this.from, name.trim(), 'measure'));
    const of = written === undefined ? undefined : this.other(written);
    const time = overTime ? this.time() : undefined;
    return { ...spec, columns, ...(of && { of }), ...(time && { time }) };
  }

  private column(resource: ResourceContract, measure: string, key: string): Column {
    const names = resource.fields.filter(({ role }) => role === 'measure').map(({ name }) => name);
    if (!names.includes(measure)) {
      const said = { measure, dataset: resource.name, names: listNames(names) };
      this.fault(this.at(key), 'calculate/package.measure', said, didYouMean(measure, names));
    }
    return { dataset: resource.name, measure };
  }

  /** `persons`, or `population.persons`, whose rows must be told by what the rows here say. */
  private other(written: string): Column | undefined {
    const [first = '', ...rest] = written.split('.');
    if (rest.length === 0) return this.column(this.from, first, 'of');
    const names = this.resources.map(({ name }) => name);
    const resource = this.resources.find(({ name }) => name === first);
    if (resource === undefined)
      return this.fault(
        this.at('of'),
        'calculate/package.dataset',
        { name: first, names: listNames(names) },
        didYouMean(first, names),
      );
    const { fields } = this.from;
    const own = new Set(fields.map(({ name }) => name));
    const hasYear = fields.some(({ role, type }) => role === 'dimension' && isPartOfYear(type));
    for (const { name, role, total, type } of resource.fields)
      if (role === 'dimension' && total === undefined && !own.has(name) && !(type === 'year' && hasYear))
        this.fault(this.at('of'), 'calculate/package.dimension', {
          name,
          other: first,
          dataset: this.from.name,
        });
    return this.column(resource, rest.join('.'), 'of');
  }

  private time(): FieldContract | undefined {
    const found = this.from.fields.find(({ role, type }) => role === 'dimension' && isCounted(type));
    const { operation } = this.spec;
    return (
      found ??
      this.fault(this.at('operation'), 'calculate/package.time', { operation, dataset: this.from.name })
    );
  }
}
