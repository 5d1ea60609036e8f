/** `\p{L}` and `\p{N}` as far as texts in Latin and Cyrillic letters go. */
const letters = 'A-Za-zªµºÀ-ÖØ-öø-žЀ-ҁҊ-ԯ';
const numbers = '0-9²³¹¼½¾';

/**
 * What makes a text one of more than Latin and Cyrillic letters, punctuation, signs, and what replaces a number or an object
 * (private use, U+FFFC). Latin ends with Latin Extended-A, without the long s, which the case of "s" has.
 */
const beyondLetters =
  /[\u017f-\u03ff\u0530-\u1fff\u2070-\u209f\u20c0-\u218f\u2300-\udfff\uf900-\ufffb\ufffd-\uffff]/;

/**
 * A pattern that is looked for everywhere in texts, whatever the case. To make the classes of all letters of Unicode takes V8
 * a millisecond or two for each pattern, and a lexicon has half a hundred: as long as the rest of a small report. So texts in
 * Latin and Cyrillic letters, as nearly all are, are searched with the letters that they can have.
 */
export class WordPattern {
  readonly source: string;
  readonly #spelled: RegExp | undefined;
  #all: RegExp | undefined;

  /** @param source In the syntax of the flag `u`. Throws a SyntaxError where it is none. */
  constructor(source: string) {
    this.source = source;
    // Other classes, and characters by their number, mean something else without that flag, or nothing.
    const needsAll = /\\(?:[pP]\{(?!L\}|N\})|P|u\{)/.test(source);
    this.#spelled = needsAll ? undefined : new RegExp(spelledOut(source), 'gi');
    if (needsAll) this.#everywhere();
  }

  /** Every match in order, none within another. */
  in(text: string): RegExpExecArray[] {
    const isSpelled = this.#spelled !== undefined && !beyondLetters.test(text);
    return everyMatch(text, isSpelled ? this.#spelled : this.#everywhere());
  }

  #everywhere(): RegExp {
    this.#all ??= new RegExp(this.source, 'giu');
    return this.#all;
  }
}

/**
 * Every match of a pattern with the flag `g`, in order, none within another. `matchAll` would copy the pattern for each text, which
 * takes longer than to find nothing in it.
 */
export function everyMatch(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex++;
  }
  return found;
}

/**
 * The same pattern, which looks for what it finds before it looks far back: V8 would look back from every character of a text. Only
 * a pattern that begins with such a look, and goes on as one sequence without names, is another.
 */
export function foundFirst(source: string): string {
  if (!/^\(\?<[=!]/.test(source) || /\(\?<\p{ID_Start}/u.test(source)) return source;
  let depth = 0;
  let end = 0;
  for (const { 0: token, index } of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gsu)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (depth === 0 && token === '|') return source;
    if (depth === 0 && token === ')' && end === 0) end = index + 1;
  }
  const looksFar = /[*+{]/.test(source.slice(0, end).replaceAll(/\\[pPu]\{[^}]*\}/gu, ''));
  return looksFar ? `(?=${source.slice(end)})${source}` : source;
}

/** The pattern with the classes of Unicode written out, within other classes and by themselves. */
function spelledOut(source: string): string {
  const spelled = (text: string): string => text.replaceAll('\\p{L}', letters).replaceAll('\\p{N}', numbers);
  return source.replace(/\[(?:\\.|[^\]\\])*\]|\\p\{[LN]\}|\\./gu, (part) =>
    part.startsWith('[') ? spelled(part) : part.startsWith('\\p') ? `[${spelled(part)}]` : part,
  );
}
