import { placeholder } from '../../outputs/docx/read/paragraph-words.js';
import type { Change, Piece } from '../../outputs/docx/read/read-paragraphs.js';

/** A word, a blank or a sign. What has no words of its own is `placeholder`. */
export interface Token {
  readonly text: string;
  /** Of a part of a printed number, its id. */
  readonly number?: string;
  /** Who added it. */
  readonly by?: Change;
}

/** A number as a file has it. */
export interface FoundNumber {
  readonly id: string;
  readonly text: string;
  /** The fingerprint of its text when it left. */
  readonly left?: string;
  readonly by?: Change;
}

const parts = /[\p{L}\p{M}\p{N}]+|\s+|./gsu;

/** A text as words, blanks and signs; blanks of any length are one. */
export const partsOf = (text: string): string[] =>
  (text.normalize().match(parts) ?? []).map((part) => (/^\s/u.test(part) ? ' ' : part));

/** The tokens of pieces without blanks at their ends. `printed` says what stands for a number. */
export function tokensOf(
  pieces: readonly Piece[],
  printed: (number: FoundNumber) => string = ({ text }) => text,
): Token[] {
  const tokens: Token[] = [];
  const add = (token: Token): void => {
    const last = tokens.at(-1)?.text ?? ' ';
    const isDouble = (token.text === ' ' || token.text === placeholder) && last === token.text;
    if (!isDouble) tokens.push(token);
  };
  for (const run of runsOf(pieces)) {
    const [{ kind, inserted }] = run;
    const by = inserted && { by: inserted };
    const number = numberIn(run);
    if (number !== undefined)
      for (const text of partsOf(printed(number))) add({ text, number: number.id, ...by });
    else if (kind === 'words') for (const text of partsOf(textOf(run))) add({ text, ...by });
    else add({ text: placeholder, ...by });
  }
  if (tokens.at(-1)?.text === ' ') tokens.pop();
  return tokens;
}

/** The numbers of a paragraph, each whole. */
export const numbersIn = (pieces: readonly Piece[]): FoundNumber[] =>
  runsOf(pieces).flatMap((run) => numberIn(run) ?? []);

export const wordsOf = (tokens: readonly Pick<Token, 'text'>[]): string =>
  tokens
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/gu, ' ')
    .trim();

type Run = readonly [Piece, ...Piece[]];

/** Pieces, those of one number together: each part of it may be of somebody else. */
function runsOf(pieces: readonly Piece[]): Run[] {
  const runs: [Piece, ...Piece[]][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (piece.id !== undefined && last?.[0].id === piece.id) last.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

function numberIn(run: Run): FoundNumber | undefined {
  const [{ id, left }] = run;
  if (id === undefined) return undefined;
  const by = run.find(({ inserted }) => inserted !== undefined)?.inserted;
  return { id, text: textOf(run), ...(left !== undefined && { left }), ...(by && { by }) };
}

const textOf = (run: Run): string => run.map(({ text }) => text).join('');
