import type { CurrentSnapshot } from '../../model/snapshot.js';
import { hashInputs } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import { makeSnapshot } from './snapshot.js';

/** What a report publishes of its data, numbers and words. `html` is its page, `version` that of Tallybook. */
export function snapshotOf(report: FinishedReport, html: string, version: string): CurrentSnapshot {
  const { target, claims, document, charted, inputs, editions } = report;
  const { title, edition, draft } = document.meta;
  return makeSnapshot({
    tool: version,
    inputs: hashInputs(inputs),
    report: target.report.id,
    language: target.language,
    title,
    edition,
    draft,
    editions,
    charted,
    ledger: document.ledger,
    claims,
    html,
  });
}
