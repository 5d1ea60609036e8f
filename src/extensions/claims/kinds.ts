import { isConfidential } from '../../model/dataset/missing.js';
import { compare, type Exact, exact, hundred, toNumber, zero } from '../../model/exact.js';
import { isExact } from '../../model/quantity.js';
import type { ClaimLimits } from '../../model/snapshot/claim-record.js';
import type { TestedQuotationNode } from '../../model/tree/nodes.js';
import {
  above,
  atLeast,
  type Bounds,
  both,
  boundsOf,
  equal,
  type Figure,
  type Finding,
  isNear,
  not,
  scaled,
  type Truth,
} from './figure.js';

export type Limits = ClaimLimits;

export type LimitName = keyof Limits;

/** Figures that are compared with each other; the one that the claim is about stands first. */
export type Group = readonly [own: Figure, ...others: Figure[]];

/** Which figures stand in the groups of a claim. */
export type ShapeName =
  /** The years of a dimension in order, in one group. */
  | 'series'
  /** The first and the last of them. */
  | 'change'
  /** A part and its whole, for one year or for each. */
  | 'part'
  /** A figure and another, for one year or for each. */
  | 'pair'
  /** A figure and two between which it should lie. */
  | 'range'
  /** A figure by itself, for one year or for each. */
  | 'single'
  /** A category and all others of its dimension, for one year or for each. */
  | 'standing'
  /** A figure, and those of the years before or after it. */
  | 'rest'
  /** How many of some rows have something, and how many rows these are; for each value, where a claim names several. */
  | 'rows';

/** One kind of claim: what it compares, and when it holds. */
export interface ClaimKind {
  readonly name: string;
  readonly shape: ShapeName;
  /** The limits that it takes; those in `required` must be given. */
  readonly limits: readonly LimitName[];
  readonly required: readonly LimitName[];
  /** What is so where it is false, for messages: "a year is not above the one before". */
  contrary(limits: Limits): string;
  /** What is found in one group. */
  findings(group: Group, limits: Limits): readonly Finding[];
}

/** How one figure compares with another. */
type Holds = (own: Bounds, other: Bounds, limits: Limits) => Truth;

const nothing: Bounds = { low: zero, high: zero };

/** A limit as its author wrote it. */
const said = (limit: Exact = zero): string => String(toNumber(limit));

const below = (own: Bounds, other: Bounds): Truth => above(other, own);
const atMost = (own: Bounds, other: Bounds): Truth => atLeast(other, own);

/** `share` per cent of a whole. */
const shareOf = (whole: Bounds, { share = zero }: Limits): Bounds =>
  scaled(whole, exact(share.numerator, share.denominator * hundred.numerator));

/** Nothing is a multiple or a share of 0, or of a balance below it, and of no rows nothing can be said. */
const ofPositive =
  (holds: Holds): Holds =>
  (own, other, limits) =>
    above(other, nothing) === true ? holds(own, other, limits) : undefined;

/** The same of the upper ends of two figures: "up to 15" reaches further than "up to 12". */
const ofEnds =
  (holds: Holds): Holds =>
  (own, other, limits) =>
    holds(endOf(own), endOf(other), limits);

const endOf = ({ high }: Bounds): Bounds => (high === undefined ? {} : { low: high, high });

/** A kind that compares the first figure of a group with the second; of two years it is about the later one. */
function compared(
  shape: ShapeName,
  name: string,
  contrary: string | ClaimKind['contrary'],
  holds: Holds,
  required: readonly LimitName[] = [],
): ClaimKind {
  return {
    name,
    shape,
    limits: required,
    required,
    contrary: typeof contrary === 'string' ? () => contrary : contrary,
    findings: (group, limits) => {
      const [own, other] = shape === 'change' ? group.toReversed() : group;
      if (own === undefined || other === undefined) return [];
      return [{ holds: holds(boundsOf(own), boundsOf(other), limits), figures: [own, other], pointed: own }];
    },
  };
}

/** A kind that looks at each figure by itself. */
const alone = (name: string, contrary: string, holds: (figure: Figure) => Truth): ClaimKind => ({
  name,
  shape: 'single',
  limits: [],
  required: [],
  contrary: () => contrary,
  findings: (group) => group.map((figure) => ({ holds: holds(figure), figures: [figure] })),
});

/** A comparison of each year with the one before it. */
const steps = (series: Group, holds: Holds): Finding[] =>
  series.slice(1).map((next, index) => {
    const previous = series[index] ?? next;
    return { holds: holds(boundsOf(next), boundsOf(previous), {}), figures: [previous, next] };
  });

/** A kind that compares every year with the one before; with `strict=false` equal ones are let pass, and the ends decide. */
const course = (
  name: string,
  contrary: string,
  loosely: string,
  holds: Holds,
  orEqual: Holds,
): ClaimKind => ({
  name,
  shape: 'series',
  limits: ['strict'],
  required: [],
  contrary: ({ strict = true }) => (strict ? contrary : loosely),
  findings: (series, { strict = true }) => {
    if (strict) return steps(series, holds);
    const [first] = series;
    const last = series.at(-1) ?? first;
    return [...steps(series, orEqual), ...steps([first, last], holds)];
  },
});

