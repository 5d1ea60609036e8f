import { editionHelper, parameterHelper } from '../parameters.js';
import { type Failure, isQuantity, type Label, type PlainId } from '../printable.js';
import { describe, toText } from './call.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';

/** `{{slug code}}`: text as plain `[a-z0-9-]`, for ids, `#` references and chart names. */
export const slug: HelperDefinition = {
  name: 'slug',
  first: 'any',
  arity: [1, 1],
  parameters: [],
  run(call): PlainId {
    const [argument] = call.params;
    const text = isQuantity(argument) ? undefined : toText(argument);
    const plain = (text ?? '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    if (plain !== '') return { kind: 'id', text: plain };
    return fail('content/argument.slug', call.paramAt(0), { argument: describe(argument) });
  },
};

function word(
  name: string,
  read: (scope: Parameters<HelperDefinition['run']>[1]) => string,
): HelperDefinition {
  return {
    name,
    first: 'none',
    arity: [0, 0],
    parameters: [],
    run(_, scope): Label {
      const text = read(scope);
      return { kind: 'label', text, value: text };
    },
  };
}

/** `{{title}}`, `{{publisher}}`: what the report says of itself. */
export const aboutReport: readonly HelperDefinition[] = [
  word('title', (scope) => scope.title),
  word('publisher', (scope) => scope.publisher),
];

/** `{{edition}}`: the year of the edition; `{{edition -1}}` the year before. */
export const edition: HelperDefinition = {
  name: editionHelper,
  first: 'any',
  arity: [0, 1],
  parameters: [],
  run(call, scope): Label {
    const [step = 0] = call.params;
    if (typeof step !== 'number' || !Number.isInteger(step))
      fail('content/argument.edition', call.paramAt(0), { step: describe(step) });
    const text = String(scope.edition + step);
    return { kind: 'label', text, value: text };
  },
};

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
