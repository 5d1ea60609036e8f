import type { Element } from 'xast';
import { type Fault, faultOf } from '../../../problems/problem.js';
import type { ResourceLimits } from '../../../resource-limits.js';
import { attributeOf, childrenOf, textIn } from '../ooxml.js';
import { parsePart } from './parse-part.js';
import { readComments, type WrittenComment } from './read-comments.js';
import { type Parts, readPackage, relationsOf } from './read-package.js';
import { type PlacedComment, type ReadParagraph, readParagraphs } from './read-paragraphs.js';

/** A comment with the words that it is about. */
export interface ReadComment extends WrittenComment, Partial<PlacedComment> {}

/** A Word file as its words, with what colleagues did to them. */
export interface ReadDocument {
  /** The body, then notes, then heads and feet of pages. */
  readonly paragraphs: readonly ReadParagraph[];
  /** In the order in which they begin; those that the text does not lead to come last. */
  readonly comments: readonly ReadComment[];
  readonly properties: WordParts['properties'];
}

/** Reads a Word file; a fault says why it cannot be read. */
export function readDocument(bytes: Uint8Array, limits: ResourceLimits): ReadDocument | Fault {
  const parts = readPackage(bytes, limits, hasWords, partsOf);
  if ('message' in parts) return parts;
  const { document, around, properties } = parts;
  const roots = [{ kind: 'document', root: document }, ...around];
  const read = roots.map(({ kind, root }) => readParagraphs(root, kind));
  const placed = new Map(read.flatMap(({ comments }) => [...comments]));
  const written = readComments(parts.comments, parts.threads);
  const order = [...placed.keys()];
  const rank = ({ id }: WrittenComment): number => (placed.has(id) ? order.indexOf(id) : order.length);
  return {
    paragraphs: read.flatMap(({ paragraphs }) => paragraphs),
    comments: written
      .map((each) => ({ ...each, ...placed.get(each.id) }))
      .sort((one, other) => rank(one) - rank(other)),
    properties,
  };
}

/** The parts of a Word file that hold words, each read once. Pictures, styles and macros are not unpacked. */
interface WordParts {
  readonly document: Element;
  /** `footnotes`, `endnotes`, `header` and `footer` with their parts. */
  readonly around: readonly { readonly kind: string; readonly root: Element }[];
  readonly comments: Element | undefined;
  /** Which comment answers which. */
  readonly threads: Element | undefined;
  /** What the file says of itself: title, and properties that programs add. */
  readonly properties: Readonly<Record<string, string>>;
}

/** What reads words needs none of the styles and themes. */
const hasWords = (name: string): boolean =>
  /^\[Content_Types\]|\.rels$|\.xml$/.test(name) && !/\/(?:styles|theme|fontTable)/.test(name);

function partsOf(files: Parts): WordParts | Fault {
  const roots = relationsOf('', files);
  const path = roots.find(({ type }) => type === 'officeDocument')?.path;
  const main = path === undefined ? undefined : files.get(path);
  if (path === undefined || main === undefined) return faultOf('word/file.other');
  const document = parsePart(main);
  if (document.name !== 'w:document') return faultOf('word/file.other');
  const relations = relationsOf(path, files);
  const read = ({ path: at }: { readonly path: string }): Element[] => {
    const part = files.get(at);
    return part === undefined ? [] : [parsePart(part)];
  };
  const ofType = (type: string): Element | undefined =>
    relations.filter((each) => each.type === type).flatMap(read)[0];
  const kinds = ['footnotes', 'endnotes', 'header', 'footer'];
  return {
    document,
    around: relations
      .filter(({ type }) => kinds.includes(type))
      .flatMap((each) => read(each).map((root) => ({ kind: each.type, root }))),
    comments: ofType('comments'),
    threads: ofType('commentsExtended'),
    properties: propertiesOf(roots.filter(({ type }) => /-properties$/.test(type)).flatMap(read)),
  };
}

/** Names and values, of the properties that Office knows and of those that a program added. */
const propertiesOf = (parts: readonly Element[]): Record<string, string> =>
  Object.fromEntries(
    parts.flatMap((part) =>
      childrenOf(part).map((each): [string, string] => [
        attributeOf(each, 'name') ?? each.name,
        textIn(each),
      ]),
    ),
  );
