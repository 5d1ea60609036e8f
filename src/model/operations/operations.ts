import type { coreOperations } from './core.js';
import type { OperationDefinition } from './definition.js';

/**
 * The operations of extensions, by name. An extension declares its own by augmentation: from then on the whole record does not
 * compile without them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: extensions fill it
export interface ExtensionOperations {}

/** What was done to the cells of a number. */
export type Operation = keyof typeof coreOperations | keyof ExtensionOperations;

/**
 * The one record of operations. It is whole where the extensions are listed (`extensions/operations.ts`), and handed to
 * whoever reads any operation; what is made with an operation of one's own room reads that of the room.
 */
export type Operations = { readonly [Name in Operation]: OperationDefinition };

/** The operation of a name that comes from a file; undefined where there is none. */
export function operationNamed(operations: Operations, name: string): OperationDefinition | undefined {
  const known: Readonly<Record<string, OperationDefinition>> = operations;
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
