import type { JsonObject } from '../spec.js';

/** The field that holds what is put in for those of another. */
export const imputedField = (field: string): string => `__imputed_${field}`;

/** What an author puts in, in a form by which it is known after vega-lite, which puts nothings of its own into stacks. */
export const statedValue = (value: unknown): JsonObject => ({ signal: JSON.stringify(value ?? null) });
