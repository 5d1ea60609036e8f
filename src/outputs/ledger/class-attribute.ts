import type { NumberClass } from '../../model/quantity.js';

/** Every class of a numeral, with what it means: the closed list that `data-n` draws from. */
export const numberClasses = {
  ledger: 'a quantity: a cell of a dataset, or calculated from cells',
  literal: 'declared by the author with its source',
  enumerator: 'a number of order: of a figure, section, paragraph, note or page',
  tick: 'on an axis or in the key of a colour scale',
  date: 'a day or a year',
  'legal-reference': 'an article, act or judgment',
  label: 'part of a name, code, address or remark of the data',
  furniture: 'in words of the tool itself',
  typed: 'typed by the author, and checked by nobody, where the project allows it',
} as const satisfies Readonly<Record<NumberClass, string>>;

/**
 * What the attribute `data-n` (or `data-n-alt`) says of the numerals of a text: one class for all of them, or as many
 * as there are, in their order. Undefined for those of which it says nothing that is in the list.
 */
export function classesOf(attribute: string | undefined, count: number): (NumberClass | undefined)[] {
  const names = attribute === undefined ? [] : attribute.split(' ');
  const all = names.length === 1 ? Array.from({ length: count }, () => names[0]) : names;
  return Array.from({ length: count }, (_, index) => (all.length === count ? known(all[index]) : undefined));
}

function known(name: string | undefined): NumberClass | undefined {
  return name !== undefined && Object.hasOwn(numberClasses, name) ? (name as NumberClass) : undefined;
}
