import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { literally } from '../../language/literally.js';
import { headOf } from '../../language/nouns.js';
import { rememberedWith } from '../../model/remembered.js';
import { baseIn, basePattern } from './bases.js';
import type { Spoken, SpokenNames } from './spoken.js';

/** The things that a report counts, as patterns that are tried at a place in a text. */
export interface UnitNouns {
  /** Every form, in small letters: "victim", "victims", "%". */
  readonly forms: ReadonlySet<string>;
  /** Matches a unit right at the start of a text, after a space or hyphen. */
  readonly atStart: RegExp;
  /** Matches what only the data count, anywhere in a text. */
  readonly own: RegExp;
  /** Matches a unit of a kind that no data measure right at the start of a text: "km", where they have no length. */
  readonly foreign: RegExp;
  /** Signs of such units that stand before their number: "€". */
  readonly signs: readonly string[];
}

/** The unit nouns of the language and of the data: of measures, and of facts, each inflected. */
export function unitNouns(
  { units, synonyms, names = [] }: Pick<Spoken, 'units' | 'synonyms'> & Partial<Pick<Spoken, 'names'>>,
  lexicon: Lexicon,
): UnitNouns {
  const forms = new Set(lexicon.units.flat().map((form) => form.toLowerCase()));
  const counted = synonyms.flatMap(({ word, dimension }) => (dimension === undefined ? [word] : []));
  const own = new Set([...units, ...counted].flatMap((unit) => inflect(headOf(unit, lexicon), lexicon)));
  for (const form of own) forms.add(form);
  // A measure without a unit may say it in its title: "Nitrate (mg/l)".
  const titles = names.flatMap(({ measures }) => measures.map(({ title }) => title));
  const measured = new Set([...own, ...[...units, ...titles].flatMap(partsOf)]);
  const foreign = lexicon.quantities.kinds
    .filter((kind) => !kind.some((form) => measured.has(form.toLowerCase())))
    .flat();
  return {
    forms,
    atStart: new RegExp(`^[\\s-]*(?:${anyOf(forms)})`, 'iu'),
    own: new RegExp(`(?<!\\p{L})(?:${anyOf(own)})`, 'iu'),
    // "54m" may be millions.
    foreign: new RegExp(`^(?:\\s+|-|(?!\\p{L}(?!\\p{L}|\\p{N})))(?:${anyOf(foreign)})`, 'iu'),
    signs: foreign.filter((form) => lexicon.currencies.includes(form)),
  };
}

/** The words of a unit or title, and what their strokes part: "mg/l", "mg". A letter may be another word: "M", men. */
const partsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s(),]+/u)
    .flatMap((word) => [word, ...word.split(/[/.]/u)])
    .filter((part) => !/^\p{L}$/u.test(part));

/** A pattern for the longest of some forms; for none, one that matches nothing. */
const anyOf = (forms: Iterable<string>): string =>
  alternatives([...forms].sort((a, b) => b.length - a.length)) || '$^';

/** Labels of categories with words and a number in them, and bases of rates, wherever they stand: "More than 180 days", "per 1,000 prisoners". */
export function numberedLabels(
  names: readonly Pick<SpokenNames, 'categories'>[],
  units: readonly string[],
): RegExp | undefined {
  const labels = names.flatMap(({ categories }) => categories.map(({ label }) => label));
  const numbered = labels.filter((label) => /\p{N}/u.test(label) && /\p{L}{2}.*\s|\s.*\p{L}{2}/u.test(label));
  const longestFirst = [...new Set(numbered)].sort((a, b) => b.length - a.length);
  const bases = [...new Set(units.flatMap((unit) => baseIn(unit) ?? []).map(basePattern))];
  if (longestFirst.length + bases.length === 0) return undefined;
  return new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${[...bases, ...longestFirst.map(pattern)].join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
}

/** The noun with its plural or singular; nothing for nouns that prose counts without stating a figure. */
function inflect(noun: string, lexicon: Lexicon): readonly string[] {
  const forms = formsOf(noun, lexicon);
  return forms.some((form) => lexicon.notUnits.has(form)) ? [] : forms;
}

/** Every form of a unit, whether or not it is one that prose counts all the time: "victim", "victims". */
export const unitForms = rememberedWith((unit: string, lexicon: Lexicon): readonly string[] => {
  // "EUR" is a form of "euro", and "all" none of "ALL".
  const code = unit
    .split(/\s+/u)
    .find((word) => /^\p{Lu}{3}$/u.test(word) && lexicon.currencies.includes(word));
  return formsOf(code ?? headOf(unit, lexicon), lexicon);
});

/** A noun with its forms by the rules of the language: "victim", "victims". */
export function formsOf(noun: string, lexicon: Lexicon): readonly string[] {
  if (noun === '') return [];
  const declared = lexicon.nounGroups.find((group) => group.includes(noun)) ?? [];
  const found = formsByRule(noun, lexicon);
  return declared.every((form) => found.includes(form)) ? found : [...new Set([...found, ...declared])];
}

function formsByRule(noun: string, { inflections, units }: Lexicon): readonly string[] {
  const known = units.find((group) => group.includes(noun));
  return (
    known ?? [
      noun,
      ...inflections.flatMap(({ pattern: rule, replacement }) =>
        rule.test(noun) ? [noun.replace(rule, replacement)] : [],
      ),
    ]
  );
}

/** The forms in their order, as whole words; signs such as `%` need no word boundary. */
function alternatives(forms: readonly string[]): string {
  const runs: { readonly isWord: boolean; readonly patterns: string[] }[] = [];
  for (const form of forms) {
    const isWord = /[\p{L}\p{N}]$/u.test(form);
    const last = runs.at(-1);
    if (last?.isWord === isWord) last.patterns.push(pattern(form));
    else runs.push({ isWord, patterns: [pattern(form)] });
  }
  // A boundary for each word by itself would take 20 times as long to compile.
  const one = ({ isWord, patterns }: (typeof runs)[number]): string =>
    isWord ? `(?:${patterns.join('|')})(?![\\p{L}\\p{N}])` : patterns.join('|');
  return runs.map(one).join('|');
}

function pattern(form: string): string {
  return literally(form).replace(/\s+/g, '\\s+');
}

/** The stem of a word in small letters, without one of `endings`; at least three letters stay. */
export const stemOf = (small: string, endings: RegExp): string =>
  small.slice(0, 3) + small.slice(3).replace(endings, '');
