import type { Element } from 'xast';
import { placeName, readPlace } from './names.js';
import { childrenOf } from './ooxml.js';
import { fingerprintOf } from './read/paragraph-words.js';
import { readParagraphs } from './read/read-paragraphs.js';

/** The fingerprint of a place whose paragraph is not finished. */
export const unsigned = '00000000';

/**
 * Puts the fingerprints of their words into the names of the places of a finished part, so that a file that comes back says which changed.
 * Returns the names, and the fingerprints of paragraphs that have none, such as captions: together they tell one build from another.
 */
export function signPlaces(root: Element): string[] {
  const { paragraphs } = readParagraphs(root, 'document');
  const signed = new Map(
    paragraphs.flatMap(({ places, pieces }) =>
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
  const unnamed = paragraphs.filter(({ places }) => places.length === 0);
  return [...signed.values(), ...unnamed.map(({ pieces }) => fingerprintOf(pieces))];
}
