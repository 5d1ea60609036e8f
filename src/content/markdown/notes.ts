import type {
  FootnoteDefinition,
  FootnoteReference,
  Heading,
  Nodes,
  Paragraph,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast';
import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { literally } from '../../language/literally.js';
import type { NameNote } from '../../model/project/project.js';
import { visitParents } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import { quotedIn } from '../numbers/quotation.js';
import { type Reader, readNumerals } from '../numbers/read-numerals.js';
import { textRuns } from '../numbers/text-runs.js';

/** No author can write a footnote with a space in its name. */
const identifier = 'name note';

/** True of the footnote that the tool puts behind a name. */
export const isNoteOnName = (name: string): boolean => name === identifier;

/**
 * Where a name may not have a note: what others say stays as they said it, and a title is printed again in lists and at the head of pages.
 */
const elsewhere: ReadonlySet<Nodes['type']> = new Set([
  'blockquote',
  'testedQuotation',
  'footnoteDefinition',
  'foreign',
  'link',
  'linkReference',
]);

/**
 * Puts the sign of the note on a name behind its first mention in the running text, in place, and the note into the chapter. A report
 * that does not have the name is an error: its note would be nowhere.
 */
export function placeNameNote(
  body: Root,
  notes: readonly NameNote[],
  {
    language,
    reader,
    at,
    only,
  }: {
    readonly language: string;
    readonly reader: Reader;
    readonly at: Position;
    /** The chapter that the report is, where it is one alone. */
    readonly only?: string | undefined;
  },
): readonly Diagnostic[] {
  const note = notes.find((each) => each.language === language);
  if (note === undefined) return [];
  const printed = only === undefined ? body : chapterOf(body, only);
  const place = firstMention(printed, note.names, reader.lexicon);
  if (place === undefined) return only === undefined ? [nowhere(note, at)] : [];
  const { parent, node, end } = place;
  insertBehind(parent.children, node, end, { type: 'footnoteReference', identifier });
  body.children.push({
    type: 'footnoteDefinition',
    identifier,
    data: { sign: '*' },
    children: [
      {
        type: 'paragraph',
        children: [{ type: 'text', value: note.text }],
      },
    ],
  });
  return figuresIn(note, reader);
}

/** What stands under the heading of a chapter, before any section is made of it. */
function chapterOf(body: Root, id: string): Root {
  const isHeading = (node: RootContent): node is Heading => node.type === 'heading' && node.depth === 1;
  const from = body.children.findIndex((node) => isHeading(node) && node.data?.id === id);
  const length = body.children.slice(from + 1).findIndex(isHeading);
  const end = from < 0 ? 0 : length < 0 ? body.children.length : from + 1 + length;
  return { ...body, children: body.children.slice(Math.max(from, 0), end) };
}

/** A note may name a resolution and a day; what counts comes from the data, and no helper prints in a note. */
function figuresIn({ text, textPosition }: NameNote, reader: Reader): readonly Diagnostic[] {
  return readNumerals(text, reader)
    .filter((numeral) => numeral.class === undefined)
    .map((numeral) => problem('number/hard-typed.note', textPosition, { text: numeral.text }));
}

function nowhere({ names, position }: NameNote, at: Position): Diagnostic {
  return problem(
    'content/name-note',
    at,
    { names: names.map((name) => `\`${name}\``).join(' or ') },
    { see: position },
  );
}

type TextPiece = ReturnType<typeof textRuns>[number]['pieces'][number]['node'] & { readonly type: 'text' };

interface Mention {
  readonly parent: Parents;
  readonly node: TextPiece;
  /** So many characters of the text stand before the end of the name. */
  readonly end: number;
}

function firstMention(body: Root, names: readonly string[], lexicon: Lexicon): Mention | undefined {
  const pattern = nameIn(names);
  const paragraphs: Paragraph[] = [];
  const parents = new Map<Nodes, Parents>();
  visitParents(body, (node, ancestors) => {
    if (node.type === 'paragraph' && !ancestors.some(({ type }) => elsewhere.has(type)))
      paragraphs.push(node);
    const parent = ancestors.at(-1);
    if (node.type === 'text' && parent !== undefined && !ancestors.some(({ type }) => elsewhere.has(type)))
      parents.set(node, parent);
  });
  for (const paragraph of paragraphs) {
    for (const { text, pieces } of textRuns({ type: 'root', children: [paragraph] }, lexicon)) {
      const quoted = quotedIn(text);
      for (const { index, 0: name } of text.matchAll(pattern)) {
        if (quoted.has(index)) continue;
        const end = index + name.length;
        const piece = pieces.find(({ node, from }) => from < end && end <= from + node.value.length);
        if (piece?.node.type !== 'text') continue;
        const parent = parents.get(piece.node);
        if (parent !== undefined) return { parent, node: piece.node, end: end - piece.from };
      }
    }
  }
  return undefined;
}

/** Whole words, in the letters in which they are listed; a word that a hyphen joins to the name makes another one of it. */
function nameIn(names: readonly string[]): RegExp {
  const each = names
    // The longer form first, where one begins like another.
    .toSorted((one, other) => other.length - one.length)
    .map((name) => name.trim().split(/\s+/u).map(literally).join('\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${each.join('|')})(?![\\p{L}\\p{N}-])`, 'gu');
}

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

/** Puts a node into a text, behind so many of its characters. */
function insertBehind(siblings: Nodes[], text: Text, offset: number, inserted: PhrasingContent): void {
  const at = siblings.indexOf(text);
  const rest = cutOff(text, offset);
  siblings.splice(at + 1, 0, inserted);
  if (rest !== undefined) siblings.splice(at + 2, 0, rest);
}

/** Takes the end of a text off it, from an offset on; nothing where the text ends there. */
function cutOff(node: Text, offset: number): Text | undefined {
  const value = node.value.slice(offset);
  node.value = node.value.slice(0, offset);
  if (value === '') return undefined;
  const { position } = node;
  const from = position?.start.offset;
  if (position === undefined || from === undefined) return { ...node, value };
  return { ...node, value, position: { ...position, start: { ...position.start, offset: from + offset } } };
}
