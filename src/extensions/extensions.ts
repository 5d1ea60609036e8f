import type { BlockResolvers } from '../content/markdown/resolution.js';
import { type TemplateLanguage, templateLanguage } from '../content/template-language.js';
import { type PackageGrammar, packageGrammar } from '../data/package/package-grammar.js';
import { helperOf } from '../forms/chart-form.js';
import type { RecordReader } from '../project/resolve.js';
import { accessibility } from './accessibility/extension.js';
import { calculate } from './calculate/extension.js';
import { citations } from './citations/extension.js';
import { claims } from './claims/extension.js';
import { editions } from './editions/extension.js';
import type { Extension } from './extension.js';
import { chartForms } from './forms.js';
import { maps } from './maps/extension.js';
import { methods } from './methods/extension.js';
import { operations } from './operations.js';
import { plan } from './plan/extension.js';
import { protection } from './protect/extension.js';
import { queries } from './queries/extension.js';

/**
 * The extensions that data, templates and reports know of, in the order in which they are asked. What only adds commands is in
 * `programs.ts`, where some of these are too. Codes, operations and judges of claims have lists of their own beside this one.
 */
export const extensions: readonly Extension[] = [
  claims,
  citations,
  plan,
  calculate,
  editions,
  methods,
  accessibility,
  queries,
  protection,
  maps,
];

/** What reads files of extensions beside `tallybook.yaml`. */
export const recordReaders: readonly RecordReader[] = extensions.flatMap(({ records }) => records ?? []);

/** A block without its resolver does not compile. */
const blocks: BlockResolvers = {
  ...claims.blocks,
  ...plan.blocks,
  ...methods.blocks,
  ...accessibility.blocks,
};

/** The grammar of data packages with all of them. */
export const dataGrammar: PackageGrammar = packageGrammar({
  extensions: extensions.flatMap(({ data }) => data ?? []),
  queries: extensions.flatMap((each) => each.queries ?? [])[0],
  publishing: extensions.flatMap(({ publishing }) => publishing ?? [])[0],
  attachments: extensions.flatMap(({ attachments }) => attachments ?? []),
});

/** The language of templates with all of them. */
export const templateSyntax: TemplateLanguage = templateLanguage(
  chartForms.map(helperOf),
  extensions.flatMap(({ content }) => content ?? []),
  blocks,
  operations,
);
