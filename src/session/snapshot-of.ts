import { chartsOf } from '../content/charts-of.js';
import { toolVersion } from '../host/version.js';
import { cellAddress } from '../model/cell-address.js';
import type { PublishedData } from '../model/dataset.js';
import type { Editions } from '../model/editions.js';
import type { CurrentSnapshot } from '../model/snapshot.js';
import { screenContent } from '../outputs/html/page.js';
import { hashInputs, inputsOf } from '../outputs/manifest/manifest.js';
import { shownEntries } from '../outputs/snapshot/shown-entries.js';
import { makeSnapshot } from '../outputs/snapshot/snapshot.js';
import type { Draft } from './write-report.js';

/** What a report publishes, once its page is made. */
export function snapshotOf(
  draft: Draft,
  html: string,
  { data, editions }: { readonly data: PublishedData; readonly editions: Editions },
): CurrentSnapshot {
  const { target, content, document, ledger, language } = draft;
  const { title, edition, draft: isDraft } = document.meta;
  return makeSnapshot({
    tool: toolVersion(),
    inputs: hashInputs(inputsOf(data)),
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
    shown: shownEntries(screenContent(document, language)),
    address: cellAddress,
  });
}
