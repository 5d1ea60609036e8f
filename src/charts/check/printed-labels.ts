import { listNames } from '../../diagnostics.js';
import type { WordPattern } from '../../language/lexicon/word-pattern.js';
import type { Field } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { dayOf } from '../compose/temporal.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { isObject, type JsonObject, point, toObject } from '../spec.js';
import { encodedField } from '../unit.js';
import { type CheckContext, report, useException } from './context.js';
import { checkExpression, childNodes, fieldOf } from './expression.js';

/** What the expressions of an axis know of its ticks. */
export const tickFields = ['label', 'value', 'index'].map((name) => [name, 'computed'] as const);

/** Both print in UTC: local time is read as that. */
const printers: readonly string[] = ['timeFormat', 'utcFormat'];

const wording = ['lower', 'slice', 'split', 'substring', 'trim', 'upper'];

/**
 * Checks a `labelExpr`: it may leave out or shorten what the axis prints anyway, never say another number or name.
 *
 * @param ofNumbers Whether it is of an axis of numbers, whose steps an author may name ("poor", "good") where that is allowed.
 */
export function checkLabelExpression(
  source: unknown,
  pointer: string,
  context: CheckContext,
  ofNumbers = false,
): void {
  if (typeof source !== 'string') return;
  const before = context.diagnostics.length;
  checkExpression(source, pointer, new Map(tickFields), context, printers);
  const tree = context.diagnostics.length > before ? undefined : context.parseExpression(source);
  if (tree === undefined || isLabel(tree)) return;
  const mayName = ofNumbers && isLabel(tree, context.language.lexicon.numberWords.any);
  if (mayName && useException(context, 'unusual-scale')) return;
  const id = mayName ? 'chart/relabelled.words' : 'chart/relabelled.words-label';
  report(context, pointer, id, { functions: listNames(wording) });
}

/** `datum.label[0]`: the beginning of a label, as `slice` from there would make it. */
function isFirstLetter({ computed, object, property }: ExpressionNode): boolean {
  const [of, at] = [object, property] as readonly (ExpressionNode | undefined)[];
  return computed === true && of !== undefined && fieldOf(of) === 'label' && at?.value === 0;
}

/** `utcFormat(datum.value, '%b')`: a part of the time at which a tick stands, in the words of the report's language. */
function isPrinter(node: ExpressionNode): boolean {
  const [callee, value, format, ...more] = node.type === 'CallExpression' ? childNodes(node) : [];
  return (
    printers.includes(String(callee?.name)) &&
    value !== undefined &&
    fieldOf(value) === 'value' &&
    more.length === 0 &&
    typeof format?.value === 'string' &&
    isTimeFormat(format.value)
  );
}

type IsLabel = (node: ExpressionNode, parts: readonly ExpressionNode[], numberWords?: WordPattern) => boolean;

/** What the axis prints anyway, or a part of it, by the kind of expression. */
const labels: Readonly<Record<string, IsLabel>> = {
  // Nothing, or a sign: a word in place of a name, or added to it, would be another name.
  Literal: ({ value }, _, numberWords) => typeof value === 'string' && isWording(value, numberWords),
  MemberExpression: (node) => fieldOf(node) === 'label' || isFirstLetter(node),
  ArrayExpression: (_, parts) => parts.every((part) => isLabel(part)),
  ConditionalExpression: (_, [, ...parts], numberWords) => parts.every((part) => isLabel(part, numberWords)),
  BinaryExpression: ({ operator }, parts) => operator === '+' && parts.every((part) => isLabel(part)),
  CallExpression: (node, parts) => isPrinter(node) || isPartOfLabel(parts),
};

/**
 * True for what the axis prints anyway, or a part of it; where number words are given for words of the author as well that tell
 * no number, in figures or in words.
 */
const isLabel = (node: ExpressionNode, numberWords?: WordPattern): boolean =>
  ownOf(labels, node.type)?.(node, childNodes(node), numberWords) === true;

/** `slice(datum.label, 0, 3)`: the end of a name can be the name of something else: "not known" is no "known". */
function isPartOfLabel([callee, label, start]: readonly ExpressionNode[]): boolean {
  const name = String(callee?.name);
  if (!wording.includes(name) || label === undefined || !isLabel(label)) return false;
  return !['slice', 'substring'].includes(name) || (start?.type === 'Literal' && start.value === 0);
}

const isWording = (text: string, numberWords: WordPattern | undefined): boolean =>
  numberWords === undefined
    ? !/[\p{Nd}\p{L}]/u.test(text)
    : !/\p{N}/u.test(text) && numberWords.in(text).length === 0;

/** Whole and decimal numbers, shares of one as percentages, and SI prefixes: no other base, no exponent, no width. */
const numberFormat = /^,?(?:\.\d)?~?[df%s]$/;

/** Years, quarters, months and days, with words and signs between them. */
const timeFormat = /^(?:%-?[YyqBbmdejHMIp]|[\p{L} .,:/\u2013-])+$/u;

/** True for a format that prints parts of a time. */
const isTimeFormat = (format: string): boolean => format.includes('%') && timeFormat.test(format);

/**
 * Checks the format of an axis or legend: one of the list, and of the kind that its field is. That the printed labels
 * are their numbers is checked once they are drawn.
 */
export function checkFormat(definition: JsonObject, pointer: string, context: CheckContext): void {
  for (const key of ['axis', 'legend'] as const) {
    const { format } = toObject(definition[key]);
    if (format === undefined) continue;
    const wrong = wrongFormat(format, definition, context);
    if (wrong === undefined) continue;
    const written = typeof format === 'string' ? format : JSON.stringify(format);
    report(context, point(pointer, key, 'format'), wrong, { format: written });
  }
}

/** True for numbers of which 1 is the whole, so that 0.2 is 20%. */
const isShareOfOne = (unit = ''): boolean => /^(?:share|proportion|fraction)s?\b/i.test(unit);

const isOfTime = ({ datum, timeUnit, type }: JsonObject, field: Field | undefined): boolean =>
  field?.type === 'date' ||
  dayOf(datum) !== undefined ||
  timeUnit !== undefined ||
  (field === undefined && type === 'temporal');

/** What is wrong with a format; undefined where it is right. */
function wrongFormat(
  format: unknown,
  definition: JsonObject,
  context: CheckContext,
):
  | 'chart/scale.format-of-time'
  | 'chart/scale.format-of-number'
  | 'chart/scale.percent-of-number'
  | undefined {
  const field = encodedField(definition, context.dataset.fields);
  // Reported with the other uses of years.
  if (field?.type === 'year' && String(format).includes('%')) return undefined;
  if (isOfTime(definition, field)) {
    // One for each step of time: the first tick of a year says the year.
    const formats = isObject(format) ? Object.values(format) : [format];
    const isRight = (each: unknown): boolean => typeof each === 'string' && isTimeFormat(each);
    return formats.every(isRight) ? undefined : 'chart/scale.format-of-time';
  }
  if (typeof format !== 'string' || !numberFormat.test(format)) return 'chart/scale.format-of-number';
  const isShare = definition.stack === 'normalize' || field === undefined || isShareOfOne(field.unit);
  return format.endsWith('%') && !isShare ? 'chart/scale.percent-of-number' : undefined;
}
