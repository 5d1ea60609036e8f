import type { Element } from 'xast';
import { placeName, readPlace } from './names.js';
import { childrenOf } from './ooxml.js';
import { fingerprintOf } from './read/paragraph-words.js';
import { readParagraphs } from './read/read-paragraphs.js';

/** The fingerprint of a place whose paragraph is not finished. */
export const unsigned = '00000000';

/** Puts the fingerprints of their words into the names of the places of a finished part, so that a file that comes back says which changed; returns the names. */
export function signPlaces(root: Element): string[] {
  const signed = new Map(
    readParagraphs(root, 'document').paragraphs.flatMap(({ places, pieces }) =>
      places.map((place) => [place, placeName(readPlace(place).offset, fingerprintOf(pieces))] as const),
    ),
  );
  const sign = (element: Element): void => {
    const name = element.name === 'w:bookmarkStart' ? element.attributes['w:name'] : undefined;
    const own = signed.get(name ?? '');
    if (own !== undefined) element.attributes['w:name'] = own;
    for (const child of childrenOf(element)) sign(child);
  };
  if (signed.size > 0) sign(root);
  return [...signed.values()];
}
