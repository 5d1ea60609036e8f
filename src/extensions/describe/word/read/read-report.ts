import type { Element } from 'xast';
import { attributeOf, childrenOf } from '../../../../outputs/docx/ooxml.js';
import { parsePart } from '../../../../outputs/docx/read/parse-part.js';
import {
  type Parts,
  type Relation,
  readPackage,
  relationsOf,
} from '../../../../outputs/docx/read/read-package.js';
import { type Fault, faultOf } from '../../../../problems/problem.js';
import type { ResourceLimits } from '../../../../resource-limits.js';
import { isText, noteName, type TextBlock, type WordReport } from './blocks.js';
import { BlockReader } from './read-blocks.js';
import { readNumbering, readStyles } from './styles.js';

const isWanted = (name: string): boolean =>
  /^\[Content_Types\]|\.rels$|\.xml$|\/media\//.test(name) && !/\/(?:theme|fontTable)/.test(name);

/** Reads a Word file as the blocks of a report; a fault says why it cannot be read. */
export const readReport = (bytes: Uint8Array, limits: ResourceLimits): WordReport | Fault =>
  readPackage<WordReport | Fault>(bytes, limits, isWanted, reportOf);

function reportOf(files: Parts): WordReport | Fault {
  const path = relationsOf('', files).find(({ type }) => type === 'officeDocument')?.path;
  const main = path === undefined ? undefined : files.get(path);
  if (path === undefined || main === undefined) return faultOf('word/file.other');
  const document = parsePart(main);
  if (document.name !== 'w:document') return faultOf('word/file.other');
  const relations = relationsOf(path, files);
  const partOf = (type: string): { readonly root: Element; readonly path: string } | undefined => {
    const at = relations.find((each) => each.type === type)?.path;
    const bytes = at === undefined ? undefined : files.get(at);
    return at === undefined || bytes === undefined ? undefined : { root: parsePart(bytes), path: at };
  };
  const styles = readStyles(partOf('styles')?.root);
  const isOrdered = readNumbering(partOf('numbering')?.root);
  const leftOut = new Set<string>();
  const reader = (links: readonly Relation[]): BlockReader =>
    new BlockReader({ styles, isOrdered, links: new Map(links.map((each) => [each.id, each])), leftOut });
  const notes = new Map<string, readonly TextBlock[]>();
  for (const kind of ['footnote', 'endnote'] as const) {
    const part = partOf(`${kind}s`);
    if (part === undefined) continue;
    for (const note of childrenOf(part.root, `w:${kind}`)) {
      // Lines that part notes from the text are notes of their own kind.
      if (attributeOf(note, 'w:type') !== undefined) continue;
      const blocks = reader(relationsOf(part.path, files)).read(note).filter(isText);
      notes.set(noteName(kind, attributeOf(note, 'w:id') ?? ''), blocks);
    }
  }
  const blocks = reader(relations).read(document);
  return {
    blocks,
    notes,
    media: new Map([...files].filter(([name]) => /\/media\//.test(name))),
    // The field of a list of contents, and not of one of figures.
    hasContents: /(?<!\p{L})TOC\s+\\o/u.test(new TextDecoder().decode(main)),
    leftOut: [...leftOut],
  };
}
