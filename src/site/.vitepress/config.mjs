import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { defineConfig } from 'vitepress';
import { base, pages, repositoryAddress, site } from '../places.mjs';

/** The guide as it is in `docs/`: its Markdown has Handlebars, which Vue would take for its own. */
export default defineConfig({
  title: 'Tallybook',
  description:
    'Annual reports from statistical data and templates, in which every printed number answers for itself',
  lang: 'en',
  base,
  srcDir: pages,
  outDir: join(site, 'dist'),
  cacheDir: join(site, 'cache'),
  rewrites: { 'README.md': 'index.md', 'decisions/README.md': 'decisions/index.md' },
  markdown: {
    anchor: { slugify },
    // The usual ones have colours that are hard to read.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languageAlias: { 'vega-lite': 'json' },
    config(md) {
      asWritten(md);
      outside(md);
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Guide', link: '/' },
      { text: 'Gallery', link: '/gallery/' },
      { text: 'Helpers', link: '/reference/helpers' },
    ],
    sidebar: sidebar(),
    socialLinks: [{ icon: 'github', link: repositoryAddress }],
  },
});

/** Vue leaves `v-pre` alone, and reads nothing into a character reference. */
function asWritten(md) {
  const { code_inline: inline, code_block: block, text } = md.renderer.rules;
  md.renderer.rules.code_inline = (...args) => inline(...args).replace(/^<code/, '<code v-pre');
  md.renderer.rules.code_block = (...args) => block(...args).replace(/<pre/, '<pre v-pre');
  md.renderer.rules.text = (...args) => text(...args).replaceAll('{{', '&#123;&#123;');
}

/** As GitHub names anchors, so that a link leads to the same place in both. */
function slugify(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** What is not in the guide is shown where the sources are; a README is the first page of its folder. */
function outside(md) {
  md.core.ruler.push('outside', ({ tokens, env }) => {
    for (const token of tokens.flatMap((each) => each.children ?? [])) {
      const href = token.type === 'link_open' ? token.attrGet('href') : null;
      if (!href || /^(?:[a-z]+:|#|\/)/i.test(href)) continue;
      const target = posix.join('docs', posix.dirname(env.relativePath), href);
      if (!target.startsWith('docs/') || !/\.md(?:#|$)/.test(target))
        token.attrSet('href', `${repositoryAddress}/blob/main/${target}`);
      else token.attrSet('href', href.replace(/(^|\/)README\.md/, '$1index.md'));
    }
  });
}

/** The pages in the order and under the headings of the first page, each by its own title. */
function sidebar() {
  const first = readFileSync(join(pages, 'README.md'), 'utf8');
  return [...first.matchAll(/^## ([^\n:]+).*\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)].map(([, text, body]) => ({
    text,
    items: [...new Set([...body.matchAll(/\]\(([\w/-]+)\.md\)/g)].map(([, path]) => path))].map((path) => ({
      text:
        /^# (.+)$/m.exec(readFileSync(join(pages, `${path}.md`), 'utf8'))?.[1].replaceAll('`', '') ?? path,
      link: `/${path.replace(/README$/, '')}`,
    })),
  }));
}
