import type { Operations } from '../model/operations/operations.js';
import type { ContentExtension } from './extension.js';
import type { HelperDefinition } from './helpers/definition.js';
import { coreHelpers } from './helpers/registry.js';
import type { BlockResolvers } from './markdown/resolution.js';

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
