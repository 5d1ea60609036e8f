import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import type { NotesNode, SourcesNode } from '../../../model/tree/table-nodes.js';
import { messageAround } from './phrasing.js';

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
