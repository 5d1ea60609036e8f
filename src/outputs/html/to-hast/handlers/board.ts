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
  const shown = tilesElement(tiles);
  // A cell without words would be dropped from the PDF's tags.
  const counts = tally.length === 0 ? ['\u00A0'] : tallyEntries(tally, context);
  return [...shown, h('span.tally', counts)];
}

/** Tiles in a row. Decoration, unless they lead to what they stand for. */
export function tilesElement(tiles: readonly Tile[]): Element[] {
  if (tiles.length === 0) return [];
  const leads = tiles.some(({ target }) => target !== undefined);
  const row = tiles.flatMap((tile, index) => (index === 0 ? [tileElement(tile)] : [' ', tileElement(tile)]));
  return [h('span.tiles', leads ? {} : { ariaHidden: 'true' }, leads ? row : tiles.map(tileElement))];
}

function tileElement({ code, title, tone, target }: Tile): Element {
  const className = ['tile', ...partsOf(tone)];
  if (target !== undefined) {
    const properties = { className, href: `#${encodeURI(target)}`, title, dataN: 'label', dataNAlt: 'label' };
    return h('a', properties, [toneShape(tone), code]);
  }
  const properties = { className, title, dataCode: code, dataNAlt: 'label' };
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
