import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { isIllustrativeNumber, type LedgerEntry } from '../../../../model/quantity.js';
import type { TableCell, TallyEntry, Tile } from '../../../../model/table-parts.js';
import { withData } from '../../element-data.js';
import type { HastContext } from '../context.js';
import { toneMark, toneShape } from '../tone-mark.js';
import { valueElement } from './value.js';

/** Whether nothing around says which numbers are illustrative. */
export interface MarkedContext extends HastContext {
  readonly isBare: boolean;
}

/** Tiles and their tally: the tiles for the eye, the tally for every reader. */
export function tilesContent(
  { tiles, tally }: Extract<TableCell, { kind: 'tiles' }>,
  context: MarkedContext,
): ElementContent[] {
  const shown = tiles.length === 0 ? [] : [h('span.tiles', { ariaHidden: 'true' }, tiles.map(tileElement))];
  // A cell without words would be dropped from the PDF's tags.
  const counts = tally.length === 0 ? ['\u00A0'] : tallyEntries(tally, context);
  return [...shown, h('span.tally', counts)];
}

function tileElement({ code, title, tone }: Tile): Element {
  const properties = { className: ['tile', tone], title, dataCode: code, dataNAlt: 'label' };
  return withData(h('span', properties, [toneShape(tone)]), { painted: code });
}

/** The tally of a whole table, each kind with its mark. */
export function tallyLine(tally: readonly TallyEntry[], context: MarkedContext): Element {
  return h('p.tally', tallyEntries(tally, context, true));
}

function tallyEntries(
  tally: readonly TallyEntry[],
  context: MarkedContext,
  marked = false,
): (Element | string)[] {
  return tally.flatMap(({ word, tone, entry }, index) => [
    index === 0 ? '' : ' ',
    h('span.tally-entry', [...(marked ? [toneMark(tone)] : []), word, ' ', numberIn(entry, context)]),
  ]);
}

/** A number of a table, with the mark of illustrative data where nothing around it says so. */
export function numberIn(entry: LedgerEntry, context: MarkedContext): Element {
  return valueElement(entry, { ...context, isMarked: context.isBare && isIllustrativeNumber(entry) });
}
