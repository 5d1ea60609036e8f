import type { ElementContent } from 'hast';
import type { State } from 'mdast-util-to-hast';
import type { PartNodes } from '../../../../model/part-nodes.js';
import type { HastContext } from '../context.js';

/** The words of a part, without an element: the block that they stand in has one for them. */
export const words = (
  node: PartNodes['caption' | 'title' | 'subtitle' | 'description' | 'said' | 'speaker' | 'citation'],
  _context: HastContext,
  state: State,
): ElementContent[] => state.all(node);
