import type { LookedAt } from '../../model/claimed-rows.js';
import type { Document } from '../../model/document.js';
import { ledgerOf } from '../../model/entries.js';
import type { DrawingNode } from '../../model/part-nodes.js';
import type { Operand } from '../../model/quantity.js';
import type { Snapshot, SnapshotDrawing } from '../../model/snapshot.js';
import { targetName } from '../../model/target-name.js';
import { visit } from '../../model/visit.js';
import { hashInputs } from '../manifest/manifest.js';
import type { FinishedReport } from '../output.js';
import { type PlaceOfNumber, publishDrawing } from './publish-drawing.js';
import { publishHouse } from './publish-house.js';
import type { Page } from './read-page.js';
import { makeSnapshot } from './snapshot.js';

/** What a report publishes of its data, numbers and words. `page` is its page as it was read, `version` that of Tallybook. */
export function snapshotOf(report: FinishedReport, page: Page, version: string): Snapshot {
  const { target, claims, document, charted, inputs, editions, house } = report;
  const { title, edition, draft, audience } = document.meta;
  const drawings = drawingsIn(document);
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
    drawings: drawings.map(({ published }) => published),
    looked: drawings.flatMap(({ looked }) => looked),
    house: publishHouse(house),
    page,
  });
}

function drawingsIn({
  tree,
  ledger,
}: Document): { published: SnapshotDrawing; looked: readonly LookedAt[] }[] {
  const found: { published: SnapshotDrawing; looked: readonly LookedAt[] }[] = [];
  const places = new Map(ledger.map(({ id }, index) => [id, index]));
  visit(tree, (node) => {
    const drawn = node.type === 'chart' ? node.children[2] : undefined;
    if (node.type !== 'chart' || drawn?.type !== 'drawing') return;
    const placeOf = placesInTables(drawn, places);
    for (const { measures, frame } of [{ ...drawn, frame: undefined }, ...drawn.others])
      found.push({ published: publishDrawing(node.id, measures, placeOf, frame), looked: measures.looked });
  });
  return found;
}

/** The places of the numbers in the tables of a drawing. */
function placesInTables(drawn: DrawingNode, places: ReadonlyMap<string, number>): PlaceOfNumber {
  const tables = drawn.children.filter(({ type }) => type === 'drawnTable');
  const known = new Map(
    tables.flatMap(ledgerOf).map(({ id, quantity }) => [calculationOf(quantity), places.get(id)]),
  );
  return (quantity) => known.get(calculationOf(quantity));
}

/** What was done to which cells, and by which stated numbers. */
const calculationOf = (quantity: Operand): string => JSON.stringify(shapeOf(quantity));

const shapeOf = ({ operation, cells, operands, number }: Operand): unknown => [
  operation,
  cells.map(({ dataset, field, keys }) => [dataset, field, keys]),
  operands?.map(shapeOf),
  number,
];
