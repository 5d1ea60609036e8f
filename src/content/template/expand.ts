import Handlebars from 'handlebars';
import { type Diagnostic, formatDiagnostic, type Position } from '../../diagnostics.js';
import { phrase, problem } from '../../problems/problem.js';
import { ExceptionBook } from '../guards/exception-book.js';
import { Call, describe, type Scope } from '../helpers/call.js';
import type { HelperDefinition } from '../helpers/definition.js';
import { HelperProblem } from '../helpers/problem.js';
import {
  type ChartBlock,
  type Failure,
  isPrintable,
  isQuantity,
  type Kept,
  type TokenContent,
} from '../printable.js';
import type { RowIndex } from '../selection/fields.js';
import type { TemplateLanguage } from '../template-language.js';
import { type AnyCall, type CallSite, callSite, isBare, isSimple, startOf } from './ast.js';
import {
  type Interpreter,
  interpret,
  type TemplateFunction,
  type TemplateOptions,
  TooLong,
} from './interpret.js';
import { encodeToken, type Marks } from './marks.js';
import type { ParsedTemplate } from './parse-template.js';

/** Templates and what they run on. */
export interface ExpandInput {
  readonly template: ParsedTemplate;
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  /** Chart files by the path that the template writes; undefined where the file could not be had. */
  readonly charts: ReadonlyMap<string, ParsedTemplate | undefined>;
  readonly marks: Marks;
  readonly helpers: TemplateLanguage['helpers'];
  readonly rows: RowIndex;
  /** Characters that it may write, marks among them. */
  readonly most: number;
  readonly scope: Omit<Scope, 'call' | 'expandChart' | 'keep' | 'report' | 'exceptions' | 'token'>;
}

/** Expanded text, still with its marks and tokens, and what the tokens stand for. */
export interface Expanded {
  readonly marked: string;
  readonly tokens: readonly TokenContent[];
  readonly diagnostics: readonly Diagnostic[];
  /** What helpers of extensions kept, in the order of the text. */
  readonly kept: readonly Kept[];
  /** True where it became too long, and was left before its end. */
  readonly isCut?: true;
}

/** Runs a template. Faults of helpers are collected; each leaves a failure behind and the run goes on. */
export function expand(input: ExpandInput): Expanded {
  const run = new Run(input);
  let marked: string;
  try {
    marked = run.expand(input.template, {});
  } catch (error) {
    if (!(error instanceof TooLong)) throw error;
    return { marked: '', tokens: [], diagnostics: run.diagnostics, kept: [], isCut: true };
  }
  const diagnostics = [...run.diagnostics, ...run.exceptions.unused()];
  return { marked, tokens: run.tokens, diagnostics, kept: run.kept };
}

const failure: Failure = { kind: 'failure' };

/** True when an argument is a failure. It has been reported; reporting what follows from it would only be noise. */
function hasFailed({ params, hash }: Call): boolean {
  return [...params, ...Object.values(hash)].some((value) => isPrintable(value) && value.kind === 'failure');
}

