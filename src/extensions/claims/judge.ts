import { marksAcross } from '../../content/helpers/break-in-series.js';
import { type Call, type DataScope, describe, parseNumber } from '../../content/helpers/call.js';
import { datasetOf } from '../../content/helpers/cell-helpers.js';
import { fail } from '../../content/helpers/problem.js';
import { isQuantity } from '../../content/printable.js';
import { timeOf } from '../../content/selection/fields.js';
import { filterFields, refuseUnknownArguments } from '../../content/selection/filters.js';
import { didYouMean, listNames, type Position } from '../../diagnostics.js';
import type { LookedAt, RowTest } from '../../model/dataset/claimed-rows.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Exact } from '../../model/exact.js';
import { type Conclusion, concludeAbout, type Figure, type Finding } from './figure.js';
import { type ClaimKind, type Group, kindNames, kinds, type LimitName, type Limits } from './kinds.js';
import type { ChosenRows } from './select/rows.js';
import { shapes } from './select/shapes.js';
import { asSelection } from './select/subject.js';

/**
 * The kind of this name, or a diagnostic. `at-least-times` compares two figures where the claim names another (`than`),
 * else two years.
 */
export function requireKind(name: string, position: Position, namesAnother = false): ClaimKind {
  const found = kinds.filter((kind) => kind.name === name);
  return (
    (found.length > 1 ? found.find(({ shape }) => (shape === 'pair') === namesAnother) : found[0]) ??
    fail(
      'content/argument.claim-2',
      position,
      { name, kindNames: listNames(kindNames, kindNames.length) },
      didYouMean(name, kindNames),
    )
  );
}

/** Reads the thresholds of a claim: the only numbers that its author writes. Fails on one that is missing or no number. */
function readLimits(call: Call, kind: ClaimKind): Limits {
  for (const name of kind.required) {
    if (call.hash[name] !== undefined) continue;
    fail('content/argument.claim', call.at, { name: kind.name, otherName: name, example: examples[name] });
  }
  const taken = (name: LimitName): boolean => kind.limits.includes(name) && call.hash[name] !== undefined;
  const rank = taken('rank') ? call.wholeNumber('rank', 1, 999) : undefined;
  return {
    ...(taken('strict') ? { strict: call.flag('strict') } : {}),
    ...(taken('share') ? { share: positive(call, 'share') } : {}),
    ...(taken('times') ? { times: positive(call, 'times') } : {}),
    ...(rank === undefined ? {} : { rank }),
  };
}

const examples: Readonly<Record<LimitName, string>> = {
  strict: '`strict=false`',
  share: 'a percentage such as `share=80`',
  times: 'a factor such as `times=3`',
  rank: 'a place such as `rank=2`',
};

function positive(call: Call, name: 'share' | 'times'): Exact {
  const given = call.hash[name];
  const number = typeof given === 'number' || typeof given === 'string' ? parseNumber(given) : undefined;
  if (number !== undefined && number.numerator > 0n) return number;
  return fail('content/argument.given', call.hashAt(name), {
    given: describe(given),
    name,
    example: examples[name],
  });
}

/** The findings of a claim, where a comparison across a break in a series finds nothing. */
function acrossBreaks(findings: readonly Finding[], data: PublishedData): readonly Finding[] {
  return findings.map((finding) => {
    const [first, ...others] = finding.compared ?? finding.figures;
    const broken = first !== undefined && others.some((other) => isBroken(first, other, data));
    return broken ? { ...finding, holds: undefined } : finding;
  });
}

/** True when two figures are cells of one series, and what is counted in it changed between them. */
function isBroken(a: Figure, b: Figure, data: PublishedData): boolean {
  if (a.quantity === undefined || b.quantity === undefined) return false;
  const [one, other] = [onlyCell(a), onlyCell(b)];
  if (one === undefined || one.dataset !== other?.dataset || one.field !== other.field) return false;
  const dataset = data[one.dataset];
  const year = dataset === undefined ? undefined : timeOf(dataset);
  if (dataset === undefined || year === undefined) return false;
  // One of the two is the earlier year; read backwards there is nothing between them.
  const [first, second] = [a.quantity, b.quantity];
  return [[first, second] as const, [second, first] as const].some((ends) =>
    marksAcross(dataset, year, one.field, ends).marks.includes('b'),
  );
}

