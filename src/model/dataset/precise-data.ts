import type { Exact } from '../exact.js';
import { percentage } from '../operations/formulas.js';
import { type Operations, operationNamed } from '../operations/operations.js';
import { type Precision, printedOn } from '../project/precision.js';
import { type Derivation, isExact, type Operand } from '../quantity.js';
import type { PublishedData, PublishedDataset } from './dataset.js';

/**
 * The data with what the policy of precision makes of derived percentages, such as the implementation rates of a plan.
 * A percentage whose base is counted one by one knows how it may be printed, so that sentences, titles, charts and
 * tables print it alike. Values are not touched.
 */
export function asPrecise(data: PublishedData, precision: Precision, operations: Operations): PublishedData {
  return Object.fromEntries(
    Object.entries(data).map(([name, dataset]) => [name, preciseDataset(dataset, precision, operations)]),
  );
}

function preciseDataset(
  dataset: PublishedDataset,
  precision: Precision,
  operations: Operations,
): PublishedDataset {
  if (dataset.rows.every(({ derivations }) => derivations === undefined)) return dataset;
  const rows = dataset.rows.map((row) => {
    const { derivations } = row;
    if (derivations === undefined) return row;
    const printed = Object.entries(derivations).map(
      ([measure, derivation]) =>
        [measure, { ...derivation, ...printedAs(derivation, precision, operations) }] as const,
    );
    return { ...row, derivations: Object.fromEntries(printed) };
  });
  return { ...dataset, rows };
}

/** How a percentage is printed on its base; nothing where it is none, or its base is not counted. */
function printedAs(
  { operation, operands = [], value }: Pick<Derivation, 'operation' | 'operands' | 'value'>,
  precision: Precision,
  operations: Operations,
): Pick<Derivation, 'mostDigits' | 'fraction'> {
  const calculation = operationNamed(operations, operation)?.calculation;
  const [part, whole, ...more] = operands.map((operand) => countIn(operand, operations));
  if (calculation?.kind !== 'formula' || calculation.formula !== percentage || !isExact(value)) return {};
  if (part === undefined || whole === undefined || more.length > 0) return {};
  switch (printedOn(whole, precision)) {
    case 'decimals':
      return {};
    case 'whole':
      return { mostDigits: 0 };
    case 'counts':
      return { fraction: { part, whole, form: 'of', digits: 0 } };
  }
}

/** How many there are, where an operand counts things. */
function countIn({ value, operation }: Operand, operations: Operations): Exact | undefined {
  return isExact(value) && operations[operation].counts === 'always' ? value : undefined;
}
