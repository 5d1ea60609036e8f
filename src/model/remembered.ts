import { LastUsed } from './last-used.js';

/**
 * The function, which remembers the results of its last `most` different calls: for what every report, language or page of a
 * process asks anew of the same texts. The result must follow from the texts alone, and nobody may change it. A session
 * remembers what rests on files and questions (`session/memo/memory.ts`); what follows from texts needs neither, and is asked for by
 * stages and by other processes, which know no session.
 */
export function remembered<Texts extends readonly string[], Result>(
  make: (...texts: Texts) => Result,
  most: number,
): (...texts: Texts) => Result {
  const kept = new LastUsed<Result>(most);
  return (...texts) => {
    const key = texts.length === 1 ? (texts[0] ?? '') : JSON.stringify(texts);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const result = make(...texts);
    kept.set(key, result);
    return result;
  };
}

/** Blocks of text of which it is remembered what was found in them: those of some long reports. */
export const mostBlocks = 8_000;

/** The same for what is found in blocks of text with something, such as a lexicon, for as long as somebody has that. */
export function rememberedWith<With extends object, Result>(
  make: (text: string, given: With) => Result,
): (text: string, given: With) => Result {
  const kept = new WeakMap<With, (text: string) => Result>();
  return (text, given) => {
    const known = kept.get(given) ?? remembered((each: string) => make(each, given), mostBlocks);
    kept.set(given, known);
    return known(text);
  };
}
