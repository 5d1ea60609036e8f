import type { Files } from '../host/host.js';
import { canonicalTag } from '../language/language-tag.js';
import { writtenForm } from '../language/serbian-latin.js';
import type { Problem } from './paths.js';

/** Languages whose readers use more than one script, so that a tag without one does not say enough. */
const scripts: Readonly<Record<string, readonly string[]>> = {
  sr: ['sr-Latn', 'sr-Cyrl'],
};

/**
 * What is wrong with a language of the project: its tag is not BCP 47 in canonical form, leaves its script open, or
 * the tool has no words in it (`messages/TAG.yaml` among the files of the tool).
 */
export async function languageProblem(tag: string, tool: Files): Promise<Problem | undefined> {
  const canonical = canonicalTag(tag);
  if (canonical === undefined) {
    return { message: `Unexpected language \`${tag}\`, expected a BCP 47 tag such as \`en\` or \`sr-Latn\`` };
  }
  if (canonical !== tag) return { message: `Unexpected language \`${tag}\`, expected \`${canonical}\`` };
  const { language, script } = new Intl.Locale(tag);
  const choices = script === undefined ? scripts[language] : undefined;
  if (choices !== undefined) {
    const named = choices.map((choice) => `\`${choice}\``).join(' or ');
    return { message: `Unexpected language \`${tag}\` without its script, expected ${named}` };
  }
  if (await tool.exists(`messages/${writtenForm(tag)}.yaml`)) return undefined;
  return {
    message: `Unexpected language \`${tag}\`, expected one in which Tallybook has its words, such as \`en\``,
  };
}
