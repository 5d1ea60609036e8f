import { SaxesParser, type SaxesTagNS } from 'saxes';
import { listAt } from '../model/group-by.js';
import type { ResourceLimits } from '../resource-limits.js';
import { type Picture, PictureFault, type PictureText } from './picture.js';

/** An element of a drawing. */
interface DrawnNode {
  readonly name: string;
  readonly kids: DrawnNode[];
  /** Ids of elements that are drawn again wherever this one is: by `use`, patterns, markers, masks and their kin. */
  readonly references: readonly string[];
  readonly classes: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** The ids that attributes refer to. */
function referencesOf(attributes: ReadonlyMap<string, string>): string[] {
  return [...attributes].flatMap(([name, value]) => {
    if (name === 'href') return value.trim().startsWith('#') ? [value.trim().slice(1)] : [];
    return idsIn(value);
  });
}

/** The ids that the rules of a style sheet refer to, by the class that each rule is for; `*` where it names none. */
function styledReferences(style: string): ReadonlyMap<string, readonly string[]> {
  const byClass = new Map<string, string[]>();
  for (const [, selectors = '', body = ''] of style.matchAll(/([^{}]*)\{([^{}]*)\}/g)) {
    const ids = idsIn(body);
    if (ids.length === 0) continue;
    for (const selector of selectors.split(',')) {
      const name = /\.([\w-]+)[^.\s]*$/.exec(selector.trim())?.[1] ?? '*';
      for (const id of ids) listAt(byClass, name).push(id);
    }
  }
  return byClass;
}

const idsIn = (text: string): string[] =>
  [...text.matchAll(/url\(\s*["']?#([^"')]*)/gi)].map(([, id = '']) => id.trim());

/**
 * Refuses a drawing that comes to more elements than the limit once every reference is drawn: ten lines of `use` can
 * ask for a thousand million.
 */
function refuseMultiplied(
  root: DrawnNode,
  byId: ReadonlyMap<string, DrawnNode>,
  styled: ReadonlyMap<string, readonly string[]>,
  limits: ResourceLimits,
): void {
  const sizes = new Map<DrawnNode, number>();
  const open = new Set<DrawnNode>();
  const targetsOf = ({ references, classes }: DrawnNode): DrawnNode[] => {
    const styling = ['*', ...classes].flatMap((name) => styled.get(name) ?? []);
    const targets = (ids: readonly string[]): DrawnNode[] => ids.flatMap((id) => byId.get(id) ?? []);
    // A rule for every element is for that too which it refers to, and there it has no effect.
    return [...targets(references), ...targets(styling).filter((target) => !open.has(target))];
  };
  const sizeOf = (node: DrawnNode, depth: number): number => {
    const known = sizes.get(node);
    if (known !== undefined) return known;
    const place = { line: node.line, column: node.column };
    if (depth > limits.htmlDepth) throw new PictureFault('more', { place, limit: 'htmlDepth' });
    if (open.has(node)) throw new PictureFault('an element is drawn inside itself', { place });
    open.add(node);
    let size = 1;
    for (const kid of node.kids) size += sizeOf(kid, depth + 1);
    for (const target of targetsOf(node)) size += sizeOf(target, depth + 1);
    open.delete(node);
    if (size > limits.pictureNodes) throw new PictureFault('more', { place, limit: 'pictureNodes' });
    sizes.set(node, size);
    return size;
  };
  sizeOf(root, 0);
}

/** Elements that run, load, or change what is seen while somebody looks. */
const refused: ReadonlySet<string> = new Set([
  ...[
    'script',
    'foreignObject',
    'handler',
    'listener',
    'iframe',
    'object',
    'embed',
    'audio',
    'video',
    'canvas',
    'link',
  ],
  ...['animate', 'animateColor', 'animateMotion', 'animateTransform', 'set', 'discard', 'mpath'],
]);

/** Refuses what makes a drawing more than a drawing: code, content of other kinds, animation, files from elsewhere. */
function refuseForeign(
  name: string,
  isSvg: boolean,
  attributes: ReadonlyMap<string, string>,
  fault: (what: string) => PictureFault,
): void {
  // Editors leave notes of their own in other namespaces, which nobody draws.
  if (refused.has(name) && (isSvg || name === 'script' || name === 'iframe'))
    throw fault(`it has \`<${name}>\`, and a picture may only draw`);
  for (const [attribute, value] of attributes) {
    if (/^on/i.test(attribute)) throw fault(`it has \`${attribute}\`, and a picture may only draw`);
    const isReference = attribute === 'href' || attribute === 'src';
    if (isReference && isSvg && !isOwn(value, name)) throw fault(`it loads \`${shortened(value)}\``);
    if (/@import|\bexpression\s*\(/i.test(value) && attribute === 'style')
      throw fault('it has `@import`, and a picture may load nothing');
    for (const [, address = ''] of value.matchAll(/url\(\s*["']?([^"')]*)/gi))
      if (!address.startsWith('#')) throw fault(`it loads \`${shortened(address)}\``);
  }
}

/** A place in the drawing itself, or a photograph that it carries with it. A link is not followed from a picture. */
function isOwn(value: string, name: string): boolean {
  const address = value.trim();
  if (address === '' || address.startsWith('#') || name === 'a') return true;
  return (name === 'image' || name === 'feImage') && /^data:image\/(?:png|jpeg);base64,/i.test(address);
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)} …` : text);

const namespace = 'http://www.w3.org/2000/svg';
const links = 'http://www.w3.org/1999/xlink';

/**
 * Reads a drawing as XML: well-formed, without entities of its own, script, foreign content, animation, or anything
 * that it would load. It is no larger than the limits allow, copies by reference counted as often as they are drawn.
 * Throws a `PictureFault`.
 *
 * Source: XML 1.0, 2.1 (well-formed documents); SVG 2, 5.5 (`use`); SVG Integration, 2.1 (secure static mode).
 */
export function readSvg(text: string, limits: ResourceLimits): Picture {
  const parser = new SaxesParser({ xmlns: true });
  const reader = new SvgReader(parser, limits);
  parser.on('error', (error) => {
    const reason = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '');
    throw reader.fault(`it is not well-formed XML (${reason})`);
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw reader.fault('its DOCTYPE has declarations');
  });
  parser.on('processinginstruction', ({ target }) => {
    throw reader.fault(`it has \`<?${target}?>\`, and a picture may load nothing`);
  });
  parser.on('opentag', (tag) => reader.open(tag));
  parser.on('closetag', () => reader.close());
  parser.on('text', (words) => reader.text(words));
  parser.on('cdata', (words) => reader.text(words));
  parser.write(text).close();
  return reader.picture();
}

class SvgReader {
  private readonly path: DrawnNode[] = [];
  private root: DrawnNode | undefined;
  private readonly byId = new Map<string, DrawnNode>();
  private readonly words: PictureText[] = [];
  private size: { width?: number; height?: number } = {};
  private count = 0;
  private style = '';

  constructor(
    private readonly parser: SaxesParser<{ xmlns: true }>,
    private readonly limits: ResourceLimits,
  ) {}

  open(tag: SaxesTagNS): void {
    const attributes = new Map(
      Object.values(tag.attributes).map(({ name, local, uri, value }) => [
        uri === links ? local : name,
        value,
      ]),
    );
    if (this.root === undefined) this.begin(tag, attributes);
    refuseForeign(tag.local, tag.uri === namespace, attributes, this.fault);
    this.count++;
    if (this.count > this.limits.pictureNodes) throw this.fault('more', 'pictureNodes');
    if (this.path.length >= this.limits.htmlDepth) throw this.fault('more', 'htmlDepth');
    const classes = (attributes.get('class') ?? '').split(/\s+/);
    const references = referencesOf(attributes);
    const node: DrawnNode = { name: tag.local, kids: [], references, classes, ...this.place() };
    const id = attributes.get('id');
    if (id !== undefined && !this.byId.has(id)) this.byId.set(id, node);
    this.root ??= node;
    this.path.at(-1)?.kids.push(node);
    this.path.push(node);
  }

  close(): void {
    this.path.pop();
  }

  text(words: string): void {
    if (this.path.at(-1)?.name === 'style') {
      this.style += words;
      refuseForeign('style', true, new Map([['style', words]]), this.fault);
    }
    if (this.path.some(({ name }) => name === 'text') && words.trim() !== '')
      this.words.push({ text: words, ...this.place() });
  }

  picture(): Picture {
    if (this.root === undefined) throw this.fault('the SVG file has no drawing in it');
    refuseMultiplied(this.root, this.byId, styledReferences(this.style), this.limits);
    return { ...this.size, words: this.words };
  }

  readonly fault = (what: string, limit?: 'pictureNodes' | 'htmlDepth'): PictureFault =>
    new PictureFault(what, { place: this.place(), ...(limit === undefined ? {} : { limit }) });

  private begin({ name, local, uri }: SaxesTagNS, attributes: ReadonlyMap<string, string>): void {
    if (local !== 'svg' || uri !== namespace)
      throw this.fault(`it begins with \`<${name}>\`, not with \`<svg xmlns="${namespace}">\``);
    const [, , width = 0, height = 0] = (attributes.get('viewBox') ?? '')
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    this.size = width > 0 && height > 0 ? { width, height } : {};
  }

  private place(): { line: number; column: number } {
    return { line: this.parser.line, column: this.parser.column + 1 };
  }
}
