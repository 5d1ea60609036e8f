import { type Exact, toNumber } from '../../model/exact.js';
import { density, densityDigits } from '../../model/operations/density.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { combine, parameterOf, type Some } from './combine.js';
import type { Definition } from './definition.js';

/** What is told of a density: how high it is at a place, and the width of the bells that it is made of. */
export interface DensityNumbers {
  readonly value: Quantity;
  readonly bandwidth: Quantity;
}

/** The density of some numbers at a place; undefined where one of them is missing, or all are alike. */
export function densityAt(
  place: unknown,
  numbers: Some,
  { operation, bandwidth: given }: Extract<Definition, { kind: 'density' }>,
): DensityNumbers | undefined {
  const [{ unit }] = numbers;
  const [at, width] = [place, given].map((stated) => parameterOf(stated, numbers[0]));
  if (at === undefined || width === undefined) return undefined;
  const bandwidth = made('bandwidth', [width, ...numbers], unit);
  if (bandwidth === undefined || !isExact(bandwidth.value)) return undefined;
  const isBelow = operation.endsWith('-below');
  const value = made(operation, [at, width, ...numbers], isBelow || unit === '' ? '' : `per ${unit}`);
  if (value === undefined) return undefined;
  const digits = densityDigits(bandwidth.value);
  const most = numbers.reduce((so, each) => Math.max(so, each.digits), 0);
  // A number in three digits, whatever the unit: with a bandwidth of thousands a density has many decimals.
  return {
    value: isBelow || operation === 'density-count' ? value : { ...value, digits },
    bandwidth: {
      ...bandwidth,
      digits: Math.max(3 - Math.ceil(Math.log10(toNumber(bandwidth.value))), most, 0),
    },
  };
}

function made(operation: keyof typeof density, operands: Some, unit: string): Quantity | undefined {
  const values = operands.flatMap(({ value }): readonly Exact[] => (isExact(value) ? [value] : []));
  if (values.length < operands.length) return undefined;
  const number = combine(operation, operands, density[operation].calculation.of(values), unit);
  const own = operands.find(({ dataset }) => dataset !== '');
  return number && { ...number, dataset: own?.dataset ?? number.dataset };
}
