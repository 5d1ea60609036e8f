/** An opening tag of an HTML document and where it ends. */
export interface OpeningTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The place after its `>`. */
  readonly end: number;
}

/**
 * The opening tags of well-formed HTML that Tallybook itself wrote (`<` in text is escaped, attributes are quoted).
 * For reading what the printed document says about itself, not for HTML from elsewhere.
 */
export function openingTags(html: string): readonly OpeningTag[] {
  if (last?.html !== html) last = { html, tags: readTags(html) };
  return last.tags;
}

/** Several questions are asked of one document in a row, and it may have megabytes. */
let last: { readonly html: string; readonly tags: readonly OpeningTag[] } | undefined;

function readTags(html: string): OpeningTag[] {
  const tags = html.matchAll(/<([a-zA-Z][\w:-]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>/g);
  return Array.from(tags, ({ 0: whole, 1: name = '', 2: rest = '', index }) => ({
    name: name.toLowerCase(),
    attributes: new Map(
      Array.from(rest.matchAll(/([^\s"'=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g), (match) => [
        (match[1] ?? '').toLowerCase(),
        decodeReferences(match[2] ?? match[3] ?? match[4] ?? ''),
      ]),
    ),
    end: index + whole.length,
  }));
}

/** How many `<svg>` are neither a picture (`role="img"`) nor decoration (`aria-hidden`): they would not be read at all. */
export function countSilentDrawings(html: string): number {
  return openingTags(html).filter(
    ({ name, attributes }) =>
      name === 'svg' && attributes.get('role') !== 'img' && attributes.get('aria-hidden') !== 'true',
  ).length;
}

/**
 * What each link of the document says, by `href`: its `aria-label`, else its text. Where several lead to the same
 * place the first speaks for it, which for chapters, figures and tables is their line in the contents.
 */
export function linkTexts(html: string): Record<string, string> {
  const texts = new Map<string, string>();
  for (const { name, attributes, end } of openingTags(html)) {
    const href = attributes.get('href');
    if (name !== 'a' || href === undefined || texts.has(href)) continue;
    const close = html.indexOf('</a>', end);
    const text = attributes.get('aria-label') ?? textOf(html.slice(end, close < 0 ? end : close));
    if (text !== '') texts.set(href, text);
  }
  return Object.fromEntries(texts);
}

/** The words of every heading in order. */
export function headingTexts(html: string): string[] {
  return openingTags(html).flatMap(({ name, end }) => {
    if (!/^h[1-6]$/.test(name)) return [];
    const close = html.indexOf(`</${name}>`, end);
    return [textOf(html.slice(end, close < 0 ? end : close))];
  });
}

function textOf(html: string): string {
  return decodeReferences(html.replace(/<[^>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
      return decimal ? String.fromCodePoint(Number(decimal)) : (named[name] ?? whole);
    },
  );
}
