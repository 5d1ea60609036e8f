import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { type FaultCall, type ProblemId, phrase, problem } from '../../problems/problem.js';
import type { HelperDefinition } from '../helpers/definition.js';
import { blockNames, type TemplateLanguage } from '../template-language.js';
import {
  type AnyCall,
  type Arguments,
  type BlockStatement,
  type Expression,
  expressionsIn,
  type HashPair,
  isBare,
  isSimple,
  type MustacheStatement,
  type PartialStatement,
  type Program,
  type Statement,
  type SubExpression,
  startOf,
  stringIn,
} from './ast.js';
import { checkArguments } from './check-arguments.js';
import type { ParsedTemplate } from './parse-template.js';

/** What can stand as `{{#name}}`. */
const blocksOf = (helpers: TemplateLanguage['helpers']): readonly string[] => [
  ...blockNames,
  ...[...helpers.values()].filter(({ runBlock }) => runBlock !== undefined).map(({ name }) => name),
];

/** Names that a bare `{{name}}` may use at some depth; undefined where only expansion can know. */
type Names = ReadonlySet<string> | undefined;

interface Place {
  readonly file: string;
  /** Innermost last; `../name` looks one further out. */
  readonly scopes: readonly Names[];
  /** Partials that are being checked, to stop at a circle. */
  readonly inside: readonly string[];
}

/** What the check needs to know. */
export interface NamesInput {
  readonly template: ParsedTemplate;
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  /** Every partial that could be named. */
  readonly knownPartials: readonly string[];
  readonly data: PublishedData;
  readonly helpers: TemplateLanguage['helpers'];
}

/**
 * Checks every name that stands in a template and its partials, in every branch, taken or not: helpers, their
 * parameters, datasets, fields, categories, partials, and fields of rows.
 */
export function checkNames(input: NamesInput): Diagnostic[] {
  const check = new NameCheck(input);
  check.program(input.template.program, { file: input.template.file, scopes: [new Set()], inside: [] });
  return check.diagnostics;
}

