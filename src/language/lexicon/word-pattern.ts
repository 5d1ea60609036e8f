/** `\p{L}` and `\p{N}` as far as texts in Latin letters go. */
const letters = 'A-Za-zªµºÀ-ÖØ-öø-ž';
const numbers = '0-9²³¹¼½¾';

/**
 * What makes a text one of more than Latin letters, punctuation, signs, and what replaces a number or an object
 * (private use, U+FFFC). Latin ends with Latin Extended-A, without the long s, which the case of "s" has.
 */
const beyondLatin = /[\u017f-\u1fff\u2070-\u209f\u20c0-\u218f\u2300-\udfff\uf900-\ufffb\ufffd-\uffff]/;

/**
 * A pattern that is looked for everywhere in texts, whatever the case. To make the classes of all letters of Unicode takes V8
 * a millisecond or two for each pattern, and a lexicon has half a hundred: as long as the rest of a small report. So texts in
 * Latin letters, as nearly all are, are searched with the letters that they can have.
 */
export class WordPattern {
  readonly source: string;
  readonly #latin: RegExp | undefined;
  #all: RegExp | undefined;

  /** @param source In the syntax of the flag `u`. Throws a SyntaxError where it is none. */
  constructor(source: string) {
    this.source = source;
    // Other classes, and characters by their number, mean something else without that flag, or nothing.
    const needsAll = /\\(?:[pP]\{(?!L\}|N\})|P|u\{)/.test(source);
    this.#latin = needsAll ? undefined : new RegExp(inLatin(source), 'gi');
    if (needsAll) this.#everywhere();
  }

  /** Every match in order, none within another. */
  in(text: string): RegExpExecArray[] {
    const isLatin = this.#latin !== undefined && !beyondLatin.test(text);
    const pattern = isLatin ? this.#latin : this.#everywhere();
    const found: RegExpExecArray[] = [];
    // `matchAll` would copy the pattern for each text, which takes longer than to find nothing in it.
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      found.push(match);
      if (match[0] === '') pattern.lastIndex++;
    }
    return found;
  }

  #everywhere(): RegExp {
    this.#all ??= new RegExp(this.source, 'giu');
    return this.#all;
  }
}

/** The pattern with the classes of Unicode written out, within other classes and by themselves. */
function inLatin(source: string): string {
  const spelled = (text: string): string => text.replaceAll('\\p{L}', letters).replaceAll('\\p{N}', numbers);
  return source.replace(/\[(?:\\.|[^\]\\])*\]|\\p\{[LN]\}|\\./gu, (part) =>
    part.startsWith('[') ? spelled(part) : part.startsWith('\\p') ? `[${spelled(part)}]` : part,
  );
}
