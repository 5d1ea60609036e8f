import { listNames } from '../../diagnostics.js';
import type { ExpressionNode } from '../vega.js';
import { type CheckContext, report } from './context.js';
import { checkExpression, childNodes, fieldOf } from './expression.js';

const wording = ['lower', 'slice', 'split', 'substring', 'trim', 'upper'];

/**
 * Checks a `labelExpr`: it may choose, shorten or join what the axis prints anyway, never calculate another number.
 */
export function checkLabelExpression(source: unknown, pointer: string, context: CheckContext): void {
  if (typeof source !== 'string') {
    report(context, 'chart/spec', pointer, 'Unexpected value of `labelExpr`, expected text');
    return;
  }
  const before = context.diagnostics.length;
  const scope = new Map([
    ['label', 'computed'],
    ['value', 'computed'],
    ['index', 'computed'],
  ] as const);
  checkExpression(source, pointer, scope, context);
  if (context.diagnostics.length > before || isLabel(context.parseExpression(source))) return;
  const expected = `\`datum.label\`, words, or ${listNames(wording)} of them`;
  report(context, 'chart/literal-number', pointer, `Unexpected calculation of a label, expected ${expected}`);
}

function isLabel(node: ExpressionNode | undefined): boolean {
  if (node === undefined) return false;
  if (node.type === 'Literal') return typeof node.value === 'string' && !/\p{Nd}/u.test(node.value);
  if (node.type === 'MemberExpression') return fieldOf(node) === 'label';
  if (node.type === 'ConditionalExpression') return childNodes(node).slice(1).every(isLabel);
  if (node.type === 'BinaryExpression') return node.operator === '+' && childNodes(node).every(isLabel);
  if (node.type !== 'CallExpression') return false;
  const [callee, first] = childNodes(node);
  return typeof callee?.name === 'string' && wording.includes(callee.name) && isLabel(first);
}
