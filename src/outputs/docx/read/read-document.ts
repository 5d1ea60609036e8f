import { unzipSync } from 'fflate';
import type { Element } from 'xast';
import { type Fault, faultOf } from '../../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../../resource-limits.js';
import { attributeOf, childrenOf, textIn } from '../ooxml.js';
import { parsePart } from './parse-part.js';
import { readComments, type WrittenComment } from './read-comments.js';
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
  const parts = openPackage(bytes, limits);
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

/** Parts that a file has at most; Word makes some dozens. */
const mostParts = 5000;

function openPackage(bytes: Uint8Array, limits: ResourceLimits): WordParts | Fault {
  const other = otherKind(bytes);
  if (other !== undefined) return other;
  try {
    return partsOf(unpack(bytes, limits.wordBytes));
  } catch (error) {
    if (error instanceof TooLarge) {
      const position = { file: '', line: 1, column: 1 };
      return limitProblem({ name: 'wordBytes', limits, position, found: 'Word file that unpacks to more' });
    }
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    return faultOf('word/file.damaged', { reason });
  }
}

/** What the first bytes say of a file that is no archive. */
export function otherKind(bytes: Uint8Array): Fault | undefined {
  const starts = (...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 3, 4)) return undefined;
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // Office puts an encrypted file into the container of its older format, under this name.
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    return isEncrypted ? faultOf('word/file.password') : faultOf('word/file.old');
  }
  return faultOf('word/file.kind', {
    kind: bytes.length === 0 ? 'an empty file' : 'a file of another kind',
  });
}

class TooLarge extends Error {}

/** The XML of a file by its name, unpacked to no more than the directory of the archive says. */
function unpack(bytes: Uint8Array, most: number): ReadonlyMap<string, Uint8Array> {
  let [size, count] = [0, 0];
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      count += 1;
      if (count > mostParts) throw new Error(`it has more than ${mostParts} parts`);
      // What reads words needs none of the styles and themes.
      if (!/^\[Content_Types\]|\.rels$|\.xml$/.test(name) || /\/(?:styles|theme|fontTable)/.test(name))
        return false;
      size += originalSize;
      if (size > most) throw new TooLarge();
      return true;
    },
  });
  return new Map(Object.entries(files));
}

function partsOf(files: ReadonlyMap<string, Uint8Array>): WordParts | Fault {
  const roots = relationsOf('', files);
  const path = roots.find(({ type }) => type === 'officeDocument')?.path;
  const main = path === undefined ? undefined : files.get(path);
  if (path === undefined || main === undefined) return faultOf('word/file.other');
  const document = parsePart(main);
  if (document.name !== 'w:document') return faultOf('word/file.other');
  const relations = relationsOf(path, files);
  const read = ({ path: at }: Relation): Element[] => {
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

interface Relation {
  /** The last word of what it is: `footnotes`. */
  readonly type: string;
  readonly path: string;
}

/** The parts that a part leads to; of no part, the package itself. */
function relationsOf(part: string, files: ReadonlyMap<string, Uint8Array>): Relation[] {
  const at = part.lastIndexOf('/') + 1;
  const bytes = files.get(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`);
  if (bytes === undefined) return [];
  return childrenOf(parsePart(bytes), 'Relationship').flatMap((relation) => {
    const [type, target] = ['Type', 'Target'].map((name) => attributeOf(relation, name) ?? '');
    const isOutside = attributeOf(relation, 'TargetMode') === 'External';
    if (type === undefined || target === undefined || isOutside || !URL.canParse(target, `file:///${part}`))
      return [];
    const path = decodeURIComponent(new URL(target, `file:///${part}`).pathname.slice(1));
    return [{ type: type.slice(type.lastIndexOf('/') + 1), path }];
  });
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