class Run {
  readonly tokens: TokenContent[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly kept: Kept[] = [];
  readonly exceptions = new ExceptionBook();
  private readonly functions = new Map<string, TemplateFunction>();
  private readonly interpreter: Interpreter;
  private readonly scope: Scope;
  private readonly sites = new WeakMap<AnyCall, CallSite>();
  private readonly inPartials = new Set<string>();
  private insideChart = false;

  constructor(private readonly input: ExpandInput) {
    this.scope = {
      ...input.scope,
      call: (call) => input.helpers.get(call.name)?.run(call, this.scope),
      exceptions: this.exceptions,
      expandChart: (path, context, at) => this.chart(path, context, at),
      // The kind and the thing of one call belong together; the compiler does not see that of their union.
      keep: (kind, thing) => void this.kept.push({ kind, thing } as Kept),
      token: (content) => this.token(content),
      report: (diagnostic) => void this.diagnostics.push(diagnostic),
    };
    // `checkNames` has reported unknown helpers and partials where they stand; here they only must not end the run.
    this.interpreter = {
      helpers: this.functions,
      partials: input.partials,
      missing: failure,
      most: input.most,
      within: (partial, file, expanded) => {
        const first = this.diagnostics.length;
        const text = expanded();
        this.tellUse(first, startOf(partial, file));
        return text;
      },
      text: (content, file) => input.marks.before(content, file),
      print: (value, mustache, { file, context }) => {
        const site = this.site({ call: mustache, file });
        const { path } = mustache;
        const isName = isBare(mustache) && isSimple(path);
        return this.print(isName ? this.pick(path.original, value, site, context) : value, site);
      },
    };
    for (const definition of input.helpers.values()) this.register(definition);
    for (const [name, block] of blocksOf(this)) this.functions.set(name, block);
  }

  expand(template: ParsedTemplate, context: unknown): string {
    return interpret(template, context, this.interpreter);
  }

  /** One for each call, which may stand in a loop. */
  site({ call, file }: Pick<TemplateOptions, 'call' | 'file'>): CallSite {
    const site = this.sites.get(call) ?? callSite(call, file);
    this.sites.set(call, site);
    return site;
  }

  report(found: Diagnostic): Failure {
    this.diagnostics.push(found);
    return failure;
  }

  /** Faults in a partial may come of what it was given: each is told once, with the first place that used it. */
  private tellUse(first: number, position: Position): void {
    const see = { position, note: phrase('content/partial.used') };
    for (const found of this.diagnostics.splice(first)) {
      const key = formatDiagnostic(found);
      if (!this.inPartials.has(key)) this.diagnostics.push({ ...found, see: [...(found.see ?? []), see] });
      this.inPartials.add(key);
    }
  }

  private register(definition: HelperDefinition): void {
    const run = this;
    this.functions.set(definition.name, function (this: unknown, ...args: unknown[]) {
      const { hash, fn, ...at } = args.pop() as TemplateOptions;
      const site = run.site(at);
      if (fn === undefined) return run.callHelper(definition, run.call(definition, args, hash, site, this));
      return run.block(definition, run.call(definition, args, hash, site, {}), () => fn(this));
    });
  }

  private callHelper(definition: HelperDefinition, call: Call): unknown {
    const { hash } = call;
    const id = typeof hash.id === 'string' ? { id: hash.id } : {};
    if (hasFailed(call)) return { ...failure, ...id };
    try {
      return definition.run(call, this.scope);
    } catch (error) {
      if (!(error instanceof HelperProblem)) throw error;
      this.diagnostics.push(error.diagnostic);
      return definition.name === 'rows' ? [] : { ...failure, ...id };
    }
  }

  /** A helper that stands as a block. When it fails, what stands in it is printed all the same. */
  private block(definition: HelperDefinition, call: Call, body: () => string): string {
    // `checkNames` has reported a helper that is no block.
    if (definition.runBlock === undefined || hasFailed(call)) return body();
    try {
      const printed = definition.runBlock(call, this.scope, body);
      // Handlebars cuts the line end after `{{/name}}`, which has to end the paragraph of a block.
      return typeof printed === 'string' ? printed : `${this.print(printed, call.site)}\n`;
    } catch (error) {
      if (!(error instanceof HelperProblem)) throw error;
      this.diagnostics.push(error.diagnostic);
      return body();
    }
  }

  private call(
    { name }: HelperDefinition,
    params: readonly unknown[],
    hash: TemplateOptions['hash'],
    site: CallSite,
    context: unknown,
  ): Call {
    return new Call(name, params, hash, site, context, this.input.rows);
  }

  private chart(path: string, context: unknown, at: Position): ChartBlock | Failure {
    const chart = this.input.charts.get(path);
    if (this.insideChart) {
      throw new HelperProblem(problem('content/block-inline.chart', at));
    }
    if (chart !== undefined) {
      this.insideChart = true;
      const marked = this.expand(chart, context);
      this.insideChart = false;
      return { kind: 'chart', file: chart.file, marked };
    }
    if (this.input.charts.has(path)) return failure;
    throw new HelperProblem(problem('content/argument.chart', at, { path }));
  }

  /** `{{name}}`: a field of the row first, then a helper without arguments, else an error. */
  private pick(name: string, value: unknown, site: CallSite, context: unknown): unknown {
    if (value !== undefined && typeof value !== 'function') return value;
    const helper = this.input.helpers.get(name);
    if (helper?.arity[0] === 0) return this.callHelper(helper, this.call(helper, [], {}, site, context));
    const { at } = site;
    if (helper === undefined) return this.report(problem('content/unknown-name.field', at, { name }));
    return this.report(problem('content/argument.unexpected', at, { name }));
  }

  private print(value: unknown, site: CallSite): string {
    if (isPrintable(value)) {
      if (value.kind === 'id') return value.text;
      if (value.kind === 'counted') return this.print(value.quantity, site) + this.token(value.noun);
      return this.token(value.kind === 'quantity' ? { ...value, at: site.at } : value);
    }
    if (typeof value === 'string') return this.token({ kind: 'label', text: value, value, typedAt: site.at });
    if (typeof value === 'number' || typeof value === 'bigint') {
      this.report(problem('content/bare-number', site.at, { value }));
    } else {
      this.report(problem('content/argument.print', site.at, { value: describe(value) }));
    }
    return this.token(failure);
  }

  private token(content: TokenContent): string {
    return encodeToken(this.tokens.push(content) - 1);
  }
}

/** The run that blocks belong to: where they stand, and where their faults go. */
interface BlockRun {
  site(options: Pick<TemplateOptions, 'call' | 'file'>): CallSite;
  report(problem: Diagnostic): unknown;
}

/** `each`, `with`, `if` and `unless`, which take what our helpers return and refuse what they cannot. */
function blocksOf(run: BlockRun): ReadonlyMap<string, TemplateFunction> {
  const { each, with: withContext } = Handlebars.helpers;
  const blocks = new Map<string, TemplateFunction>();
  block(blocks, 'each', function (rows, options) {
    if (Array.isArray(rows)) return each?.call(this, rows, options);
    if (!isPrintable(rows))
      run.report(problem('content/argument.rows-rows', run.site(options).at, { rows: describe(rows) }));
    return '';
  });
  block(blocks, 'with', function (context, options) {
    return withContext?.call(this, context, options);
  });
  block(blocks, 'if', function (condition, options) {
    return holds(run, condition, options) ? options.fn(this) : options.inverse(this);
  });
  block(blocks, 'unless', function (condition, options) {
    return holds(run, condition, options) ? options.inverse(this) : options.fn(this);
  });
  return blocks;
}

/** Adds a block of one argument. `checkNames` has reported a call with none or several; it gives nothing. */
function block(
  blocks: Map<string, TemplateFunction>,
  name: string,
  body: (this: unknown, argument: unknown, options: BlockOptions) => unknown,
): void {
  blocks.set(name, function (this: unknown, ...args: unknown[]) {
    const options = args.pop() as BlockOptions;
    return args.length === 1 ? body.call(this, args[0], options) : '';
  });
}

type BlockOptions = Handlebars.HelperOptions & TemplateOptions;

function holds(run: BlockRun, condition: unknown, options: BlockOptions): boolean {
  if (isQuantity(condition)) {
    const { params, at } = run.site(options);
    run.report(problem('content/quantity-in-condition', params[0] ?? at));
    return false;
  }
  if (isPrintable(condition)) return condition.kind === 'label' && condition.value !== '';
  return Array.isArray(condition) ? condition.length > 0 : Boolean(condition);
}
