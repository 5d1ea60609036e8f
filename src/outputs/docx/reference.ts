import type { Element } from 'xast';
import { type Fault, faultOf } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { attributeOf, childOf, childrenOf } from './ooxml.js';
import { cleanMarginal } from './read/clean-marginal.js';
import { parsePart } from './read/parse-part.js';
import { type Parts, type Relation, readPackage, relationsOf } from './read/read-package.js';
import { tidy } from './tidy.js';

/** A head or foot of pages of an office, and the pictures in it. */
export interface Marginal {
  readonly kind: 'header' | 'footer';
  /** `default`, `first` or `even`. */
  readonly on: string;
  readonly root: Element;
  readonly pictures: readonly { readonly id: string; readonly name: string; readonly bytes: Uint8Array }[];
}

/** What of a document of an office is its look. */
export interface Reference {
  readonly styles?: Element;
  readonly numbering?: Element;
  readonly theme?: Element;
  readonly fonts?: Element;
  /** Those of its settings that are a matter of look. */
  readonly settings: readonly Element[];
  /** Of its last section. */
  readonly section?: Element;
  readonly marginals: readonly Marginal[];
  /** The id of the style of its first table. */
  readonly tableStyle?: string;
  /** What it has that no report carries, in words. */
  readonly leftOut: readonly string[];
}

const pictureNames = /\.(?:png|jpe?g|gif|emf|wmf|svg)$/i;

/** What is left out, by the type of the relation that leads to it. */
const foreign: Readonly<Record<string, string>> = {
  vbaProject: 'macros',
  attachedTemplate: 'an attached template',
  oleObject: 'embedded objects',
  control: 'controls that run a program',
  subDocument: 'parts of a master document',
  frame: 'frames',
  aFChunk: 'text of another format',
};

/** In the order of the schema. */
const ownSettings = [
  'w:mirrorMargins',
  'w:gutterAtTop',
  'w:defaultTabStop',
  'w:autoHyphenation',
  'w:evenAndOddHeaders',
];

/** Reads the look of a document of an office. Nothing of its text, and nothing that is not known, is taken. */
export function readReference(bytes: Uint8Array, limits: ResourceLimits): Reference | Fault {
  return readPackage(bytes, limits, isOfLook, lookOf);
}

const isOfLook = (name: string): boolean => /\.(?:xml|rels)$/.test(name) || pictureNames.test(name);

function lookOf(files: Parts): Reference | Fault {
  const main = relationsOf('', files).find(({ type }) => type === 'officeDocument')?.path ?? '';
  const bytes = files.get(main);
  const document = bytes && parsePart(bytes);
  if (document?.name !== 'w:document') return faultOf('word/file.other');
  const relations = relationsOf(main, files);
  const part = (type: string): Element | undefined => {
    const found = files.get(relations.find((each) => each.type === type)?.path ?? '');
    return found && tidy(parsePart(found));
  };
  const body = childOf(document, 'w:body');
  const section = childrenOf(body, 'w:sectPr').at(-1);
  const leftOut = new Set<string>();
  const say = (found: readonly Relation[]): void => {
    for (const { type, path } of found) {
      const words = foreign[type] ?? (path === '' ? 'links to outside' : undefined);
      if (words !== undefined) leftOut.add(words);
    }
  };
  // The links of its text go with the text, which nobody expects to be taken.
  say(relations.filter(({ type }) => type !== 'hyperlink'));
  // Word names the template of a document in its settings.
  say(relationsOf(relations.find(({ type }) => type === 'settings')?.path ?? '-', files));
  const marginals = (['header', 'footer'] as const).flatMap((kind) =>
    childrenOf(section, `w:${kind}Reference`).flatMap((reference): Marginal[] => {
      const path = relations.find(({ id }) => id === attributeOf(reference, 'r:id'))?.path ?? '';
      const found = files.get(path);
      if (found === undefined) return [];
      const own = relationsOf(path, files);
      say(own);
      const pictures = picturesOf(own, files);
      const root = parsePart(found);
      cleanMarginal(root, new Set(pictures.map(({ id }) => id)), (what) => leftOut.add(what));
      nameDrawings(root);
      return [{ kind, on: attributeOf(reference, 'w:type') ?? 'default', root: tidy(root), pictures }];
    }),
  );
  const [styles, numbering, theme, fonts] = ['styles', 'numbering', 'theme', 'fontTable'].map(part);
  const tableStyle = attributeOf(childOf(childOf(childOf(body, 'w:tbl'), 'w:tblPr'), 'w:tblStyle'));
  const settings = childrenOf(part('settings')).filter(({ name }) => ownSettings.includes(name));
  settings.sort((one, other) => ownSettings.indexOf(one.name) - ownSettings.indexOf(other.name));
  return {
    ...(styles && { styles }),
    ...(numbering && { numbering: withoutPictures(numbering) }),
    ...(theme && { theme }),
    ...(fonts && { fonts: withoutLetters(fonts) }),
    ...(section && { section }),
    ...(tableStyle !== undefined && { tableStyle }),
    settings,
    marginals,
    leftOut: [...leftOut].sort(),
  };
}

function picturesOf(relations: readonly Relation[], files: Parts): Marginal['pictures'] {
  return relations.flatMap(({ id, type, path }) => {
    const bytes = files.get(path);
    return type === 'image' && bytes !== undefined && pictureNames.test(path)
      ? [{ id, name: path.slice(path.lastIndexOf('/') + 1), bytes }]
      : [];
  });
}

/** A picture of which the office has not said what it is has its name read out, such as `Picture 3`. */
function nameDrawings(element: Element): void {
  if (element.name === 'wp:docPr') element.attributes.descr ??= element.attributes.name ?? '';
  for (const child of childrenOf(element)) nameDrawings(child);
}

/** Bullets that are pictures lead to files that are not taken. */
function withoutPictures(numbering: Element): Element {
  const isPicture = ({ name }: Element): boolean => name === 'w:numPicBullet' || name === 'w:lvlPicBulletId';
  const strip = (element: Element): void => {
    element.children = element.children.filter((child) => child.type !== 'element' || !isPicture(child));
    for (const child of childrenOf(element)) strip(child);
  };
  strip(numbering);
  return numbering;
}

/** The fonts by their names, by which a machine that lacks one finds another; their letters stay behind. */
function withoutLetters(fonts: Element): Element {
  for (const font of childrenOf(fonts))
    font.children = font.children.filter(
      (child) => child.type !== 'element' || !child.name.startsWith('w:embed'),
    );
  return fonts;
}
