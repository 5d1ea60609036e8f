import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import { zero } from '../../../model/exact.js';
import { bracketed, marks } from '../../../model/missing.js';
import { isExact } from '../../../model/quantity.js';
import type { LegendEntry } from '../../../model/table-parts.js';
import { legendLine } from '../to-hast/handlers/legend-line.js';
import { elementsOf, findElements, hasClass, textOf } from './elements.js';

/**
 * Explains the symbols of missing values and the marks, in place: those of a table under it, those of the text at the
 * end of its chapter. Tables and figures with a legend of their own are passed over.
 */
export function explainSymbols(root: Root, language: Language): void {
  for (const chapter of elementsOf(root)) {
    if (!hasClass(chapter, 'chapter')) continue;
    for (const figure of findElements(chapter, (element) => hasClass(element, 'in-words')))
      explainBelow(figure, language);
    const legend = legendLine(legendOf(chapter, language));
    const notes = chapter.children.findIndex(
      (child) => child.type === 'element' && hasClass(child, 'endnotes'),
    );
    const at = notes < 0 ? chapter.children.length : notes;
    chapter.children = [...chapter.children.slice(0, at), ...legend, ...chapter.children.slice(at)];
  }
}

/** Under a table in words, before its source. */
function explainBelow(figure: Element, language: Language): void {
  const legend = legendLine(legendOf(figure, language));
  const foot = elementsOf(figure).find((child) => hasClass(child, 'foot'));
  if (foot !== undefined) foot.children = [...legend, ...foot.children];
  else if (legend.length > 0) figure.children.push(h('div.foot', legend));
}

function legendOf(part: Element, language: Language): readonly LegendEntry[] {
  const symbols = unexplained(part);
  const missing = symbols.flatMap((element): LegendEntry[] => {
    if (!hasClass(element, 'missing')) return [];
    const [text, title] = [textOf(element), `${element.properties.title}`];
    const value = element.data?.entry?.quantity.value ?? zero;
    // Why this one is missing is said at the symbol; what the symbol means is the same everywhere.
    const [symbol, meaning] = isExact(value) ? [text, title] : [value.symbol, value.meaning];
    // A chart without room for symbols prints the meaning itself.
    return text !== symbol || text === title ? [] : [{ symbol, meaning }];
  });
  const marked = symbols.filter((element) => hasClass(element, 'status-marks')).map(textOf);
  const used = marks.filter((mark) => marked.some((text) => text.includes(bracketed(mark))));
  const entries = [
    ...missing,
    ...used.map(
      (mark): LegendEntry => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`) }),
    ),
  ];
  return [
    ...new Map(entries.map((entry) => [JSON.stringify([entry.symbol, entry.meaning]), entry])).values(),
  ];
}

/** The symbols and marks below an element that no legend beside them explains, in reading order. */
function unexplained(element: Element): Element[] {
  return elementsOf(element).flatMap((child) => {
    if (hasClass(child, 'missing') || hasClass(child, 'status-marks')) return [child];
    const explains = child.tagName === 'figure' && hasLegend(child);
    return explains ? [] : unexplained(child);
  });
}

const hasLegend = (figure: Element): boolean =>
  findElements(figure, (element) => hasClass(element, 'legend')).length > 0;
