/** Who answers for the figures: contact, mandate, release. */
import type { BlockContent, PhrasingContent } from 'mdast';
import type { Language } from '../../language/language.js';
import type { MethodSubject } from '../../model/project/about.js';
import { furniture, list, paragraph, quoted } from './prose.js';
import type { MethodsRun } from './run.js';

/** What the data package says on a subject in its own words. */
export function statement({ about }: MethodsRun, subject: MethodSubject): BlockContent[] {
  const text = about?.statements[subject];
  return text === undefined ? [] : [paragraph(quoted(text))];
}

/** ESMS 1: the publisher of the report, then whoever the data package names. */
export function contact(run: MethodsRun): BlockContent[] {
  const { language, publisher, about } = run;
  const sentence = language.message('content.methods.publisher', { publisher });
  return [
    paragraph(quoted(sentence)),
    ...list((about?.contributors ?? []).map((each) => nameOf(each, language))),
    ...statement(run, 'contact'),
  ];
}

type Contributor = NonNullable<MethodsRun['about']>['contributors'][number];

function nameOf({ name, organisation, email }: Contributor, language: Language): PhrasingContent[] {
  const names = language.labels([name, organisation].filter((part) => part !== undefined));
  if (email === undefined) return quoted(names);
  const address: PhrasingContent = { type: 'link', url: `mailto:${email}`, children: quoted(email) };
  return [...quoted(names), ...furniture(language.message('document.between-labels')), address];
}

/** ESMS 6. */
export const mandate = (run: MethodsRun): BlockContent[] => statement(run, 'mandate');

/** ESMS 8: which edition this is, and which one it is compared with. */
export function release(run: MethodsRun): BlockContent[] {
  const { language, edition, editions } = run;
  const previous = editions?.previous;
  const text =
    previous === undefined
      ? language.message('content.methods.edition', { year: String(edition) })
      : language.message('content.methods.edition-after', {
          year: String(edition),
          previous: String(previous.edition),
        });
  return [paragraph(quoted(text)), ...statement(run, 'release')];
}
