import type { Root } from 'mdast';
import type { ChartFlow } from '../../model/chart/flow.js';
import type { House } from '../../model/project/house.js';
import { targetName } from '../../model/project/target-name.js';
import type { Snapshot, SnapshotHouseFile } from '../../model/snapshot/snapshot.js';
import { visit } from '../../model/tree/visit.js';
import { sha256 } from '../../sha256.js';
import { hashInputs } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import type { Page } from './read-page.js';
import { makeSnapshot } from './snapshot.js';

const digestOf = ({ data }: { readonly data: string }): string => sha256(Buffer.from(data, 'base64'));

/** The files of the publisher that a page carries, by their bytes: so `verify` knows each without the project. */
export function publishHouse({ logo, picture, fonts, css }: House): SnapshotHouseFile[] {
  const pictures = { logo, picture };
  const own = (['logo', 'picture'] as const).flatMap((what) => {
    const shown = pictures[what];
    return shown === undefined ? [] : [{ what, sha256: digestOf(shown) }];
  });
  return [
    ...own,
    ...(fonts?.faces ?? []).map((face) => ({ what: 'font' as const, sha256: digestOf(face) })),
    ...(css === undefined ? [] : [{ what: 'style' as const, sha256: sha256(css) }]),
  ];
}

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
    flows: flowsIn(document.tree),
    house: publishHouse(house),
    page,
  });
}

/** The flows of the charts in a report. */
function flowsIn(tree: Root): ChartFlow[] {
  const found: ChartFlow[] = [];
  visit(tree, (node) => {
    if (node.type === 'drawing' && node.flow !== undefined) found.push(node.flow);
  });
  return found;
}
