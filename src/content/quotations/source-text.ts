import { z } from 'zod';
import type { Diagnostic, Outcome } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { translatedPath } from '../../language/language-tag.js';
import { literally } from '../../language/literally.js';
import { defined } from '../../model/defined.js';
import { phrase, problem } from '../../problems/problem.js';
import { checkSchema, errorsOf } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml } from '../../yaml/positions.js';
import { readNamed } from '../template/named-file.js';

/** Longer than any quotation needs; of what is longer, the beginning is looked for. */
const longest = 20_000;

/** What stands for words that were left out: "...", "[...]", "(…)". */
const cut = /\s*(?:\[\s*(?:\.{3}|\u2026)\s*\]|\(\s*(?:\.{3}|\u2026)\s*\)|\u2026|\.{3})\s*/u;

/** What the author of a quotation put in: "[of Kosovo]", "[T]he". */
const insertion = /\s*\[[^[\]]{1,200}\]\s*/u;

/** A stretch of a quotation that its source does not have, with the words that come nearest to it. */
export interface Misquotation {
  readonly words: string;
  /** True where it stands in the source, before what it follows in the quotation. */
  readonly isOutOfOrder: boolean;
  readonly nearest?: { readonly words: string; readonly line: number };
}

/** The text of a source, in which quotations are found word for word: white space, styles of quotation marks and soft hyphens aside. */
export class SourceText {
  readonly #text: string;
  /** Where each line begins in it. */
  readonly #lines: readonly number[];

  constructor(text: string) {
    const lines: number[] = [];
    const parts: string[] = [];
    let length = 0;
    for (const line of text.split('\n')) {
      lines.push(length);
      const words = evenly(line);
      if (words === '') continue;
      parts.push(words);
      length += words.length + 1;
    }
    this.#text = parts.join(' ');
    this.#lines = lines;
  }

