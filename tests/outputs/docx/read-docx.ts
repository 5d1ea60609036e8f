import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** An element of a part. */
export interface Part {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Part | string)[];
}

/** The parts of a package by their names; those of XML are parsed, so that one that is not well-formed fails. */
export function partsOf(bytes: Uint8Array): { readonly xml: Map<string, Part>; readonly names: string[] } {
  const files = unzipSync(bytes);
  const xml = new Map<string, Part>();
  for (const [name, content] of Object.entries(files))
    if (/\.(?:xml|rels|svg)$/.test(name)) xml.set(name, parse(strFromU8(content)));
  return { xml, names: Object.keys(files) };
}

function parse(text: string): Part {
  const root: Part = { name: '', attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const part: Part = { name, attributes, children: [] };
    open.at(-1)?.children.push(part);
    open.push(part);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', (words) => void open.at(-1)?.children.push(words));
  parser.write(text).close();
  return root;
}

/** All elements of a name in a part. */
export function all(part: Part | undefined, name: string): Part[] {
  const inner = (part?.children ?? []).flatMap((child) =>
    typeof child === 'string' ? [] : all(child, name),
  );
  return part?.name === name ? [part, ...inner] : inner;
}

/** The words of a paragraph or table as a program shows them: the results of fields, and no instructions. */
export const textOf = (part: Part | undefined): string =>
  all(part, 'w:t')
    .flatMap(({ children }) => children)
    .join('');

/** The value of the first element of a name. */
export const value = (part: Part | undefined, name: string): string | undefined =>
  all(part, name)[0]?.attributes['w:val'];
