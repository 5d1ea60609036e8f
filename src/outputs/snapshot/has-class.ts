import type { MarkupElement } from './read-markup.js';

/** True of an element with this class. */
export const hasClass = ({ attributes }: MarkupElement, name: string): boolean =>
  attributes.get('class')?.split(' ').includes(name) === true;
