import type { Call, Scope } from '../../content/helpers/call.js';
import { datasetOf } from '../../content/helpers/cell-helpers.js';
import { isQuantity } from '../../content/printable.js';
import { refuseUnknownArguments } from '../../content/selection/filters.js';
import { isExact } from '../../model/quantity.js';
import { acrossBreaks } from './breaks.js';
import type { Figure } from './figure.js';
import { type Conclusion, conclude, type Finding } from './finding.js';
import type { Limits, ShapeName } from './kind.js';
import { readLimits } from './limits.js';
import { type AnyKind, requireKind } from './registry.js';
import { readPairs, readParts, readRanges, readSingles } from './select/beside.js';
import { readChange, readSeries } from './select/series.js';
import { readStanding } from './select/standing.js';
import { asSelection } from './select/subject.js';

/** A claim with its figures and what they say of it. */
export interface Judgement extends Conclusion {
  readonly kind: AnyKind;
  readonly limits: Limits;
  /** All figures that it was tested on, each once, in the order in which they are compared. */
  readonly figures: readonly Figure[];
}

interface Tested {
  readonly figures: readonly Figure[];
  readonly findings: readonly Finding[];
}

/** Named arguments that the figures of each shape are found by, besides filters and `measure`. */
const shapeParameters: Readonly<Record<ShapeName, readonly string[]>> = {
  series: ['from', 'to'],
  change: ['from', 'to'],
  part: ['from', 'to', 'of'],
  pair: ['from', 'to', 'than'],
  range: ['from', 'to', 'least', 'most'],
  single: ['from', 'to'],
  standing: ['from', 'to', 'among'],
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
export function judge(call: Call, scope: Scope, own: readonly string[]): Judgement {
  const name = call.textParam(0, 'a kind of claim');
  const kind = requireKind(name, call.paramAt(0), call.hash.than !== undefined);
  const selection = asSelection(call);
  const dataset = isQuantity(selection.params[0]) ? undefined : datasetOf(selection, scope);
  refuseUnknownArguments(call, dataset, ['measure', ...shapeParameters[kind.shape], ...kind.limits, ...own]);
  const limits = readLimits(call, kind);
  const { figures, findings } = test(kind, limits, selection, scope);
  const conclusion = conclude(acrossBreaks(findings, scope.data));
  return { kind, limits, figures, ...(kind.name === 'none' ? conclusion : notOnGaps(conclusion, figures)) };
}

/** Missing values alone bear nothing out, though some of them count as 0: two years of "none recorded" are not unchanged. */
function notOnGaps(conclusion: Conclusion, figures: readonly Figure[]): Conclusion {
  const isKnown = ({ quantity }: Figure): boolean => quantity !== undefined && isExact(quantity.value);
  return conclusion.verdict !== 'true' || figures.some(isKnown)
    ? conclusion
    : { verdict: 'untestable', because: figures, pointed: figures };
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
function test(kind: AnyKind, limits: Limits, call: Call, scope: Scope): Tested {
  switch (kind.shape) {
    case 'series': {
      const series = readSeries(call, scope);
      return { figures: series, findings: kind.findings(series, limits) };
    }
    case 'change': {
      const series = readChange(call, scope);
      const ends = series.filter((_, index) => index === 0 || index === series.length - 1);
      return { figures: ends, findings: kind.findings(series, limits) };
    }
    case 'part': {
      const parts = readParts(call, scope);
      const figures = parts.flatMap(({ part, whole }) => [part, whole]);
      return { figures, findings: kind.findings(parts, limits) };
    }
    case 'pair': {
      const pairs = readPairs(call, scope);
      return {
        figures: pairs.flatMap(({ own, other }) => [own, other]),
        findings: kind.findings(pairs, limits),
      };
    }
    case 'range': {
      const ranges = readRanges(call, scope);
      const figures = ranges.flatMap(({ own, least, most }) => [own, least, most]);
      return { figures, findings: kind.findings(ranges, limits) };
    }
    case 'single': {
      const singles = readSingles(call, scope);
      return { figures: singles, findings: kind.findings(singles, limits) };
    }
    case 'standing': {
      const groups = readStanding(call, scope);
      return { figures: groups.flatMap(({ all }) => all), findings: kind.findings(groups, limits) };
    }
  }
}
