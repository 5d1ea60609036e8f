/** Names by which words and numbers of a Word file are found again when it comes back. Word takes at most 40 letters, digits and `_`. */
import { sha256 } from '../../sha256.js';

const shortHash = (text: string, length: number): string => sha256(text).slice(0, length);

/** The bookmark of what stands in a template, by its offset in what that expands to; `fingerprint` is that of its words. */
export const placeName = (offset: number, fingerprint: string): string => `_tbl_${offset}_${fingerprint}`;

/** What the bookmark of a place says: its name, and how it continues in a copy. Anything else is none. */
export const placePattern = /^(_tbl_\d+_[0-9a-f]{8})(_Copy_\d+)?$/;

/** The offset and the fingerprint in the name of a place. */
export function readPlace(name: string): { readonly offset: number; readonly fingerprint: string } {
  const [, , offset, fingerprint = ''] = name.split('_');
  return { offset: Number(offset), fingerprint };
}

/** What a number is known by where it has no control. */
export const numberName = (id: string): string => `_tbn_${shortHash(id, 12)}`;

/** The fingerprint of a number as it was printed. */
export const numberFingerprint = (text: string): string => shortHash(text, 6);

/** The bookmark around a number, with the fingerprint of its text where that is given; a name is used once. */
export const numberBookmark = (id: string, text: string | undefined, nth: number): string =>
  [
    numberName(id),
    ...(text === undefined ? [] : [numberFingerprint(text)]),
    ...(nth === 1 ? [] : [nth]),
  ].join('_');

/** What the bookmark of a number says: its name, and its fingerprint where it has one. */
export const numberPattern = /^(_tbn_[0-9a-f]{12})(?:_([0-9a-f]{6}))?(?:_\d+)?(?:_Copy_\d+)?$/;

/** Word takes no longer tags and titles of controls. */
export const longestTag = 64;

/** The tag of the control around a number. */
export const numberTag = (id: string): string => {
  const tag = `tb:${id}`;
  return tag.length > longestTag ? `tb:${numberName(id)}` : tag;
};

/** What the tag of a number says: its id, or its name where that is too long. */
export const tagPattern = /^tb:(.+)$/s;

/** Properties of the file that say of which report it is, as the command line names it, and in which language. */
export const reportProperty = 'Tallybook report';
export const languageProperty = 'Tallybook language';

/** The property that tells one build from another: a fingerprint of all its words. */
export const buildProperty = 'Tallybook build';
