import {
  type AnyCall,
  type ContentStatement,
  type Expression,
  type Hash,
  isBare,
  isSimple,
  type MustacheStatement,
  type PartialStatement,
  type PathExpression,
  type Program,
  type Statement,
} from './ast.js';
import type { ParsedTemplate } from './parse-template.js';

/** What a template calls. `this` is the row that it stands in; last it gets its named arguments, and what stands in it where it is a block. */
export type TemplateFunction = (this: unknown, ...args: unknown[]) => unknown;

/** What is passed last to every function: the named arguments, what stands in the block, and the call itself. */
export interface TemplateOptions {
  readonly hash: Readonly<Record<string, unknown>>;
  /** Of blocks: expands what stands in them. */
  readonly fn?: (context: unknown) => string;
  readonly call: AnyCall;
  readonly file: string;
}

/** A template or a part of one, and its file. */
type Source = Pick<ParsedTemplate, 'program' | 'file'>;

/** What a template may name, and what is made of its parts. */
export interface Interpreter {
  readonly helpers: ReadonlyMap<string, TemplateFunction>;
  /** Those that are not there expand to nothing. */
  readonly partials: ReadonlyMap<string, Source>;
  /** What comes of a call of what is no helper. */
  readonly missing: unknown;
  /** Characters of all texts that it may write, marks among them; then it throws `TooLong`. */
  readonly most: number;
  /** Expands a partial, and tells where it was used. */
  within(partial: PartialStatement, file: string, expanded: () => string): string;
  /** A stretch of text as it is written. */
  text(content: ContentStatement, file: string): string;
  /** What stands for a value; of a bare `{{name}}` the value is that of the row. */
  print(
    value: unknown,
    mustache: MustacheStatement,
    at: { readonly file: string; readonly context: unknown },
  ): string;
}

/** Loops in each other have made more text than anybody could print. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

/** `@index` and what else `each` says of a row; that of the block around it as `_parent`. */
type Data = Readonly<Record<string, unknown>>;

/** What a block gives to what stands in it, beside the row. */
interface Given {
  readonly data?: Data;
  readonly blockParams?: readonly unknown[];
}

/** Where an expression stands. */
interface Frame {
  readonly file: string;
  readonly context: unknown;
  readonly data: Data;
  /** The row, and those around it. */
  readonly depths: readonly unknown[];
  /** The names after `as` in the blocks around it, the innermost first, and what they stand for. */
  readonly names: readonly (readonly string[])[];
  readonly values: readonly (readonly unknown[] | undefined)[];
}

/** The row where there is none: what is called must have a `this`. */
const nullContext = Object.seal({});

/**
 * Runs a program as Handlebars would, without compiling it to JavaScript first. A template is run once, and
 * compiling it took longer than running it. A test holds it against the compiler of Handlebars. Of that it knows what
 * `checkNames` lets through: no decorators, no partials with a computed name, no inherited properties, and nothing is
 * escaped.
 */
export function interpret({ program, file }: Source, context: unknown, interpreter: Interpreter): string {
  const frame = { file, context, data: { root: context }, depths: [context], names: [], values: [] };
  return `${new Run(interpreter).program(program, frame)}`;
}

class Run {
  #written = 0;

  constructor(private readonly interpreter: Interpreter) {}

  /** Not always a text: what stands alone in a block is handed on as it is. */
  program({ body }: Program, frame: Frame): unknown {
    const [only] = body;
    if (only !== undefined && body.length === 1) return this.statement(only, frame) ?? '';
    let text = '';
    for (const statement of body) text += this.statement(statement, frame) ?? '';
    return text;
  }

  private statement(statement: Statement, frame: Frame): unknown {
    switch (statement.type) {
      case 'ContentStatement':
        return this.counted(this.interpreter.text(statement, frame.file));
      case 'CommentStatement':
        return '';
      case 'MustacheStatement': {
        const value = isBare(statement)
          ? this.expression(statement.path, frame)
          : this.call(statement, frame);
        return this.counted(this.interpreter.print(value, statement, frame));
      }
      case 'BlockStatement': {
        // A block without one of the two has neither as undefined.
        const fn = this.function(statement.program, frame);
        return this.call(statement, frame, { fn, inverse: this.function(statement.inverse, frame) });
      }
      case 'PartialStatement':
        return this.partial(statement, frame);
      default:
        throw new Error(`\`${statement.type}\` is reported, and not expanded`);
    }
  }

