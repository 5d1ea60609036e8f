import type { Document } from '../../document/document.js';
import type { Language } from '../../language/language.js';

/**
 * The `@page` rules of a report: one named page for each chapter, upright and wide, with the chapter at the top
 * left, the report at the top right and the page number at the bottom. Chromium has no `string-set`, so every
 * chapter brings its own rule.
 */
export function runningHeads(document: Document, language: Language): string {
  const { meta, chapters } = document;
  const marks = [...(meta.draft ? ['draft'] : []), ...(meta.illustrative ? ['illustrative-page'] : [])];
  const foot = cssString(marks.map((id) => language.message(`html.${id}`)).join(' \u00B7 '));
  const shared = `@top-right{content:${cssString(meta.title)}}@bottom-left{content:${foot}}@bottom-right{content:${pageNumber(language)}}`;
  const rules = chapters.map(({ enumerator, title }, index) => {
    const head = cssString(enumerator === '' ? title : `${enumerator}\u2002${title}`);
    const boxes = `@top-left{content:${head}}${shared}`;
    return [
      `[data-chapter="${index}"]{page:c${index}}`,
      `[data-chapter="${index}"] .landscape{page:c${index}w}`,
      `@page c${index}{${boxes}}`,
      `@page c${index}w{size:A4 landscape;${boxes}}`,
    ].join('');
  });
  return [`@page front{${shared}}`, ...rules].join('\n');
}

/** "Page x of y" as CSS content, in the order of the language. */
function pageNumber(language: Language): string {
  const [page, pages] = ['\uE000', '\uE001'];
  return language
    .message('html.page-of', { page, pages })
    .split(/([\uE000\uE001])/)
    .filter((part) => part !== '')
    .map((part) => (part === page ? 'counter(page)' : part === pages ? 'counter(pages)' : cssString(part)))
    .join(' ');
}

/** A CSS string. `<` is escaped too, so that no title can close the style element. */
export function cssString(text: string): string {
  const escaped = text.replace(
    /["\\<>\p{Control}]/gu,
    (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `,
  );
  return `"${escaped}"`;
}
