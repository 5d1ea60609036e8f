import { compare, type Exact, finiteDigits, roundTo } from '../exact.js';
import { isExact } from '../quantity.js';
import { type Expression, writeExpression } from './expression.js';
import { formulaIn, type Step, type StepValue } from './steps.js';

/** How the numbers of an equation are written: a page in its language, `trace` as programs do. */
export interface EquationStyle {
  /** Decimals beyond which an operand is written as what it came from. */
  readonly digits: number;
  /** Whether that is its calculation, where it fits; else it is a fraction. */
  readonly isNested: boolean;
  number(value: Exact, digits: number): string;
}

/** Numbers in one formula beyond which a reader would not follow: what leads to an operand is then a fraction. */
const mostNumbers = 12;

/**
 * What a step does with its operands, in numbers: "38 ÷ 233 × 100". Every number of it is exact, so that whoever
 * reckons it again comes to the value of the step. Undefined where there is no formula.
 */
export function formulaOf(step: Step, style: EquationStyle): string | undefined {
  const formula = formulaIn(step);
  if (formula === undefined) return undefined;
  const isShort = style.isNested && numbersIn(step, style) <= mostNumbers;
  return writeExpression(formula, (operand) => writeOperand(operand, style, isShort));
}

/** The sign between a formula and its value as printed with so many decimals. */
export function relationOf(value: Exact, digits: number): '=' | '≈' {
  return compare(roundTo(value, digits), value) === 0 ? '=' : '≈';
}

/** An operand as a number where it ends soon enough, else as what leads to it, else as a fraction. */
function writeOperand(operand: Step, style: EquationStyle, isShort: boolean): string | Expression<Step> {
  const { value } = operand;
  if (value === undefined || !isExact(value)) return value?.symbol ?? '?';
  const digits = endsSoon(value, style) ? finiteDigits(value) : undefined;
  if (digits !== undefined) return style.number(value, digits);
  const formula = isShort ? formulaIn(operand) : undefined;
  const parts = [value.numerator, value.denominator].map(
    (part) => ({ kind: 'number', value: part }) as const,
  );
  return formula ?? { kind: 'chain', sign: '÷', parts };
}

function endsSoon(value: StepValue, { digits }: EquationStyle): boolean {
  if (value === undefined || !isExact(value)) return true;
  return (finiteDigits(value) ?? Number.POSITIVE_INFINITY) <= digits;
}

function numbersIn(step: Step, style: EquationStyle): number {
  return step.operands.reduce(
    (sum, operand) =>
      sum + (endsSoon(operand.value, style) || operand.operands.length === 0 ? 1 : numbersIn(operand, style)),
    0,
  );
}
