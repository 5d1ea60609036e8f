import type { Nodes } from 'mdast';
import type { Language } from '../language/language.js';
import { bracketed } from '../model/dataset/missing.js';
import type { LedgerEntry } from '../model/quantity.js';

/** The text of a node as paper shows it, with the marks beside its numbers: for how much room it takes. */
export function printedText(node: Nodes, language: Language): string {
  if (node.type === 'value') return entryText(node.entry) + markText(node.marked, language);
  if (node.type === 'numeral') return node.value + markText(node.marked, language);
  if (node.type === 'noteMark') return node.label;
  if (node.type === 'break') return '\n';
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map((child) => printedText(child, language)).join('') : '';
}

/** A number with its status marks: "29 [p]". */
const entryText = ({ text, quantity: { marks = [] } }: LedgerEntry): string =>
  marks.length === 0 ? text : `${text}\u00A0${marks.map(bracketed).join('')}`;

const markText = (marked: true | undefined, language: Language): string =>
  marked === true ? language.message('document.illustrative-mark') : '';
