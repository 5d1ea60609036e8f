import type { PlacedWord } from '../../../content/extension.js';
import { argumentName } from '../../../content/selection/fields.js';
import { type Diagnostic, listNames } from '../../../diagnostics.js';
import { greatest, least } from '../../../model/chart/extremes.js';
import type { PublishedData, PublishedDataset } from '../../../model/dataset/dataset.js';
import { ownOf } from '../../../model/own.js';
import { problem } from '../../../problems/problem.js';
import { kindNamed } from '../kinds.js';
import { causeKind, eachYearKind, likewiseKind, type SizeKind } from './find-words.js';
import type { Unnamed } from './scope.js';
import type { WrittenClaim } from './tested-spans.js';
import type { Window } from './window.js';

const quoted = ({ text }: PlacedWord): string => `\`${text.replace(/\s+/g, ' ')}\``;

const namesOf = (claims: readonly WrittenClaim[]): string =>
  listNames([...new Set(claims.map(({ kind }) => kind))]);

/** What a claim is suggested with. */
export interface Suggesting {
  readonly data: PublishedData;
  /** The words of the sentence that name what data count. */
  readonly subjects: readonly PlacedWord[];
  /** True where the sentence says nothing beside them that a dataset does not say of itself. */
  readonly isOnlyOf: (dataset: string) => boolean;
}

/** How a word is tested where it stands, or else freed. */
function outsideHint(word: PlacedWord, around: Suggesting): string {
  switch (word.inData) {
    case 'by-claim':
      return `test the words with \`claims: [${suggestEntry(word, around)}]\` beside the description, or write \`unchecked: why\` there`;
    case 'by-reason':
      return 'leave it to the reports, which can test it, or write `unchecked: why it is said` beside the text in the data package, for a cell beside the field of its column';
    default:
      return `put \`${suggestClaim(word, around)}\` and \`{{/claim}}\` around the words, or \`{{#unchecked "why"}}\``;
  }
}

/** What is said of a word outside of claims: an error where claims are required, else a note. */
export function outsideProblem(word: PlacedWord, around: Suggesting, severity: 'error' | 'note'): Diagnostic {
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
    { severity, hint: outsideHint(word, around) },
  );
}

/** A word that its author says nobody can test, where the figures are there. */
export function testableProblem(word: PlacedWord, around: Suggesting): Diagnostic {
  return problem('claim/word.left', word.position, {
    word: quoted(word),
    suggestClaim: suggestClaim(word, around),
  });
}

/** A word inside a claim that tests something else: "fell" in `rose`. */
export function kindProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const isCause = word.kind === causeKind;
  return problem(
    isCause ? 'claim/kind.claim' : word.isNegated ? 'claim/kind.claim-words' : 'claim/kind.claim-words-tests',
    word.position,
    { word: quoted(word), names: namesOf(claims), kind: usual[word.kind] ?? word.kind },
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
  const said = { word: quoted(word), names: namesOf(claims) };
  return limits.length === 0
    ? problem('claim/strength.kind', word.position, said)
    : problem('claim/strength.words', word.position, { ...said, limits: limits.join(' ') });
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
      .map(([name, values]) => `${name}=${[...new Set(values)].join('|')}`);
    return [dataset ?? 'a quantity', ...keys].join(' ');
  });
  return problem(
    word.kind === eachYearKind ? 'claim/scope.claim' : 'claim/scope.claim-looks',
    word.position,
    { word: quoted(word), scope: listNames([...new Set(scope)]) },
  );
}

/** "Since 2009" around a claim that ends before the data do. */
export const sinceProblem = (
  word: PlacedWord,
  years: { readonly last: number; readonly end: number },
): Diagnostic => problem('claim/scope.since', word.position, { word: quoted(word), ...years });

/** A noun for something else than the claim looks at: "children" in a claim about victims. */
export function nounProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const datasets = listNames([...new Set(claims.map(({ dataset = '' }) => dataset))]);
  return problem('claim/scope.counts', word.position, { word: quoted(word), datasets });
}