  private counted<Made>(made: Made): Made {
    if (typeof made === 'string') this.#written += made.length;
    if (this.#written > this.interpreter.most) throw new TooLong();
    return made;
  }

  private function(program: Program | null | undefined, frame: Frame) {
    if (program === undefined || program === null) return () => '';
    return (context: unknown, { data = frame.data, blockParams }: Given = {}): unknown => {
      const [row] = frame.depths;
      const isSame = (context ?? null) === (row ?? null) || (context === nullContext && row === null);
      return this.program(program, {
        file: frame.file,
        context,
        data,
        depths: isSame ? frame.depths : [context, ...frame.depths],
        names: [program.blockParams ?? [], ...frame.names],
        values: [blockParams, ...frame.values],
      });
    };
  }

  private call(call: AnyCall, frame: Frame, inside?: object): unknown {
    const { path } = call;
    const helper = isSimple(path) ? this.interpreter.helpers.get(path.original) : undefined;
    // A name after `as` hides a helper.
    if (helper !== undefined && isSimple(path) && paramAt(path, frame) !== undefined) {
      return inside === undefined ? this.path(path, frame) : this.interpreter.missing;
    }
    const params = call.params.map((param) => this.expression(param, frame));
    const hash = this.hash(call.hash, frame);
    const options = { hash, ...inside, data: frame.data, call, file: frame.file };
    return helper === undefined
      ? this.interpreter.missing
      : helper.call(frame.context ?? nullContext, ...params, options);
  }

  private partial(partial: PartialStatement, frame: Frame): string {
    const [param] = partial.params;
    const given = param === undefined ? frame.context : this.expression(param, frame);
    const own = partial.hash && this.hash(partial.hash, frame);
    const context = own === undefined ? given : Object.assign({}, given, own);
    const { name } = partial;
    const source = name.type === 'PathExpression' && this.interpreter.partials.get(name.original);
    if (!source) return '';
    // It knows nothing of the rows and names around the place that it is drawn in at.
    const inside = { file: source.file, context, data: frame.data, depths: [context], names: [], values: [] };
    const expanded = () => indented(`${this.program(source.program, inside)}`, partial.indent);
    return this.interpreter.within(partial, frame.file, expanded);
  }

  private expression(expression: Expression, frame: Frame): unknown {
    switch (expression.type) {
      case 'SubExpression':
        return this.call(expression, frame);
      case 'PathExpression':
        return this.path(expression, frame);
      case 'NumberLiteral':
        // There is no negative nought.
        return expression.value + 0;
      case 'StringLiteral':
      case 'BooleanLiteral':
        return expression.value;
      case 'NullLiteral':
        return null;
      case 'UndefinedLiteral':
        return undefined;
    }
  }

  /** Handlebars works from the last to the first, and the order of parameters is that in which numbers say what they are of. */
  private hash(hash: Hash | undefined, frame: Frame): Record<string, unknown> {
    const values = new Map<string, Expression>();
    for (const { key, value } of [...(hash?.pairs ?? [])].reverse()) values.set(key, value);
    values.delete('__proto__');
    const made: Record<string, unknown> = {};
    // What is given as `undefined` is not given.
    for (const [key, value] of values)
      if (value.type !== 'UndefinedLiteral') made[key] = this.expression(value, frame);
    return made;
  }

  private path(path: PathExpression, frame: Frame): unknown {
    const { parts, depth } = path;
    const param = paramAt(path, frame);
    if (param !== undefined) return follow(frame.values[param.depth]?.[param.index], parts.slice(1));
    if (path.data && parts.length > 0) {
      let data: unknown = frame.data;
      for (let up = depth; up > 0 && data; up--) data = ownOf(data, '_parent');
      for (const part of parts) data = data && ownOf(data, part);
      return data;
    }
    return follow(depth > 0 ? frame.depths[depth] : frame.context, parts);
  }
}

/** Which name after `as` a path begins with: of which block, counted from the innermost, and which of its names. */
function paramAt(
  { parts, depth, original }: PathExpression,
  { names }: Frame,
): { readonly depth: number; readonly index: number } | undefined {
  const [name] = parts;
  if (names.length === 0 || name === undefined || depth > 0 || /^\.|this\b/.test(original)) return undefined;
  const at = names.findIndex((each) => each.includes(name));
  return at < 0 ? undefined : { depth: at, index: names[at]?.indexOf(name) ?? 0 };
}

function follow(start: unknown, parts: readonly string[]): unknown {
  let value = start;
  for (const part of parts) {
    if (value === undefined || value === null) return value;
    value = ownOf(value, part);
  }
  return value;
}

/** A property of the thing itself: nothing that it inherits is a field. */
function ownOf(value: unknown, name: string): unknown {
  return Object.hasOwn(Object(value), name) ? Reflect.get(Object(value), name) : undefined;
}

/** Every line of a partial that stands alone in its line begins where it does. */
function indented(text: string, indent: string | undefined): string {
  if (!indent) return text;
  const lines = text.split('\n');
  return lines
    .map((line, index) => (line === '' && index === lines.length - 1 ? line : indent + line))
    .join('\n');
}
