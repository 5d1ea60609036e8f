import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../../language/language.js';
import type { Badge } from '../../../model/tree/nodes.js';
import type { LegendNode, NotesNode, SourcesNode } from '../../../model/tree/table-nodes.js';
import { withData } from '../elements.js';
import { messageAround } from './classed-words.js';
import type { HastContext } from './context.js';
import { illustrativeBadge, toneMark } from './marks.js';

/** How a figure or a table is called, and what it is. */
interface FigureHead {
  /** "Figure 3". */
  readonly label: string;
  readonly title: readonly ElementContent[];
  readonly subtitle?: readonly ElementContent[];
  readonly className: readonly string[];
}

/** So many rows of a table stay on one page. */
const mostTogether = 15;

/** The class of a table that paper may break. */
export const lengthClass = (rows: number): string[] => (rows > mostTogether ? ['long'] : []);

/**
 * A figure or a table as one unit: label, title, subtitle and, where it rests on illustrative data, the words that say so; then what it
 * shows. `role="group"` keeps the PDF from tagging it as a second Figure around the one that a drawing is.
 */
export function figure(
  { id, badge, stays }: { readonly id: string; readonly badge?: Badge; readonly stays?: true },
  { label, title, subtitle = [], className }: FigureHead,
  content: readonly ElementContent[],
  { language }: HastContext,
): Element {
  const titleId = `_${id}-title`;
  const caption = h('figcaption', [
    h('p.label', [
      h('span.number', { dataN: 'enumerator' }, label),
      ' ',
      ...illustrativeBadge(badge, language),
    ]),
    h('p.title', { id: titleId }, [...title]),
    ...(subtitle.length === 0 ? [] : [h('p.subtitle', [...subtitle])]),
  ]);
  const made = h('figure', { className: [...className], id, role: 'group', ariaLabelledBy: [titleId] }, [
    withData(caption, { place: 'caption' }),
    ...content,
  ]);
  return stays === true ? withData(made, { stays: true }) : made;
}

/** The symbols of missing values and what they mean, as one line under a table or figure; none without symbols. */
export function legendLine({ children }: LegendNode, properties: Properties = { dataN: 'label' }): Element[] {
  if (children.length === 0) return [];
  const lines = children.flatMap(({ tone, children: [symbol, meaning] }, index) => [
    index === 0 ? '' : ' ',
    h('span.legend-entry', [
      tone === undefined ? h('span.symbol', symbol.value) : toneMark(tone),
      ` ${meaning.value}`,
    ]),
  ]);
  return [h('p.legend', properties, lines)];
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
