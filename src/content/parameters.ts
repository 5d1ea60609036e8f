import { type Diagnostic, didYouMean, listNames, type Position } from '../diagnostics.js';
import { labelOf } from '../model/dataset/category.js';
import type { PublishedData, PublishedDataset } from '../model/dataset/dataset.js';
import { endsOfYear, isCounted, isPartOfYear } from '../model/dataset/periods.js';
import { ownOf } from '../model/own.js';
import { editionYear, inEdition } from '../model/project/edition.js';
import type { Matrix, MatrixItem } from '../model/project/matrix.js';
import { phrase, problem } from '../problems/problem.js';
import { timeOf } from './selection/fields.js';
import {
  type Arguments,
  type Expression,
  type HashPair,
  literalText,
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
import { splitEditions } from './template/split-editions.js';

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

/** What is written into a template before anything is looked at. */
export interface WrittenInto {
  readonly parameters: Parameters;
  readonly edition: number;
  readonly data: PublishedData;
}

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

/** A text with the years of the edition and the words of the parameters that it names; one that the report has not is added to `diagnostics`. Reports that are not made for many have other braces as they are. */
export function inWordsOf(
  text: string,
  { parameters, edition }: Pick<WrittenInto, 'parameters' | 'edition'>,
  at: (name: string) => Position,
  diagnostics: Diagnostic[],
): string {
  const dated = inEdition(text, edition);
  if (parameters.size === 0) return dated;
  return dated.replace(named, (whole, name: string) => {
    const parameter = parameters.get(name);
    if (parameter === undefined) diagnostics.push(unknownParameter(name, parameters, at(name)));
    return parameter?.text ?? whole;
  });
}

/** The fault of a parameter that the report has not. */
function unknownParameter(name: string, parameters: Parameters, position: Position): Diagnostic {
  const known = [...parameters.keys()];
  const more = known.length === 0 ? { hint: phrase('matrix/parameter.none') } : didYouMean(name, known);
  return problem('matrix/parameter', position, { name, names: listNames(known) }, more);
}

/** The helpers that print a parameter and the edition; as an argument of another they are written in before anything is checked. */
export const parameterHelper = 'param';
export const editionHelper = 'edition';

/**
 * Writes the parameters of an item into its template, in place: `(param "municipality")` becomes the category as if it were written
 * there, and `{municipality}` in the words that a helper takes its label. So all that is looked at before expansion, in branches
 * that are not taken too, is looked at for each item. Parameters that the report has not are reported, wherever they stand. So are
 * the periods of the edition: `year="edition"` becomes its year, `from="edition-4"` the year or the first month four years before.
 */
export function writeIn({ program, file }: ParsedTemplate, into: WrittenInto): Diagnostic[] {
  splitEditions(program);
  const writing = new Writing(file, into);
  writing.program(program);
  return writing.diagnostics;
}

/** A call that prints a parameter, with the words that it prints. */
interface PrintsWords {
  readonly printedWords?: string;
  readonly printedYear?: number;
}

/** The words that a call is known to print before anything is expanded; undefined where only expansion knows. */
export const printedWords = (call: Statement): string | undefined => (call as PrintsWords).printedWords;

/** The year that `{{edition -1}}` prints; undefined for any other call. */
export const printedYear = (call: object): number | undefined => (call as PrintsWords).printedYear;

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
    private readonly into: WrittenInto,
  ) {}

  program(program: Program): void {
    for (const statement of statementsIn(program)) {
      if (statement.type === 'MustacheStatement') {
        const parameter = this.known(statement);
        if (parameter !== undefined) Object.assign(statement, { printedWords: wordsOf(parameter) });
        const [offset] = statement.params;
        if (nameOf(statement) === editionHelper)
          Object.assign(statement, {
            printedYear: this.into.edition + (offset?.type === 'NumberLiteral' ? offset.value : 0),
          });
      }
      if ('params' in statement) this.arguments(statement);
    }
  }

  private arguments(call: Arguments): void {
    call.params = call.params.map((each) => this.argument(each));
    const dataset = call.params
      .map((each) => ownOf(this.into.data, stringIn(each) ?? ''))
      .find((each) => each !== undefined);
    for (const pair of call.hash?.pairs ?? []) {
      pair.value = this.argument(pair.value);
      const value = this.periods(pair, dataset);
      if (value !== undefined) pair.value = literal(value, pair.value);
    }
  }

  /** The periods that a named argument says by the edition or by a year, joined by `|`; undefined for what says none. */
  private periods({ key, value }: HashPair, dataset: PublishedDataset | undefined): string | undefined {
    const text = editionText(value) ?? (isEnd(key) ? yearText(value) : undefined);
    if (text === undefined) return undefined;
    // Another cell is named with its dimension: `of="year=edition-1"`.
    const [, before = '', other] = /^((.+)=)?/.exec(text) ?? [];
    const type = this.timeType(other ?? key, dataset);
    if (type === undefined) return undefined;
    const parts = text.slice(before.length).split('|');
    return before + parts.map((part) => this.period(part.trim(), type, key === 'from')).join('|');
  }

  /** The type of the periods that an argument names; of a partial the first dataset that has such a column says it. */
  private timeType(name: string, dataset: PublishedDataset | undefined): string | undefined {
    return (dataset === undefined ? Object.values(this.into.data) : [dataset])
      .map((each) => (isEnd(name) ? timeOf(each) : each.fields.find((field) => field.name === name))?.type)
      .find((type) => type !== undefined && isCounted(type));
  }

  private period(text: string, type: string, isFirst: boolean): string {
    const year = editionYear(text, this.into.edition) ?? (isPartOfYear(type) ? yearIn(text) : undefined);
    if (year === undefined) return text;
    const { first, last } = endsOfYear(type, year);
    return isFirst ? first : last;
  }

  private argument(argument: Expression): Expression {
    if (argument.type === 'StringLiteral') {
      const at = () => startOf(argument, this.file);
      const value = inWordsOf(argument.value, this.into, at, this.diagnostics);
      return value === argument.value ? argument : { ...argument, value, original: value };
    }
    if (argument.type !== 'SubExpression') return argument;
    const parameter = this.known(argument);
    if (parameter === undefined) {
      this.arguments(argument);
      return argument;
    }
    return literal(parameter.value, argument);
  }

  /** The parameter that a call of the helper names; undefined for calls of others, and where there is none, which is reported. */
  private known(call: MustacheStatement | SubExpression): Parameter | undefined {
    const name = nameOf(call) === parameterHelper ? stringIn(call.params[0]) : undefined;
    if (name === undefined) return undefined;
    const { parameters } = this.into;
    const found = parameters.get(name);
    if (found === undefined)
      this.diagnostics.push(unknownParameter(name, parameters, startOf(call, this.file)));
    return found;
  }
}

const literal = (value: string, { loc }: Expression): Expression => ({
  type: 'StringLiteral',
  value,
  original: value,
  loc,
});

const isEnd = (name: string): boolean => name === 'from' || name === 'to';

const yearIn = (text: string): number | undefined => (/^\d{4}$/.test(text) ? Number(text) : undefined);

function yearText(value: Expression): string | undefined {
  const text = literalText(value);
  return text !== undefined && yearIn(text) !== undefined ? text : undefined;
}

/** `"edition-4"`, `(edition -4)` and `edition` in one form; undefined for an argument that says none. */
function editionText(value: Expression): string | undefined {
  if (value.type === 'PathExpression') return value.original === editionHelper ? editionHelper : undefined;
  if (value.type !== 'SubExpression')
    return stringIn(value)?.includes(editionHelper) ? stringIn(value) : undefined;
  if (nameOf(value) !== editionHelper) return undefined;
  const step = Number(literalText(value.params[0]) ?? 0);
  return `${editionHelper}${step < 0 ? step : `+${step}`}`;
}
