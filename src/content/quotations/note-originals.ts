import type { FootnoteDefinition, FootnoteReference, Nodes, PhrasingContent, Root } from 'mdast';
import type { Language } from '../../language/language.js';
import { visitParents } from '../../model/tree/visit.js';
import { insertBehind } from '../markdown/insert-behind.js';

/** A passage that is quoted in translation. */
export interface NotedPassage {
  readonly original: string;
  /** Of the original, BCP 47. */
  readonly language: string;
  /** The last piece of text of the quotation, and how many of its characters belong to it; undefined where it ends with a block. */
  readonly end: { readonly node: Nodes; readonly offset?: number };
}

/** No author can write a footnote with a space in its name. */
const prefix = 'original ';

/** True of a footnote that the tool puts behind a translated quotation. */
export const isNoteOfOriginal = (identifier: string): boolean => identifier.startsWith(prefix);

/**
 * Puts behind each translated quotation, in place, a footnote with its original, which says who translated it. A passage that is
 * quoted twice has one footnote.
 */
export function noteOriginals(body: Root, passages: readonly NotedPassage[], language: Language): void {
  const parents = new Map<Nodes, Nodes[]>();
  visitParents(body, (node, ancestors) => {
    const parent = ancestors.at(-1);
    if (parent !== undefined) parents.set(node, parent.children);
  });
  const identifiers = new Map<string, string>();
  for (const { original, language: tag } of passages) {
    if (identifiers.has(original)) continue;
    const identifier = `${prefix}${identifiers.size + 1}`;
    identifiers.set(original, identifier);
    body.children.push(definitionOf(identifier, original, tag, language));
  }
  // From the end, so that what is cut off a text leaves the offsets before it as they are.
  for (const { original, end } of passages.toReversed()) {
    const identifier = identifiers.get(original) ?? '';
    const reference: FootnoteReference = { type: 'footnoteReference', identifier };
    const { node, offset } = end;
    const siblings = parents.get(node);
    if (offset === undefined) lastLine(node)?.push(reference);
    else if (node.type === 'text' && siblings !== undefined) {
      insertBehind(siblings, node, offset, reference);
    }
  }
}

/** The words of the last paragraph of a block. */
function lastLine(node: Nodes): PhrasingContent[] | undefined {
  if (node.type === 'paragraph') return node.children;
  if (!('children' in node)) return undefined;
  for (const child of node.children.toReversed()) {
    const line = lastLine(child);
    if (line !== undefined) return line;
  }
  return undefined;
}

const placeholder = '\uE000';

function definitionOf(
  identifier: string,
  original: string,
  tag: string,
  language: Language,
): FootnoteDefinition {
  const text = language.message('content.quotation.original', {
    language: language.nameOf(tag),
    words: placeholder,
  });
  const [before = '', after = ''] = text.split(placeholder);
  return {
    type: 'footnoteDefinition',
    identifier,
    children: [
      {
        type: 'paragraph',
        children: [
          { type: 'text', value: before },
          { type: 'foreign', lang: tag, children: withNumerals(original) },
          { type: 'text', value: after },
        ],
      },
    ],
  };
}

/** Numbers of the original are its own: they stand in the source, with which it was compared. */
const withNumerals = (words: string): PhrasingContent[] =>
  words
    .split(/(\p{Nd}+(?:[.,]\p{Nd}+)*)/u)
    .filter((part) => part !== '')
    .map((part) =>
      /^\p{Nd}/u.test(part)
        ? { type: 'numeral', class: 'literal', value: part }
        : { type: 'text', value: part },
    );
