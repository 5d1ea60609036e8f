import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { ResourceLimits } from '../resource-limits.js';
import { type Picture, PictureFault, type PictureText } from './picture.js';
import { refuseForeign } from './svg-foreign.js';
import { type DrawnNode, referencesOf, refuseMultiplied, styledReferences } from './svg-references.js';

const whole = 'a whole SVG file';
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
    throw reader.fault(`markup (${reason})`, whole);
  });
  parser.on('doctype', (doctype) => {
    if (doctype.includes('['))
      throw reader.fault('declarations in the DOCTYPE', 'a drawing without entities of its own');
  });
  parser.on('processinginstruction', ({ target }) => {
    throw reader.fault(`\`<?${target}?>\``, 'a drawing that loads nothing');
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
    if (this.count > this.limits.pictureNodes) throw this.fault('more elements', '', 'pictureNodes');
    if (this.path.length >= this.limits.htmlDepth) throw this.fault('deeper nesting', '', 'htmlDepth');
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
    if (this.root === undefined) throw this.fault('file without a drawing', whole);
    refuseMultiplied(this.root, this.byId, styledReferences(this.style), this.limits);
    return { ...this.size, words: this.words };
  }

  readonly fault = (found: string, expected: string, limit?: 'pictureNodes' | 'htmlDepth'): PictureFault =>
    new PictureFault(found, expected, { place: this.place(), ...(limit === undefined ? {} : { limit }) });

  private begin({ name, local, uri }: SaxesTagNS, attributes: ReadonlyMap<string, string>): void {
    if (local !== 'svg' || uri !== namespace)
      throw this.fault(`\`<${name}>\``, `\`<svg xmlns="${namespace}">\``);
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
