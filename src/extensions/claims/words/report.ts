import type { PlacedWord } from '../../../content/extension.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { listNames } from '../../../diagnostics.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { causeKind, eachYearKind, type SizeKind } from './find-words.js';
import { suggestClaim, suggestEntry } from './suggest-claim.js';
import type { WrittenClaim } from './tested-spans.js';
import type { Unnamed } from './unnamed.js';
import type { Window } from './window.js';

const quoted = ({ text }: PlacedWord): string => `\`${text.replace(/\s+/g, ' ')}\``;

const namesOf = (claims: readonly WrittenClaim[]): string =>
  listNames([...new Set(claims.map(({ kind }) => kind))]);

/** How a word is tested where it stands, or else freed. */
function outsideHint(word: PlacedWord, data: PublishedData): string {
  switch (word.inData) {
    case 'by-claim':
      return `test the words with \`claims: [${suggestEntry(word, data)}]\` beside the description, or write \`unchecked: why\` there`;
    case 'by-reason':
      return 'leave it to the reports, which can test it, or write `unchecked: why it is said` beside the text in the data package, for a cell beside the field of its column';
    default:
      return `put \`${suggestClaim(word, data)}\` and \`{{/claim}}\` around the words, or \`{{#unchecked "why"}}\``;
  }
}

/** What is said of a word outside of claims: an error where claims are required, else a note. */
export function outsideProblem(
  word: PlacedWord,
  data: PublishedData,
  severity: 'error' | 'note',
): Diagnostic {
  if (word.kind === causeKind) {
    return {
      severity,
      code: 'claim/cause',
      message: `Unexpected ${quoted(word)} beside a figure, expected no cause, which no table can test`,
      position: word.position,
      hint:
        word.inData === undefined
          ? 'put `{{#unchecked "why it is said all the same"}}` and `{{/unchecked}}` around the cause, or leave it out'
          : 'leave the cause out, or write `unchecked: why it is said all the same` beside the text in the data package, for a cell beside the field of its column',
    };
  }
  return {
    severity,
    code: 'claim/word',
    message: `Unexpected ${quoted(word)} outside a claim, expected a claim that figures can contradict`,
    position: word.position,
    hint: outsideHint(word, data),
  };
}

/** A word that its author says nobody can test, where the figures are there. */
export function testableProblem(word: PlacedWord, data: PublishedData): Diagnostic {
  return {
    severity: 'warning',
    code: 'claim/word',
    message: `${quoted(word)} is left unchecked, though the data have the figures that can test it`,
    position: word.position,
    hint: `put \`${suggestClaim(word, data)}\` and \`{{/claim}}\` around the words`,
  };
}

/** A word inside a claim that tests something else: "fell" in `rose`. */
export function kindProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const isCause = word.kind === causeKind;
  return {
    severity: 'error',
    code: 'claim/kind',
    message: `Unexpected ${quoted(word)} in a claim ${namesOf(claims)}, expected words that it tests`,
    position: word.position,
    hint: isCause
      ? 'no table tests a cause: end the claim before it, and put `{{#unchecked "why"}}` around the cause'
      : word.isNegated
        ? 'end the claim before it, or say with `not=true` that the claim does not hold'
        : `end the claim before it, or write a claim \`${word.kind}\``,
  };
}

/** A word in a branch of a comparison that does not make it true: "rose" where the later figure is the lower one. */
export function branchProblem(word: PlacedWord, holds: readonly string[]): Diagnostic {
  return {
    severity: 'error',
    code: 'claim/kind',
    message: `Unexpected ${quoted(word)} in the branch where ${listNames(holds)} holds, expected words that this makes true`,
    position: word.position,
    hint: 'the first of two figures is the one that the words are about: turn the comparison or the branches round, or write a claim around the words',
  };
}

/** A word that says more than its claim tested: "most" at a share of 1 per cent. */
export function strengthProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const limits = claims.flatMap(({ written }) =>
    ['share', 'times', 'rank', 'strict'].flatMap((name) =>
      (written.get(name) ?? []).map((text) => `${name}=${text}`),
    ),
  );
  return {
    severity: 'error',
    code: 'claim/strength',
    message: `Unexpected ${quoted(word)} in a claim ${namesOf(claims)} with \`${limits.join(' ')}\`, expected words as weak as the test`,
    position: word.position,
    hint: 'test what the words say, or say what is tested',
  };
}

