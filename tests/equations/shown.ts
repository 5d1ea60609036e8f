import { answersOf } from '../../src/extensions/trace/answer.js';
import type { Traced } from '../../src/extensions/trace/trace.js';
import type { StepValue } from '../../src/model/operations/steps.js';
import { isExact, type Operand } from '../../src/model/quantity.js';
import { readOrigins } from '../../src/outputs/snapshot/origins-block.js';
import { readMarkup } from '../../src/outputs/snapshot/read-markup.js';
import { faultOf } from './reader.js';

/**
 * What is wrong with the equations that a report shows, at the numbers of its page and, where they are given, in the
 * answers of `trace`.
 */
export function falseEquations(
  page: string,
  traced?: Traced,
  nothing = traced && symbolsOfNothing(traced),
): string[] {
  return [...equationsOn(page), ...(traced === undefined ? [] : equationsIn(traced))].flatMap((equation) => {
    const fault = faultOf(equation, nothing);
    return fault === undefined ? [] : [`${equation} ${fault}`];
  });
}

/** The equations that a finished page shows, each as often as it does. */
export function equationsOn(page: string): string[] {
  return [...readOrigins(readMarkup(page)).values()].flatMap(({ equation }) =>
    equation === '' ? [] : [equation],
  );
}

function equationsIn({ numbers, lookUp }: Traced): string[] {
  return answersOf(numbers, numbers, lookUp).flatMap(({ steps }) =>
    steps.flatMap(({ formula, value, missing }) => {
      if (formula === undefined) return [];
      const result = value?.fraction.replace('/', ' ÷ ').replace(/^-(\S+)/, '(-$1)');
      return [`${formula} = ${result ?? `[${missing === undefined ? '' : 'x'}]`}`];
    }),
  );
}

/** The symbols among the operands that the data declare to add nothing. */
function symbolsOfNothing({ numbers, lookUp }: Traced): string[] {
  const valuesIn = ({ value, cells, operands }: Operand): StepValue[] => [
    value,
    ...cells.map((cell) => lookUp(cell)?.value),
    ...(operands?.flatMap(valuesIn) ?? []),
  ];
  const values = numbers.flatMap(({ entry }) => (entry === undefined ? [] : valuesIn(entry.quantity)));
  const symbols = values.flatMap((value) =>
    value !== undefined && !isExact(value) && value.kind === 'missing' && value.adds === 0
      ? [value.symbol]
      : [],
  );
  return [...new Set(symbols)];
}
