/** Letters with accents in one form, so that a name is one name whichever program wrote it. */

/** Below these characters every text is composed already: most texts are never looked at again. */
const mayBeDecomposed = /[\u0300-\uffff]/;

/**
 * A text in which letters and their accents are put together where Unicode has them as one (NFC): `e` and an acute become `é`.
 * *Source:* Unicode Standard Annex 15, "Unicode Normalization Forms".
 */
export const composed = (text: string): string => (mayBeDecomposed.test(text) ? text.normalize('NFC') : text);

const mayBeComposed = /[\u00c0-\uffff]/;

/** True for a text with a letter that could be taken apart. */
export const hasComposed = (text: string): boolean =>
  mayBeComposed.test(text) && text.normalize('NFD') !== text;
