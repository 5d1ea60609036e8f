import { type Diagnostic, didYouMean, listNames, type Position } from '../diagnostics.js';
import { labelOf } from '../model/dataset/category.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import { ownOf } from '../model/own.js';
import type { Matrix, MatrixItem } from '../model/project/matrix.js';
import { problem } from '../problems/problem.js';
import {
  type Arguments,
  type Expression,
  type MustacheStatement,
  nameOf,
  type Program,
  type Statement,
  type SubExpression,
  startOf,
  statementsIn,
  stringIn,
} from './template/ast.js';
import type { ParsedTemplate } from './template/parse-template.js';

/** What a report knows of itself by one of its parameters. */
export interface Parameter {
  /** As calls of helpers take it. */
  readonly value: string;
  /** As it is printed: of a category its label in the language of the report. */
  readonly text: string;
  /** False for what a file of items says and no dataset answers for. */
  readonly isCategory: boolean;
}

/** The parameters of a report by their names; none where it is not made for many. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The parameters of an item, in the words of the data. */
export function parametersOf(
  { matrix, item }: { readonly matrix?: Matrix | undefined; readonly item?: MatrixItem | undefined },
  data: PublishedData,
): Parameters {
  return new Map(
    Object.entries(item?.parameters ?? {}).map(([name, value]): [string, Parameter] => {
      const of = matrix?.over.find((each) => each.name === name);
      if (of === undefined) return [name, { value, text: value, isCategory: false }];
      const dataset = ownOf(data, of.dataset);
      const field = dataset?.fields.find((each) => each.name === of.dimension);
      return [name, { value, text: field === undefined ? value : labelOf(field, value), isCategory: true }];
    }),
  );
}

/** `{municipality}` in a title or another text that is written out. */
const named = /\{(\p{L}[\p{L}\p{N}_-]*)\}/gu;

/** A text with the words of the parameters that it names; one that the report has not is added to `diagnostics`. Reports that are not made for many have braces as they are. */
export function inWordsOf(
  text: string,
  parameters: Parameters,
  at: (name: string) => Position,
  diagnostics: Diagnostic[],
): string {
  if (parameters.size === 0) return text;
  return text.replace(named, (whole, name: string) => {
    const parameter = parameters.get(name);
    if (parameter === undefined) diagnostics.push(unknownParameter(name, parameters, at(name)));
    return parameter?.text ?? whole;
  });
}

/** The fault of a parameter that the report has not. */
function unknownParameter(name: string, parameters: Parameters, position: Position): Diagnostic {
  const known = [...parameters.keys()];
  const expected = known.length === 0 ? 'a report with a `matrix`' : `one of ${listNames(known)}`;
  return problem('matrix/parameter', position, { name, expected }, didYouMean(name, known));
}

/** The helper that prints a parameter; as an argument of another it is written in before anything is checked. */
export const parameterHelper = 'param';

/**
 * Writes the parameters of an item into its template, in place: `(param "municipality")` becomes the category as if it were written
 * there, and `{municipality}` in the words that a helper takes its label. So all that is looked at before expansion, in branches
 * that are not taken too, is looked at for each item. Parameters that the report has not are reported, wherever they stand.
 */
export function writeIn({ program, file }: ParsedTemplate, parameters: Parameters): Diagnostic[] {
  const writing = new Writing(file, parameters);
  writing.program(program);
  return writing.diagnostics;
}

/** A call that prints a parameter, with the words that it prints. */
interface PrintsWords {
  readonly printedWords?: string;
}

/** The words that a call is known to print before anything is expanded; undefined where only expansion knows. */
export const printedWords = (call: Statement): string | undefined => (call as PrintsWords).printedWords;

/**
 * What rules on words read in place of a parameter, nothing of which is a mark of Markdown. The numbers of a category are its name, and no
 * figure that somebody typed; those of a file of items are looked for where they are printed.
 */
const wordsOf = ({ text, isCategory }: Parameter): string | undefined =>
  isCategory && /\p{N}/u.test(text) ? undefined : text.replace(/[^\p{L}\p{M}’'., -]/gu, ' ');

class Writing {
  readonly diagnostics: Diagnostic[] = [];

  constructor(
    private readonly file: string,
    private readonly parameters: Parameters,
  ) {}

  program(program: Program): void {
    for (const statement of statementsIn(program)) {
      if (statement.type === 'MustacheStatement') {
        const parameter = this.known(statement);
        if (parameter !== undefined) Object.assign(statement, { printedWords: wordsOf(parameter) });
      }
      if ('params' in statement) this.arguments(statement);
    }
  }

  private arguments(call: Arguments): void {
    call.params = call.params.map((each) => this.argument(each));
    for (const pair of call.hash?.pairs ?? []) pair.value = this.argument(pair.value);
  }

  private argument(argument: Expression): Expression {
    if (argument.type === 'StringLiteral') {
      const at = () => startOf(argument, this.file);
      const value = inWordsOf(argument.value, this.parameters, at, this.diagnostics);
      return value === argument.value ? argument : { ...argument, value, original: value };
    }
    if (argument.type !== 'SubExpression') return argument;
    const parameter = this.known(argument);
    if (parameter === undefined) {
      this.arguments(argument);
      return argument;
    }
    const { value } = parameter;
    return { type: 'StringLiteral', value, original: value, loc: argument.loc };
  }

  /** The parameter that a call of the helper names; undefined for calls of others, and where there is none, which is reported. */
  private known(call: MustacheStatement | SubExpression): Parameter | undefined {
    const name = nameOf(call) === parameterHelper ? stringIn(call.params[0]) : undefined;
    if (name === undefined) return undefined;
    const found = this.parameters.get(name);
    if (found === undefined)
      this.diagnostics.push(unknownParameter(name, this.parameters, startOf(call, this.file)));
    return found;
  }
}
