import type { Verdict } from '../../model/snapshot/claim-record.js';
import type { Figure } from './figure.js';
import { concludeAbout, type Finding } from './finding.js';
import type { Limits } from './kind.js';
import { type AnyKind, kindOf } from './registry.js';

/** A claim that was published, with its figures as they follow from the published cells. */
export interface PublishedTest {
  readonly kind: string;
  readonly shape: string;
  readonly limits: Limits;
  readonly not: boolean;
  readonly acrossBreak: boolean;
  /** As they were compared; the one that the claim is about stands first. */
  readonly groups: readonly (readonly Figure[])[];
}

/**
 * The verdicts that a published claim may have, by the same judge as when the report was built; undefined for a kind that
 * is none. There are two only beside a break in the series, of which the snapshot does not say where it lies.
 */
export function verdictsOf(test: PublishedTest): readonly Verdict[] | undefined {
  const kind = kindOf(test.kind, test.shape);
  if (kind === undefined) return undefined;
  const { verdict } = concludeAbout(kind.name, findingsOf(kind, test), test.groups.flat());
  const told = test.not ? denied[verdict] : verdict;
  if (!test.acrossBreak) return [told];
  return verdict === 'true' ? ['untestable'] : [told, 'untestable'];
}

const denied: Readonly<Record<Verdict, Verdict>> = { true: 'false', false: 'true', untestable: 'untestable' };

function findingsOf(kind: AnyKind, { groups, limits }: PublishedTest): readonly Finding[] {
  const tuples = groups.map(([first, second, third]) => ({ first, second, third }));
  switch (kind.shape) {
    case 'series':
    case 'change':
      return kind.findings(groups[0] ?? [], limits);
    case 'part':
      return kind.findings(
        tuples.flatMap(({ first, second }) => (first && second ? [{ part: first, whole: second }] : [])),
        limits,
      );
    case 'pair':
      return kind.findings(
        tuples.flatMap(({ first, second }) => (first && second ? [{ own: first, other: second }] : [])),
        limits,
      );
    case 'range':
      return kind.findings(
        tuples.flatMap(({ first, second, third }) =>
          first && second && third ? [{ own: first, least: second, most: third }] : [],
        ),
        limits,
      );
    case 'single':
      return kind.findings(groups.flat(), limits);
    case 'standing':
      return kind.findings(
        groups.flatMap(([own, ...others]) => (own ? [{ own, others, all: [own, ...others] }] : [])),
        limits,
      );
    case 'rest':
      return kind.findings(
        groups.flatMap(([own, ...rest]) => (own ? [{ own, rest }] : [])),
        limits,
      );
    case 'rows':
      return kind.findings(
        tuples.flatMap(({ first, second }) => (first && second ? [{ having: first, chosen: second }] : [])),
        limits,
      );
  }
}
