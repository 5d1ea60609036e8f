import type { NodeHandler } from '../context.js';
import { legendLine } from './legend-line.js';

/** What the symbols in the text of a chapter mean. */
export const legend: NodeHandler<'legend'> = (node) => legendLine(node);
