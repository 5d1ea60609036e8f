import { type TemplateLanguage, templateLanguage } from '../content/template-language.js';
import { type PackageGrammar, packageGrammar } from '../data/package/package-grammar.js';
import { accessibilityStatement } from './accessibility/extension.js';
import { statementBlock } from './accessibility/statement.js';
import { claims } from './claims/extension.js';
import { quotedClaimBlock } from './claims/quoted-claim-node.js';
import { editions } from './editions/extension.js';
import { revisions } from './editions/helpers/revisions.js';
import type { Extension } from './extension.js';
import { methodsBlock } from './methods/block.js';
import { methodsAnnex } from './methods/extension.js';
import { operations } from './operations.js';
import { plan } from './plan/extension.js';
import { planBlock } from './plan/plan-block.js';

/** Every extension, in the order in which they are asked. */
const extensions: readonly Extension[] = [
  claims,
  plan,
  editions,
  methodsAnnex(revisions),
  accessibilityStatement,
];

/** The grammar of data packages with all extensions. */
export const dataGrammar: PackageGrammar = packageGrammar(extensions.flatMap(({ data }) => data ?? []));

/** The language of templates with all extensions. A block of one without its resolver does not compile. */
export const templateSyntax: TemplateLanguage = templateLanguage(
  extensions.flatMap(({ content }) => content ?? []),
  { 'quoted-claim': quotedClaimBlock, methods: methodsBlock, plan: planBlock, accessibility: statementBlock },
  operations,
);
