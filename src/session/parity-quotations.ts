/** A translation quotes what its source quotes: each passage of a source whose text the project holds. */
import type { QuotedPassage } from '../content/quotations/check.js';
import type { Diagnostic } from '../diagnostics.js';

/** The quotations of a report in a language. */
export interface QuotingReport {
  readonly language: string;
  readonly template: string;
  readonly quoted: readonly QuotedPassage[];
}

/**
 * What one of two reports quotes and the other does not. A quotation may be shorter in one language than in the other, so that
 * either may be part of the other.
 */
export function quotationProblems(source: QuotingReport, other: QuotingReport): readonly Diagnostic[] {
  const left = [...other.quoted];
  const missing = source.quoted.filter((passage) => {
    const at = left.findIndex((each) => isSame(passage, each));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
  return [
    ...missing.map(
      ({ words, file, at }): Diagnostic => ({
        severity: 'error',
        code: 'translation/parity',
        message: `Unexpected text in \`${other.language}\` without the quotation “${shortened(words)}” of ${file}, expected it as in \`${source.language}\``,
        position: { file: other.template, line: 1, column: 1 },
        hint: 'a quotation stands in quotation marks in a sentence that names who said it; their names and the translated words stand beside the text of the source',
        see: [{ position: at, note: `the quotation in \`${source.language}\`` }],
      }),
    ),
    ...left.map(
      ({ words, file, at }): Diagnostic => ({
        severity: 'error',
        code: 'translation/parity',
        message: `Unexpected quotation “${shortened(words)}” of ${file} in \`${other.language}\`, expected what \`${source.language}\` quotes`,
        position: at,
      }),
    ),
  ];
}

function isSame(one: QuotedPassage, other: QuotedPassage): boolean {
  const [own, theirs] = [lettersOf(one.words), lettersOf(other.words)];
  return one.file === other.file && (own.includes(theirs) || theirs.includes(own));
}

const lettersOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const shortened = (words: string): string => (words.length > 80 ? `${words.slice(0, 80)}…` : words);
