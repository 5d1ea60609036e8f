import type { PhrasingContent } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { CitationStyle } from '../../model/tree/bibliography.js';

/** Who wrote a work: a person, or an institution, which has no given name. */
export interface Author {
  readonly family: string;
  readonly given?: string;
}

/** One work. */
export interface Work {
  /** By which texts cite it. */
  readonly key: string;
  readonly authors: readonly Author[];
  /** As printed: "2014". */
  readonly year?: string;
  readonly title: string;
  /** The journal or the book that it is part of. */
  readonly within?: string;
  /** True where that is a journal, which a work is not said to be "in". */
  readonly inJournal?: true;
  readonly volume?: string;
  readonly issue?: string;
  readonly pages?: string;
  readonly publisher?: string;
  readonly place?: string;
  readonly doi?: string;
  readonly url?: string;
  /** The day on which its address was looked at: "2024-03-01". */
  readonly accessed?: string;
  /** BCP 47: the language of its title. */
  readonly language?: string;
  readonly at: Position;
}

/** Authors beyond this many are "and others" in a citation. */
const mostNamed = 2;

/** The authors as a citation names them; the title where nobody is named. */
export function namesOf({ authors, title }: Work, language: Language): string {
  const families = authors.map(({ family }) => family);
  const [first] = families;
  if (first === undefined) return title;
  if (families.length > mostNamed) return language.message('document.citation.others', { name: first });
  return language.list(families);
}

/** The year of a work, with the letter that tells it from others of its author. */
export const yearOf = ({ year }: Work, letter: string, language: Language): string =>
  (year ?? language.message('document.citation.no-date')) + letter;

/** What a list of references says of a work. Whatever numerals are in it are part of names, but for the year. */
export function entryOf(
  work: Work,
  { letter, style, language }: { letter: string; style: CitationStyle; language: Language },
): PhrasingContent[] {
  const year = yearOf(work, letter, language);
  const authors = language.list(work.authors.map(fullName));
  return [
    ...(style === 'author-date'
      ? headOf(work, authors, year, language)
      : [named(authors), titled(work, language)]),
    containerOf(work, language),
    named(houseOf(work, authors)),
    style === 'numeric' ? [date(year), ended(year)] : [],
    addressOf(work, language),
  ]
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence, index) => (index === 0 ? sentence : [text(' '), ...sentence]));
}

const named = (name: string): PhrasingContent[] => (name === '' ? [] : [label(name), ended(name)]);

const titled = (work: Work, language: Language): PhrasingContent[] =>
  work.title === '' ? [] : [titleOf(work, language), ended(work.title)];

/** Author, year and title; a work without an author is cited by its title, which then leads its line. */
function headOf(work: Work, authors: string, year: string, language: Language): PhrasingContent[][] {
  const inBrackets = [text('('), date(year), text(').')];
  if (authors !== '') return [[label(authors), text(' '), ...inBrackets], titled(work, language)];
  return [work.title === '' ? inBrackets : [titleOf(work, language), text(' '), ...inBrackets]];
}

/** The journal or book that it is part of, and where in that. */
function containerOf(work: Work, language: Language): PhrasingContent[] {
  const { within, volume, issue, pages, inJournal } = work;
  const part = issue === undefined ? volume : `${volume ?? ''}(${issue})`;
  const [first, ...others] = [within, part, pages].filter((each) => each !== undefined && each !== '');
  if (first === undefined) return [];
  return [
    ...(inJournal ? [] : [text(`${language.message('document.citation.in')} `)]),
    { type: 'emphasis', children: [label(first)] },
    ...(others.length > 0 ? [text(', '), label(others.join(', '))] : []),
    text('.'),
  ];
}

/** Where it was published, and by whom: an institution that publishes what it wrote is named once. */
const houseOf = ({ place, publisher }: Work, authors: string): string =>
  [place, publisher === authors ? undefined : publisher].filter((each) => each !== undefined).join(': ');

function addressOf({ doi, url, accessed }: Work, language: Language): PhrasingContent[] {
  const address = doi !== undefined ? `https://doi.org/${doi}` : url;
  if (address === undefined || !/^https?:\/\//i.test(address)) return [];
  const link: PhrasingContent = { type: 'link', url: address, children: [label(address)] };
  // What has a DOI does not move.
  if (doi !== undefined || accessed === undefined) return [link];
  const seen = language.message('document.citation.accessed', { date: language.date(accessed) });
  return [link, text(' '), label(`(${seen})`)];
}

/** The first author by the name that the list is sorted by, the others as they are called. */
const fullName = ({ family, given }: Author, index: number): string => {
  if (given === undefined) return family;
  return index === 0 ? `${family}, ${given}` : `${given} ${family}`;
};

function titleOf({ title, within, language: tag }: Work, language: Language): PhrasingContent {
  const words: PhrasingContent =
    within === undefined ? { type: 'emphasis', children: [label(title)] } : label(title);
  const isForeign = tag !== undefined && tag.split('-')[0] !== language.tag.split('-')[0];
  return isForeign ? { type: 'foreign', lang: tag, children: [words] } : words;
}

const ended = (title: string): PhrasingContent => text(/[.?!]$/.test(title) ? '' : '.');

export const text = (value: string): PhrasingContent => ({ type: 'text', value });
export const label = (value: string): PhrasingContent => ({ type: 'label', value });

/** A year, which may bear a letter; words in place of one. */
export const date = (value: string): PhrasingContent =>
  /\d/.test(value) ? { type: 'numeral', class: 'date', value } : text(value);
