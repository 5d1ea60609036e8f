import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import type { SourcesNode } from '../../../model/table-nodes.js';
import { messageAround } from './phrasing.js';

/** "Source: Kosovo Police" with a link where the source has an address; nothing without sources. */
export function sourceLine({ children: sources }: SourcesNode, language: Language): Element[] {
  if (sources.length === 0) return [];
  const names = sources.flatMap(({ value: title, path }, index): ElementContent[] => {
    const name: ElementContent = isAddress(path)
      ? h('a', { href: path }, title)
      : { type: 'text', value: title };
    return index === 0 ? [name] : [{ type: 'text', value: '; ' }, name];
  });
  return [
    h(
      'p.source',
      { dataN: 'label' },
      messageAround(language, 'document.source', 'sources', names, { count: sources.length }),
    ),
  ];
}

function isAddress(path: string | undefined): path is string {
  return path !== undefined && /^https?:\/\//i.test(path);
}
