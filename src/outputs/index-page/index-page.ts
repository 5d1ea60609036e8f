import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Files } from '../../host/host.js';
import type { Language } from '../../language/language.js';
import { type Format, pageFormat } from '../../model/dataset/formats.js';
import type { House } from '../../model/project/house.js';
import type { Theme } from '../../model/project/theme.js';
import type { ContentMeta } from '../../model/tree/nodes.js';
import { fontRules, loadAssets, screenSheets } from '../html/assets.js';
import { named } from '../html/cover.js';
import { masthead, printPage, quietPolicy, topOf } from '../html/page.js';

/** One of many reports, as the index leads to it. Addresses are relative to the index. */
export interface IndexedItem {
  readonly name: string;
  /** At least one, in the order of formats. */
  readonly files: readonly { readonly format: Format; readonly address: string }[];
}

/** What an index of many reports is made from. */
export interface IndexInput {
  readonly meta: ContentMeta;
  readonly language: Language;
  readonly house: House;
  readonly theme: Theme;
  /** In the order of the matrix. */
  readonly items: readonly IndexedItem[];
  /** The same index in other languages. */
  readonly languages: readonly { readonly tag: string; readonly address: string }[];
}

/**
 * The page that leads to each of many reports: one HTML file that holds all it needs and runs nothing. It prints no number of data, so
 * that there is nothing on it that a report would have to answer for.
 */
export async function indexPage(input: IndexInput, tool: Files): Promise<string> {
  const { meta, theme, house } = input;
  const content = contentOf(input);
  const words = [meta.title, meta.publisher, ...content.map(wordsIn)].join('\n');
  const assets = await loadAssets(words, tool, theme, house);
  const own = await tool.readText('theme/index-page.css');
  const style = [fontRules(assets.fonts), screenSheets(assets), own, assets.house].join('\n');
  return printPage({ meta }, quietPolicy, style, content);
}

function contentOf({ meta, language, house, items, languages }: IndexInput): Element[] {
  return [
    ...topOf(meta, language),
    masthead({ meta, house }, language, { downloads: [], languages }),
    h('main.inner', { id: '_main', tabIndex: -1 }, [
      h('h2', language.message('html.items')),
      h(
        'ul.items',
        // A list without bullets is none to some screen readers.
        { role: 'list' },
        items.map((item) => h('li', linksOf(item))),
      ),
    ]),
    h('footer.imprint', [h('div.inner', [h('p', named(meta.publisher), meta.publisher)])]),
  ];
}

/** The first file bears the name; others are named after it, so that a list of links alone tells what each is. */
function linksOf({ name, files }: IndexedItem): (Element | string)[] {
  return files.flatMap(({ format, address }, index) => {
    const label = format.toUpperCase();
    const whole = format === pageFormat ? name : `${name} (${label})`;
    if (index === 0) return [h('a', { href: address, ...named(name) }, whole)];
    return [' ', h('a.format', { href: address, ariaLabel: whole }, label)];
  });
}

const wordsIn = (node: Element | Element['children'][number]): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(wordsIn).join('\n') : '';
