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

/** What is wrong with a Word file that cannot be read. */
export class DamagedFile extends Error {}

/** Reads a part. Throws a `DamagedFile` where it is not UTF-8 or no well-formed XML, declares a document type, or is too deep. */
export function parsePart(bytes: Uint8Array): Element {
  const parser = new SaxesParser({ xmlns: true });
  const root: Element = { type: 'element', name: '', attributes: {}, children: [] };
  const open = [root];
  parser.on('error', ({ message }) => {
    throw new DamagedFile(message);
  });
  parser.on('doctype', () => {
    throw new DamagedFile('it declares a document type');
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
      throw new DamagedFile(`more than ${mostDeep} elements are inside each other`);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const text = (value: string): void => {
    open.at(-1)?.children.push({ type: 'text', value });
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(damagedWhere(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes))).close();
  const [document] = childrenOf(root);
  if (document === undefined) throw new DamagedFile('it has no element');
  return document;
}

/** What a library makes of bytes. That it throws says that they are damaged. */
export function damagedWhere<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    throw error instanceof Error && !(error instanceof DamagedFile) ? new DamagedFile(error.message) : error;
  }
}

function nameOf(uri: string, local: string, written: string): string {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? written : `${prefix}:${local}`;
}
