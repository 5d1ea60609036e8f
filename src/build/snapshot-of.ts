import { chartsOf } from '../content/charts-of.js';
import { cellAddress } from '../editions/cell-address.js';
import type { Editions } from '../editions/editions.js';
import type { Snapshot } from '../editions/snapshot.js';
import type { PrintedNumeral } from '../outputs/ledger/numeral.js';
import { makeSnapshot } from '../outputs/snapshot/snapshot.js';
import type { Draft } from './write-report.js';

/** What a report publishes, once its page is made. */
export function snapshotOf(
  draft: Draft,
  html: string,
  numerals: readonly PrintedNumeral[],
  editions: Editions,
): Snapshot {
  const { target, content, document, ledger } = draft;
  const { title, edition, draft: isDraft } = document.meta;
  return makeSnapshot({
    report: target.report.id,
    language: target.language,
    title,
    edition,
    draft: isDraft,
    editions,
    charted: chartsOf(content.body).map(({ dataset }) => dataset),
    ledger,
    claims: content.claims,
    html,
    shown: numerals.flatMap(({ entry, place }) =>
      entry === undefined || place === 'alternative' || place === 'chart' ? [] : [entry],
    ),
    address: cellAddress,
  });
}
