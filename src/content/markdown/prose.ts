/** The few kinds of node that the tool writes paragraphs with. */
import type { BlockContent, List, Paragraph, PhrasingContent, Table } from 'mdast';
import { findNumerals } from '../../model/numerals.js';

export type Words = readonly PhrasingContent[];

/** Words of the tool with their numerals as nodes. */
export function furniture(text: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const numeral of findNumerals(text)) {
    if (numeral.offset > from) nodes.push({ type: 'text', value: text.slice(from, numeral.offset) });
    nodes.push({ type: 'numeral', class: 'furniture', value: numeral.text });
    from = numeral.offset + numeral.text.length;
  }
  if (from < text.length) nodes.push({ type: 'text', value: text.slice(from) });
  return nodes;
}

/** Words of the data package: years in them are dates, and other numerals parts of names. */
export function quoted(text: string): PhrasingContent[] {
  return [{ type: 'text', value: text.replaceAll(/\s+/g, ' '), data: { fromData: true } }];
}

export const strong = (words: Words): PhrasingContent => ({ type: 'strong', children: [...words] });

export const paragraph = (...parts: readonly Words[]): Paragraph => ({
  type: 'paragraph',
  children: parts.flat(),
});

/** A list with an item for each text; nothing for none. */
export function list(items: readonly Words[]): List[] {
  if (items.length === 0) return [];
  const children = items.map((words) => ({
    type: 'listItem' as const,
    spread: false,
    children: [paragraph(words)] as BlockContent[],
  }));
  return [{ type: 'list', ordered: false, spread: false, children }];
}

/** A table under a head; nothing without rows. */
export function table(head: readonly Words[], rows: readonly (readonly Words[])[]): Table[] {
  if (rows.length === 0) return [];
  const children = [head, ...rows].map((cells) => ({
    type: 'tableRow' as const,
    children: cells.map((words) => ({ type: 'tableCell' as const, children: [...words] })),
  }));
  return [{ type: 'table', align: head.map(() => null), children }];
}
