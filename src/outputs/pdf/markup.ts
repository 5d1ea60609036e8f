import { isText, type MarkupElement, type MarkupNode, readMarkup, textIn } from '../snapshot/read-markup.js';
import { type SourceWords, sourceWords } from './source-words.js';

/** What a document that is to be printed says of itself. */
export interface DocumentMarkup {
  /** The ids whose page number it asks for with `data-page-of`, each once, in its order. */
  readonly wantedPages: readonly string[];
  /**
   * What each link says, by `href`: its `aria-label`, else its text. Where several lead to the same place the first speaks
   * for it, which for chapters, figures and tables is their line in the contents.
   */
  readonly linkTexts: Readonly<Record<string, string>>;
  /** The words of every heading in order. */
  readonly headings: readonly string[];
  /** All that is read in it, in order. */
  readonly words: readonly SourceWords[];
  /** How many `<svg>` are neither a picture (`role="img"`) nor decoration (`aria-hidden`): they would not be read at all. */
  readonly silentDrawings: number;
}

/** Reads a document that Tallybook wrote. Throws a `MarkupFault` for any other. */
export function documentMarkup(html: string): DocumentMarkup {
  const nodes = readMarkup(html);
  const elements = elementsIn(nodes);
  const wanted = elements.flatMap(({ attributes }) => attributes.get('data-page-of') ?? []);
  const links = elements.flatMap((element): [string, string][] => {
    const href = element.attributes.get('href');
    const text = element.attributes.get('aria-label') ?? wordsOf(element);
    return element.name !== 'a' || href === undefined || text === '' ? [] : [[href, text]];
  });
  return {
    wantedPages: [...new Set(wanted)],
    // Of several with one key the last stays: here the first link.
    linkTexts: Object.fromEntries(links.reverse()),
    headings: elements.filter(({ name }) => /^h[1-6]$/.test(name)).map(wordsOf),
    words: sourceWords(nodes, elements.find(({ name }) => name === 'html')?.attributes.get('lang') ?? ''),
    silentDrawings: elements.filter(isSilent).length,
  };
}

const isSilent = ({ name, attributes }: MarkupElement): boolean =>
  name === 'svg' && attributes.get('role') !== 'img' && attributes.get('aria-hidden') !== 'true';

function elementsIn(nodes: readonly MarkupNode[], into: MarkupElement[] = []): MarkupElement[] {
  for (const node of nodes) {
    if (isText(node)) continue;
    into.push(node);
    elementsIn(node.children, into);
  }
  return into;
}

const wordsOf = ({ children }: MarkupElement): string => textIn(children).replace(/\s+/g, ' ').trim();
