/** Equations in TeX: $`x^2`$ in a line, and a fence of the language `math`. Dollars alone stay what they are in reports: money. */
import type { Parents, Root, RootContent, Text } from 'mdast';
import temml from 'temml';
import { defined } from '../../model/defined.js';
import { type MathElement, mathAttributes, mathElements, spokenEquation } from '../../model/tree/mathml.js';
import type { InlineMathNode, MathNode } from '../../model/tree/phrasing-nodes.js';
import { hasToken } from '../template/marks.js';
import type { Resolution } from './resolution.js';

/** Temml's types are those of CommonJS, and its file is a module: what they call `default` is what is imported. */
const { __renderToMathMLTree: treeOf } = temml as unknown as typeof temml.default;

/** Makes equations of code that is marked as one, in place. */
export function makeEquations(root: Root, source: string): Root {
  // Most texts have none.
  if (/\$`|^[ \t>]*(?:```+|~~~+)[ \t]*math\b/m.test(source)) makeIn(root);
  return root;
}

function makeIn(parent: Parents): void {
  const children = (parent.children as RootContent[]).map((child, index, all): RootContent => {
    if (child.type === 'code' && child.lang === 'math')
      return defined<MathNode>({ type: 'math', value: child.value, position: child.position });
    if (child.type === 'inlineCode' && isBetweenDollars(all[index - 1], all[index + 1]))
      return defined<InlineMathNode>({ type: 'inlineMath', value: child.value, position: child.position });
    if ('children' in child) makeIn(child);
    return child;
  });
  parent.children = children.flatMap((child, index) =>
    child.type === 'text' ? withoutDollars(child, children[index - 1], children[index + 1]) : [child],
  ) as never;
}

const isBetweenDollars = (before: RootContent | undefined, after: RootContent | undefined): boolean =>
  before?.type === 'text' &&
  before.value.endsWith('$') &&
  after?.type === 'text' &&
  after.value.startsWith('$');

function withoutDollars(
  node: Text,
  before: RootContent | undefined,
  after: RootContent | undefined,
): RootContent[] {
  const from = before?.type === 'inlineMath' ? 1 : 0;
  const to = node.value.length - (after?.type === 'inlineMath' ? 1 : 0);
  const value = node.value.slice(from, to);
  if (value === '') return [];
  if (from === 0 || node.position === undefined) return [{ ...node, value }];
  const { start, end } = node.position;
  const moved = { ...start, column: start.column + 1, offset: (start.offset ?? 0) + 1 };
  return [{ ...node, value, position: { start: moved, end } }];
}

/** Sets the equation of a node, or says why it cannot be set. */
export function setEquation<Node extends MathNode | InlineMathNode>(
  node: Node,
  resolution: Resolution,
): Node {
  if (hasToken(node.value)) {
    resolution.refuse(node, 'content/equation.helper');
    return { ...node, value: '' };
  }
  const figure = statedIn(node.value) ?? figuresIn(node.value).find((found) => !constants.has(found));
  if (figure !== undefined) resolution.refuse(node, 'content/equation.number', { number: figure });
  try {
    const options = {
      displayMode: node.type === 'math',
      throwOnError: true,
      strict: true,
      wrap: 'none',
    } as const;
    const mathml = elementOf(treeOf(node.value, options));
    return { ...node, mathml, text: spokenEquation(mathml) };
  } catch (error) {
    const failure = String(error instanceof Error ? error.message : error).replace(/^ParseError:\s*/, '');
    resolution.refuse(node, 'content/equation.tex', { failure });
    return node;
  }
}

/** The numbers that formulas are made with: small ones, and those by which shares and rates are given. */
const constants: ReadonlySet<string> = new Set(
  [...Array(11).keys(), 12, 100, 1000, 10_000, 100_000, 1_000_000].map(String),
);

/** Digits that TeX sets apart (`100\,000`, `100{,}000`) are one number. */
const figuresIn = (tex: string): readonly string[] =>
  tex.replaceAll(/(?<=\d)(?:\\[,;:! ]|\{,\}|~)(?=\d)/g, '').match(/\d+(?:[.,]\d+)*/g) ?? [];

const relation = String.raw`(?:[=<>]|\\(?:approx|leq?|geq?|lt|gt)\b)`;
const stated = new RegExp(String.raw`(?:^|${relation})\s*(\d+)\s*(?:$|${relation})`);

/** A number that is all of a side says how many there are, however small it is: `n = 5`. */
const statedIn = (tex: string): string | undefined => stated.exec(tex.trim())?.[1];

/** A node of the tree that Temml makes. */
interface MadeNode {
  readonly type?: string;
  readonly text?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children?: readonly MadeNode[];
}

/** What Temml adds for the look of single browsers is left out: a page has no styles of its own. */
function elementOf({ type = 'mrow', attributes = {}, children = [] }: MadeNode): MathElement {
  const name = mathElements.has(type) ? type : 'mrow';
  // A number may be a text for each digit.
  const text = children.map((child) => child.text ?? '').join('');
  const inside = children.filter((child) => child.text === undefined);
  return {
    name,
    attributes: Object.fromEntries(Object.entries(attributes).filter(([key]) => mathAttributes.has(key))),
    children: text === '' ? inside.map(elementOf) : [text],
  };
}
