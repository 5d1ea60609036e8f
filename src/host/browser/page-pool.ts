import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { PageGuard } from './guard.js';

/** After as many documents, or characters of them, a page is closed: no renderer lives for ever. */
const most = { documents: 200, characters: 20_000_000 } as const;
/** After as many characters of documents a renderer lets go what it no longer needs of them: left alone it keeps a hundred times as much. */
const kept = 200_000;

/** A page, and how its renderer is spoken to. */
export interface OpenPage {
  readonly page: Page;
  readonly client: CDPSession;
}

/** A page, and what is in it. */
interface PoolPage {
  readonly opened: OpenPage;
  /** All of its document before the body but its own title and style; undefined where it has another form. */
  readonly head: string | undefined;
  readonly documents: number;
  readonly characters: number;
  /** Those of them that it still has something of. */
  readonly littered: number;
}

/**
 * The pages of a browser, each used again for one document after another: to open a page takes longer than to print a
 * short document. What a document leaves behind goes when the next one is loaded; scripts are off, and there is no
 * network. A document that differs from the one before in its body, its title and its last style sheet alone is given
 * to the page as these. The other styles and fonts, half of the work, are there.
 */
export class PagePool {
  readonly #browser: Browser;
  /** Oldest first. */
  #idle: PoolPage[] = [];
  readonly #used = new Map<OpenPage, PoolPage>();
  /** Opened before it is asked for. */
  #next: Promise<OpenPage> | undefined;

  constructor(browser: Browser) {
    this.#browser = browser;
    this.#openNext();
  }

  /** A page with the document in it, to be given back. Fails with a `BrowserFailure`. */
  async take(html: string, guard: PageGuard): Promise<OpenPage> {
    const { head, own } = partsOf(html);
    const canFollow = own !== undefined && !loads.test(own.style) && !loads.test(own.body);
    const same = canFollow ? this.#idle.find((each) => each.head === head) : undefined;
    const found = same ?? this.#idle[0];
    this.#idle = this.#idle.filter((each) => each !== found);
    const opened = found?.opened ?? (await guard.run('opening a page', () => this.#takeNext()));
    const { page } = opened;
    guard.watch(page);
    const { documents = 0, characters = 0, littered = 0 } = found ?? {};
    const isThere = same !== undefined && own !== undefined;
    const given = isThere ? own.title.length + own.style.length + own.body.length : html.length;
    this.#used.set(opened, {
      ...{ opened, head },
      documents: documents + 1,
      characters: characters + given,
      littered: littered + given,
    });
    await guard.run('loading the document', () => (isThere ? setOwn(page, own) : load(page, html)));
    return opened;
  }

  /** Takes a page back, or closes it where it is worn or shows something else than what it was given. */
  give(opened: OpenPage): void {
    const { page, client } = opened;
    const used = this.#used.get(opened);
    this.#used.delete(opened);
    const isWorn =
      used === undefined || used.documents >= most.documents || used.characters >= most.characters;
    if (!isWorn && page.url() === 'about:blank') {
      const idle = used.littered < kept ? used : { ...used, littered: 0 };
      // Beside whatever is done with the print.
      if (idle !== used) client.send('HeapProfiler.collectGarbage').catch(() => {});
      this.#idle.push(idle);
      return;
    }
    // Nobody waits for that. One that cannot be closed goes with its browser, at the latest when the printer closes.
    page.close().catch(() => {});
    this.#openNext();
  }

  /** Resolves once no page is being opened: one whose browser goes meanwhile is waited for by puppeteer, for half a minute. */
  async settled(): Promise<void> {
    await this.#next?.catch(() => undefined);
  }

  #openNext(): void {
    this.#next ??= open(this.#browser);
    // Whoever takes it hears of it.
    this.#next.catch(() => {});
  }

  async #takeNext(): Promise<OpenPage> {
    const next = this.#next ?? open(this.#browser);
    this.#next = undefined;
    const opened = await next;
    // One that crashes while nobody looks would never answer.
    opened.page.once('error', () => {
      this.#idle = this.#idle.filter((each) => each.opened !== opened);
    });
    return opened;
  }
}

async function open(browser: Browser): Promise<OpenPage> {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.setOfflineMode(true);
  return { page, client: await page.createCDPSession() };
}

async function load(page: Page, html: string): Promise<void> {
  // Never a file URL: a page at one reads local files even with JavaScript off.
  await page.setContent(hiddenOnScreen(html), { waitUntil: 'load', timeout: 0 });
  // Glyphs that only page margins use are otherwise not loaded, and print blank.
  await page.evaluate('Promise.all([...document.fonts].map((face) => face.load())).then(() => 0)');
}

/**
 * The document with nothing to show on the screen, where nobody looks. Else the browser lays it out for its window
 * before and after each print, which takes a third of a print. Not where a style names a picture, which is loaded when
 * it is first shown.
 */
function hiddenOnScreen(html: string): string {
  if (namesPictures.test(html)) return html;
  return html.replace(opening, () => `${screenStyle}${opening}`);
}

const screenStyle = '<style data-screen>@media screen{body{display:none!important}}</style>';

/** As text, since it runs in the page: this program knows no `document`. */
async function setOwn(page: Page, { title, style, body }: Own): Promise<void> {
  const script = `((title, style, body) => {
    document.querySelector('head > title')?.replaceWith(document.createRange().createContextualFragment(title));
    const styles = document.querySelectorAll('head > style:not([data-screen])');
    if (styles.length > 1) styles[styles.length - 1].textContent = style;
    document.body.innerHTML = body;
  })(...${JSON.stringify([title, style, body])})`;
  await page.evaluate(script);
}

/** What a document has of its own beside others of one template. */
interface Own {
  /** The element; empty where there is none. */
  readonly title: string;
  /** What stands in the last of several style elements. */
  readonly style: string;
  readonly body: string;
}

const opening = '</head><body>';
const closing = '</body></html>';
const betweenStyles = '</style><style>';

/** A document in what may be in a page already, and what it has of its own; undefined where it has another form. */
function partsOf(html: string): { readonly head?: string; readonly own?: Own } {
  const at = html.indexOf(opening);
  const end = html.lastIndexOf(closing);
  if (at < 0 || end < at || html.slice(end + closing.length).trim() !== '') return {};
  const head = html.slice(0, at);
  const [title = ''] = /<title[^<>]*>[^<]*<\/title>/.exec(head) ?? [];
  const between = head.lastIndexOf(betweenStyles);
  const styleAt = between < 0 ? head.length : between + betweenStyles.length;
  const style = head.slice(styleAt).replace(/<\/style>$/, '');
  return {
    head: head.slice(0, styleAt).replace(title, '<title>'),
    own: { title, style, body: html.slice(at + opening.length, end) },
  };
}

/** What is loaded can be waited for only where the document is loaded as a whole. */
const loads = /<(?:img|image|link|iframe|object|embed|video|audio|script)\b|url\((?!['"]?#)|image-set\(/i;
/** Fonts are waited for, whether or not anything is shown. */
const namesPictures = /url\((?!['"]?(?:#|data:font\/))|image-set\(|\bloading=/i;
