import type { Snapshot } from '../../model/snapshot.js';
import { targetName } from '../../model/target-name.js';
import { hashInputs } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import { publishHouse } from './publish-house.js';
import type { Page } from './read-page.js';
import { makeSnapshot } from './snapshot.js';

/** What a report publishes of its data, numbers and words. `page` is its page as it was read, `version` that of Tallybook. */
export function snapshotOf(report: FinishedReport, page: Page, version: string): Snapshot {
  const { target, claims, document, charted, inputs, editions, house } = report;
  const { title, edition, draft, audience } = document.meta;
  return makeSnapshot({
    tool: version,
    inputs: hashInputs(inputs),
    ...targetName(target),
    title,
    edition,
    draft,
    ...(audience && { audience }),
    editions,
    charted,
    ledger: document.ledger,
    claims,
    house: publishHouse(house),
    page,
  });
}