const onlyCell = ({ quantity }: Figure) => (quantity?.cells.length === 1 ? quantity.cells[0] : undefined);

/** A claim with its figures and what they say of it. */
export interface Judgement extends Conclusion {
  readonly kind: ClaimKind;
  readonly limits: Limits;
  /** All figures that it was tested on, each once, in the order in which they are compared. */
  readonly figures: readonly Figure[];
  /** The same as they were compared with each other; the one that the claim is about stands first. */
  readonly groups: readonly Group[];
  /** A break in the series left a comparison open. */
  readonly acrossBreak: boolean;
  /** Of a claim about rows, how these are chosen. */
  readonly rows?: RowTest;
  readonly lookedAt?: readonly LookedAt[];
}

/** Every named argument that some kind of claim takes. */
export const claimParameters: readonly string[] = [
  ...new Set([
    'measure',
    ...Object.values(shapes).flatMap(({ parameters }) => parameters),
    ...['strict', 'share', 'times', 'rank'],
  ]),
];

/**
 * Tests a claim: `{{claim "kind" "dataset" ...}}`, or a quantity in place of the dataset. `own` names the arguments of
 * the helper itself. Fails on an unknown kind, on arguments that the kind does not take, and on cells that cannot be
 * named.
 */
export function judge(call: Call, scope: DataScope, own: readonly string[]): Judgement {
  const name = call.textParam(0, 'a kind of claim');
  const kind = requireKind(name, call.paramAt(0), call.hash.than !== undefined);
  const selection = asSelection(call);
  const dataset = isQuantity(selection.params[0]) ? undefined : datasetOf(selection, scope);
  const fields = dataset && filterFields(dataset, { filtersAttributes: kind.shape === 'rows' });
  const { parameters, read } = shapes[kind.shape];
  const taken = [...(kind.shape === 'rows' ? [] : ['measure']), ...parameters, ...kind.limits, ...own];
  refuseUnknownArguments(call, dataset, taken, fields);
  const limits = readLimits(call, kind);
  const { groups, figures, rows } = read(selection, scope, kind.name);
  const found = groups.flatMap((group) => kind.findings(group, limits));
  const findings = rows === undefined ? found : found.flatMap((each) => decidedBy(kind.name, each, rows));
  const comparable = acrossBreaks(findings, scope.data);
  const acrossBreak = comparable.some(({ holds }, index) => holds !== findings[index]?.holds);
  const conclusion = concludeAbout(kind.name, comparable, groups.flat());
  return {
    kind,
    limits,
    figures:
      rows === undefined
        ? (figures ?? groups.flat())
        : [...new Set([...groups.flat(), ...findings.flatMap((each) => each.figures)])],
    groups,
    acrossBreak,
    ...(rows && { rows: rows.test, lookedAt: rows.lookedAt }),
    ...conclusion,
  };
}

/** The judgement that a claim does not hold: true where it is contradicted. */
export function denied(judgement: Judgement): Judgement {
  const { verdict, figures } = judgement;
  if (verdict === 'untestable') return judgement;
  return verdict === 'false'
    ? { ...judgement, verdict: 'true', because: [], pointed: [] }
    : { ...judgement, verdict: 'false', because: figures, pointed: figures };
}

/** The single rows that contradict a claim, or that leave it open; its counts where no single rows do. */
function decidedBy(kind: string, finding: Finding, { having, lacking, open }: ChosenRows): Finding[] {
  const { holds } = finding;
  const against = kind === 'every-row' ? lacking : kind === 'no-row' ? having : [];
  const deciding = holds === undefined ? open : holds ? [] : against;
  return deciding.length === 0 ? [finding] : deciding.map((figure) => ({ holds, figures: [figure] }));
}
