import { listNames } from '../../diagnostics.js';
import { ownOf } from '../../model/own.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import { type CheckContext, report, useException } from './context.js';
import { checkExpression, childNodes, fieldOf } from './expression.js';
import { isTimeFormat } from './format.js';

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
  const expected = `\`datum.label\`, nothing (\`''\`), or ${listNames(wording)} of it from its beginning`;
  report(context, pointer, mayName ? 'chart/relabelled.words' : 'chart/relabelled.words-label', { expected });
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

type IsLabel = (node: ExpressionNode, parts: readonly ExpressionNode[], numberWords?: RegExp) => boolean;

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
const isLabel = (node: ExpressionNode, numberWords?: RegExp): boolean =>
  ownOf(labels, node.type)?.(node, childNodes(node), numberWords) === true;

/** `slice(datum.label, 0, 3)`: the end of a name can be the name of something else: "not known" is no "known". */
function isPartOfLabel([callee, label, start]: readonly ExpressionNode[]): boolean {
  const name = String(callee?.name);
  if (!wording.includes(name) || label === undefined || !isLabel(label)) return false;
  return !['slice', 'substring'].includes(name) || (start?.type === 'Literal' && start.value === 0);
}

const isWording = (text: string, numberWords: RegExp | undefined): boolean =>
  numberWords === undefined
    ? !/[\p{Nd}\p{L}]/u.test(text)
    : !/\p{N}/u.test(text) && text.search(numberWords) === -1;
