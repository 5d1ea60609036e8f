import { readNumberWords } from '../../../../content/numbers/number-words.js';
import { type Reader, readNumerals } from '../../../../content/numbers/read-numerals.js';

/** A number that somebody typed, and that may be one of the data. */
export interface TypedNumber {
  readonly at: number;
  readonly end: number;
  /** As typed, with its sign of per cent or its scale. */
  readonly text: string;
  readonly value: number;
  /** Decimals. */
  readonly digits: number;
  /** 1000 of "thousand". */
  readonly scale: number;
  readonly isPercent: boolean;
  /** Points of per cent. */
  readonly isPoints?: true;
  /** It has separators between its thousands. */
  readonly isGrouped: boolean;
  readonly isWord: boolean;
}

/** The largest number that is looked up where it is written in words; the first word of "one hundred" is read as no number. */
const mostInWords = 99;

/** The numbers of a text that are no date, number of order, part of a law or name, by the lexicon of its language. */
export function typedNumbers(text: string, reader: Reader, decimal: string): readonly TypedNumber[] {
  const others = readNumerals(text, reader).filter((numeral) => numeral.class !== undefined);
  const isOther = (from: number, to: number): boolean =>
    others.some(({ offset, text: digits }) => from < offset + digits.length && offset < to);
  return [...inDigits(text, reader, decimal), ...inWords(text, reader)]
    .filter(({ at, end }) => !isOther(at, end))
    .sort((a, b) => a.at - b.at);
}

function inDigits(text: string, { lexicon }: Reader, decimal: string): TypedNumber[] {
  const group = decimal === '.' ? ',' : '.';
  const pattern = new RegExp(
    `(?<![\\p{L}\\d.,])(\\d{1,3}(?:[${group} \\u00a0\\u202f\\u2009]\\d{3})+(?!\\d)|\\d+)(?:[${decimal}](\\d+))?(?![\\d])`,
    'gu',
  );
  const found = [...text.matchAll(pattern)].flatMap((match): TypedNumber[] => {
    const [digits, whole = '', decimals = ''] = match;
    const isGrouped = /\D/.test(whole);
    // A year is no number of the data, whatever the lexicon has of it.
    if (!isGrouped && decimals === '' && /^(?:19|20)\d{2}$/.test(whole)) return [];
    const after = text.slice(match.index + digits.length);
    const percent = lexicon.neighbours.percent.exec(after)?.[0] ?? '';
    const scaled = percent === '' ? (lexicon.neighbours.scales.exec(after)?.[0] ?? '') : '';
    const scale = scaleOf(scaled, lexicon.numberWords.scales);
    const written = digits + percent + (scale === 1 ? '' : scaled);
    return [
      {
        at: match.index,
        end: match.index + written.length,
        text: written,
        value: Number(`${whole.replace(/\D/g, '')}.${decimals}`) * scale,
        digits: decimals.length,
        scale,
        isPercent: percent !== '',
        ...(/point|pikë|поен/iu.test(percent) && { isPoints: true }),
        isGrouped,
        isWord: false,
      },
    ];
  });
  return found.map((each, index) => withUnitOfNext(each, found.slice(index + 1), text, lexicon));
}

/** "From 93.8 to 90.3 per cent": what stands behind the last number is said of those before it. */
function withUnitOfNext(
  own: TypedNumber,
  [next]: readonly TypedNumber[],
  text: string,
  lexicon: Reader['lexicon'],
): TypedNumber {
  if (next === undefined || own.isPercent || own.scale > 1) return own;
  const { isPercent, isPoints, scale } = next;
  const isOne = !isPercent || (own.digits === next.digits && !own.isGrouped);
  if (!isOne || !lexicon.evidence.toBefore.test(text.slice(own.end, next.at))) return own;
  return { ...own, isPercent, ...(isPoints && { isPoints }), scale, value: own.value * scale };
}

/** The factor of a word such as "thousand"; hundreds and dozens are left to their authors. */
function scaleOf(word: string, scales: ReadonlyMap<string, number>): number {
  const small = word.trim().toLowerCase();
  if (small === '') return 1;
  const known = [...scales].find(([name]) => small === name || small === `${name}s`)?.[1] ?? 1;
  return known >= 1000 ? known : 1;
}

function inWords(text: string, reader: Reader): TypedNumber[] {
  return readNumberWords(text, reader).flatMap(({ text: words, offset: at, value = 0 }): TypedNumber[] => {
    if (value < 1 || value > mostInWords) return [];
    const percent = reader.lexicon.neighbours.percent.exec(text.slice(at + words.length))?.[0] ?? '';
    const end = at + words.length + percent.length;
    const plain = { digits: 0, scale: 1, isPercent: percent !== '', isGrouped: false, isWord: true };
    return [{ at, end, text: text.slice(at, end), value, ...plain }];
  });
}
