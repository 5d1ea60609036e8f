import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { TallyEntryNode, TallyNode } from '../../../../model/table-nodes.js';
import type { Tile } from '../../../../model/table-parts.js';
import { withData } from '../../element-data.js';
import type { HastContext } from '../context.js';
import { partsOf, toneMark, toneShape } from '../tone-mark.js';
import { valueElement } from './value.js';

/** Tiles and their tally: the tiles for the eye, the tally for every reader. */
export function tilesContent(
  tiles: readonly Tile[],
  tally: readonly TallyEntryNode[],
  context: HastContext,
): ElementContent[] {
  const shown = tiles.length === 0 ? [] : [h('span.tiles', { ariaHidden: 'true' }, tiles.map(tileElement))];
  // A cell without words would be dropped from the PDF's tags.
  const counts = tally.length === 0 ? ['\u00A0'] : tallyEntries(tally, context);
  return [...shown, h('span.tally', counts)];
}

function tileElement({ code, title, tone }: Tile): Element {
  const properties = { className: ['tile', ...partsOf(tone)], title, dataCode: code, dataNAlt: 'label' };
  return withData(h('span', properties, [toneShape(tone)]), { painted: code });
}

/** The tally of a whole table, each kind with its mark. */
export function tallyLine({ children }: TallyNode, context: HastContext): Element {
  return h('p.tally', tallyEntries(children, context, true));
}

function tallyEntries(
  tally: readonly TallyEntryNode[],
  context: HastContext,
  marked = false,
): (Element | string)[] {
  return tally.flatMap(({ tone, children: [word, number] }, index) => [
    index === 0 ? '' : ' ',
    h('span.tally-entry', [
      ...(marked ? [toneMark(tone)] : []),
      word.value,
      ' ',
      valueElement(number, context),
    ]),
  ]);
}
