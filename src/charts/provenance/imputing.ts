import { type JsonObject, toArray } from '../spec.js';
import type { Definition, Imputation } from './definition.js';

const methods: ReadonlySet<string> = new Set(['value', 'mean', 'median', 'min', 'max']);

/** What an `impute` makes: the numbers with those that it puts in, and the key of each. */
export function imputedBy({
  impute,
  key,
  method = 'value',
  value,
  frame,
}: JsonObject): readonly (readonly [string, Definition])[] {
  if (typeof impute !== 'string' || typeof key !== 'string') return [];
  const [from = null, to = null] = toArray(frame);
  const offset = (each: unknown): number | null => (typeof each === 'number' ? each : null);
  const imputation: Imputation = {
    method: String(method),
    value: typeof value === 'number' ? value : undefined,
    window: { frame: [offset(from), offset(to)], ignoresPeers: false },
  };
  return [
    [key, { kind: 'curve-place' }],
    [
      impute,
      methods.has(imputation.method)
        ? { kind: 'imputed', ...imputation }
        : { kind: 'refused', why: `\`impute\` by \`${imputation.method}\`` },
    ],
  ];
}

/** The field that holds what is put in for those of another. */
export const imputedField = (field: string): string => `__imputed_${field}`;

/** What an author puts in, in a form by which it is known after vega-lite, which puts nothings of its own into stacks. */
export const statedValue = (value: unknown): JsonObject => ({ signal: JSON.stringify(value ?? null) });
