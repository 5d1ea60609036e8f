import type { Element } from 'xast';
import type { Badge } from '../../model/tree/nodes.js';
import type { Around, Writing } from './writing.js';

/** "Table 3", its title, and that its data are illustrative where they are. The number is a field that Word counts by. */
export function captionLine(
  writing: Writing,
  {
    id,
    enumerator = '',
    badge,
  }: { readonly id: string; readonly enumerator?: string; readonly badge?: Badge },
  kind: 'figure' | 'table',
  title: readonly Element[],
  around: Around,
): Element {
  const mark = '\uE000';
  const { language } = writing;
  const [before = '', after = ''] = language.message(`document.${kind}`, { number: mark }).split(mark);
  const name = kind === 'figure' ? 'Figure' : 'Table';
  const label = [
    ...writing.words(before),
    ...writing.field(`SEQ ${name} \\* ARABIC`, writing.words(enumerator)),
    ...writing.words(after),
  ];
  const said = badgeWords(writing, badge);
  const content = [
    ...writing.target(id, label),
    ...writing.words(said === '' ? '' : '\u2002'),
    ...writing.words(said, { style: 'Tallybook Badge' }),
    ...writing.words('\u2002'),
    ...title,
  ];
  return writing.paragraph(content, { ...around, style: 'caption' });
}

function badgeWords({ language }: Writing, badge: Badge | undefined): string {
  if (badge === undefined) return '';
  if (badge === 'all') return language.message('document.illustrative');
  return language.message('document.illustrative-part', {
    mark: language.message('document.illustrative-mark'),
  });
}

export const subtitleLine = (writing: Writing, content: readonly Element[], around: Around): Element[] =>
  content.length === 0 ? [] : [writing.paragraph(content, { ...around, style: 'Tallybook Measure' })];
