import { ownOf } from '../../model/own.js';
import { standardLimits } from '../../resource-limits.js';

/**
 * A strict reader of the pages that Tallybook writes: elements are closed or void, attributes are in quotes or without spaces, and there
 * are no comments. What Tallybook would not write is a `MarkupFault`: nothing is guessed.
 */

/** An element of a finished page: from the offset of its `<` to that after its last `>`. */
export interface MarkupElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly MarkupNode[];
  /** What is in an element whose content is no markup. */
  readonly raw?: string;
  readonly start: number;
  readonly end: number;
}

/** A run of text, its references resolved. */
export interface MarkupText {
  readonly text: string;
  readonly start: number;
}

export type MarkupNode = MarkupElement | MarkupText;

/** The offset where a page is not what Tallybook writes. */
export class MarkupFault extends Error {
  constructor(
    readonly actual: string,
    readonly offset: number,
  ) {
    super(`${actual} at ${offset}`);
  }
}

export const isText = (node: MarkupNode): node is MarkupText => 'text' in node;

/** All text in nodes, as it stands. */
export const textIn = (nodes: readonly MarkupNode[]): string =>
  nodes.map((node) => (isText(node) ? node.text : textIn(node.children))).join('');

/** Every element in nodes, each before those that it holds. */
export function elementsIn(nodes: readonly MarkupNode[], into: MarkupElement[] = []): MarkupElement[] {
  for (const node of nodes) {
    if (isText(node)) continue;
    into.push(node);
    elementsIn(node.children, into);
  }
  return into;
}

/** The first element in nodes that is meant. */
export const findElement = (
  nodes: readonly MarkupNode[],
  isMeant: (element: MarkupElement) => boolean,
): MarkupElement | undefined => elementsIn(nodes).find(isMeant);

/** True of an element with this class. */
export const hasClass = ({ attributes }: MarkupElement, name: string): boolean =>
  attributes.get('class')?.split(' ').includes(name) === true;

const voidElements = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Elements whose content is no markup. */
const rawElements = new Set(['script', 'style']);

const tag =
  /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s"'<>/=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?)*)\s*(\/?)>/y;
const attribute = /([^\s"'<>/=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/g;

/** Reads a finished page. Throws a `MarkupFault`. */
export function readMarkup(html: string): readonly MarkupNode[] {
  const reader = new MarkupReader(html);
  reader.read();
  return reader.root;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: MarkupNode[];
  readonly start: number;
  end: number;
}

class MarkupReader {
  readonly root: MarkupNode[] = [];
  readonly #open: OpenElement[] = [];

  constructor(private readonly html: string) {}

  read(): void {
    const { html } = this;
    let at = /^<!doctype html>/i.exec(html)?.[0].length ?? 0;
    while (at < html.length) at = html[at] === '<' ? this.#tag(at) : this.#text(at);
    const last = this.#open.at(-1);
    if (last !== undefined) throw new MarkupFault(`\`<${last.name}>\` without its end`, last.start);
  }

  #add(node: MarkupNode): void {
    (this.#open.at(-1)?.children ?? this.root).push(node);
  }

  #text(at: number): number {
    const end = this.html.indexOf('<', at);
    const stop = end < 0 ? this.html.length : end;
    this.#add({ text: resolve(this.html.slice(at, stop)), start: at });
    return stop;
  }

  #tag(at: number): number {
    tag.lastIndex = at;
    const match = tag.exec(this.html);
    if (match === null) throw new MarkupFault('markup that cannot be read', at);
    const [whole, close, name = '', attributes = '', selfClosing] = match;
    const end = at + whole.length;
    if (close === '/') {
      const last = this.#open.pop();
      if (last?.name !== name) throw new MarkupFault(`\`</${name}>\` without its beginning`, at);
      last.end = end;
      return end;
    }
    if (rawElements.has(name)) return this.#raw(name, attributes, at, end);
    const element = { name, attributes: readAttributes(attributes, at), children: [], start: at, end };
    this.#add(element);
    if (selfClosing !== '/' && !voidElements.has(name)) this.#enter(element);
    return end;
  }

  #enter(element: OpenElement): void {
    const { htmlDepth } = standardLimits;
    if (this.#open.length >= htmlDepth)
      throw new MarkupFault(`an element more than ${htmlDepth} deep`, element.start);
    this.#open.push(element);
  }

  #raw(name: string, attributes: string, start: number, from: number): number {
    const to = this.html.indexOf(`</${name}>`, from);
    if (to < 0) throw new MarkupFault(`\`<${name}>\` without its end`, start);
    const end = to + name.length + 3;
    const raw = this.html.slice(from, to);
    this.#add({ name, attributes: readAttributes(attributes, start), children: [], raw, start, end });
    return end;
  }
}

/** Of an attribute that is there twice a browser takes the first and others the last: no page has one. */
function readAttributes(text: string, start: number): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(attribute)) {
    if (attributes.has(name)) throw new MarkupFault(`a second attribute \`${name}\``, start);
    attributes.set(name, resolve(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

const resolve = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
        if (name !== undefined) return ownOf(named, name) ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;
