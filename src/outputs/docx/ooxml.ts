import type { Element, ElementContent } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { x } from 'xastscript';
import { sha256 } from '../../sha256.js';

/** The namespaces of Office Open XML by the prefixes that Word writes. */
export const namespaces = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  r: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
} as const;

const declared = Object.fromEntries(
  Object.entries(namespaces).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]),
);

/** What the root of a part declares. Word refuses a file whose `mc:Ignorable` names a prefix that is not declared. */
export const rootAttributes: Readonly<Record<string, string>> = { ...declared, 'mc:Ignorable': 'w14 w15' };

type Attributes = Readonly<Record<string, string | number | undefined>>;
/** `false` and `undefined` are left out, so that conditions read as `isBold && w('b')`. */
type Child = Element | string | false | undefined;
export type Children = readonly (Child | readonly Child[])[];

/** An element with its attributes as they are. */
export function e(name: string, attributes: Attributes, ...children: Children): Element {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const texts = given.map(([key, value]): [string, string] => [key, `${value}`]);
  const content = children
    .flat()
    .filter((child) => child !== undefined && child !== false)
    .map((child): ElementContent => (typeof child === 'string' ? { type: 'text', value: child } : child));
  return x(name, Object.fromEntries(texts), content) as Element;
}

/** An element of WordprocessingML: `w('p', {}, ...)`, `w('jc', 'center')` for `w:val`, `w('tab', { pos: 1 })`. */
export function w(
  name: string,
  attributes: string | number | Attributes = {},
  ...children: Children
): Element {
  const given = typeof attributes === 'object' ? attributes : { val: attributes };
  const prefixed = Object.entries(given).map(([key, value]): [string, string | number | undefined] => [
    key.includes(':') ? key : `w:${key}`,
    value,
  ]);
  return e(`w:${name}`, Object.fromEntries(prefixed), ...children);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A part as text. Characters that XML cannot hold are refused where texts are read. */
export const xmlOf = (root: Element): string =>
  declaration + toXml(root, { closeEmptyElements: true, tightClose: true });

/** A number from 1 to 2^31 - 1 that a name always has, as ids of controls and paragraphs must be. */
export const numberOf = (name: string): number =>
  Number.parseInt(sha256(name).slice(0, 8), 16) & 0x7f_ff_ff_ff || 1;

/** `w14:paraId`: eight hexadecimal digits. */
export const paragraphId = (name: string): string =>
  numberOf(name).toString(16).toUpperCase().padStart(8, '0');

/** A bookmark that is found again by what it marks. Word takes 40 letters, digits and `_`, and hides names that begin with `_`. */
export const bookmarkOf = (name: string): string => `_tb_${sha256(name).slice(0, 12)}`;

/** The children of an element that are elements, those of a name. */
export const childrenOf = (node: Element | undefined, name?: string): Element[] =>
  (node?.children ?? []).filter(
    (child): child is Element => child.type === 'element' && (name === undefined || child.name === name),
  );

export const childOf = (node: Element | undefined, name: string): Element | undefined =>
  childrenOf(node, name)[0];

/** The value of `w:val`, or another attribute. */
export const attributeOf = (node: Element | undefined, name = 'w:val'): string | undefined =>
  node?.attributes[name] ?? undefined;

/** All texts in an element. */
export const textIn = (node: Element): string =>
  node.children
    .map((child) => (child.type === 'element' ? textIn(child) : child.type === 'text' ? child.value : ''))
    .join('');
