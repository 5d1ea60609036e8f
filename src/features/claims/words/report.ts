import type { PlacedWord } from '../../../content/extension.js';
import type { Diagnostic } from '../../../diagnostics.js';

/** What is said of a word of trend or comparison outside a claim: an error where claims are required, else a note. */
export function trendWordProblem(
  { text, kind, position }: PlacedWord,
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
