import { SaxesParser } from 'saxes';

/** An element of a part, as xast has it. */
export interface PartElement {
  readonly type: 'element';
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: PartNode[];
}

export type PartNode = PartElement | { readonly type: 'text'; readonly value: string };

const main = 'http://schemas.openxmlformats.org';
const strict = 'http://purl.oclc.org/ooxml';
const microsoft = 'http://schemas.microsoft.com/office/word';

/** Prefixes as Word writes them, by namespace: a file may use others, and a Strict one has other namespaces. */
const prefixes = new Map([
  [`${main}/wordprocessingml/2006/main`, 'w'],
  [`${strict}/wordprocessingml/main`, 'w'],
  [`${main}/officeDocument/2006/relationships`, 'r'],
  [`${strict}/officeDocument/relationships`, 'r'],
  [`${main}/officeDocument/2006/math`, 'm'],
  [`${main}/markup-compatibility/2006`, 'mc'],
  [`${microsoft}/2010/wordml`, 'w14'],
  [`${microsoft}/2012/wordml`, 'w15'],
]);

/** Elements inside each other; what is read by recursion must end. */
const mostDeep = 400;

/** Reads a part. Throws where it is not UTF-8 or no well-formed XML, declares a document type, or is too deep. */
export function parsePart(bytes: Uint8Array): PartElement {
  const parser = new SaxesParser({ xmlns: true });
  const root: PartElement = { type: 'element', name: '', attributes: {}, children: [] };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new Error('it declares a document type');
  });
  parser.on('opentag', ({ name, uri, local, attributes }) => {
    const element: PartElement = {
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
  const [document] = elementsOf(root);
  if (document === undefined) throw new Error('it has no element');
  return document;
}

function nameOf(uri: string, local: string, written: string): string {
  const prefix = prefixes.get(uri);
  return prefix === undefined ? written : `${prefix}:${local}`;
}

/** The elements in an element, those of a name. */
export const elementsOf = (node: PartElement | undefined, name?: string): PartElement[] =>
  (node?.children ?? []).filter(
    (child): child is PartElement => child.type === 'element' && (name === undefined || child.name === name),
  );

export const elementOf = (node: PartElement | undefined, name: string): PartElement | undefined =>
  elementsOf(node, name)[0];

/** All texts in an element. */
export const textIn = (node: PartNode): string =>
  node.type === 'text' ? node.value : node.children.map(textIn).join('');
