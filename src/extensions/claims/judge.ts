import { marksAcross } from '../../content/helpers/break-in-series.js';
import { type Call, type DataScope, describe, parseNumber } from '../../content/helpers/call.js';
import { datasetOf } from '../../content/helpers/cell-helpers.js';
import { fail } from '../../content/helpers/problem.js';
import { isQuantity } from '../../content/printable.js';
import { timeOf } from '../../content/selection/fields.js';
import { filterFields, refuseUnknownArguments, singleKeys } from '../../content/selection/filters.js';
import type { LookedAt, RowTest } from '../../model/dataset/claimed-rows.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { allBetween } from '../../model/dataset/periods.js';
import type { Exact } from '../../model/exact.js';
import type { Figure } from './figure.js';
import { type Conclusion, concludeAbout, type Finding } from './finding.js';
import type { ClaimKind, LimitName, Limits, ShapeName, Shapes } from './kind.js';
import { firstKnown } from './kinds/presence.js';
import { everyRow, noRow, someRows } from './kinds/rows.js';
import { type AnyKind, requireKind } from './registry.js';
import { readPairs, readParts, readRanges, readSingles } from './select/beside.js';
import { type ChosenRows, readRows } from './select/rows.js';
import { readStanding } from './select/standing.js';
import { asSelection, figureAt, readSubject } from './select/subject.js';

