import type { Position } from '../../diagnostics.js';
import { blockNames, type TemplateLanguage } from '../template-language.js';
import { type CallSite, callSite, startOf } from './call-site.js';
import type { LoadedTemplate } from './load.js';
import { encodeMark } from './marks.js';
import type { ParsedTemplate } from './parse-template.js';

/** Names of the functions that the rewritten template calls; no author can write them (a space is not an identifier). */
export const printName = 'tallybook print';
export const pickName = 'tallybook pick';
/** What is called in place of what is no helper. */
export const missingName = 'helperMissing';
export const siteKey = 'tallybook site';

/** Tables that the indexes in rewritten templates point into. One pair serves a template and its partials. */
export interface Sites {
  readonly calls: CallSite[];
  readonly marks: Position[];
}

/**
 * A rewritten copy of a template. Every `{{...}}` goes through `print`, which keeps numbers from turning into text. A
 * bare `{{name}}` looks at the current row before it looks for a helper. Every helper call knows its call site, and
 * every line of text carries a mark with its position.
 */
export function rewrite(
  { program, file }: ParsedTemplate,
  sites: Sites,
  helpers: TemplateLanguage['helpers'],
): hbs.AST.Program {
  const copy = copyOf(program);
  rewriteProgram(copy, { file, sites, helpers });
  return copy;
}

/** A copy of what a parser made; where things stand is never changed, and shared. */
function copyOf<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  // A list of such parts is one, and so is an object of them.
  if (Array.isArray(part)) return part.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(part)) copy[name] = name === 'loc' ? value : copyOf(value);
  return copy as T;
}

/** What the rewriting of one template works with. */
interface Rewriting {
  readonly file: string;
  readonly sites: Sites;
  readonly helpers: TemplateLanguage['helpers'];
}

function rewriteProgram(program: hbs.AST.Program | undefined, rewriting: Rewriting): void {
  for (const statement of program?.body ?? []) rewriteStatement(statement, rewriting);
}

function rewriteStatement(statement: hbs.AST.Statement, rewriting: Rewriting): void {
  switch (statement.type) {
    case 'ContentStatement':
      markLines(statement as hbs.AST.ContentStatement, rewriting);
      break;
    case 'MustacheStatement':
      rewriteMustache(statement as hbs.AST.MustacheStatement, rewriting);
      break;
    case 'BlockStatement': {
      const block = statement as hbs.AST.BlockStatement;
      rewriteCall(block, rewriting);
      rewriteProgram(block.program, rewriting);
      rewriteProgram(block.inverse, rewriting);
      break;
    }
    case 'PartialStatement': {
      const partial = statement as hbs.AST.PartialStatement;
      // More than one is reported by `checkNames`; Handlebars would refuse to compile it.
      partial.params = partial.params.slice(0, 1);
      rewriteArguments(partial, rewriting);
    }
  }
}

type Call = hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression;

function rewriteCall(call: Call, rewriting: Rewriting): void {
  const { file, sites, helpers } = rewriting;
  // `checkNames` reports these. Handlebars would call a field of the row, or the row itself, as if it were a function.
  if (!isCallable(call.path, helpers)) call.path = identifier(missingName, call.loc);
  const index = sites.calls.push(callSite(call, file)) - 1;
  rewriteArguments(call, rewriting);
  call.hash = siteHash(index, call.loc, call.hash?.pairs);
}

function isCallable(
  path: hbs.AST.PathExpression | hbs.AST.Literal,
  helpers: TemplateLanguage['helpers'],
): boolean {
  return isSimple(path) && (helpers.has(path.original) || blockNames.some((name) => name === path.original));
}

function rewriteArguments(call: Pick<Call, 'params' | 'hash'>, rewriting: Rewriting): void {
  const expressions = [...call.params, ...(call.hash?.pairs ?? []).map((pair) => pair.value)];
  for (const expression of expressions) {
    if (expression.type === 'SubExpression') rewriteCall(expression as hbs.AST.SubExpression, rewriting);
  }
}

function rewriteMustache(mustache: hbs.AST.MustacheStatement, rewriting: Rewriting): void {
  const { loc, path } = mustache;
  const { file, sites } = rewriting;
  const bare = mustache.params.length === 0 && (mustache.hash?.pairs ?? []).length === 0;
  const hash = siteHash(sites.calls.push(callSite(mustache, file)) - 1, loc);
  let printed: hbs.AST.Expression;
  if (!bare) {
    const call = { type: 'SubExpression', path, params: mustache.params, hash: mustache.hash, loc };
    rewriteCall(call as hbs.AST.SubExpression, rewriting);
    printed = call;
  } else if (isSimple(path)) {
    const name = { type: 'StringLiteral', value: path.original, original: path.original, loc };
    printed = {
      type: 'SubExpression',
      path: identifier(pickName, loc),
      params: [name, path],
      hash,
      loc,
    } as hbs.AST.SubExpression;
  } else {
    printed = path;
  }
  mustache.path = identifier(printName, loc);
  mustache.params = [printed];
  mustache.hash = hash;
}

/** `name`, not `../name`, `this.name`, `@index` or a literal. */
export function isSimple(path: hbs.AST.PathExpression | hbs.AST.Literal): path is hbs.AST.PathExpression {
  if (path.type !== 'PathExpression') return false;
  const { data, depth, parts, original } = path as hbs.AST.PathExpression;
  return !data && depth === 0 && parts.length === 1 && parts[0] === original;
}

function identifier(name: string, loc: hbs.AST.SourceLocation): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function siteHash(index: number, loc: hbs.AST.SourceLocation, pairs: hbs.AST.HashPair[] = []): hbs.AST.Hash {
  const pair: hbs.AST.HashPair = { type: 'HashPair', key: siteKey, value: number(index, loc), loc };
  return { type: 'Hash', pairs: [...pairs, pair], loc };
}

function number(value: number, loc: hbs.AST.SourceLocation): hbs.AST.NumberLiteral {
  return { type: 'NumberLiteral', value, original: value, loc };
}

/**
 * Puts a mark before each line of a stretch of text. Whitespace control has already cut the text, so the first line
 * starts where the cut ended. An empty last line gets no mark: Handlebars would indent it inside a partial.
 */
function markLines(content: hbs.AST.ContentStatement, { file, sites }: Rewriting): void {
  const original = String(content.original);
  const value = String(content.value);
  const cut = original.slice(0, cutLength(original, value));
  const start = startOf(content, file);
  const cutLines = cut.split('\n');
  let line = start.line + cutLines.length - 1;
  let column = cutLines.length === 1 ? start.column + cut.length : (cutLines.at(-1) ?? '').length + 1;
  const lines = value.split('\n');
  const marked = lines.map((text, index) => {
    const position = { file, line, column };
    line += 1;
    column = 1;
    return index === lines.length - 1 && text === ''
      ? text
      : encodeMark(sites.marks.push(position) - 1) + text;
  });
  content.value = marked.join('\n');
}

/** How much white space was cut from the front of `original` to leave `value`. */
function cutLength(original: string, value: string): number {
  for (let length = 0; length <= original.length - value.length; length++) {
    if (original.startsWith(value, length)) return length;
  }
  return 0;
}

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
