import axe from 'axe-core';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import type { Browser, Page } from 'puppeteer-core';

/** How a page is looked at. */
export interface View {
  readonly width: number;
  readonly colours: 'light' | 'dark' | 'forced';
}

/** What a conforming page is held to by axe: WCAG 2.2 AA, and the practices beyond it. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * The rules of the HTML standard, and of ARIA in it. Style sheets are no HTML; what they hold is left out, since the validator
 * would read the fonts in them.
 */
const validator = new HtmlValidate(
  new StaticConfigLoader({ root: true, extends: ['html-validate:standard', 'html-validate:a11y'] }),
);

/** What the standard does not allow of a page: the rule and where. */
export async function invalidMarkup(html: string): Promise<string[]> {
  const { results } = await validator.validateString(
    html.replace(/<style>.*?<\/style>/gs, '<style></style>'),
  );
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector ?? 'page'})`),
  );
}

/** Opens a page whose policy lets axe in beside its own script. */
export async function openForAxe(browser: Browser, html: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setContent(html, { waitUntil: 'load' });
  await page.evaluate(axe.source);
  return page;
}

/** Shows the page at a width, in colours. */
export async function showAs(page: Page, { width, colours }: View): Promise<void> {
  await page.setViewport({ width, height: 900 });
  const client = await page.createCDPSession();
  // The library knows no forced colours, and a session that ends takes them along.
  await client.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: colours === 'light' ? 'light' : 'dark' },
      { name: 'forced-colors', value: colours === 'forced' ? 'active' : 'none' },
    ],
  });
}

/**
 * What axe finds on the page as it is shown: the rule, what is wrong and where. Of rules by name only those, and only inside `within`.
 * In forced colours it reads the colours of the page and not those that a reader sees: contrast is not asked there. The whole page is
 * looked at from its top: the bar that stays in sight would cover half of what has just scrolled below it.
 */
export async function axeFindings(page: Page, only?: readonly string[], within?: string): Promise<string[]> {
  const chosen = only === undefined ? { type: 'tag', values: rules } : { type: 'rule', values: only };
  const run = `axe.run(${within === undefined ? 'document' : JSON.stringify(within)}, { resultTypes: ['violations'], runOnly: ${JSON.stringify(chosen)}, rules: { 'color-contrast': { enabled: !matchMedia('(forced-colors: active)').matches } } }).then(
    ({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => [id, html.slice(0, 160), failureSummary].join(': '))))`;
  if (within === undefined) await page.evaluate('scrollTo(0, 0)');
  return (await page.evaluate(run)) as string[];
}
