import type { Element, ElementContent, ElementData } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { findNumerals } from '../../model/numerals.js';
import type { House, HousePicture } from '../../model/project/house.js';
import type { Submission } from '../../model/project/profile.js';
import type { Document } from '../../model/tree/document.js';
import { withData } from './elements.js';
import type { HtmlReport } from './html-report.js';
import { embargoWords } from './stamps.js';

/** The names of a report: a numeral in them is part of the name. */
export const named = (words: string): { dataN?: 'label' } =>
  findNumerals(words).length === 0 ? {} : { dataN: 'label' };

/** A line that the page and the cover of the print both have: their words are compared. */
export const coverLine = (name: NonNullable<ElementData['coverLine']>, line: Element): Element =>
  withData(line, { coverLine: name });

/** The classes of the pictures of a house, by which whoever reads a finished page finds them. */
export const pictureClasses = { logo: 'logo', picture: 'cover-picture' } as const;

/** The sign of the publisher, where it has one. */
export const logoOf = ({ logo }: House): Element[] =>
  logo === undefined ? [] : [image(pictureClasses.logo, logo)];

/** What the cover shows, where it shows a picture. */
export const coverPictureOf = ({ picture }: House): Element[] =>
  picture === undefined ? [] : [image(pictureClasses.picture, picture)];

/** The address of a picture that stands in the page itself. */
const addressOf = ({ mediaType, data }: Pick<HousePicture, 'mediaType' | 'data'>): string =>
  `data:${mediaType};base64,${data}`;

function image(name: string, picture: HousePicture): Element {
  const { width, height, alt } = picture;
  const size = { ...(width && { width: Math.round(width) }), ...(height && { height: Math.round(height) }) };
  return h('img', { className: [name], src: addressOf(picture), alt, ...size, ...named(alt) });
}

type ImprintLine = readonly [term: MessageIn<'html.imprint'>, words: string | undefined];

/** Whom a submission is for, what it has to state, and how many words it has. */
function submissionLines(submission: Submission | undefined, language: Language): ImprintLine[] {
  if (submission === undefined) return [];
  const { to, country, website, submitted, words, submittedIn } = submission;
  const body = language.message(`html.submission.${to}`);
  const languages = submittedIn ? language.list(submittedIn.map((tag) => language.nameOf(tag))) : 'none';
  const mayPublish = website === undefined || submitted === false ? undefined : `${website}`;
  return [
    submitted === false
      ? ['written-for', language.message('html.submission.not-submitted', { body })]
      : ['submitted', body],
    ['country', country],
    ['website', mayPublish && language.message('html.submission.website', { may: mayPublish })],
    ['length', language.message('html.submission.words', { count: words, languages })],
  ];
}

/**
 * The lines of the imprint, each a label and what it says; none where the project declares none.
 * @param only The lines that are wanted; all of them by default.
 */
export function imprintEntries(
  { meta }: Pick<Document, 'meta'>,
  language: Language,
  only?: readonly ImprintLine[0][],
): readonly (readonly [label: string, words: string])[] {
  const { imprint, publisher, release } = meta;
  if (imprint === undefined) return [];
  const day = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : language.date(text);
  const lines: readonly ImprintLine[] = [
    ['publisher', publisher],
    ...submissionLines(meta.submission, language),
    ['contact', imprint.contact],
    ['status', release?.status && language.message(`html.release.${release.status}`)],
    ['signed-off', release?.signedOff && `${release.signedOff.by}, ${language.date(release.signedOff.on)}`],
    ['corrected', day(release?.corrected)],
    ['embargo', embargoWords(release, language)],
    ['published', day(imprint.published)],
    ['next', day(imprint.next)],
    ['as-at', day(imprint.asAt)],
    ['languages', language.list(imprint.languages.map((tag) => language.nameOf(tag)))],
    ['source', imprint.source],
    ['licence', imprint.licence],
    ['cite', citationOf(meta, language)],
    ['isbn', imprint.isbn],
    ['doi', imprint.doi],
    ['numbers', language.message('html.imprint.numbers-text')],
    ['wording', language.unread ? language.message('html.imprint.unread') : undefined],
  ];
  const count = imprint.languages.length;
  return lines.flatMap(([term, words]) =>
    words === undefined || only?.includes(term) === false
      ? []
      : [[language.message(`html.imprint.${term}`, { count }), words] as const],
  );
}

