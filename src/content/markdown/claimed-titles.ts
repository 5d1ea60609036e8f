import type { Root } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { CellKey } from '../../model/quantity.js';
import type { ClaimRecord, ComparedFigure } from '../../model/snapshot/claim-record.js';
import type { ChartNode, ClaimedTitle } from '../../model/tree/nodes.js';
import { chartsOf } from '../charts-of.js';
import { textIn } from './named-words.js';

/** Tells every chart, in place, which cells the claims in its title and subtitle are about: it must draw them. */
export function attachClaims(body: Root, claims: readonly ClaimRecord[]): void {
  const charts = chartsOf(body);
  for (const chart of charts) {
    const claimed = claims.filter((claim) => claim.quoted === undefined && isInTitle(claim, chart, charts));
    if (claimed.length > 0) chart.claimed = claimed.map(claimedTitle);
  }
}

/** The cells of the figures that a claim is about, and of all that it compares with them. */
function claimedTitle({ test, at }: ClaimRecord): ClaimedTitle {
  const cellsOf = (figures: readonly (ComparedFigure | undefined)[]): CellKey[] =>
    figures.flatMap((figure) => (figure !== undefined && 'quantity' in figure ? figure.quantity.cells : []));
  return { own: cellsOf(test.groups.map(([own]) => own)), all: cellsOf(test.groups.flat()), at };
}

function isInTitle(claim: ClaimRecord, chart: ChartNode, charts: readonly ChartNode[]): boolean {
  const start = chart.positions['/title'];
  if (start !== undefined) return isWithin(claim.at, start, chart);
  // A helper made it: the words stand in its call, which is the last one that begins before them.
  const isBefore = ({ at }: ChartNode): boolean => at.file === claim.at.file && !isAfter(at, claim.at);
  const last = charts.filter(isBefore).reduce<ChartNode | undefined>(later, undefined);
  return last?.at === chart.at && titleOf(chart).includes(claim.text);
}

const later = (a: ChartNode | undefined, b: ChartNode): ChartNode =>
  a === undefined || isAfter(b.at, a.at) ? b : a;

/** From the title to the next key beside it. */
function isWithin(at: Position, start: Position, { positions }: ChartNode): boolean {
  if (at.file !== start.file || isAfter(start, at)) return false;
  return !Object.entries(positions).some(
    ([pointer, position]) =>
      !pointer.startsWith('/title') &&
      pointer !== '' &&
      position.file === start.file &&
      isAfter(position, start) &&
      !isAfter(position, at),
  );
}

const isAfter = (a: Position, b: Position): boolean =>
  a.line > b.line || (a.line === b.line && a.column > b.column);

const titleOf = ({ children: [title, subtitle] }: ChartNode): string =>
  `${textIn(title)} ${textIn(subtitle)}`;
