import { messagesOf, type OperationDefinition } from '../../model/operations/definition.js';
import { difference } from '../../model/operations/formulas.js';

/** What is printed and calculated of the edition before. */
export const editionOperations = {
  /** A cell as the edition before had it. */
  'earlier-edition': {
    digits: undefined,
    calculation: { kind: 'cell', edition: 'before' },
    origin: 'document.operation.earlier-edition',
    explained: undefined,
    counts: 'never',
    onSmallBase: 'none',
  },
  revision: {
    digits: undefined,
    calculation: { kind: 'formula', formula: difference },
    ...messagesOf('revision'),
    counts: 'never',
    onSmallBase: 'none',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;

type EditionOperations = typeof editionOperations;
declare module '../../model/operations/operations.js' {
  interface ExtensionOperations extends EditionOperations {}
}
