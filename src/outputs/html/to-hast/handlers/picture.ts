import type { Element } from 'hast';
import { h } from 'hastscript';
import type { PictureNode } from '../../../../model/tree/nodes.js';
import { withData } from '../../elements.js';
import { elements } from '../classed-words.js';
import type { NodeHandler } from '../context.js';
import { figure, sourceLine } from '../figure.js';

/** A picture from a file, with number and caption above it as charts have. */
export const picture: NodeHandler<'picture'> = (node, context, state) => {
  const [caption, image, sources] = node.children;
  const { beside, width, enumerator = '' } = node;
  const label = context.language.message('document.figure', { number: enumerator });
  const className = ['picture', ...(beside === undefined ? [] : [`beside-${beside}`])];
  const content = [...elements(state.one(image, node)), ...sourceLine(sources, context.language)];
  const made = figure(node, { label, title: state.all(caption), className }, content, context);
  if (width !== undefined) made.properties.style = `--part:${width}%`;
  return beside === undefined ? made : [roomFor(node), made];
};

/** About as much as caption and source take in a narrow column. */
const words = '26mm';

/**
 * Keeps room for a picture beside text: what floats would go to the next page alone, and leave its text or a heading behind. The theme
 * takes the room back, for the text.
 */
function roomFor({ width: part = 100, children: [, image] }: PictureNode): Element {
  const { width = 300, height = 200 } = image.data ?? {};
  const tall = Math.round((part * height) / width);
  return withData(h('div.room', { style: `--room:calc(${tall}% + ${words})` }), { only: 'room' });
}
