import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Badge } from '../../../model/tree/nodes.js';
import { withData } from '../element-data.js';
import type { HastContext } from './context.js';
import { illustrativeBadge } from './illustrative-mark.js';

/** What stands above a figure or a table. */
export interface FigureHead {
  readonly id: string;
  /** "Figure 3". */
  readonly label: string;
  readonly title: readonly ElementContent[];
  readonly subtitle: readonly ElementContent[];
  readonly badge: Badge | undefined;
}

/** The id that names a figure for screen readers. */
export function titleId(id: string): string {
  return `_${id}-title`;
}

/** Label, title, subtitle and, where it rests on illustrative data, the words that say so. */
export function figureHead(head: FigureHead, { language }: HastContext): Element {
  const caption = h('figcaption', [
    h('p.label', [
      h('span.number', { dataN: 'enumerator' }, head.label),
      ' ',
      ...illustrativeBadge(head.badge, language),
    ]),
    h('p.title', { id: titleId(head.id) }, [...head.title]),
    ...(head.subtitle.length === 0 ? [] : [h('p.subtitle', [...head.subtitle])]),
  ]);
  return withData(caption, { place: 'caption' });
}