/** A kind that counts the years of which something is so. */
const counted = (name: string, what: string, found: (series: Group) => readonly Finding[]): ClaimKind => ({
  name,
  shape: 'series',
  limits: ['times'],
  required: ['times'],
  contrary: ({ times }) => `the number of years ${what} is not ${said(times)}`,
  findings: (series, { times = zero }) => {
    const truths = found(series).map(({ holds }) => holds);
    const least = truths.filter((holds) => holds === true).length;
    const most = least + truths.filter((holds) => holds === undefined).length;
    const isPossible = compare(exact(least), times) <= 0 && compare(times, exact(most)) <= 0;
    return [{ holds: !isPossible ? false : least === most ? true : undefined, figures: series }];
  },
});

/** Comparisons of the first figure of a group with each of the others. */
const withOthers = ([own, ...others]: Group, holds: (own: Bounds, other: Bounds) => Truth): Finding[] =>
  others.map((other) => ({ holds: holds(boundsOf(own), boundsOf(other)), figures: [own, other] }));

/** A kind that compares a category with every other of its dimension. */
const extreme = (name: string, adjective: string, beats: typeof above): ClaimKind => ({
  name,
  shape: 'standing',
  limits: ['strict'],
  required: [],
  contrary: ({ strict = true }) => (strict ? `another is equal or ${adjective}` : `another is ${adjective}`),
  findings: (group, { strict = true }) =>
    withOthers(group, strict ? beats : (own, other) => not(beats(other, own))),
});

/** The place of a category: as many others above it as its rank says. */
function inPlace(group: Group, place: number): Finding {
  const [own, ...others] = group;
  const found = withOthers(group, below);
  const such = (truth: Truth): Figure[] => others.filter((_, index) => found[index]?.holds === truth);
  const [higher, open] = [such(true), such(undefined)];
  const isImpossible = higher.length > place - 1 || higher.length + open.length < place - 1;
  const holds = isImpossible ? false : open.length > 0 ? undefined : true;
  const figures = [own, ...higher, ...(holds === undefined ? open : [])];
  return { holds, figures, pointed: own, compared: group };
}

/**
 * True of a cell with a number: neither a symbol, whatever it counts as in a sum, nor a row that is not there. A number that is
 * hidden is there, and is not known.
 */
function isKnown({ quantity }: Figure): Truth {
  if (quantity === undefined) return false;
  if (isExact(quantity.value)) return true;
  return isConfidential(quantity.value) ? undefined : false;
}

/** A kind that says where the numbers of a series begin or end. */
const edge = (name: string, where: string): ClaimKind => ({
  name,
  shape: 'rest',
  limits: [],
  required: [],
  contrary: () => `this year has no number, or one ${where} has one`,
  findings: ([own, ...rest]) => [
    { holds: isKnown(own), figures: [own] },
    ...rest.map((figure) => ({ holds: not(isKnown(figure)), figures: [figure] })),
  ],
});

const atLeastTimes = ofPositive((own, other, { times = exact(1) }) => atLeast(own, scaled(other, times)));
const moreThanHalf = ofPositive((own, whole) => above(scaled(own, 2), whole));

