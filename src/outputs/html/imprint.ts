import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import type { Submission } from '../../model/project/profile.js';
import type { Document } from '../../model/tree/document.js';
import { coverLine, named } from './cover-line.js';

type ImprintLine = readonly [term: MessageIn<'html.imprint'>, words: string | undefined];

/** Whom a submission is for, what it has to state, and how many words it has. */
function submissionLines(submission: Submission | undefined, language: Language): ImprintLine[] {
  if (submission === undefined) return [];
  const { to, country, website, words } = submission;
  const mayPublish = website === undefined ? undefined : `${website}`;
  return [
    ['submitted', language.message(`html.submission.${to}`)],
    ['country', country],
    ['website', mayPublish && language.message('html.submission.website', { may: mayPublish })],
    ['length', language.message('html.submission.words', { count: words })],
  ];
}

/** The lines of the imprint, each a label and what it says; none where the project declares none. */
export function imprintEntries(
  { meta }: Pick<Document, 'meta'>,
  language: Language,
): readonly (readonly [label: string, words: string])[] {
  const { imprint, title, publisher } = meta;
  if (imprint === undefined) return [];
  const day = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : language.date(text);
  const cited = language.message('html.imprint.citation', { publisher, edition: `${meta.edition}`, title });
  const lines: readonly ImprintLine[] = [
    ['publisher', publisher],
    ...submissionLines(meta.submission, language),
    ['contact', imprint.contact],
    ['published', day(imprint.published)],
    ['as-at', day(imprint.asAt)],
    ['languages', language.list(imprint.languages.map((tag) => language.nameOf(tag)))],
    ['source', imprint.source],
    ['licence', imprint.licence],
    ['cite', imprint.cite ?? cited],
    ['isbn', imprint.isbn],
    ['doi', imprint.doi],
    ['numbers', language.message('html.imprint.numbers-text')],
  ];
  const count = imprint.languages.length;
  return lines.flatMap(([term, words]) =>
    words === undefined ? [] : [[language.message(`html.imprint.${term}`, { count }), words] as const],
  );
}

/** Who answers for the report, how it is cited, and where its numbers are; none where the project declares no imprint. */
export function imprintLines(document: Pick<Document, 'meta'>, language: Language): Element[] {
  const entries = imprintEntries(document, language);
  if (entries.length === 0) return [];
  const shown = entries.map(([label, words]) => h('p', [h('b', label), ' ', h('span', named(words), words)]));
  const heading = h('p.imprint-title', language.message('html.imprint.title'));
  return [coverLine('imprint', h('div.imprint-lines', [heading, ...shown]))];
}
