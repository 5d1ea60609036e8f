/** Conditions that compare figures, such as `{{#if (gt a b)}}`: which words are true in their branches. */
import type { PlacedWord } from '../../../content/extension.js';
import { type AnyCall, type Expression, nameOf, type SubExpression } from '../../../content/template/ast.js';

/** How two figures compare, as the helpers of conditions are called. */
const relations = ['gt', 'ge', 'lt', 'le', 'eq', 'ne'] as const;
type Relation = (typeof relations)[number];

const contrary: Readonly<Record<Relation, Relation>> = {
  gt: 'le',
  le: 'gt',
  lt: 'ge',
  ge: 'lt',
  eq: 'ne',
  ne: 'eq',
};

/** What holds wherever a relation does: what is more is no less, and is not equal. */
const implied: Readonly<Record<Relation, readonly Relation[]>> = {
  gt: ['gt', 'ge', 'ne'],
  lt: ['lt', 'le', 'ne'],
  eq: ['eq', 'ge', 'le'],
  ge: ['ge'],
  le: ['le'],
  ne: ['ne'],
};

/** The relation that makes a kind of words true; absent for kinds that the comparison does not test. */
type Tested = Readonly<Record<string, Relation>>;

/** One branch of a condition: what holds in it, and which words that makes true. */
export interface Branch {
  /** As it is written, for messages: `gt`, or `not gt` after `{{else}}`. */
  readonly holds: string;
  readonly relation: Relation;
  readonly tested: Tested;
}

/** What is compared: an expression of the template. */
interface Side {
  readonly name: string;
  readonly number?: number;
  readonly year?: number;
  /** What it is of, but for its year: the same of two sides is one series. */
  readonly series: string;
}

/** The branches of `{{#if (gt a b)}}...{{else}}...{{/if}}`; undefined where no figures are compared. */
export function branchesOf(
  call: AnyCall,
): { readonly taken: Branch; readonly otherwise: Branch } | undefined {
  const [condition] = call.params;
  if (condition?.type !== 'SubExpression') return undefined;
  const compared = condition;
  const relation = relations.find((each) => each === nameOf(compared));
  const [own, other] = compared.params.map(sideOf);
  if (relation === undefined || own === undefined || other === undefined) return undefined;
  if (own.number !== undefined && other.number !== undefined) return undefined;
  const tested = own.number === undefined ? testedBy(own, other) : turned(testedBy(other, own));
  const holds = { holds: relation, relation, tested };
  const not = { holds: `not ${relation}`, relation: contrary[relation], tested };
  return nameOf(call) === 'unless' ? { taken: not, otherwise: holds } : { taken: holds, otherwise: not };
}

/** True when the words of a branch are true wherever its condition holds. */
export function isTrueIn({ relation, tested }: Branch, { kind, isNegated }: PlacedWord): boolean {
  const own = Object.hasOwn(tested, kind) ? tested[kind] : undefined;
  return own !== undefined && implied[relation].includes(isNegated ? contrary[own] : own);
}

/** True when the condition says something of such words, whether it bears them out or not. */
export const speaksOf = ({ tested }: Branch, { kind }: PlacedWord): boolean => Object.hasOwn(tested, kind);

const between: Tested = { 'higher-than': 'gt', 'lower-than': 'lt', equal: 'eq' };
const overTime: Tested = { rose: 'gt', fell: 'lt', unchanged: 'eq' };

function testedBy(own: Side, other: Side): Tested {
  const { number } = other;
  if (number === undefined) return ofTwo(own, other);
  if (changes.has(own.name)) return number === 0 ? { ...between, ...overTime } : {};
  if (own.name === 'share') return ofShare(number);
  return number === 0 ? { none: 'eq' } : {};
}

const changes: ReadonlySet<string> = new Set(['change', 'percent-change']);

/** Two figures; of one series, words of time are tested too, in the direction of its years. */
function ofTwo(own: Side, other: Side): Tested {
  const isSeries = own.series === other.series;
  if (!isSeries) return { ...between, all: 'eq' };
  const isBackwards = own.year !== undefined && other.year !== undefined && own.year < other.year;
  return { ...between, ...(isBackwards ? turned(overTime) : overTime) };
}

const turned = (tested: Tested): Tested =>
  Object.fromEntries(Object.entries(tested).map(([kind, relation]) => [kind, mirrored[relation]]));

const mirrored: Readonly<Record<Relation, Relation>> = {
  gt: 'lt',
  lt: 'gt',
  ge: 'le',
  le: 'ge',
  eq: 'eq',
  ne: 'ne',
};

/** A share beside a number of per cent: more than 50 are most, and not to reach it is to be a minority. */
function ofShare(number: number): Tested {
  return {
    ...(number >= 50 && { majority: 'gt' }),
    ...(number <= 50 && { minority: 'lt' }),
    ...(number <= 25 && { 'at-most-share': 'lt' }),
    ...(number >= 90 && { 'at-least-share': 'gt' }),
    ...(number === 50 && { half: 'eq' }),
    ...(number === 100 && { all: 'eq' }),
    ...(number === 0 && { none: 'eq' }),
  };
}

/** A figure or a number; undefined for a text, which compares no figures. */
function sideOf(expression: Expression): Side | undefined {
  switch (expression.type) {
    case 'NumberLiteral':
      return { name: '', series: '', number: expression.value };
    case 'PathExpression': {
      const { original } = expression;
      return { name: '', series: String(original) };
    }
    case 'SubExpression':
      return ofCall(expression);
    default:
      return undefined;
  }
}

function ofCall(call: SubExpression): Side {
  const pairs = (call.hash?.pairs ?? []).flatMap(({ key, value }) =>
    'original' in value ? [[key, String(value.original)] as const] : [],
  );
  const year = pairs.find(([key]) => key === 'year')?.[1];
  const others = pairs.filter(([key]) => key !== 'year').map((pair) => pair.join('='));
  const first = call.params.map((param) => ('original' in param ? String(param.original) : ''));
  return {
    name: nameOf(call),
    series: [nameOf(call), ...first, ...others.sort()].join(' '),
    ...(year !== undefined && /^\d{4}$/.test(year) && { year: Number(year) }),
  };
}
