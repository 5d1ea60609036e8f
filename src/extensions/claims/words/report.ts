import type { PlacedWord } from '../../../content/extension.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { listNames } from '../../../diagnostics.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import type { PublishedData } from '../../../model/dataset/dataset.js';
import { problem } from '../../../problems/problem.js';
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
    return problem(
      word.inData === undefined ? 'claim/cause.figure' : 'claim/cause.figure-cause',
      word.position,
      { word: quoted(word) },
      { severity },
    );
  }
  return problem(
    'claim/word.outside',
    word.position,
    { word: quoted(word) },
    { severity, hint: outsideHint(word, data) },
  );
}

/** A word that its author says nobody can test, where the figures are there. */
export function testableProblem(word: PlacedWord, data: PublishedData): Diagnostic {
  return problem('claim/word.left', word.position, {
    word: quoted(word),
    suggestClaim: suggestClaim(word, data),
  });
}

/** A word inside a claim that tests something else: "fell" in `rose`. */
export function kindProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const isCause = word.kind === causeKind;
  return problem(
    isCause ? 'claim/kind.claim' : word.isNegated ? 'claim/kind.claim-words' : 'claim/kind.claim-words-tests',
    word.position,
    { word: quoted(word), names: namesOf(claims), kind: word.kind },
  );
}

/** A word in a branch of a comparison that does not make it true: "rose" where the later figure is the lower one. */
export function branchProblem(word: PlacedWord, holds: readonly string[]): Diagnostic {
  return problem('claim/kind.branch', word.position, { word: quoted(word), holds: listNames(holds) });
}

/** A word that says more than its claim tested: "most" at a share of 1 per cent. */
export function strengthProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const limits = claims.flatMap(({ written }) =>
    ['share', 'times', 'rank', 'strict'].flatMap((name) =>
      (written.get(name) ?? []).map((text) => `${name}=${text}`),
    ),
  );
  return problem('claim/strength.words', word.position, {
    word: quoted(word),
    names: namesOf(claims),
    limits: limits.join(' '),
  });
}

/** A word of size whose claim tests none: "fell sharply" in `fell`. */
export function sizeProblem(word: PlacedWord, claims: readonly WrittenClaim[], size: SizeKind): Diagnostic {
  return problem(size === 'large' ? 'claim/strength.says' : 'claim/strength.says-how', word.position, {
    word: quoted(word),
    names: namesOf(claims),
  });
}

/** A category, a year or "every year" that the claim does not look at. */
export function scopeProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const scope = claims.map(({ dataset, written }) => {
    const keys = [...written]
      .filter(([name]) => !limits.has(name))
      .map(([name, values]) => `${name}=${values.join('|')}`);
    return [dataset ?? 'a quantity', ...keys].join(' ');
  });
  return problem(
    word.kind === eachYearKind ? 'claim/scope.claim' : 'claim/scope.claim-looks',
    word.position,
    { word: quoted(word), scope: listNames([...new Set(scope)]) },
  );
}

/** A noun for something else than the claim looks at: "children" in a claim about victims. */
export function nounProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const datasets = listNames([...new Set(claims.map(({ dataset = '' }) => dataset))]);
  return problem('claim/scope.counts', word.position, { word: quoted(word), datasets });
}

const span = (years: readonly number[]): string => [...new Set([least(years), greatest(years)])].join(' to ');

/** A claim that leaves out years, whose sentence does not say which it looks at. */
export function windowProblem({ position }: PlacedWord, { years, all }: Window): Diagnostic {
  return problem('claim/scope.sentence', position, { span: span(years), otherSpan: span(all) });
}

/** "The highest ever" around a claim that does not compare all years. */
export function everProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  return problem('claim/scope.about', word.position, { word: quoted(word), names: namesOf(claims) });
}

/** "Most were done" around a claim on what is done or on schedule. */
export function narrowProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const measures = claims.flatMap(({ written }) => written.get('measure')?.[0] ?? []);
  return problem('claim/scope.says', word.position, { word: quoted(word), measure: measures[0] });
}

/** A claim on a part, whose words speak of all: "victims" around those of one nationality. */
export function unnamedProblem(word: PlacedWord, { dimension, value, label }: Unnamed): Diagnostic {
  return problem('claim/scope.counted', word.position, { word: quoted(word), dimension, value, label });
}

const limits = new Set(['share', 'times', 'rank', 'strict', 'text', 'not', 'measure', 'among']);
