import type { Root } from 'mdast';
import type { LookedAt } from '../../model/claimed-rows.js';
import type { CurrentSnapshot, SnapshotDrawing } from '../../model/snapshot.js';
import { visit } from '../../model/visit.js';
import { hashInputs } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import { publishDrawing } from './publish-drawing.js';
import { publishHouse } from './publish-house.js';
import { makeSnapshot } from './snapshot.js';

/** What a report publishes of its data, numbers and words. `html` is its page, `version` that of Tallybook. */
export function snapshotOf(report: FinishedReport, html: string, version: string): CurrentSnapshot {
  const { target, claims, document, charted, inputs, editions, house } = report;
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
    drawings: drawingsIn(document.tree).map(({ published }) => published),
    looked: drawingsIn(document.tree).flatMap(({ looked }) => looked),
    house: publishHouse(house),
    html,
  });
}

function drawingsIn(tree: Root): { published: SnapshotDrawing; looked: readonly LookedAt[] }[] {
  const found: { published: SnapshotDrawing; looked: readonly LookedAt[] }[] = [];
  visit(tree, (node) => {
    const drawn = node.type === 'chart' ? node.children[2] : undefined;
    if (node.type !== 'chart' || drawn?.type !== 'drawing') return;
    for (const { measures, frame } of [{ ...drawn, frame: undefined }, ...drawn.others])
      found.push({ published: publishDrawing(node.id, measures, frame), looked: measures.looked });
  });
  return found;
}
