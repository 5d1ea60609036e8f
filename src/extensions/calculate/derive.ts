import { derivedFrom } from '../../data/derived.js';
import type { PublishedTables } from '../../data/extension.js';
import type { CheckedTable } from '../../data/tables.js';
import { fieldsOf } from '../../data/to-dataset.js';
import { greatest } from '../../model/chart/extremes.js';
import { cellKey } from '../../model/dataset/cell.js';
import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import {
  addendOf,
  type Mark,
  missingBecause,
  missingShare,
  missingSum,
  united,
} from '../../model/dataset/missing.js';
import { before, ordinalOf, valueAt, yearBefore } from '../../model/dataset/periods.js';
import {
  decimalsOf,
  isNumeric,
  type Missing,
  roundedValue,
  type Suppressed,
  toExact,
  type Value,
} from '../../model/dataset/value.js';
import { compare, type Exact, zero } from '../../model/exact.js';
import { coreOperations } from '../../model/operations/core.js';
import { formulaResult } from '../../model/operations/definition.js';
import type { Operation } from '../../model/operations/operations.js';
import type { CellKey, Derivation } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';
import { type Join, joinTo } from './join.js';
import { calculateOperations } from './operations.js';
import type { CalculatedContract, CalculatedMeasure } from './resolve.js';

const definitions = { ...coreOperations, ...calculateOperations };
type Name = keyof typeof definitions;

/** A cell that a number is made of. */
interface Operand {
  readonly value: Value;
  readonly cell?: CellKey;
  readonly marks?: readonly Mark[];
}

/** The dataset that a contract describes; undefined where one that it reads could not be read. */
export function calculatedDataset(
  contract: CalculatedContract,
  tables: PublishedTables,
): Dataset | undefined {
  const table = tables.tableOf(contract.from);
  if (table === undefined) return undefined;
  const others = new Map<string, CheckedTable>();
  for (const { of } of contract.measures) {
    const other = of && tables.tableOf(of.dataset);
    if (of !== undefined && other === undefined) return undefined;
    if (other !== undefined) others.set(other.contract.name, other);
  }
  const fields = fieldsOf(table);
  const rows = new Rows(contract, table, others, fields);
  const made = table.rows.map((row) => rows.of(row));
  for (const { name, row } of rows.without)
    tables.warn(problem('calculate/denominator', row, { name, dataset: contract.name }));
  const sources = [table, ...others.values()].map((each) => each.contract);
  const { languages, primaryKey, period, file } = table.contract;
  return {
    name: contract.name,
    title: contract.title,
    ...(languages && { languages }),
    ...(contract.description !== undefined && { description: contract.description }),
    fields: [
      ...fields.filter(({ role }) => role === 'dimension'),
      ...contract.measures.map((measure) => fieldOf(measure, fields, contract.position)),
    ],
    primaryKey,
    rows: made,
    ...derivedFrom(sources, made),
    ...(period && { period }),
    file,
    position: contract.position,
  };
}

function fieldOf(
  { name, title, unit, columns, operation, digits }: CalculatedMeasure,
  fields: readonly Field[],
  position: Field['position'],
): Field {
  const first = fields.find((field) => field.name === columns[0]?.measure);
  const keepsUnit =
    operation === 'sum' || operation === 'difference' || operation === 'change' || operation === 'average';
  const own =
    unit ??
    (operation === 'share' || operation === 'percent-change' ? '%' : keepsUnit ? first?.unit : undefined);
  return {
    name,
    title: title ?? name.charAt(0).toUpperCase() + name.slice(1),
    type: 'number',
    role: 'measure',
    ...(own !== undefined && { unit: own }),
    categories: [],
    ...(operation === 'sum' && first?.additive !== false ? {} : { additive: false }),
    ...(digits !== undefined && { digits }),
    position,
  };
}

/** Makes the rows of a calculated dataset. */
class Rows {
  /** The measures that had nothing to be divided by, each with the first row that it was so in. */
  readonly without: { readonly name: string; readonly row: Field['position'] }[] = [];
  readonly #own: Join;
  readonly #others: ReadonlyMap<string, Join>;

