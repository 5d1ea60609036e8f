import type { MarkupElement } from './read-markup.js';

/** What surrounds the report: the title, the contents beside the text, the imprint. */
const surroundings: Readonly<Record<string, string>> = { header: '_head', nav: '_contents', footer: '_foot' };

/** The id of the part that an element begins: a section, figure or what surrounds the report; undefined for others. */
export function partId({ name, attributes }: MarkupElement): string | undefined {
  if (name === 'figure') return attributes.get('id');
  if (name === 'section') return attributes.get('aria-labelledby')?.split(' ')[0] ?? attributes.get('id');
  return Object.hasOwn(surroundings, name) ? surroundings[name] : undefined;
}
