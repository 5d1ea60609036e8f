import type { Nodes } from 'mdast';

/** What the blocks with a number of their own are counted as. */
const kinds = { chart: 'figure', picture: 'figure', dataTable: 'table', captionedTable: 'table' } as const;

/** A block that bears a number and an id of its own: a figure or a table. */
export type Float = Extract<Nodes, { type: keyof typeof kinds }>;

export const isFloat = (node: Nodes): node is Float => Object.hasOwn(kinds, node.type);

/** Figures and tables have numbers and lists of their own. */
export type FloatKind = (typeof kinds)[Float['type']];

export const kindOfFloat = ({ type }: Float): FloatKind => kinds[type];

/** The list that a block with a number stands in. */
export const listOfFloat = (float: Float): 'figures' | 'tables' => `${kindOfFloat(float)}s`;
