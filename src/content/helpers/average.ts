import { isCount } from '../../model/counted.js';
import { add, divide, exact, zero } from '../../model/exact.js';
import { allow } from '../guards/exception-book.js';
import { excepting } from '../guards/exceptions.js';
import { numberOf } from '../selection/cells.js';
import { derive, unlessMissing } from './calculate.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';
import { addends } from './sum.js';

const parameters = ['measure', 'digits', 'from', 'to', 'level', allow];

/**
 * `{{average "victims" nationality="total" from=2009 to=2014}}`: the arithmetic mean of the cells named. A missing value
 * that adds as nothing is one of them, with 0. An average of counts keeps a decimal: without one it would be read as a
 * count.
 */
export const average: HelperDefinition = {
  name: 'average',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  run: excepting(['counts'], (call, scope) => {
    const cells = addends(call, scope, parameters);
    const [first, ...rest] = cells;
    if (first === undefined) throw new Error('A filter always names at least one category');
    if (call.wholeNumber('digits', 0, 6) === 0 && cells.some((cell) => isCount(cell, scope))) {
      fail('content/argument.average', call.hashAt('digits'), {
        unit: first.unit === '' ? 'counts' : first.unit,
      });
    }
    const value = unlessMissing(cells, () =>
      divide(
        cells.reduce((total, cell) => add(total, numberOf(cell, call.at)), zero),
        exact(cells.length),
      ),
    );
    const mean = derive(call, scope, 'average', [first, ...rest], { value, unit: first.unit });
    return mean;
  }),
};
