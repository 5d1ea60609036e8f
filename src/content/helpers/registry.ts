import { value } from './cell-helpers.js';
import { chart } from './chart.js';
import { conditions } from './conditions.js';
import type { HelperDefinition } from './definition.js';
import { fact } from './fact.js';
import { change, percentChange, ratio, share } from './part-and-change.js';
import { rows } from './rows.js';
import { sum } from './sum.js';
import { table } from './table.js';
import { slug, words } from './words.js';

const definitions: readonly HelperDefinition[] = [
  value,
  fact,
  share,
  ratio,
  change,
  percentChange,
  sum,
  table,
  chart,
  rows,
  ...conditions,
  slug,
  ...words,
];

/** Every helper of the template language by name. Blocks (`each`, `if`, `unless`, `with`) are Handlebars' own. */
export const helpers: ReadonlyMap<string, HelperDefinition> = new Map(
  definitions.map((definition) => [definition.name, definition]),
);

/** Blocks that a template may use. */
export const blockNames = ['each', 'if', 'unless', 'with'] as const;

/** Names that a field may not bear, since a helper reads them as its own arguments. */
export const parameterNames: readonly string[] = [
  ...new Set(
    definitions.flatMap((definition) => [...definition.parameters, ...(definition.fieldParameters ?? [])]),
  ),
].sort();