/** Every kind of claim. There is no tolerance: 1.96 times is not doubled, and half is no majority. */
export const kinds: readonly ClaimKind[] = [
  course(
    'increasing',
    'a year is not above the one before',
    'a year is below the one before, or the last is not above the first',
    above,
    atLeast,
  ),
  course(
    'decreasing',
    'a year is not below the one before',
    'a year is above the one before, or the last is not below the first',
    below,
    atMost,
  ),
  {
    name: 'unchanged',
    shape: 'series',
    limits: [],
    required: [],
    contrary: () => 'a year differs from the one before',
    findings: (series) => steps(series, equal),
  },
  {
    name: 'stable-within',
    shape: 'series',
    limits: ['share'],
    required: ['share'],
    contrary: ({ share }) => `a year is more than ${said(share)}% away from the first`,
    findings: (series, { share = zero }) => withOthers(series, (first, later) => isNear(later, first, share)),
  },
  counted('rises', 'above the one before', (series) => steps(series, above)),
  counted('falls', 'below the one before', (series) => steps(series, below)),
  counted('recorded', 'above 0', (series) =>
    series.map((figure) => ({ holds: above(boundsOf(figure), nothing), figures: [figure] })),
  ),
  compared('change', 'rose', 'the last year is not above the first', above),
  compared('change', 'fell', 'the last year is not below the first', below),
  compared(
    'change',
    'doubled',
    'the last year is less than twice the first',
    ofPositive((after, before) => atLeast(after, scaled(before, 2))),
  ),
  compared(
    'change',
    'halved',
    'the last year is more than half of the first',
    ofPositive((after, before) => atMost(scaled(after, 2), before)),
  ),
  compared(
    'change',
    'at-least-times',
    ({ times }) => `the last year is less than ${said(times)} times the first`,
    atLeastTimes,
    ['times'],
  ),
  compared(
    'pair',
    'at-least-times',
    ({ times }) => `a figure is less than ${said(times)} times the other`,
    atLeastTimes,
    ['times'],
  ),
  compared(
    'pair',
    'about-times',
    ({ share, times }) => `a figure is more than ${said(share)}% away from ${said(times)} times the other`,
    ofPositive((own, other, { times = exact(1), share = zero }) => isNear(own, scaled(other, times), share)),
    ['times', 'share'],
  ),
  compared('pair', 'higher-than', 'a figure is not above the other', above),
  compared('pair', 'lower-than', 'a figure is not below the other', below),
  compared('pair', 'equal', 'a figure differs from the other', equal),
  {
    name: 'between',
    shape: 'range',
    limits: [],
    required: [],
    contrary: () => 'a figure is below the least or above the most',
    findings: (group) => {
      const [own, least, most] = group;
      if (least === undefined || most === undefined) return [];
      const holds = both(atLeast(boundsOf(own), boundsOf(least)), atMost(boundsOf(own), boundsOf(most)));
      return [{ holds, figures: group, pointed: own }];
    },
  },
  alone('none', 'a figure is not 0', (figure) => equal(boundsOf(figure), nothing)),
  extreme('highest', 'higher', above),
  extreme('lowest', 'lower', below),
  {
    name: 'rank',
    shape: 'standing',
    limits: ['rank', 'strict'],
    required: ['rank'],
    contrary: ({ rank = 1, strict = true }) =>
      `the number of others above it is not ${rank - 1}${strict ? ', or another is equal' : ''}`,
    findings: (group, { rank = 1, strict = true }) => [
      inPlace(group, rank),
      ...(strict ? withOthers(group, (own, other) => not(equal(own, other))) : []),
    ],
  },
  {
    name: 'only',
    shape: 'standing',
    limits: [],
    required: [],
    contrary: () => 'it is 0, or another is not',
    findings: (group) => [
      { holds: above(boundsOf(group[0]), nothing), figures: [group[0]] },
      ...withOthers(group, (_, other) => equal(other, nothing)),
    ],
  },
  compared('part', 'majority', 'a figure is not more than half of the whole', moreThanHalf),
  compared(
    'part',
    'minority',
    'a figure is not less than half of the whole',
    ofPositive((own, whole) => below(scaled(own, 2), whole)),
  ),
  compared(
    'part',
    'at-least-share',
    ({ share }) => `a figure is less than ${said(share)}% of the whole`,
    ofPositive((own, whole, limits) => atLeast(own, shareOf(whole, limits))),
    ['share'],
  ),
  compared(
    'part',
    'at-most-share',
    ({ share }) => `a figure is more than ${said(share)}% of the whole`,
    ofPositive((own, whole, limits) => atMost(own, shareOf(whole, limits))),
    ['share'],
  ),
  compared('pair', 'higher-limit', 'an upper end is not above that of the other', ofEnds(above)),
  compared('pair', 'lower-limit', 'an upper end is not below that of the other', ofEnds(below)),
  compared('pair', 'equal-limit', 'an upper end differs from that of the other', ofEnds(equal)),
  alone('missing', 'a cell has a number', (figure) => not(isKnown(figure))),
  alone('known', 'a cell has no number', isKnown),
  edge('first-known', 'before it'),
  edge('last-known', 'after it'),
  compared('rows', 'every-row', 'a row does not have it', ofPositive(equal)),
  compared('rows', 'some-rows', 'no row has it', (having) => above(having, nothing)),
  compared('rows', 'no-row', 'a row has it', (having) => equal(having, nothing)),
  compared('rows', 'most-rows', 'half of the rows or fewer have it', moreThanHalf),
  compared(
    'rows',
    'count-rows',
    ({ times }) => `the number of rows that have it is not ${said(times)}`,
    (having, _, { times = exact(1) }) => equal(having, { low: times, high: times }),
    ['times'],
  ),
];

/** The names of all kinds of claims, each once. */
export const kindNames: readonly string[] = [...new Set(kinds.map(({ name }) => name))];

/** A kind of this name; of `at-least-times`, whichever comes first. */
export const kindNamed = (name: string): ClaimKind | undefined => kinds.find((kind) => kind.name === name);

/** What a claim is about, as a reader would say: its verdict speaks of that alone. */
export type Family = TestedQuotationNode['family'];

const families: Readonly<Record<ShapeName, Family>> = {
  series: 'trend',
  change: 'trend',
  part: 'share',
  standing: 'rank',
  single: 'level',
  pair: 'comparison',
  range: 'comparison',
  rest: 'level',
  rows: 'count',
};

/** The family of a claim by the shape of its figures: `rose` is about the trend. */
export const familyOf = ({ shape }: ClaimKind): Family => families[shape];