/** How a report is cited, in its imprint and beside what is taken from it. */
export function citationOf(
  { imprint, publisher, title, edition }: Document['meta'],
  language: Language,
): string {
  const year = imprint?.published?.slice(0, 4) ?? `${edition}`;
  return imprint?.cite ?? language.message('html.imprint.citation', { publisher, year, title });
}

/** What a reader of a screen is told at its top: when the report came out, who answers, and when the next one comes. */
export function factsLine({ meta: { imprint } }: Pick<Document, 'meta'>, language: Language): Element[] {
  const facts = (['published', 'contact', 'next'] as const).flatMap((term) => {
    const words = imprint?.[term];
    if (words === undefined) return [];
    const said = term === 'contact' ? words : language.date(words);
    return [
      h('span', { className: ['fact', term] }, [
        `${language.message(`html.imprint.${term}`)} `,
        h('b', named(said), said),
      ]),
      ' ',
    ];
  });
  return facts.length === 0 ? [] : [withData(h('p.facts', facts), { only: 'facts' })];
}

/** Who answers for the report, how it is cited, and where its numbers are; none where the project declares no imprint. */
export function imprintLines(document: Pick<Document, 'meta'>, language: Language): Element[] {
  const isPart = document.meta.only !== undefined;
  const entries = imprintEntries(
    document,
    language,
    isPart ? ['contact', 'status', 'signed-off', 'corrected', 'as-at', 'licence', 'cite'] : undefined,
  );
  if (entries.length === 0) return [];
  const shown = entries.map(([label, words]) => h('p', [h('b', label), ' ', h('span', named(words), words)]));
  const heading = isPart ? [] : [h('h2.imprint-title', language.message('html.imprint.title'))];
  return [coverLine('imprint', h('div.imprint-lines', [...heading, ...shown]))];
}

/** Who publishes the report. */
export const publisherLine = ({ publisher }: HtmlReport['meta']): Element =>
  coverLine('publisher', h('p.publisher', named(publisher), publisher));

/** The subtitle, where there is one. */
export const subtitleLine = ({ subtitle }: HtmlReport['meta']): Element[] =>
  subtitle === undefined ? [] : [coverLine('subtitle', h('p.subtitle', named(subtitle), subtitle))];

/** The series that it belongs to, where it does. */
export const seriesLine = ({ imprint }: HtmlReport['meta']): Element[] =>
  imprint?.series === undefined
    ? []
    : [coverLine('series', h('p.series', named(imprint.series), imprint.series))];

/** The edition, which is a year. */
export const editionLine = ({ edition }: HtmlReport['meta'], language: Language): Element => {
  const year = h('b', { dataN: 'date' }, `${edition}`);
  return coverLine('edition', h('p.edition', [h('span', language.message('html.edition')), ' ', year]));
};

/** The day of publication, where it is declared. */
export const publishedLine = ({ imprint }: HtmlReport['meta'], language: Language): Element[] => {
  if (imprint?.published === undefined) return [];
  const day = h('b', { dataN: 'date' }, language.date(imprint.published));
  const label = h('span', language.message('html.imprint.published'));
  return [withData(h('p.published', [label, ' ', day]), { only: 'published' })];
};

/** The title as lines: "Counted and not counted", and below it, in place of a colon, what it is about. */
export function titleLines(title: string): ElementContent[] {
  const [first = '', second] = titleParts(title);
  if (second === undefined) return keptTogether(title);
  return [...keptTogether(`${first} `), h('span.line', keptTogether(second))];
}

/** The words of its lines: a new line says what a colon would, and begins with a capital. */
export const titleParts = (title: string): readonly string[] => {
  const colon = title.indexOf(': ');
  if (colon < 0) return [title];
  const rest = title.slice(colon + 2);
  return [title.slice(0, colon), rest.charAt(0).toUpperCase() + rest.slice(1)];
};

export const titleWords = (title: string): string => titleParts(title).join(' ');

/** "2015–2019" stays on one line, and a short word, such as "of" or "(an", with the next: no line of a large title ends in it. */
function keptTogether(text: string): ElementContent[] {
  return text
    .split(/(\d{4}\u2013\d{4}:?|(?<!\S)\(?\p{L}{1,3} \S{1,14}(?!\S))/u)
    .filter((part) => part !== '')
    .map((part) =>
      /^\d{4}\u2013|^\(?\p{L}{1,3} /u.test(part) ? h('span.together', part) : { type: 'text', value: part },
    );
}