  constructor(
    private readonly contract: CalculatedContract,
    table: CheckedTable,
    others: ReadonlyMap<string, CheckedTable>,
    private readonly fields: readonly Field[],
  ) {
    this.#own = joinTo({ fields, rows: table.rows });
    this.#others = new Map(
      [...others].map(([name, other]) => [name, joinTo({ fields: fieldsOf(other), rows: other.rows })]),
    );
  }

  of(row: CheckedTable['rows'][number]): Row {
    const cells = this.contract.measures.map((measure) => {
      const operands = this.operands(measure, row);
      const { value, derivation } = resultOf(measure, operands);
      if (
        value.kind === 'missing' &&
        value.reason === words.noBase &&
        this.without.every(({ name }) => name !== measure.name)
      )
        this.without.push({ name: measure.name, row: row.place(measure.columns[0]?.measure ?? '') });
      return { name: measure.name, value, derivation, ...united(operands) };
    });
    const entries = <Thing>(of: (cell: (typeof cells)[number]) => Thing | undefined): Record<string, Thing> =>
      Object.fromEntries(
        cells.flatMap((cell) => {
          const thing = of(cell);
          return thing === undefined ? [] : [[cell.name, thing]];
        }),
      );
    const marks = entries((cell) => cell.marks);
    return {
      keys: row.keys,
      measures: entries(({ value }) => value),
      attributes: {},
      notes: [],
      origin: row.origin,
      derivations: entries(({ derivation }) => derivation),
      ...(Object.keys(marks).length > 0 && { marks }),
    };
  }

  /** What a measure of a row is made of, in the order of its operation. */
  private operands(
    { columns, of, time, operation, ...measure }: CalculatedMeasure,
    row: Row,
  ): readonly Operand[] {
    const first = columns[0]?.measure ?? '';
    const own = (at: Row | undefined, otherwise?: string): Operand =>
      operandOf(this.contract.from, at, first, otherwise);
    if (of !== undefined) {
      const join = this.#others.get(of.dataset);
      return [own(row), operandOf(of.dataset, join?.(row.keys, this.fields), of.measure, words.noBase)];
    }
    if (time === undefined) return columns.map((column) => operandOf(column.dataset, row, column.measure));
    const period = row.keys[time.name] ?? '';
    const at = (value: string | undefined): Row | undefined =>
      value === undefined ? undefined : this.#own({ ...row.keys, [time.name]: value }, []);
    if (operation === 'index') return [own(row), own(at(`${measure.base ?? ''}`), words.noBase)];
    if (operation === 'average') {
      const last = ordinalOf(time.type, period);
      const { over = 1 } = measure;
      return Array.from({ length: over }, (_, step) =>
        own(last === undefined ? undefined : at(valueAt(time.type, last - over + 1 + step))),
      );
    }
    const earlier = measure.on === 'year-before' ? yearBefore(time.type, period) : before(time.type, period);
    return [own(row), own(at(earlier))];
  }
}

/** Why a cell has no number. */
const words = {
  noCell: 'there is no number to calculate with',
  noBase: 'there is nothing to divide by',
} as const;

function operandOf(
  dataset: string,
  row: Row | undefined,
  measure: string,
  otherwise: string = words.noCell,
): Operand {
  const value = row?.measures[measure];
  if (row === undefined || value === undefined) return { value: missingBecause('x', otherwise) };
  const marks = row.marks?.[measure];
  return { value, cell: cellKey({ name: dataset }, row, { name: measure }), ...(marks && { marks }) };
}

/** The operation of the catalogue by which a measure is calculated. */
const operationOf = ({ operation, per = 100 }: CalculatedMeasure): Name =>
  operation === 'rate' ? `rate-per-${per}` : operation;

function resultOf(
  measure: CalculatedMeasure,
  operands: readonly Operand[],
): { readonly value: Value; readonly derivation: Derivation } {
  const operation = operationOf(measure);
  const cells = operands.flatMap(({ cell }) => cell ?? []);
  const exact = operands.map(({ value }) => (isNumeric(value) ? toExact(value) : value));
  const result = calculated(operation, exact);
  if ('kind' in result)
    return { value: result, derivation: { value: result, operation: operation as Operation, cells } };
  const own =
    definitions[operation].digits ??
    greatest(operands.map(({ value }) => (isNumeric(value) ? decimalsOf(value) : 0)));
  const isChange = operation === 'change' || operation === 'percent-change';
  return {
    value: roundedValue(result, measure.digits ?? own),
    derivation: {
      value: result,
      operation: operation as Operation,
      cells,
      ...(isChange && { signed: true }),
    },
  };
}

const divided: readonly string[] = ['share', 'index', 'percent-change'];

/** What an operation comes to; a missing value where one of its numbers is, or where there is nothing to divide by. */
function calculated(
  operation: Name,
  operands: readonly (Exact | Missing | Suppressed)[],
): Exact | Missing | Suppressed {
  const [part, whole] = operands;
  const isDivided = operation.startsWith('rate-') || divided.includes(operation);
  if (part !== undefined && whole !== undefined && isDivided) {
    const gap = missingShare(part, whole);
    if (gap !== undefined) return gap;
    if ('kind' in whole || compare(whole, zero) <= 0) return missingBecause('x', words.noBase);
  }
  const gap = missingSum(operands);
  if (gap !== undefined) return gap;
  // Those that are left add nothing.
  const values = operands.map((each) => addendOf(each) ?? zero);
  const { calculation } = definitions[operation];
  const result = calculation.kind === 'formula' ? formulaResult(calculation, values) : undefined;
  return result ?? missingBecause('x', words.noBase);
}
