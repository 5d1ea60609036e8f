import { h } from 'hastscript';
import type { NodeHandler } from '../context.js';

/** Words of the data or of the tool, whose numerals are part of a name. */
export const label: NodeHandler<'label'> = ({ value }) => h('span', { dataN: 'label' }, value);
