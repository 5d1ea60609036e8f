import type { PhrasingContent } from 'mdast';
import type { Language } from '../../language/language.js';
import type { Author, CitationStyle, Work } from '../../model/bibliography.js';

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
  const { title, within, volume, issue, pages, publisher, place, doi, url } = work;
  const year = yearOf(work, letter, language);
  const authors = language.list(work.authors.map(fullName));
  const part = issue === undefined ? volume : `${volume ?? ''}(${issue})`;
  const inside = [within, part, pages].filter((each) => each !== undefined && each !== '');
  const house = [place, publisher].filter((each) => each !== undefined).join(': ');
  const named = title === '' ? [] : [titleOf(work, language, within === undefined), ended(title)];
  const first: PhrasingContent[] =
    style === 'author-date'
      ? [...(authors === '' ? [] : [label(authors), text(' ')]), text('('), date(year), text(').')]
      : authors === ''
        ? []
        : [label(authors), text('.')];
  const address = doi !== undefined ? `https://doi.org/${doi}` : url;
  const sentences: PhrasingContent[][] = [
    first,
    named,
    inside.length === 0
      ? []
      : [
          text(`${language.message('document.citation.in')} `),
          { type: 'emphasis', children: [label(inside[0] ?? '')] },
          ...(inside.length > 1 ? [text(', '), label(inside.slice(1).join(', '))] : []),
          text('.'),
        ],
    house === '' ? [] : [label(house), text('.')],
    style === 'numeric' ? [date(year), text('.')] : [],
    address === undefined || !/^https?:\/\//i.test(address)
      ? []
      : [{ type: 'link', url: address, children: [label(address)] }],
  ];
  return sentences
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence, index) => (index === 0 ? sentence : [text(' '), ...sentence]));
}

const fullName = ({ family, given }: Author): string =>
  given === undefined ? family : `${family}, ${given}`;

function titleOf({ title, language: tag }: Work, language: Language, isWhole: boolean): PhrasingContent {
  const words: PhrasingContent = isWhole ? { type: 'emphasis', children: [label(title)] } : label(title);
  const isForeign = tag !== undefined && tag.split('-')[0] !== language.tag.split('-')[0];
  return isForeign ? { type: 'foreign', lang: tag, children: [words] } : words;
}

const ended = (title: string): PhrasingContent => text(/[.?!]$/.test(title) ? '' : '.');

export const text = (value: string): PhrasingContent => ({ type: 'text', value });
export const label = (value: string): PhrasingContent => ({ type: 'label', value });

/** A year, which may bear a letter; words in place of one. */
export const date = (value: string): PhrasingContent =>
  /\d/.test(value) ? { type: 'numeral', class: 'date', value } : text(value);
