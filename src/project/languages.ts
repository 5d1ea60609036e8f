import type { Host } from '../host/host.js';
import { messagesFile } from '../language/brought.js';
import { isSpoken } from '../language/catalogue.js';
import { canonicalTag, isKnownLanguage, isRightToLeft } from '../language/language-tag.js';
import { isPrepared } from '../language/prepared.js';
import { ownOf } from '../model/own.js';
import { wording } from '../problems/problem.js';
import type { Problem } from './paths.js';

/** Languages whose readers use more than one script, so that a tag without one does not say enough. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  sr: ['sr-Latn', 'sr-Cyrl'],
};

/** Montenegrin as it may be written, and as CLDR has its plurals and days: ICU makes `sr-ME` of `cnr`. */
const montenegrin = 'sr-Latn-ME';
const otherNames: Readonly<Record<string, string>> = {
  cnr: montenegrin,
  'sr-ME': montenegrin,
  me: montenegrin,
};

/**
 * What is wrong with a language of the project. Its tag is not BCP 47 in canonical form, leaves its script open, or is
 * written from right to left. Or neither the tool nor the project has its words (`messages/TAG.yaml`).
 */
export async function languageProblem(
  tag: string,
  { tool, project }: Pick<Host, 'tool' | 'project'>,
): Promise<Problem | undefined> {
  const form = tagProblem(tag);
  if (form !== undefined) return form;
  const hasWords =
    (await isSpoken(tag, tool)) || (await isPrepared(tag, tool)) || (await project.exists(messagesFile(tag)));
  if (hasWords) return undefined;
  return wording(
    isKnownLanguage(tag) ? 'project/languages.language' : 'project/languages.language-tallybook',
    { tag, messagesFile: messagesFile(tag) },
  );
}

/** What is wrong with the tag of a language, whether or not anybody speaks it. */
export function tagProblem(tag: string): Problem | undefined {
  const canonical = ownOf(otherNames, tag) ?? canonicalTag(tag);
  if (canonical === undefined) {
    return wording('project/languages.bcp', { tag });
  }
  if (canonical !== tag) return wording('project/languages.tag', { tag, canonical });
  const { language, script } = new Intl.Locale(tag);
  const choices = script === undefined ? ownOf(scripts, language) : undefined;
  if (choices !== undefined) {
    const named = choices.map((choice) => `\`${choice}\``).join(' or ');
    return wording('project/languages.script', { tag, named });
  }
  if (!isRightToLeft(tag)) return undefined;
  return wording('project/languages.written', { tag });
}
