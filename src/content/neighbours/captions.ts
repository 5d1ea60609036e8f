import type { Root } from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { CaptionedTableNode, DataTableNode } from '../../model/nodes.js';
import type { ValueNode } from '../../model/phrasing-nodes.js';
import { visit } from '../../model/visit.js';
import { placeholder } from '../numbers/read-numerals.js';
import { categoryBeside } from './categories.js';
import { type NeighbourContext, type NeighbourProblem, placeOf } from './place.js';
import { plainWords } from './plain-words.js';
import { yearBeside } from './years.js';

/** A table that an author gave a caption, with its numbers. */
export interface Captioned {
  readonly caption: string;
  readonly values: readonly ValueNode[];
  readonly at: Position;
}

/** The tables of a resolved tree that print numbers. */
export function captionsIn(body: Root): Captioned[] {
  const found: Captioned[] = [];
  const add = (table: DataTableNode | CaptionedTableNode): void => {
    const [caption, ...parts] = table.children;
    const values: ValueNode[] = [];
    for (const part of parts) visit(part, 'value', (node) => void values.push(node));
    if (values.length > 0) found.push({ caption: plainWords(caption), values, at: table.at });
  };
  visit(body, 'dataTable', add);
  visit(body, 'captionedTable', add);
  return found;
}

/** How a caption and a number of its table read together. */
const forms = [': ', ' '];

/** "Victims in 2014" above numbers of six years, and "Kosovar victims" above totals: a caption is beside every number of its table. */
export function checkCaption(
  { caption, values, at }: Captioned,
  context: NeighbourContext,
): Diagnostic | undefined {
  const problemOf = (node: ValueNode, form: string): NeighbourProblem | undefined => {
    const value = { node, from: caption.length + form.length };
    const text = `${caption}${form}${placeholder}`;
    const place = placeOf({ text, pieces: [], declared: [], values: [value] }, value);
    return yearBeside(place, context) ?? categoryBeside(place, context);
  };
  for (const form of forms) {
    let first: NeighbourProblem | undefined;
    const isWrong = values.every((node) => {
      const problem = problemOf(node, form);
      first ??= problem;
      return problem !== undefined;
    });
    if (isWrong && first !== undefined) {
      const message = `The caption does not fit its numbers: ${first.message}`;
      return { severity: 'error', position: at, ...first, message };
    }
  }
  return undefined;
}
