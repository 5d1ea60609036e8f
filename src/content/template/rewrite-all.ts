import type { TemplateLanguage } from '../template-language.js';
import type { LoadedTemplate } from './load.js';
import type { ParsedTemplate } from './parse-template.js';
import { rewrite, type Sites } from './rewrite.js';

/** A loaded template whose programs have been rewritten; what was loaded stays as it is. */
export interface RewrittenTemplate {
  readonly loaded: LoadedTemplate;
  /** The template itself, its partials and its charts. */
  readonly templates: readonly ParsedTemplate[];
  readonly sites: Sites;
}

/** Rewrites a template with everything that it draws in. */
export function rewriteAll(loaded: LoadedTemplate, { helpers }: TemplateLanguage): RewrittenTemplate {
  const sites: Sites = { calls: [], marks: [] };
  const rewritten = (each: ParsedTemplate): ParsedTemplate => ({
    ...each,
    program: rewrite(each, sites, helpers),
  });
  const template = rewritten(loaded.template);
  const partials = new Map([...loaded.partials].map(([name, each]) => [name, rewritten(each)]));
  const charts = new Map([...loaded.charts].map(([path, each]) => [path, each && rewritten(each)]));
  const templates = [template, ...partials.values(), ...[...charts.values()].flatMap((each) => each ?? [])];
  return { loaded: { ...loaded, template, partials, charts }, templates, sites };
}
