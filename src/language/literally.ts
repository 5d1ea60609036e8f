/** A text as a part of a pattern that matches it and nothing else, with the flag `u` or without. */
export const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/**
 * Words as `terms.yaml` lists them: whole, whatever stands between them, in capital or small letters; `*` is the rest of a word, or a
 * word.
 */
export function listedWords(words: string): RegExp {
  const each = words
    .trim()
    .split(/\s+/u)
    .map((word) =>
      word === '*'
        ? '[\\p{L}\\p{N}-]+'
        : word.endsWith('*')
          ? `${literally(word.slice(0, -1))}[\\p{L}\\p{N}]*`
          : literally(word),
    );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${each.join('\\s+')})(?![\\p{L}\\p{N}])`, 'giu');
}
