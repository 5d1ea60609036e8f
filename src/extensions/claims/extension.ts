import { parseMarkdown } from '../../content/markdown/parse.js';
import type { Kept, MarkedText, TokenContent } from '../../content/printable.js';
import { placeText, splitTokens } from '../../content/template/marks.js';
import type { Language } from '../../language/language.js';
import { printQuantity } from '../../language/print.js';
import { remembered } from '../../model/remembered.js';
import type { ClaimRecord } from '../../model/snapshot/claim-record.js';
import type { Extension } from '../extension.js';
import { testDescriptions } from './descriptions.js';
import { direction } from './direction.js';
import { wordlessProblem } from './explain.js';
import { claim, quotedClaim, unchecked } from './helpers.js';
import type { ExpandedClaim } from './keep.js';
import { quotedClaimBlock } from './quoted-claim-node.js';
import { judgeWords, wordsInClaims } from './words/judge-words.js';
import { readClaimWords } from './words/read-claim-words.js';

const codes = {
  'verify/claim':
    'A published claim has a verdict, figures or words that do not follow from what was published.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** The claim with its words as a reader sees them. */
function claimRecord(
  { marked, ...claim }: ExpandedClaim,
  tokens: readonly TokenContent[],
  language: Language,
): ClaimRecord {
  return { ...claim, text: printedWords({ marked, at: claim.at }, tokens, language) };
}

/** Expanded words as a reader sees them: numbers printed, Markdown gone, on one line. */
function printedWords(
  { marked, at }: MarkedText,
  tokens: readonly TokenContent[],
  language: Language,
): string {
  const { text } = placeText(marked, [], at);
  const printed = splitTokens(text).map((part) =>
    typeof part === 'string' ? part : wordOf(tokens[part], language),
  );
  return plainWords(printed.join(''));
}

/** Without Markdown. Every compile of a session asks for the words of all claims, and most are those that they were. */
const plainWords = remembered(
  (markdown: string) => textIn(parseMarkdown(markdown)).replace(/\s+/g, ' ').trim(),
  2_000,
);

function wordOf(token: TokenContent | undefined, language: Language): string {
  if (token?.kind === 'quantity') return printQuantity(token, 'text', language).text;
  return token?.kind === 'label' || token?.kind === 'literal' ? token.text : '';
}

function textIn({ value, children = [] }: Node): string {
  return value ?? children.map(textIn).join(' ');
}

/** Sentences that the figures bear out, and those of others beside what the figures say of them. */
export const claims = {
  codes,
  content: {
    helpers: [claim, direction, quotedClaim, unchecked],
    inData: testDescriptions,
    words: { read: readClaimWords, judge: judgeWords, tested: wordsInClaims },
    conclude(kept, tokens, language) {
      const records = kept.filter(isClaim).map(({ thing }) => claimRecord(thing, tokens, language));
      const unchecked = kept.filter(isUnchecked).map(({ thing: { reason, ...marked } }) => ({
        text: printedWords(marked, tokens, language),
        reason,
        at: marked.at,
      }));
      return { claims: records, unchecked, diagnostics: records.flatMap(wordlessProblem) };
    },
  },
  blocks: { 'quoted-claim': quotedClaimBlock },
} satisfies Extension;

const isClaim = (kept: Kept): kept is Extract<Kept, { kind: 'claim' }> => kept.kind === 'claim';
const isUnchecked = (kept: Kept): kept is Extract<Kept, { kind: 'unchecked' }> => kept.kind === 'unchecked';
