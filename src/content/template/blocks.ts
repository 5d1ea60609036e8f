import Handlebars from 'handlebars';
import type { Diagnostic } from '../../diagnostics.js';
import { problem } from '../../problems/problem.js';
import { describe } from '../helpers/call.js';
import { isPrintable, isQuantity } from '../printable.js';
import type { CallSite } from './call-site.js';
import type { TemplateFunction } from './interpret.js';

/** What is passed last to every helper and block, as far as we read it. */
export interface Options {
  readonly hash: Readonly<Record<string, unknown>>;
  /** Of blocks: expands what stands in them. */
  readonly fn?: (context: unknown) => string;
}

/** The run that blocks belong to: where they stand, and where their faults go. */
interface BlockRun {
  site(options: Options): CallSite;
  report(problem: Diagnostic): unknown;
}

/** `each`, `with`, `if` and `unless`, which take what our helpers return and refuse what they cannot. */
export function blocksOf(run: BlockRun): ReadonlyMap<string, TemplateFunction> {
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
  body: (this: unknown, argument: unknown, options: Handlebars.HelperOptions) => unknown,
): void {
  blocks.set(name, function (this: unknown, ...args: unknown[]) {
    const options = args.pop() as Handlebars.HelperOptions;
    return args.length === 1 ? body.call(this, args[0], options) : '';
  });
}

function holds(run: BlockRun, condition: unknown, options: Options): boolean {
  if (isQuantity(condition)) {
    const { params, at } = run.site(options);
    run.report(problem('content/quantity-in-condition', params[0] ?? at));
    return false;
  }
  if (isPrintable(condition)) return condition.kind === 'label' && condition.value !== '';
  return Array.isArray(condition) ? condition.length > 0 : Boolean(condition);
}
