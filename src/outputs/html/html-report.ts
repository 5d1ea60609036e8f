import type { Element, ElementContent, Root, Text } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import { literally } from '../../language/literally.js';
import { ownOf } from '../../model/own.js';
import { type House, plainHouse } from '../../model/project/house.js';
import type { Document } from '../../model/tree/document.js';
import { toHast, wordsToHast } from './to-hast/to-hast.js';

/** A report as pages show it: its tree turned into elements once, for screen and paper. */
export interface HtmlReport extends Document {
  /** `section.chapter` elements, one a chapter, anything before the first chapter ahead of them. */
  readonly body: Root;
  /** The words of each entry of `contents`, in its order. */
  readonly contentsWords: readonly (readonly ElementContent[])[];
  /** What its pages carry from files of the publisher. */
  readonly house: House;
}

/** What the elements are made from; a `FinishedReport` is that. */
export interface HtmlInput {
  readonly document: Document;
  readonly language: Language;
  readonly house?: House;
}

/** Turns a finished report into elements. */
export function htmlReport({ document, language, house = plainHouse }: HtmlInput): HtmlReport {
  const context = { language };
  return {
    ...document,
    body: withForeignNames(toHast(document.tree, context), document.foreignNames),
    house,
    contentsWords: document.contents.map(({ children }) => wordsToHast(children, context)),
  };
}

/** Where the data speaks: cells, captions, sources, notes. Elsewhere a name is marked only where it stands alone. */
const ofData: ReadonlySet<string> = new Set(['td', 'th', 'caption', 'figcaption']);
const classesOfData: ReadonlySet<string> = new Set(['source', 'notes', 'legend', 'legend-entry', 'subject']);
/** Drawings and code are read otherwise, or not at all. */
const closed: ReadonlySet<string> = new Set(['svg', 'code', 'pre', 'script']);

/**
 * The page in which titles and labels of the data say that they are in another language than the report, wherever they stand. The PDF
 * takes the language from the same elements.
 */
export function withForeignNames(root: Root, names: Readonly<Record<string, string>> | undefined): Root {
  if (names === undefined) return root;
  const longestFirst = Object.keys(names).sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(${longestFirst.map(literally).join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
  return { ...root, children: root.children.flatMap((child) => marked(child, false)) };

  function marked<T extends Root['children'][number]>(node: T, inData: boolean): (T | ElementContent)[] {
    if (node.type === 'text') return words(node, inData);
    if (node.type !== 'element' || closed.has(node.tagName) || node.properties.lang !== undefined)
      return [node];
    const speaks = inData || isOfData(node);
    const children = node.children.flatMap((child) => marked(child, speaks));
    const isSame =
      children.length === node.children.length && children.every((child, at) => child === node.children[at]);
    return isSame ? [node] : [{ ...node, children }];
  }

  function words(node: Text, inData: boolean): ElementContent[] {
    const text = node.value.trim();
    const alone = ownOf(names, text);
    if (alone !== undefined) return [h('span', { lang: alone }, node.value)];
    if (!inData) return [node];
    const parts = node.value.split(pattern);
    return parts
      .map((part, index): ElementContent => {
        const tag = index % 2 === 1 ? ownOf(names, part) : undefined;
        return tag === undefined ? { type: 'text', value: part } : h('span', { lang: tag }, part);
      })
      .filter((part) => part.type !== 'text' || part.value !== '');
  }
}

const isOfData = ({ tagName, properties: { className } }: Element): boolean =>
  ofData.has(tagName) || (Array.isArray(className) && className.some((name) => classesOfData.has(`${name}`)));
