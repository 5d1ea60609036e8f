import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../src/language/catalogue.js';
import { createLanguage } from '../../../src/language/create.js';
import type { Target } from '../../../src/model/project/project.js';
import { type Cover, houseTheme, type Paper } from '../../../src/model/project/theme.js';
import { foreignMarkup } from '../../../src/outputs/html/allowed-markup.js';
import { loadAssets } from '../../../src/outputs/html/assets.js';
import { titleParts } from '../../../src/outputs/html/cover.js';
import { downloadsOf } from '../../../src/outputs/html/downloads.js';
import { houseSheet } from '../../../src/outputs/html/house-sheet.js';
import { renderHtml } from '../../../src/outputs/html/page.js';
import { renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { cssString, possibleEdges } from '../../../src/outputs/html/running-heads.js';
import { readMarkup } from '../../../src/outputs/snapshot/read-markup.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { sampleAssets, sampleDocument } from './render-sample.js';

let screen = '';
let print = '';
/** Without style and script, for looking at the markup. */
let screenMarkup = '';
let printMarkup = '';

const markupOf = (html: string): string => html.replace(/<(style|script)[ >].*?<\/\1>/gs, '');

beforeAll(async () => {
  const document = sampleDocument({ illustrative: true });
  const assets = await sampleAssets(document);
  screen = renderHtml(document, assets, english);
  print = renderPrintHtml(document, assets, english);
  screenMarkup = markupOf(screen);
  printMarkup = markupOf(print);
});

const attributes = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');

describe.each([
  ['the page for screens', () => screen, () => screenMarkup],
  ['the page for paper', () => print, () => printMarkup],
])('%s', (_name, html, markup) => {
  it('is a whole document in its language, with a title', () => {
    expect(html()).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8">/);
    expect(html()).toContain('<title>Trafficking in human beings in Kosovo</title>');
  });

  it('uses each id once, and every link and label inside it finds its target', () => {
    const ids = attributes(markup(), 'id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = attributes(markup(), 'href').filter((href) => href.startsWith('#'));
    const labels = attributes(markup(), 'aria-labelledby').flatMap((list) => list.split(' '));
    const dead = [...targets.map((href) => href.slice(1)), ...labels].filter((id) => !ids.includes(id));
    // The contents chapter is left out on screens, where the contents beside the text bear its id.
    expect(dead).toEqual([]);
  });

  it('has one h1 and headings that never skip a level', () => {
    const levels = [...markup().matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  it('names nothing outside itself that a browser would fetch', () => {
    const fetched = [...attributes(markup(), 'src'), ...attributes(markup(), 'srcset')];
    expect(fetched.filter((url) => !url.startsWith('data:'))).toEqual([]);
    expect(markup()).not.toMatch(/<(link|iframe|object|embed|base)\b/);
    const urls = [...html().matchAll(/url\(([^)]{0,30})/g)].map((match) => match[1] ?? '');
    expect(urls.filter((url) => !url.startsWith('data:font/woff2;base64,'))).toEqual([]);
    expect(html()).not.toContain('@import');
  });

  it('stays far below its limit of 1.5 MB', () => {
    expect(Buffer.byteLength(html())).toBeLessThan(400_000);
  });

  it('marks illustrative data', () => {
    expect(markup()).toContain('<p class="banner">This report contains illustrative data.');
    expect(markup()).toContain('<span class="illustrative">Illustrative data</span>');
  });
});

describe('the page for screens', () => {
  it('runs one script, which its policy knows by its hash', () => {
    const scripts = [...screen.matchAll(/<script>(.*?)<\/script>/gs)].map((match) => match[1] ?? '');
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256')
      .update(scripts[0] ?? '')
      .digest('base64');
    expect(screen).toContain(`script-src 'sha256-${hash}'`);
    expect(screen).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:");
    // 24 KB, and one for rows with one value a cell and for numbers that are found whole.
    expect(Buffer.byteLength(scripts[0] ?? '')).toBeLessThan(25_600);
  });

  it('hands out at its head what is declared to stand beside it, by names that verify lets pass', async () => {
    const report = { id: 'visits', formats: ['html', 'pdf'] } as unknown as Target['report'];
    const document = sampleDocument({});
    const downloads = downloadsOf({ report, language: 'en', formats: ['html'] });
    const html = renderHtml(document, await sampleAssets(document), english, { downloads, languages: [] });
    const links = [...html.matchAll(/<a href="([^"]*)" download="\1">/g)].map(([, name]) => name);
    expect(links).toEqual(['visits.pdf', 'numbers.json']);
    const foreign = (page: string) => foreignMarkup(readMarkup(page)).map(({ what }) => what);
    expect(foreign(html)).toEqual([]);
    expect(foreign(html.replace('"visits.pdf"', '"//visits.pdf"'))).toEqual([
      'an address `//visits.pdf` in `href`',
    ]);
  });

  it('has landmarks and a way past them', () => {
    for (const tag of ['header', 'nav', 'main', 'footer']) {
      expect(screenMarkup.match(new RegExp(`<${tag}[ >]`, 'g'))).toHaveLength(1);
    }
    expect(screenMarkup).toMatch(/<body><a class="skip" href="#_main">Skip to the text<\/a>/);
  });

  it('shows the contents beside the text instead of a chapter, and lists last', () => {
    expect(screenMarkup).toContain('<nav class="contents" id="contents"');
    expect(screenMarkup).not.toContain('listing-contents');
    expect(screenMarkup).not.toContain('data-page-of');
    const chapters = [...screenMarkup.matchAll(/<h2 id="([^"]+)"/g)].map((match) => match[1]);
    expect(chapters[0]).toBe('summary');
    expect(chapters.at(-1)).toBe('lists');
    const links = [...screenMarkup.matchAll(/<li><a href="#([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(links.filter((id) => chapters.includes(id)).slice(0, chapters.length)).toEqual(chapters);
  });
});

describe('a draft', () => {
  it('says so on every page and at the top of the screen', async () => {
    const document = sampleDocument({ draft: true });
    const assets = await sampleAssets(document);
    const words = 'Draft, not for publication: built in spite of errors';
    expect(renderHtml(document, assets, english)).toContain(`<p class="draft" role="status">${words}</p>`);
    const pages = [...renderPrintHtml(document, assets, english).matchAll(/@page (\w+)\{[^\n]*/g)];
    const running = pages.filter(([rule]) => rule.includes('@top-right{content'));
    expect(running.length).toBe(7);
    expect(running.filter(([rule]) => !rule.includes(`@bottom-left{content:"${words}`))).toEqual([]);
  });
});

describe('the page for paper', () => {
  it('has a cover, no script, no hidden descriptions, nothing that only a screen can use', () => {
    expect(printMarkup).toContain(
      '<div class="cover band"><div class="field"><p class="publisher">Kosovo Police</p>',
    );
    expect(print).not.toContain('<script');
    for (const gone of ['<details', '_origin', 'tabindex', 'role="region"', 'aria-describedby']) {
      expect(printMarkup).not.toContain(gone);
    }
    expect(printMarkup).toMatch(/<data class="value" value="88" data-id="[^"]+">88<\/data>/);
    expect(printMarkup).toContain('role="group"');
  });

  it('ends no line of the title on its cover in a short word', () => {
    expect(printMarkup).toContain(
      'Trafficking <span class="together">in human</span> beings <span class="together">in Kosovo</span></h1>',
    );
  });

  it('begins what a title says after its colon with a capital, on a line of its own', () => {
    expect(titleParts('Counted: жртве')).toEqual(['Counted', 'Жртве']);
  });

  it('waits for a page number at every line of its lists', () => {
    const wanted = attributes(printMarkup, 'data-page-of');
    expect(wanted).toContain('fig-cases');
    expect(wanted).toContain('annex-tables');
    const ids = attributes(printMarkup, 'id');
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('gives every chapter a named page with its running heads', () => {
    expect(attributes(printMarkup, 'data-chapter')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
    expect(print).toContain('[data-chapter="3"]{page:c3}');
    expect(print).toContain(
      '@page c3{@top-left{content:"1\u2002Scope and definitions"}' +
        '@top-right{content:"Trafficking in human beings in Kosovo"}' +
        '@bottom-right{content:"Page " counter(page) " of " counter(pages)}}',
    );
    expect(print).toContain('@page c3w{size:A4 landscape;');
  });

  it('lets short chapters of a kind share their pages and the head of them', () => {
    expect(print).toContain('[data-chapter="7"]{page:c7}');
    expect(print).toContain('[data-chapter="8"]{page:c7}');
    expect(print).toContain('@page c7{@top-left{content:"A\u2002All tables \u00B7 B\u2002Glossary"}');
    expect(printMarkup).toContain('aria-labelledby="glossary" data-chapter="8" data-runs-on>');
    // Lists follow the contents; a numbered chapter never follows an unnumbered one.
    expect(print).toContain('[data-chapter="1"]{page:c0}');
    expect(print).toContain('[data-chapter="3"]{page:c3}');
  });

  it('knows annexes by their letters, Cyrillic too', async () => {
    const tag = 'sr-Cyrl';
    const language = createLanguage(tag, await loadCatalogue(tag, memoryHost({}).tool));
    const chapters = ['А', 'Б', 'В'].map((enumerator) => ({ enumerator, title: 'Прегледи '.repeat(9) }));
    const source = { title: '', draft: false, chapters, continued: [] } as const;
    expect(possibleEdges(source, language, 9)(2).texts).toContain('Прилози А до В');
  });

  it('lets no title end the style or the string that it stands in', () => {
    expect(cssString('A "b" \\ </style>\n')).toBe('"A \\22 b\\22  \\5c  \\3c /style\\3e \\a "');
  });

  it('is the same each time', async () => {
    const document = sampleDocument({ illustrative: true });
    expect(renderPrintHtml(document, await sampleAssets(document), english)).toBe(print);
  });
});

describe('assets', () => {
  const families = async (text: string): Promise<string[]> => {
    const { fonts } = await loadAssets(text, memoryHost({}).tool);
    return [...new Set(fonts.map(({ family, unicodeRange }) => `${family} ${unicodeRange.slice(0, 7)}`))];
  };

  it('hold only the ranges that the text uses', async () => {
    expect(await families('Plain text')).toEqual(['Noto Sans U+20-7E']);
    expect(await families('Đorđe')).toEqual(['Noto Sans U+20-7E', 'Noto Sans U+100-1']);
  });

  it('hold the fallback for signs that the text face lacks', async () => {
    // The signs that reports print most are in a small file of their own.
    expect(await families('a ≤ b')).toEqual(expect.not.arrayContaining(['Noto Sans Math U+391-3']));
    expect(await families('a ≤ b')).toContain('Noto Sans Math U+2190-');
    expect(await families('α')).toContain('Noto Sans Math U+391-3');
  });

  it('hold every style of a range', async () => {
    const { fonts } = await loadAssets('text', memoryHost({}).tool);
    expect(fonts.map(({ weight, style }) => `${weight} ${style}`)).toEqual([
      '400 normal',
      '400 italic',
      '600 normal',
      '700 normal',
    ]);
  });
});

describe('a house', () => {
  const made = (cover: Cover, paper: Paper) => {
    const theme = { ...houseTheme, cover, paper };
    const assets = { fonts: [], shared: '', screen: '', print: '', house: houseSheet(theme), theme };
    const imprint = {
      contact: 'office@example.org',
      doi: '10.1234/abc',
      asAt: '2015-12-31',
      languages: ['en'],
    };
    const document = sampleDocument();
    const declared = { ...document, meta: { ...document.meta, imprint } };
    return {
      paper: renderPrintHtml(declared, assets, english),
      page: renderHtml(declared, assets, english),
    };
  };

  it.each(['band', 'plain', 'none'] as const)('has a cover of its kind: %s', (cover) => {
    expect(made(cover, 'a4').paper).toContain(`<div class="cover ${cover}">`);
  });

  it('prints every page, also those on their side, on its paper', () => {
    const { paper } = made('band', 'letter');
    expect(paper).toContain('@page{size:letter;');
    expect(paper).not.toContain('size:A4');
    expect(paper).toContain('--page-height:279.4mm');
  });

  it('says in its imprint who answers, in the same words on page and paper', () => {
    const { page, paper } = made('band', 'a4');
    const lines = (html: string) => /<div class="imprint-lines">.*?<\/div>/s.exec(html)?.[0] ?? '';
    expect(lines(page)).toContain('office@example.org');
    expect(lines(page)).toMatch(/31\sDecember\s2015/);
    expect(lines(page)).toContain('numbers.json');
    expect(lines(paper)).toBe(lines(page));
    expect(
      renderHtml(
        sampleDocument(),
        { fonts: [], shared: '', screen: '', print: '', house: '', theme: houseTheme },
        english,
      ),
    ).not.toContain('imprint-lines');
  });
});
