import type { AxeCore } from '../../host/axe-core.js';
import type { PageView, ShownPage } from '../../host/browser/show-page.js';

/** What a page is held to: WCAG 2.1 AA, which EN 301 549 V3.2.1 asks for, as the tags of axe-core. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** A phone, a tablet and a desk, in the colours that readers choose. */
const views: readonly PageView[] = [320, 800, 1400].flatMap((width) =>
  (['light', 'dark', 'forced'] as const).map((colours) => ({ width, colours })),
);

interface Violation {
  readonly id: string;
  readonly help: string;
  /** CSS selectors of the places. */
  readonly targets: readonly string[];
}

/** What axe-core finds on a shown page in any view: a sentence for each rule, with how many places and the first of them. */
export async function browserFindings(page: ShownPage, { source }: AxeCore): Promise<string[]> {
  await page.evaluate(source);
  const found = new Map<string, { readonly help: string; readonly targets: Set<string> }>();
  for (const view of views) {
    await page.look(view);
    for (const { id, help, targets } of (await page.evaluate(runIn(view))) as Violation[]) {
      const known = found.get(id) ?? { help, targets: new Set() };
      for (const target of targets) known.targets.add(target);
      found.set(id, known);
    }
  }
  return [...found].map(([id, { help, targets }]) => {
    const [first = 'the page'] = targets;
    return `${help} (${id}): ${targets.size}, the first ${first}.`;
  });
}

/** In colours of their own readers see those, while axe-core reads the ones of the page under them: contrast is not asked there. */
const runIn = ({ colours }: PageView): string =>
  `axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ${JSON.stringify(rules)} }, rules: { 'color-contrast': { enabled: ${colours !== 'forced'} } } }).then(
  ({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map(({ target }) => target.join(' ')) })))`;