/** A name of what another dataset counts than the claim looks at: "the prison population" in a claim about visits. */
export function subjectProblem(word: PlacedWord, claims: readonly WrittenClaim[]): Diagnostic {
  const tested = listNames([...new Set(claims.flatMap(({ datasets }) => datasets))]);
  const others = [...new Set(word.about.map(({ dataset }) => dataset))];
  // Of another measure of the same dataset.
  if (others.some((each) => claims.some(({ datasets }) => datasets.includes(each))))
    return nounProblem(word, claims);
  const named = listNames(others);
  return problem('claim/scope.subject', word.position, { word: quoted(word), tested, named });
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

/** Words of a kind of their own, with the claim that most often tests them. */
const usual: Readonly<Record<string, string>> = {
  all: 'at-least-share',
  half: 'at-least-share',
  [eachYearKind]: 'increasing',
  [likewiseKind]: '...',
  graded: 'higher-than',
  extreme: 'highest',
  fraction: 'at-least-share',
};

const limitsOf: Readonly<Record<string, string>> = {
  'at-least-share': ' share=...',
  'at-most-share': ' share=...',
  'stable-within': ' share=...',
  'at-least-times': ' times=...',
  'about-times': ' times=... share=...',
  rises: ' times=...',
  falls: ' times=...',
  recorded: ' times=...',
  rank: ' rank=...',
  'count-rows': ' times=...',
  'every-row': ' has="..."',
};

/** The opening of the claim that would test a word, with what its sentence names; dots stand for what the author knows. */
export function suggestClaim(word: PlacedWord, around: Suggesting): string {
  const { name, dataset, named } = claimFor(word, around);
  return `{{#claim "${name}" "${dataset}"${named}}}`;
}

/** The same as an entry under the `claims` of a description, whose dataset it is about. */
function suggestEntry(word: PlacedWord, around: Suggesting): string {
  const { name, named } = claimFor(word, around);
  const keys = named.replace(/ ([^\s=]+)=("[^"]*"|\S+)/gu, ', $1: $2');
  return `{words: "${word.text.replace(/\s+/gu, ' ')}", kind: ${name}${keys}}`;
}

function claimFor(word: PlacedWord, around: Suggesting) {
  const { kind, about, sentence } = word;
  const { data } = around;
  const name = usual[kind] ?? kind;
  const dataset = datasetFor(word, around);
  const shape = kindNamed(name)?.shape;
  const own = about.filter((meaning) => meaning.dataset === dataset);
  const categories = new Map(
    own.flatMap(({ dimension, category, isYear }) =>
      isYear === true || dimension === undefined ? [] : [[dimension, category ?? '']],
    ),
  );
  const years = [
    ...new Set(own.flatMap(({ category, isYear }) => (isYear === true ? [category ?? ''] : []))),
  ].sort();
  const filters = [...categories].map(([dimension, category]) => ` ${dimension}="${category}"`).join('');
  const contract = ownOf(data, dataset ?? '');
  const measure = measureIn(sentence.text, contract);
  const ranked =
    shape === 'standing' && categories.size === 0 && years.length === 1
      ? rankedIn(sentence.text, contract)
      : '';
  const named = `${measure}${filters}${ranked}${timesOf(shape, years, contract)}${limitsOf[name] ?? ''}${shape === 'pair' ? ' than=...' : ''}`;
  return { name, dataset: dataset ?? '...', named };
}

/** The measure whose title a sentence has, or dots for it; nothing where there is one alone, which nobody writes. */
function measureIn(text: string, dataset: PublishedDataset | undefined): string {
  const measures = dataset?.fields.filter(({ role }) => role === 'measure') ?? [];
  if (measures.length < 2) return '';
  const said = measures.filter(({ title }) => text.toLowerCase().includes(title.toLowerCase()));
  return said[0] !== undefined && said.length === 1 ? ` measure="${said[0].name}"` : ' measure=...';
}

/** The category that a sentence ranks, by its label, or dots for it where the dataset tells one thing apart, or for which. */
function rankedIn(text: string, dataset: PublishedDataset | undefined): string {
  const fields = (dataset?.fields ?? []).filter(
    ({ role, type }) => role === 'dimension' && type === 'string',
  );
  const words = new Set<string>(text.toLowerCase().match(/\p{L}+/gu));
  const said = fields.flatMap(({ name, total, categories }) =>
    categories
      .filter(({ value, label }) => value !== total && words.has(label.toLowerCase()))
      .map(({ value }) => ` ${name}="${value}"`),
  );
  const [first, ...others] = fields;
  if (said.length === 1 || first === undefined) return said[0] ?? '';
  return others.length === 0 ? ` ${first.name}=...` : ' among=...';
}

function timesOf(
  shape: string | undefined,
  years: readonly string[],
  dataset: PublishedDataset | undefined,
): string {
  const [first, last] = [years[0], years.at(-1)];
  if (shape === 'series' || shape === 'change') {
    return first === undefined || first === last ? ' from=... to=...' : ` from=${first} to=${last}`;
  }
  if (first === undefined) return '';
  const name =
    dataset?.fields.find(({ role, type }) => role === 'dimension' && type === 'year')?.name ?? 'year';
  return first === last ? ` ${argumentName(name)}=${first}` : ` from=${first} to=${last}`;
}

/** The dataset that the sentence names as what it tells of; where it names none, the nearest that may be meant. */
function datasetFor(
  { about, nearby }: PlacedWord,
  { data, subjects, isOnlyOf }: Suggesting,
): string | undefined {
  const counts = new Map<string, number>();
  for (const { dataset, dimension } of about) {
    counts.set(dataset, (counts.get(dataset) ?? 0) + (dimension === undefined ? 1 : 2));
  }
  const told = subjects.filter(({ role }) => role !== undefined);
  const counted = new Set(
    (told.length > 0 ? told : subjects).flatMap((word) => word.about.map(({ dataset }) => dataset)),
  );
  const isCounted = counted.size > 0;
  const all = isCounted ? [...counted] : [...new Set([...nearby, ...counts.keys()])];
  const score = (name: string): number =>
    (counts.get(name) ?? 0) + (nearby[0] === name ? 2 : nearby.includes(name) ? 1 : 0);
  const ranked = all.filter((name) => Object.hasOwn(data, name)).sort((a, b) => score(b) - score(a));
  return ranked.find((name) => isCounted || isOnlyOf(name));
}
