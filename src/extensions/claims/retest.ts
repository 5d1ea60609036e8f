import type { Quantity } from '../../model/quantity.js';
import type { Verdict } from '../../model/snapshot/claim-record.js';
import type { PublishedTest } from '../claim-judge.js';
import type { Figure } from './figure.js';
import { concludeAbout, type Finding } from './finding.js';
import { type AnyKind, kindOf } from './registry.js';

/**
 * The verdicts that a published claim may have, by the same judge as when the report was built; undefined for a kind that
 * is none. There are two only beside a break in the series, of which the snapshot does not say where it lies.
 */
export function verdictsOf(test: PublishedTest): readonly Verdict[] | undefined {
  const kind = kindOf(test.kind, test.shape);
  if (kind === undefined) return undefined;
  const groups = test.groups.map((group) => group.map(figureOf));
  const { verdict } = concludeAbout(kind.name, findingsOf(kind, test.limits, groups), groups.flat());
  const told = test.not ? denied[verdict] : verdict;
  if (!test.acrossBreak) return [told];
  return verdict === 'true' ? ['untestable'] : [told, 'untestable'];
}

const denied: Readonly<Record<Verdict, Verdict>> = { true: 'false', false: 'true', untestable: 'untestable' };

/** A published figure says nothing of where it stands. */
const figureOf = (quantity: Quantity | undefined): Figure => ({ quantity, dataset: '', keys: [] });

function findingsOf(
  kind: AnyKind,
  limits: PublishedTest['limits'],
  groups: readonly (readonly Figure[])[],
): readonly Finding[] {
  switch (kind.shape) {
    case 'series':
    case 'change':
      return kind.findings(groups[0] ?? [], limits);
    case 'part':
      return kind.findings(
        pairsIn(groups).map(([part, whole]) => ({ part, whole })),
        limits,
      );
    case 'pair':
      return kind.findings(
        pairsIn(groups).map(([own, other]) => ({ own, other })),
        limits,
      );
    case 'range':
      return kind.findings(
        groups.flatMap(([own, least, most]) => (own && least && most ? [{ own, least, most }] : [])),
        limits,
      );
    case 'single':
      return kind.findings(groups.flat(), limits);
    case 'standing':
      return kind.findings(
        withOthers(groups).map(([own, others]) => ({ own, others, all: [own, ...others] })),
        limits,
      );
    case 'rest':
      return kind.findings(
        withOthers(groups).map(([own, rest]) => ({ own, rest })),
        limits,
      );
    case 'rows':
      return kind.findings(
        pairsIn(groups).map(([having, chosen]) => ({ having, chosen })),
        limits,
      );
  }
}

const pairsIn = (groups: readonly (readonly Figure[])[]): [Figure, Figure][] =>
  groups.flatMap(([first, second]): [Figure, Figure][] => (first && second ? [[first, second]] : []));

const withOthers = (groups: readonly (readonly Figure[])[]): [Figure, Figure[]][] =>
  groups.flatMap(([own, ...others]): [Figure, Figure[]][] => (own ? [[own, others]] : []));
