import { SaxesParser } from 'saxes';
import type { Element } from 'xast';
import { childrenOf, namespaces } from '../ooxml.js';

/** Prefixes as Word writes them, by namespace: a file may use others, and a Strict one has other namespaces. */
const prefixes = new Map([
  ...Object.entries(namespaces).map(([prefix, uri]) => [uri as string, prefix] as const),
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
]);

/** Elements inside each other; what is read by recursion must end. */
const mostDeep = 400;

/** Reads a part. Throws where it is not UTF-8 or no well-formed XML, declares a document type, or is too deep. */
export function parsePart(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true });
  const root: Element = { type: 'element', name: '', attributes: {}, children: [] };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('it declares a document type');
  });
  parser.on('opentag', ({ name, uri, local, attributes }) => {
    const element: Element = {
      type: 'element',
      name: nameOf(uri, local, name),
      attributes: Object.fromEntries(
        Object.values(attributes).map((each) => [
          each.prefix === '' ? each.name : nameOf(each.uri, each.local, each.name),
          each.value,
        ]),
      ),
      children: [],
    };
    open.at(-1)?.children.push(element);
    if (open.push(element) > mostDeep)
      throw new Error(`more than ${mostDeep} elements are inside each other`);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const text = (value: string): void => {
    open.at(-1)?.children.push({ type: 'text', value });
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  const [document] = childrenOf(root);
  if (document === undefined) throw new Error('it has no element');
  return document;
}

function nameOf(uri: string, local: string, written: string): string {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? written : `${prefix}:${local}`;
}
