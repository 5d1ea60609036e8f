import type { ListedWord, PlacedTrendWord } from '../../../content/numbers/lint/report.js';
import type { Diagnostic } from '../../../diagnostics.js';

/** What is said of a word of trend or comparison outside a claim: an error where claims are required, else a note. */
export function trendWordProblem(
  { text, kind, position }: PlacedTrendWord,
  severity: 'error' | 'note',
): Diagnostic {
  return {
    severity,
    code: 'claim/word',
    message: `Unexpected \`${text.replace(/\s+/g, ' ')}\` outside a claim, expected a claim that figures can contradict`,
    position,
    hint: `put \`{{#claim "${kind}" ...}}\` and \`{{/claim}}\` around them, or \`{{#unchecked "why"}}\``,
  };
}

/** What `check --words` says of a number in words that stands beside no unit. */
export function numberWordNote({ text, position }: ListedWord): Diagnostic {
  return {
    severity: 'note',
    code: 'number/word',
    message: `Unexpected \`${text.replace(/\s+/g, ' ')}\` in words, expected a number that counts nothing in the data`,
    position,
    hint: 'if it is a figure, print it with a helper',
  };
}
