import type { Diagnostic } from '../../diagnostics.js';

/**
 * The private-use characters that Tallybook writes into the expanded template and takes out again. They are refused
 * in templates, so nothing that an author writes can be mistaken for them.
 */
const markOpen = '\uE100';
const tokenOpen = '\uE101';
const close = '\uE102';
const digitZero = 0xe110;

const encode = (open: string, index: number): string =>
  open +
  [...index.toString()].map((digit) => String.fromCharCode(digitZero + Number(digit))).join('') +
  close;

const decode = (digits: string): number =>
  Number([...digits].map((digit) => String(digit.charCodeAt(0) - digitZero)).join(''));

const digitClass = '[\uE110-\uE119]+';

/** A mark: the text that follows stands in a template at the position with this index. */
export const encodeMark = (index: number): string => encode(markOpen, index);

/** A token: the printed thing with this index stands here. */
export const encodeToken = (index: number): string => encode(tokenOpen, index);

const markPattern = new RegExp(`${markOpen}(${digitClass})${close}`, 'g');
const tokenPattern = new RegExp(`${tokenOpen}(${digitClass})${close}`, 'g');

/** Every mark in a text: its index, and where it starts and ends. */
export function* findMarks(text: string): Generator<{ index: number; start: number; end: number }> {
  for (const match of text.matchAll(markPattern)) {
    yield { index: decode(match[1] ?? ''), start: match.index, end: match.index + match[0].length };
  }
}

/** True when the text holds a token. */
export const hasToken = (text: string): boolean => text.includes(tokenOpen);

/** The text cut at its tokens: strings and token indexes, in order; empty strings are left out. */
export function splitTokens(text: string): (string | number)[] {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const match of text.matchAll(tokenPattern)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(decode(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/** One diagnostic for each line of a template that holds private-use or control characters, or what is no character. */
export function refusePrivateUse(text: string, file: string): Diagnostic[] {
  return text.split('\n').flatMap((line, index): Diagnostic[] => {
    const at = line.search(/[\p{Co}\uFFFE\uFFFF]|(?!\t)\p{Cc}/u);
    if (at < 0) return [];
    const point = line.codePointAt(at) ?? 0;
    const code = point.toString(16).toUpperCase().padStart(4, '0');
    const what = point < 0xa0 ? 'control' : 'private-use';
    return [
      {
        severity: 'error',
        code: 'content/private-use',
        message: `Unexpected ${what} character U+${code}, expected text that every reader's font can show`,
        position: { file, line: index + 1, column: at + 1 },
        hint: 'it often comes from an icon font or a copied PDF; delete or retype it',
      },
    ];
  });
}
