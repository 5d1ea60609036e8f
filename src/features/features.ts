import { type TemplateLanguage, templateLanguage } from '../content/template-language.js';
import { type PackageGrammar, packageGrammar } from '../data/package-grammar.js';
import { accessibilityStatement } from './accessibility/feature.js';
import { statementBlock } from './accessibility/statement.js';
import { claims } from './claims/feature.js';
import { quotedClaimBlock } from './claims/quoted-claim-node.js';
import { editions } from './editions/feature.js';
import { revisions } from './editions/helpers/revisions.js';
import type { Feature } from './feature.js';
import { methodsBlock } from './methods/block.js';
import { methodsAnnex } from './methods/feature.js';
import { operations } from './operations.js';
import { plan } from './plan/feature.js';
import { planBlock } from './plan/plan-block.js';

/** Every feature, in the order in which they are asked. */
const features: readonly Feature[] = [
  claims,
  plan,
  editions,
  methodsAnnex(revisions),
  accessibilityStatement,
];

/** The grammar of data packages with all features. */
export const dataGrammar: PackageGrammar = packageGrammar(features.flatMap(({ data }) => data ?? []));

/** The language of templates with all features. A block of a feature without its resolver does not compile. */
export const templateSyntax: TemplateLanguage = templateLanguage(
  features.flatMap(({ content }) => content ?? []),
  { 'quoted-claim': quotedClaimBlock, methods: methodsBlock, plan: planBlock, accessibility: statementBlock },
  operations,
);
