import type { Element } from 'hast';
import type { PrintedPlace } from './numeral.js';

/**
 * Where an element puts the numerals in it, of those inside it the innermost; undefined where it says nothing of that.
 * Tables, figures and notes are known by their elements, the rest by the classes that the theme goes by.
 */
export function placeOf({ tagName, properties }: Element): PrintedPlace | undefined {
  const byName = places[tagName];
  if (byName !== undefined) return byName;
  const classes = Array.isArray(properties.className) ? properties.className : [];
  return classes.map((name) => classPlaces[`${name}`]).find((place) => place !== undefined);
}

const places: Readonly<Record<string, PrintedPlace>> = {
  table: 'table',
  figcaption: 'caption',
  caption: 'caption',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  nav: 'contents',
  svg: 'chart',
  details: 'alternative',
  desc: 'alternative',
  title: 'alternative',
};

const classPlaces: Readonly<Record<string, PrintedPlace>> = {
  masthead: 'cover',
  cover: 'cover',
  imprint: 'cover',
  cards: 'card',
  endnotes: 'footnote',
  listing: 'contents',
  caption: 'caption',
};