class NameCheck {
  readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly input: NamesInput) {}

  program(program: Program | null | undefined, place: Place): void {
    for (const statement of program?.body ?? []) this.statement(statement, place);
  }

  private statement(statement: Statement, place: Place): void {
    switch (statement.type) {
      case 'MustacheStatement':
        this.mustache(statement, place);
        break;
      case 'BlockStatement':
        this.block(statement, place);
        break;
      case 'PartialStatement':
        this.partial(statement, place);
        break;
      case 'ContentStatement':
      case 'CommentStatement':
        return;
      default:
        this.refuse(statement, place, 'content/template-syntax.decorator');
    }
  }

  private mustache(mustache: MustacheStatement, place: Place): void {
    if (!isBare(mustache)) this.call(mustache, place);
    else if (isSimple(mustache.path))
      this.bareName(mustache.path.original, startOf(mustache, place.file), place, true);
    else this.expression(mustache.path, place);
  }

  private bareName(name: string, position: Position, place: Place, orHelper: boolean, depth = 0): void {
    const names = place.scopes.at(-1 - depth);
    if (names === undefined || names.has(name)) return;
    const { helpers } = this.input;
    if (orHelper && helpers.has(name)) return;
    const known = [
      ...names,
      ...(orHelper
        ? [...helpers.values()].filter((helper) => helper.arity[0] === 0).map((helper) => helper.name)
        : []),
    ];
    const near = /^edition[+-]\d+$/.test(name)
      ? { hint: phrase('content/unknown-name.edition', { name }) }
      : didYouMean(name, orHelper ? [...known, ...helpers.keys()] : known);
    this.diagnostics.push(
      problem(
        'content/unknown-name.name',
        position,
        { name, names: listNames(known) },
        known.length > 0 ? near : { hint: phrase('content/unknown-name.outside'), ...near },
      ),
    );
  }

  private expression(expression: Expression, place: Place): void {
    if (expression.type === 'SubExpression') this.call(expression, place);
    if (expression.type !== 'PathExpression') return;
    const { data, parts, depth } = expression;
    const [name] = parts;
    if (data || parts.length !== 1 || typeof name !== 'string') return;
    this.bareName(name, startOf(expression, place.file), place, false, depth);
  }

  private call(call: MustacheStatement | SubExpression, place: Place): void {
    const name = 'original' in call.path ? String(call.path.original) : '';
    const { helpers } = this.input;
    const definition = helpers.get(name);
    if (definition === undefined) {
      const known = [...helpers.keys()];
      const hint = blockNames.some((block) => block === name)
        ? { hint: phrase('content/unknown-helper.block', { name }) }
        : didYouMean(name, known);
      this.refuse(call, place, 'content/unknown-helper.helper', { name, known: listNames(known, 30) }, hint);
    } else this.arguments(definition, call, place);
    this.argumentExpressions(call, place);
  }

  private arguments(definition: HelperDefinition, call: AnyCall, place: Place): void {
    for (const each of checkArguments({ definition, call, file: place.file, data: this.input.data }))
      this.diagnostics.push(each);
  }

  private argumentExpressions(call: Arguments, place: Place): void {
    for (const expression of expressionsIn(call)) this.expression(expression, place);
  }

  private block(block: BlockStatement, place: Place): void {
    const name = 'original' in block.path ? String(block.path.original) : '';
    const { helpers } = this.input;
    const blocks = blocksOf(helpers);
    const definition = helpers.get(name);
    if (definition?.runBlock !== undefined) {
      this.helperBlock(definition, block, place);
      return;
    }
    if (!blockNames.some((known) => known === name)) {
      const hint = helpers.has(name)
        ? { hint: phrase('content/unknown-helper.name', { name }) }
        : didYouMean(name, blocks);
      this.refuse(block, place, 'content/unknown-helper.blocks', { name, blocks: listNames(blocks) }, hint);
    }
    if (block.params.length !== 1) {
      this.refuse(block, place, 'content/argument.count', { count: block.params.length, name });
    }
    for (const pair of block.hash?.pairs ?? []) {
      this.refuse(pair, place, 'content/unknown-parameter.unexpected', { key: pair.key, name });
    }
    this.argumentExpressions(block, place);
    const scopes =
      name === 'each' || name === 'with' ? [...place.scopes, this.rowNames(block)] : place.scopes;
    this.program(block.program, { ...place, scopes });
    this.program(block.inverse, place);
  }

  /** A helper that stands as a block: what stands in it is checked in the place where the block is. */
  private helperBlock(definition: HelperDefinition, block: BlockStatement, place: Place): void {
    this.arguments(definition, block, place);
    this.argumentExpressions(block, place);
    this.program(block.program, place);
    if (block.inverse === undefined || block.inverse === null) return;
    this.refuse(block.inverse, place, 'content/argument.text-sentence', {
      name: definition.name,
    });
    this.program(block.inverse, place);
  }

  /** The fields of the rows that an `each` goes through, where its dataset is written out. */
  private rowNames(block: BlockStatement): Names {
    const [param] = block.params;
    if (param?.type !== 'SubExpression' || (block.program?.blockParams ?? []).length > 0) return undefined;
    const name = stringIn(param.params[0]);
    const dataset = name === undefined ? undefined : ownOf(this.input.data, name);
    return dataset === undefined ? undefined : new Set(dataset.fields.map((field) => field.name));
  }

  private partial(partial: PartialStatement, place: Place): void {
    this.argumentExpressions(partial, place);
    if (partial.params.length > 1) {
      this.refuse(partial, place, 'content/argument.named', { count: partial.params.length });
    }
    const name = partial.name.type === 'PathExpression' ? partial.name.original : undefined;
    if (name === undefined) {
      this.refuse(partial, place, 'content/template-syntax.computed');
      return;
    }
    const template = this.input.partials.get(name);
    if (template === undefined) {
      const known = this.input.knownPartials;
      this.refuse(partial, place, 'content/unknown-partial', { name }, didYouMean(name, known));
      return;
    }
    if (place.inside.includes(name)) {
      this.refuse(partial, place, 'content/partial-circle', { name });
      return;
    }
    const own = (partial.hash?.pairs ?? []).map((pair) => pair.key);
    const outer = place.scopes.at(-1);
    const names = outer === undefined || partial.params.length > 0 ? undefined : new Set([...outer, ...own]);
    this.program(template.program, { file: template.file, scopes: [names], inside: [...place.inside, name] });
  }

  private refuse<Id extends ProblemId>(
    part: Statement | Expression | HashPair | Program,
    { file }: Place,
    ...[id, ...given]: FaultCall<Id>
  ): void {
    this.diagnostics.push(problem(id, startOf(part, file), ...given));
  }
}
