import { type Call, type Scope, toText } from '../../content/helpers/call.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { ClaimRecord, ClaimTest } from '../../model/snapshot/claim-record.js';
import type { Judgement } from './judge.js';
import { labelsOf } from './labels.js';

/** A tested claim whose words are still as they were expanded, with marks and tokens in them. */
export interface ExpandedClaim extends Omit<ClaimRecord, 'text'> {
  readonly marked: string;
}

declare module '../../content/kept.js' {
  interface KeptThings {
    claim: ExpandedClaim;
    unchecked: { readonly reason: string };
  }
}

/** A judgement as it is kept, told and printed. */
export function expandedClaim(
  call: Call,
  judgement: Judgement,
  scope: Pick<Scope, 'data' | 'language'>,
  marked: string,
): ExpandedClaim {
  const { kind, figures, because, pointed, verdict } = judgement;
  const labels = labelsOf(figures, scope);
  return {
    kind: kind.name,
    dataset: figures[0]?.dataset ?? '',
    keys: writtenKeys(call, scope.data),
    figures: figures.map((figure, index) => ({
      label: labels[index] ?? '',
      quantity: figure.quantity,
      decides: because.includes(figure),
      pointed: pointed.includes(figure),
      ...(figure.says !== undefined && { says: figure.says }),
      ...(figure.hides && { hides: figure.hides }),
    })),
    cells: figures.flatMap(({ quantity }) => quantity?.cells ?? []),
    verdict,
    test: testOf(judgement, call.hash.not === true),
    marked,
    at: call.at,
  };
}

/** What the judgement rests on. A cell that is not there is named as its neighbours are. */
function testOf({ kind, limits, groups, acrossBreak, rows, lookedAt }: Judgement, not: boolean): ClaimTest {
  const measure = groups.flat().flatMap(({ quantity }) => quantity?.cells ?? [])[0]?.field ?? '';
  return {
    shape: kind.shape,
    limits,
    ...(not ? { not } : {}),
    ...(acrossBreak ? { acrossBreak } : {}),
    ...(rows && { rows }),
    ...(lookedAt && { lookedAt }),
    groups: groups.map((group) =>
      group.map(({ quantity, dataset, keys }) =>
        quantity === undefined ? { gap: { dataset, measure, keys: keys[0] ?? {} } } : { quantity },
      ),
    ),
  };
}

/** The filters and years of a call as written. */
function writtenKeys(call: Call, data: PublishedData): Record<string, string> {
  const dataset = ownOf(data, toText(call.params[1]) ?? '');
  const filtered = (dataset?.fields ?? []).filter(({ role }) => role === 'dimension' || role === 'attribute');
  return Object.fromEntries(
    [...filtered.map(({ name }) => name), 'from', 'to', 'level', 'has', 'lacks'].flatMap((name) => {
      const text = toText(ownOf(call.hash, name));
      return text === undefined ? [] : [[name, text]];
    }),
  );
}
