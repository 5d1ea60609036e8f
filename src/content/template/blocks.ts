import Handlebars from 'handlebars';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { describe } from '../helpers/call.js';
import { isPrintable, isQuantity } from '../printable.js';
import type { CallSite } from './call-site.js';

/** What Handlebars passes last to every helper and block, as far as we read it. */
export interface Options {
  readonly hash: Readonly<Record<string, unknown>>;
  /** Of blocks: expands what stands in them. */
  readonly fn?: (context: unknown) => string;
}

/** The run that blocks belong to: where they stand, and where their faults go. */
interface BlockRun {
  site(options: Options): CallSite;
  report(code: Diagnostic['code'], message: string, position: Position, hint?: string): unknown;
}

/** Registers `each`, `with`, `if` and `unless`, which take what our helpers return and refuse what they cannot. */
export function registerBlocks(handlebars: typeof Handlebars, run: BlockRun): void {
  const { each, with: withContext } = Handlebars.helpers;
  block(handlebars, 'each', function (rows, options) {
    if (Array.isArray(rows)) return each?.call(this, rows, options);
    if (!isPrintable(rows))
      run.report(
        'content/argument',
        `Unexpected ${describe(rows)} in \`each\`, expected rows`,
        run.site(options).at,
        'write `{{#each (rows "dataset")}}`',
      );
    return '';
  });
  block(handlebars, 'with', function (context, options) {
    return withContext?.call(this, context, options);
  });
  block(handlebars, 'if', function (condition, options) {
    return holds(run, condition, options) ? options.fn(this) : options.inverse(this);
  });
  block(handlebars, 'unless', function (condition, options) {
    return holds(run, condition, options) ? options.inverse(this) : options.fn(this);
  });
}

/** Registers a block of one argument. `checkNames` has reported a call with none or several; it gives nothing. */
function block(
  handlebars: typeof Handlebars,
  name: string,
  body: (this: unknown, argument: unknown, options: Handlebars.HelperOptions) => unknown,
): void {
  handlebars.registerHelper(name, function (this: unknown, ...args: unknown[]) {
    const options = args.pop() as Handlebars.HelperOptions;
    return args.length === 1 ? body.call(this, args[0], options) : '';
  });
}

function holds(run: BlockRun, condition: unknown, options: Options): boolean {
  if (isQuantity(condition)) {
    const { params, at } = run.site(options);
    run.report(
      'content/quantity-in-condition',
      'Unexpected quantity as a condition, expected a comparison',
      params[0] ?? at,
      'compare it with `eq`, `ne`, `lt`, `le`, `gt` or `ge`: `{{#if (gt (value ...) 0)}}`',
    );
    return false;
  }
  if (isPrintable(condition)) return condition.kind === 'label' && condition.value !== '';
  return Array.isArray(condition) ? condition.length > 0 : Boolean(condition);
}
