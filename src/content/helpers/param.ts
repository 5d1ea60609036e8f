import { parameterHelper } from '../parameters/write-in.js';
import type { Failure, Label } from '../printable.js';
import type { HelperDefinition } from './definition.js';

/**
 * `{{param "municipality"}}`: what a report that is made for many is about. A category is printed as its label; what a file of items says
 * are words that somebody typed, in which a number is refused as everywhere.
 */
export const param: HelperDefinition = {
  name: parameterHelper,
  first: 'any',
  arity: [1, 1],
  parameters: [],
  run(call, { parameters }): Label | Failure {
    const found = parameters.get(call.textParam(0, 'the name of a parameter'));
    // One that is not there has been reported where it was to be written in.
    if (found === undefined) return { kind: 'failure' };
    const { text, value, isCategory } = found;
    return { kind: 'label', text, value, ...(!isCategory && { typedAt: call.at }) };
  },
};