/** Reads the thresholds of a claim: the only numbers that its author writes. Fails on one that is missing or no number. */
function readLimits(call: Call, kind: AnyKind): Limits {
  for (const name of kind.required ?? []) {
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
  readonly kind: AnyKind;
  readonly limits: Limits;
  /** All figures that it was tested on, each once, in the order in which they are compared. */
  readonly figures: readonly Figure[];
  /** The same as they were compared with each other; the one that the claim is about stands first. */
  readonly groups: readonly (readonly Figure[])[];
  /** A break in the series left a comparison open. */
  readonly acrossBreak: boolean;
  /** Of a claim about rows, how these are chosen. */
  readonly rows?: RowTest;
  readonly lookedAt?: readonly LookedAt[];
}

interface Tested extends Pick<Judgement, 'rows' | 'lookedAt'> {
  readonly figures: readonly Figure[];
  readonly groups: readonly (readonly Figure[])[];
  readonly findings: readonly Finding[];
}

/** Named arguments that the figures of each shape are found by, besides filters and `measure`. */
const shapeParameters: Readonly<Record<ShapeName, readonly string[]>> = {
  series: ['from', 'to'],
  change: ['from', 'to'],
  part: ['from', 'to', 'of'],
  pair: ['from', 'to', 'than'],
  range: ['from', 'to', 'least', 'most'],
  single: ['from', 'to', 'level'],
  standing: ['from', 'to', 'among', 'level'],
  rest: [],
  rows: ['from', 'to', 'has', 'lacks', 'level'],
};

/** Every named argument that some kind of claim takes. */
export const claimParameters: readonly string[] = [
  ...new Set(['measure', ...Object.values(shapeParameters).flat(), 'strict', 'share', 'times', 'rank']),
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
  const parameters =
    kind.shape === 'rows' ? shapeParameters.rows : ['measure', ...shapeParameters[kind.shape]];
  refuseUnknownArguments(call, dataset, [...parameters, ...kind.limits, ...own], fields);
  const limits = readLimits(call, kind);
  const { figures, groups, findings, rows, lookedAt } = test(kind, limits, selection, scope);
  const comparable = acrossBreaks(findings, scope.data);
  const acrossBreak = comparable.some(({ holds }, index) => holds !== findings[index]?.holds);
  const conclusion = concludeAbout(kind.name, comparable, groups.flat());
  return {
    kind,
    limits,
    figures,
    groups,
    acrossBreak,
    ...(rows && { rows }),
    ...(lookedAt && { lookedAt }),
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

/** The figures of a claim in their order, and what their comparison finds. */
function test(kind: AnyKind, limits: Limits, call: Call, scope: DataScope): Tested {
  switch (kind.shape) {
    case 'series': {
      const series = readSeries(call, scope);
      return { figures: series, groups: [series], findings: kind.findings(series, limits) };
    }
    case 'change': {
      const series = readChange(call, scope);
      const ends = series.filter((_, index) => index === 0 || index === series.length - 1);
      return { figures: ends, groups: [ends], findings: kind.findings(series, limits) };
    }
    case 'part': {
      const parts = readParts(call, scope);
      const groups = parts.map(({ part, whole }) => [part, whole]);
      return { figures: groups.flat(), groups, findings: kind.findings(parts, limits) };
    }
    case 'pair': {
      const pairs = readPairs(call, scope);
      const groups = pairs.map(({ own, other }) => [own, other]);
      return { figures: groups.flat(), groups, findings: kind.findings(pairs, limits) };
    }
    case 'range': {
      const ranges = readRanges(call, scope);
      const groups = ranges.map(({ own, least, most }) => [own, least, most]);
      return { figures: groups.flat(), groups, findings: kind.findings(ranges, limits) };
    }
    case 'single': {
      const singles = readSingles(call, scope);
      const groups = singles.map((single) => [single]);
      return { figures: singles, groups, findings: kind.findings(singles, limits) };
    }
    case 'standing': {
      const standings = readStanding(call, scope);
      const groups = standings.map(({ own, others }) => [own, ...others]);
      const figures = standings.flatMap(({ all }) => all);
      return { figures, groups, findings: kind.findings(standings, limits) };
    }
    case 'rest': {
      const rests = readRest(call, scope, kind.name === firstKnown.name);
      const groups = rests.map(({ own, rest }) => [own, ...rest]);
      return { figures: groups.flat(), groups, findings: kind.findings(rests, limits) };
    }
    case 'rows':
      return testRows(kind, limits, call, scope);
  }
}

/** Counts rows, and points at those that decide. */
function testRows(kind: ClaimKind<'rows'>, limits: Limits, call: Call, scope: DataScope): Tested {
  const {
    groups: counted,
    test: rows,
    lookedAt,
    ...such
  } = readRows(call, scope, kind.name === someRows.name);
  const groups = counted.map(({ having, chosen }) => [having, chosen]);
  const findings = kind.findings(counted, limits).flatMap((finding) => decidedBy(kind, finding, such));
  const figures = [...new Set([...groups.flat(), ...findings.flatMap(({ figures: own }) => own)])];
  return { figures, groups, findings, rows, lookedAt };
}

/** The single rows that contradict a claim, or that leave it open; its counts where no single rows do. */
function decidedBy(
  { name }: ClaimKind<'rows'>,
  finding: Finding,
  { having, lacking, open }: Pick<ChosenRows, 'having' | 'lacking' | 'open'>,
): Finding[] {
  const { holds } = finding;
  const against = name === everyRow.name ? lacking : name === noRow.name ? having : [];
  const deciding = holds === undefined ? open : holds ? [] : against;
  return deciding.length === 0 ? [finding] : deciding.map((figure) => ({ holds, figures: [figure] }));
}

/** The year that a claim names, and all years of the dataset before it, or after it. Fails where there are none. */
function readRest(call: Call, scope: DataScope, isBefore: boolean): Shapes['rest'] {
  const subject = readSubject(call, scope);
  const { dataset, filters } = subject;
  const year = timeOf(dataset);
  const [own] = year === undefined ? [] : (filters.get(year) ?? []);
  if (year === undefined || own === undefined) {
    return fail('content/argument.such', call.at);
  }
  const keys = singleKeys(call, dataset, filters);
  const known = year.categories.map(({ value }) => value).filter((value) => value !== year.total);
  const rest = allBetween(year.type, known).filter((each) => (isBefore ? each < own : each > own));
  if (rest.length === 0) {
    return fail('content/argument.figure', call.hashAt(year.name), {
      own,
      first: isBefore ? 'first' : 'last',
      before: isBefore ? 'before' : 'after',
      name: dataset.name,
    });
  }
  return [
    {
      own: figureAt(subject, keys),
      rest: rest.map((value) => figureAt(subject, { ...keys, [year.name]: value })),
    },
  ];
}

/**
 * One figure for every year from `from` to `to`, years without data included; without these, for all years of the
 * dataset. Fails on fewer than two years.
 */
function readSeries(call: Call, scope: DataScope): readonly Figure[] {
  const subject = readSubject(call, scope);
  const { dataset, filters } = subject;
  const year = timeOf(dataset);
  if (year === undefined) {
    return fail('content/argument.dataset-2', call.paramAt(0), { name: dataset.name });
  }
  const known = year.categories.map(({ value }) => value).filter((value) => value !== year.total);
  const years = allBetween(year.type, filters.get(year) ?? known);
  if (years.length < 2) {
    return fail('content/argument.about', call.at);
  }
  const rest = singleKeys(call, dataset, filters, [year]);
  return years.map((value) => figureAt(subject, { ...rest, [year.name]: value }));
}

/** The same for kinds that compare two years, which the claim must name. */
function readChange(call: Call, scope: DataScope): readonly Figure[] {
  call.requiredText('from');
  call.requiredText('to');
  return readSeries(call, scope);
}
