/**
 * What a reader can tell of a page in the browser: which numbers stand there without a mark that is seen. These are
 * sources of functions that run in the page. They know the marks as a reader does, by what stands beside and above a
 * number, and nothing of how they are made.
 */

/** `marked(node)`: whether something that is seen beside or above a text node says that it is illustrative. */
const marked = `
  const seen = (element) => {
    if (!element || element.textContent.trim() === '') return false;
    const style = getComputedStyle(element);
    return element.getClientRects().length > 0 && style.visibility === 'visible' && parseFloat(style.fontSize) >= 5;
  };
  const marks = (element) => !!element && [...element.querySelectorAll('.illustrative-mark')].some(seen);
  const besides = (node) => {
    for (let one = node; one.parentElement; one = one.parentElement) {
      const next = one.nextSibling;
      if (next) return next.nodeType === 1 && next.classList.contains('illustrative-mark') && seen(next);
      if (!['DATA', 'STRONG', 'EM', 'SPAN'].includes(one.parentElement.tagName)) return false;
    }
    return false;
  };
  const badge = (element) => element.classList.contains('illustrative') && !element.classList.contains('part') && seen(element);
  const above = (node) => {
    for (let one = node.parentElement; one && !['SECTION', 'MAIN'].includes(one.tagName); one = one.parentElement) {
      const heads = [...one.children].flatMap((child) => child.tagName === 'FIGCAPTION' ? [...child.querySelectorAll('*')] : [child]);
      if (heads.some(badge)) return true;
    }
    return false;
  };
  const heads = (node) => {
    const cell = node.parentElement.closest('td');
    if (!cell) return false;
    const table = cell.closest('table');
    return marks(cell.parentElement.querySelector('th')) || marks(table.tHead?.rows[0].cells[cell.cellIndex]);
  };
  const chapter = (node) => node.parentElement.closest('section.chapter');
  const beside = (section) => [...section.children].some((child) => {
    const [own, all] = [child, section].map((one) => one.getBoundingClientRect());
    return child.classList.contains('chapter-band') && seen(child) && own.top <= all.top && own.bottom >= all.bottom;
  });
  const pageOf = (element) => element && (getComputedStyle(element).page === 'auto' ? pageOf(element.parentElement) : getComputedStyle(element).page);
  const atEdge = (element) => {
    const style = [...document.querySelectorAll('style')].map((one) => one.textContent).join('');
    return new RegExp('@page ' + pageOf(element) + '\\\\{[^\\\\n]*@right-middle\\\\{content:"[^"]').test(style);
  };
  const banded = (node) => {
    const section = chapter(node);
    if (!section || ![...section.querySelectorAll('.illustrative-note')].some(seen)) return false;
    return section.dataset.chapter === undefined ? beside(section) : atEdge(node.parentElement);
  };
  const marked = (node) => besides(node) || heads(node) || above(node) || banded(node);
  const texts = () => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (!node.parentElement.closest('style, script')) found.push(node);
    return found;
  };`;

/**
 * `(printed) => string[]`: the texts of `printed` that stand somewhere without a mark, with what is around them.
 * In plain text, such as code, the mark is a word in brackets. A text within another number, or before a sign of per cent that a
 * table has in its head, is not that number.
 */
export const unmarkedTexts = `(printed) => {${marked}
  const unmarked = [];
  for (const node of texts()) for (const text of printed) {
    for (let at = node.data.indexOf(text); at >= 0; at = node.data.indexOf(text, at + 1)) {
      const after = node.data.slice(at + text.length);
      if (/[\\d.,]/.test(node.data[at - 1] ?? '') || /^([.,]?\\d|%)/.test(after)) continue;
      if (after.startsWith('[illus]') || (after === '' && besides(node)) || heads(node) || above(node) || banded(node)) continue;
      unmarked.push(text + ' in ' + node.parentElement.outerHTML.slice(0, 120));
    }
  }
  return unmarked;
}`;

/** `() => string[]`: the numbers without a mark on a page on which each is illustrative, those in drawings and days in tables included. */
export const unmarkedNumbers = `() => {${marked}
  const numbers = texts().filter((node) => node.parentElement.closest('data, [data-repeats]') || (node.parentElement.closest('svg, .table td') && /\\d/.test(node.data)));
  return numbers.filter((node) => !marked(node)).map((node) => node.parentElement.outerHTML.slice(0, 120));
}`;

/**
 * `(printed) => string[]`: takes away each mark of the page, the bands of chapters and their notes among them, one at a time, puts it back, and returns those whose
 * loss `unmarked` did not notice.
 */
export const idleMarks = (unmarked: string): string => `(printed) => {
  const unmarked = ${unmarked}, idle = [];
  for (const mark of document.querySelectorAll('.illustrative-mark, .illustrative:not(.part), .chapter-band, .banded .illustrative-note')) {
    const place = document.createComment('');
    mark.replaceWith(place);
    if (unmarked(printed).length === 0) idle.push(place.parentElement.outerHTML.slice(0, 200));
    place.replaceWith(mark);
  }
  const style = [...document.querySelectorAll('style')].at(-1), rules = style.textContent;
  for (const [, page] of rules.matchAll(/@page (c\\d+)\\{[^\\n]*@right-middle/g)) {
    style.textContent = rules.replaceAll(new RegExp('(@page ' + page + 'w?\\\\{[^\\\\n]*?)@right-middle\\\\{[^}]*\\\\}', 'g'), '$1');
    if (unmarked(printed).length === 0) idle.push('band of the pages ' + page);
  }
  style.textContent = rules;
  return idle;
}`;
