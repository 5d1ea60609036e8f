import type { Operations } from '../model/operations/operations.js';
import type { ContentExtension } from './extension.js';
import { aboutReport, edition, param, slug } from './helpers/about-report.js';
import { average } from './helpers/average.js';
import { value } from './helpers/cell-helpers.js';
import { chart } from './helpers/chart.js';
import { compare } from './helpers/compare.js';
import { conditions } from './helpers/conditions.js';
import { agree, count } from './helpers/count.js';
import type { HelperDefinition } from './helpers/definition.js';
import { fact } from './helpers/fact.js';
import { lang } from './helpers/lang.js';
import { literal, literals } from './helpers/literal.js';
import { change, percentChange, ratio, share } from './helpers/part-and-change.js';
import { rows } from './helpers/rows.js';
import { sum } from './helpers/sum.js';
import { table } from './helpers/table.js';
import type { BlockResolvers } from './markdown/resolution.js';

/** The helpers of the content stage itself with those of the short forms, in the order in which messages list them. */
const coreHelpers = (forms: readonly HelperDefinition[]): readonly HelperDefinition[] => [
  value,
  count,
  agree,
  fact,
  literal,
  share,
  ratio,
  change,
  percentChange,
  sum,
  average,
  table,
  chart,
  ...forms,
  compare,
  rows,
  literals,
  ...conditions,
  lang,
  param,
  slug,
  ...aboutReport,
  edition,
];

/** The language of templates: the helpers of the content stage and those of the extensions, and what extensions add. */
export interface TemplateLanguage {
  /** Every helper by name. Blocks (`each`, `if`, `unless`, `with`) are Handlebars' own. */
  readonly helpers: ReadonlyMap<string, HelperDefinition>;
  /** Helpers around words that are somebody else's. */
  readonly quoting: ReadonlySet<string>;
  /** Helpers around words that cannot be tested, with the reason. */
  readonly freeing: ReadonlySet<string>;
  /** Helpers around words in another language. */
  readonly foreign: ReadonlySet<string>;
  readonly blocks: BlockResolvers;
  readonly extensions: readonly ContentExtension[];
  readonly operations: Operations;
}

/** Blocks that a template may use. */
export const blockNames = ['each', 'if', 'unless', 'with'] as const;

export function templateLanguage(
  forms: readonly HelperDefinition[],
  extensions: readonly ContentExtension[],
  blocks: BlockResolvers,
  operations: Operations,
): TemplateLanguage {
  const definitions = [...coreHelpers(forms), ...extensions.flatMap(({ helpers }) => helpers)];
  const helpers = new Map(definitions.map((definition) => [definition.name, definition]));
  const quoting = new Set(definitions.filter(({ quotes }) => quotes === true).map(({ name }) => name));
  const freeing = new Set(definitions.filter(({ frees }) => frees === true).map(({ name }) => name));
  const foreign = new Set(definitions.filter((each) => each.foreign === true).map(({ name }) => name));
  return { helpers, quoting, freeing, foreign, blocks, extensions, operations };
}