  /** The first stretch of a quotation that is not there, in the order of the quotation; undefined where all of them are. */
  misquoted(quotation: string): Misquotation | undefined {
    let from = 0;
    for (const piece of evenly(quotation.slice(0, longest)).split(cut)) {
      if (piece === '') continue;
      const pattern = patternOf(piece);
      pattern.lastIndex = from;
      if (pattern.test(this.#text)) {
        from = pattern.lastIndex;
        continue;
      }
      pattern.lastIndex = 0;
      if (pattern.test(this.#text)) return { words: piece, isOutOfOrder: true };
      const nearest = this.#nearest(piece);
      return defined({ words: piece, isOutOfOrder: false, nearest });
    }
    return undefined;
  }

  /** The place where most of the words stand together. */
  #nearest(piece: string): Misquotation['nearest'] {
    const words = piece.split(' ').slice(0, mostWords);
    let best = { at: 0, shared: 0 };
    for (const [index] of words.entries()) {
      const gram = words.slice(index, index + gramLength).join(' ');
      const found = gram.length < shortestGram ? -1 : this.#text.indexOf(gram);
      if (found < 0) continue;
      const before = words.slice(0, index).join(' ').length;
      const at = this.#text.lastIndexOf(' ', Math.max(found - before - 1, 0)) + 1;
      const own = new Set(lettersOf(this.#text.slice(at, at + piece.length)));
      const shared = lettersOf(piece).filter((word) => own.has(word)).length;
      if (shared > best.shared) best = { at, shared };
    }
    if (best.shared === 0) return undefined;
    const end = this.#text.indexOf(' ', best.at + Math.min(piece.length, longestHint));
    const found = this.#text.slice(best.at, end < 0 ? undefined : end);
    return { words: found, line: this.#lines.findLastIndex((start) => start <= best.at) + 1 };
  }
}

const lettersOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const mostWords = 60;
const gramLength = 2;
const shortestGram = 7;
const longestHint = 200;

/** A text without what makes no difference: runs of white space, styles of quotation marks, soft hyphens. */
const evenly = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('\u00AD', '')
    .replace(/["\u201C-\u201F\u00AB\u00BB\u2018-\u201B\u2039\u203A]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();

/** Whole words, with at most one word where the quotation says something of its own in brackets. */
function patternOf(piece: string): RegExp {
  const parts = piece.split(insertion).map(literally);
  const words = parts.join('\\s?[^\\s]{0,40}\\s?');
  const start = /^[\p{L}\p{N}]/u.test(piece) ? '(?<![\\p{L}\\p{N}])' : '';
  const end = /[\p{L}\p{N}]$/u.test(piece) ? '(?![\\p{L}\\p{N}])' : '';
  return new RegExp(start + words + end, 'gu');
}

/** A passage of a source, and what it is in the language of a report. */
interface TranslatedPassage {
  readonly original: string;
  readonly translation: SourceText;
}

/** The passages of a source that a report quotes in its own language. */
export interface TranslatedSource {
  /** Relative to the project. */
  readonly file: string;
  /** How sentences of this language name whoever speaks in the source. */
  readonly speakers: readonly string[];
  readonly passages: readonly TranslatedPassage[];
}

const words = z.string({ error: 'a text' }).min(1, { error: 'a text' });

/** The grammar of `ministry.sq.yaml` beside the text of a source, `ministry.txt`. */
const grammar = z.strictObject(
  {
    speakers: z.array(words, { error: 'a list of names' }).min(1, { error: 'at least one name' }),
    quotations: z.record(words, words, { error: 'a mapping from words of the source to their translations' }),
  },
  { error: 'a mapping with `speakers` and `quotations`' },
);

/** Where the translations of passages of a source stand. */
const translatedQuotations = (source: string, language: string): string =>
  translatedPath(source, language).replace(/\.[^./]+$/, '.yaml');

/** Reads what a source says in another language; undefined where there is no such file. Each passage must be words of the source. */
export async function readTranslated(
  { file: source, text }: { readonly file: string; readonly text: SourceText },
  language: string,
  host: Host,
): Promise<Outcome<TranslatedSource | undefined>> {
  const file = translatedQuotations(source, language);
  if (!(await host.project.exists(file))) return { value: undefined, diagnostics: [] };
  const written = await readNamed(file, host);
  if (typeof written !== 'string') return { value: undefined, diagnostics: [written] };
  const parsed = parseYaml(written, file, { limits: host.limits, composes: true });
  if (parsed.problems.length > 0)
    return { value: undefined, diagnostics: errorsOf(parsed.problems, 'translation/yaml') };
  const { value, faults } = checkSchema(grammar, parsed, file);
  if (value === undefined) return { value, diagnostics: errorsOf(faults, 'translation/value') };
  const pairs = Object.entries(value.quotations);
  return {
    value: {
      file,
      speakers: value.speakers,
      // A few words that two passages have are of the shorter one.
      passages: pairs
        .toSorted(([, one], [, other]) => one.length - other.length)
        .map(([original, translation]) => ({ original, translation: new SourceText(translation) })),
    },
    diagnostics: pairs.flatMap(([original]) => notInSource(original, source, text, parsed)),
  };
}

function notInSource(original: string, source: string, text: SourceText, parsed: ParsedYaml): Diagnostic[] {
  const miss = text.misquoted(original);
  if (miss === undefined) return [];
  const { words: shown, nearest } = miss;
  return [
    problem(
      'quotation/words.original',
      parsed.positionOf(['quotations', original], 'key'),
      { shown, source },
      nearest && {
        hint: phrase('quotation/words.nearest', { words: nearest.words }),
        see: [
          {
            position: { file: source, line: nearest.line, column: 1 },
            note: phrase('quotation/words.nearest-words'),
          },
        ],
      },
    ),
  ];
}

/** The passage whose translation says these words, or the one that comes nearest to them. */
export function findTranslated(
  { passages }: TranslatedSource,
  quoted: string,
): { readonly passage?: TranslatedPassage; readonly nearest?: string } {
  const passage = passages.find(({ translation }) => translation.misquoted(quoted) === undefined);
  if (passage !== undefined) return { passage };
  const misses = passages.flatMap(({ translation }) => translation.misquoted(quoted) ?? []);
  const nearest = misses.map(nearestOf).sort((a, b) => b.length - a.length)[0];
  return nearest === undefined || nearest === '' ? {} : { nearest };
}

const nearestOf = ({ nearest }: Misquotation): string => nearest?.words ?? '';