/** A word of size whose claim tests none: "fell sharply" in `fell`. */
export function sizeProblem(word: PlacedWord, claims: readonly WrittenClaim[], size: SizeKind): Diagnostic {
  return {
    severity: 'error',
    code: 'claim/strength',
    message: `${quoted(word)} says how much, and the claim ${namesOf(claims)} tests no size that bears it out`,
    position: word.position,
    hint:
      size === 'large'
        ? 'put a claim about the size around the words too, such as `at-least-times` with `times=1.2` or `at-most-share` with `share=80 of="year=..."`, or leave the word out'
        : 'put a claim `stable-within` or `about-times` with `share=10` or less around the words too, or leave the word out',
  };
}

/** A category, a year or "every year" that the claim does not look at. */
export function scopeProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const scope = claims.map(({ dataset, written }) => {
    const keys = [...written]
      .filter(([name]) => !limits.has(name))
      .map(([name, values]) => `${name}=${values.join('|')}`);
    return [dataset ?? 'a quantity', ...keys].join(' ');
  });
  return {
    severity: 'error',
    code: 'claim/scope',
    message: `Unexpected ${quoted(word)} where a claim looks at ${listNames([...new Set(scope)])}, expected what the claim tests`,
    position: word.position,
    hint:
      word.kind === eachYearKind
        ? 'write a claim about each year, such as `increasing`, or one with `from` and `to`'
        : 'change the claim or the words, so that both are about the same',
  };
}

/** A noun for something else than the claim looks at: "children" in a claim about victims. */
export function nounProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const datasets = listNames([...new Set(claims.map(({ dataset = '' }) => dataset))]);
  return {
    severity: 'error',
    code: 'claim/scope',
    message: `${quoted(word)} is not what ${datasets} counts where the claim looks`,
    position: word.position,
    hint: 'write what the data count, choose the category that the words name, or test data that count it',
  };
}

const span = (years: readonly number[]): string => [...new Set([least(years), greatest(years)])].join(' to ');

/** A claim that leaves out years, whose sentence does not say which it looks at. */
export function windowProblem({ position }: PlacedWord, { years, all }: Window): Diagnostic {
  return {
    severity: 'error',
    code: 'claim/scope',
    message: `The claim looks at ${span(years)}, its data have ${span(all)}, and the sentence does not say so`,
    position,
    hint: 'name the years in the sentence, print a number of them there, or test all years',
  };
}

/** "The highest ever" around a claim that does not compare all years. */
export function everProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  return {
    severity: 'error',
    code: 'claim/scope',
    message: `${quoted(word)} is about all years, and the claim ${namesOf(claims)} does not compare all years of its data`,
    position: word.position,
    hint: 'compare all years with `among="year"` and without `from` and `to`, or name the years that are compared',
  };
}

/** "Most were done" around a claim on what is done or on schedule. */
export function narrowProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const measures = claims.flatMap(({ written }) => written.get('measure')?.[0] ?? []);
  return {
    severity: 'error',
    code: 'claim/scope',
    message: `${quoted(word)} says less than the claim tests: \`measure="${measures[0]}"\` counts more`,
    position: word.position,
    hint: 'name all that the measure counts, or test the measure that counts this alone',
  };
}

/** A claim on a part, whose words speak of all: "victims" around those of one nationality. */
export function unnamedProblem(word: PlacedWord, { dimension, value, label }: Unnamed): Diagnostic {
  return {
    severity: 'error',
    code: 'claim/scope',
    message: `Unexpected ${quoted(word)} of all that is counted where the claim looks at ${dimension}="${value}", expected words that name \`${label}\``,
    position: word.position,
    hint: `name \`${label}\` in the sentence or its paragraph, or leave \`${dimension}\` out of the claim`,
  };
}

const limits = new Set(['share', 'times', 'rank', 'strict', 'text', 'not', 'measure', 'among']);
