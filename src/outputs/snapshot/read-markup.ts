/**
 * A strict reader of the pages that Tallybook writes: every element closed, every attribute in quotes or without
 * spaces, no comments. It is no parser of HTML at large, and says so instead of guessing.
 */

/** An element of a finished page. `start` is the offset of its `<`. */
export interface MarkupElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly MarkupNode[];
  readonly start: number;
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

const voidElements = new Set(['area', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);
/** Elements whose content is no markup. */
const rawElements = new Set(['script', 'style']);

const tag =
  /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[^\s"'<>/=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?)*)\s*(\/?)>/y;
const attribute = /([^\s"'<>/=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?/g;

/** Reads a finished page. Throws a `MarkupFault`. */
export function readMarkup(html: string): readonly MarkupNode[] {
  const root: MarkupNode[] = [];
  const open: { element: MarkupElement; children: MarkupNode[] }[] = [];
  let at = /^<!doctype html>/i.exec(html)?.[0].length ?? 0;
  const add = (node: MarkupNode): void => void (open.at(-1)?.children ?? root).push(node);
  while (at < html.length) {
    if (html[at] !== '<') {
      const end = html.indexOf('<', at);
      const stop = end < 0 ? html.length : end;
      add({ text: resolve(html.slice(at, stop)), start: at });
      at = stop;
      continue;
    }
    tag.lastIndex = at;
    const match = tag.exec(html);
    if (match === null) throw new MarkupFault('markup', at);
    const [whole, close, name = '', attributes = '', selfClosing] = match;
    if (close === '/') {
      if (open.at(-1)?.element.name !== name) throw new MarkupFault(`\`</${name}>\``, at);
      open.pop();
      at += whole.length;
      continue;
    }
    const children: MarkupNode[] = [];
    const element = { name, attributes: readAttributes(attributes), children, start: at };
    add(element);
    at += whole.length;
    if (rawElements.has(name)) {
      const end = html.indexOf(`</${name}>`, at);
      if (end < 0) throw new MarkupFault(`\`<${name}>\` without its end`, element.start);
      at = end + name.length + 3;
    } else if (selfClosing !== '/' && !voidElements.has(name)) open.push({ element, children });
  }
  const last = open.at(-1);
  if (last !== undefined)
    throw new MarkupFault(`\`<${last.element.name}>\` without its end`, last.element.start);
  return root;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(attribute)) {
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
        if (name !== undefined) return named[name] ?? whole;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : text;
