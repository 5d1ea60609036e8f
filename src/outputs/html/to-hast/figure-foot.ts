import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import type { LegendNode, NotesNode, SourcesNode } from '../../../model/tree/table-nodes.js';
import { messageAround } from './phrasing.js';

/** The symbols of missing values and what they mean, as one line under a table or figure; none without symbols. */
export function legendLine({ children }: LegendNode): Element[] {
  if (children.length === 0) return [];
  const lines = children.flatMap(({ children: [symbol, meaning] }, index) => [
    index === 0 ? '' : ' ',
    h('span.legend-entry', [h('span.symbol', symbol.value), ` ${meaning.value}`]),
  ]);
  return [h('p.legend', { dataN: 'label' }, lines)];
}

/**
 * "Source: Kosovo Police" with a link where the source has an address, after what must be known besides: "Without: Polish.";
 * nothing without both.
 */
export function sourceLine(
  { children: sources }: SourcesNode,
  language: Language,
  remarks?: NotesNode,
): Element[] {
  const before = (remarks?.children ?? []).map(({ value }) => value).join(' ');
  if (sources.length === 0) return before === '' ? [] : [h('p.source', { dataN: 'label' }, before)];
  const names = sources.flatMap(({ value: title, path }, index): ElementContent[] => {
    const name: ElementContent = isAddress(path)
      ? h('a', { href: path }, title)
      : { type: 'text', value: title };
    return index === 0 ? [name] : [{ type: 'text', value: '; ' }, name];
  });
  return [
    h('p.source', { dataN: 'label' }, [
      ...(before === '' ? [] : [`${before} `]),
      ...messageAround(language, 'document.source', 'sources', names, { count: sources.length }),
    ]),
  ];
}

function isAddress(path: string | undefined): path is string {
  return path !== undefined && /^https?:\/\//i.test(path);
}
