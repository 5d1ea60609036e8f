import type { Nodes } from 'mdast';
import type { SaidNode } from '../../model/part-nodes.js';
import { quotations } from '../numbers/quotation.js';
import { placeholder } from '../numbers/read-numerals.js';
import type { TextRun } from '../numbers/text-runs.js';

/** A text with its numbers, and the way back to where they are one character each. */
interface FilledText {
  readonly text: string;
  offsetIn(offset: number): number;
}

/** The text of a run as it is printed; what else a placeholder stands for, such as the mark of a footnote, is left out. */
export function filled({
  text: run,
  values,
  declared,
}: Pick<TextRun, 'text' | 'values' | 'declared'>): FilledText {
  let text = '';
  const steps: { readonly at: number; readonly from: number }[] = [];
  const printed = new Map([
    ...values.map(({ from, node }) => [from, node.entry.text] as const),
    ...declared.map(({ from, text: number }) => [from, number] as const),
  ]);
  for (let from = 0; from < run.length; from++) {
    const character = run.charAt(from);
    steps.push({ at: text.length, from });
    text += printed.get(from) ?? (character === placeholder ? '' : character);
  }
  return { text, offsetIn: (offset) => steps.findLast(({ at }) => at <= offset)?.from ?? 0 };
}

/** The words that somebody said, without the quotation marks around all of them. */
export function spokenWords(said: SaidNode): string {
  return withoutMarks(said.children.map((each) => wordsOf(each)).join(' '));
}

/** Words without the quotation marks around all of them. */
export function withoutMarks(words: string): string {
  const text = words.trim();
  const [whole] = quotations(text);
  return whole?.[0] === 0 && whole[1] === text.length ? text.slice(1, -1) : text;
}

/** The words of a node as they are printed; `lineEnd` stands for a line that was ended on purpose. */
export function wordsOf(node: Nodes, lineEnd = ' '): string {
  if (node.type === 'value') return node.entry.text;
  if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'numeral') return node.value;
  if (node.type === 'break') return lineEnd;
  return 'children' in node ? (node.children as Nodes[]).map((each) => wordsOf(each, lineEnd)).join('') : '';
}
