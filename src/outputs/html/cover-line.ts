import type { Element, ElementData } from 'hast';
import { findNumerals } from '../../model/numerals.js';
import { withData } from './element-data.js';

/** The names of a report: a numeral in them is part of the name. */
export const named = (words: string): { dataN?: 'label' } =>
  findNumerals(words).length === 0 ? {} : { dataN: 'label' };

/** A line that the page and the cover of the print both have: their words are compared. */
export const coverLine = (name: NonNullable<ElementData['coverLine']>, line: Element): Element =>
  withData(line, { coverLine: name });
