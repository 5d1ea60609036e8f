import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeFiles } from '../../host/write-files.js';
import { messagesFile } from '../../language/brought.js';
import { isSpoken, loadCatalogue } from '../../language/catalogue.js';
import { isKnownLanguage } from '../../language/language-tag.js';
import { hasLexicon } from '../../language/lexicon/lexicon.js';
import { loadOwnWords } from '../../language/own-words.js';
import { tagProblem } from '../../project/languages.js';
import { parseYaml } from '../../yaml/positions.js';
import { lexiconWith } from './new-lexicon.js';
import { messagesWith } from './new-messages.js';

/** A file of a language, and how many texts or lists were put into it that are to be filled in. */
interface WrittenFile {
  readonly file: string;
  readonly added: number;
}

/**
 * Writes the files of a language that Tallybook does not speak into a project: its messages, and the lexicon of its numbers. What
 * stands there already stays; only what is missing is added. Rejects with an `EnvironmentProblem`.
 */
export async function newLanguage(
  { root }: { readonly root: string },
  tag: string,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly written: readonly WrittenFile[] }> {
  const { project, tool, limits } = createHost(root);
  const none = (diagnostics: readonly Diagnostic[]) => ({ diagnostics, written: [] });
  const problem = await tagFault(tag, project, tool);
  if (problem !== undefined) return none([problem]);
  const files = { messages: messagesFile(tag), lexicon: `lexicon/${tag}.yaml` };
  const before: Record<string, string> = {};
  const faults: Diagnostic[] = [];
  for (const file of Object.values(files)) {
    if (!(await project.exists(file))) continue;
    try {
      const text = await project.readText(file, limits.textBytes);
      before[file] = text;
      for (const each of parseYaml(text, file, { limits }).problems)
        faults.push({ severity: 'error', code: 'messages/form', ...each });
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      const message = `Unexpected file (${error.reason.replaceAll('-', ' ')}), expected one in UTF-8 to which something can be added`;
      faults.push({
        severity: 'error',
        code: 'messages/form',
        message,
        position: { file, line: 1, column: 1 },
      });
    }
  }
  if (hasErrors(faults)) return none(faults);
  const messages = messagesWith(before[files.messages] ?? '', {
    tag,
    english: await loadCatalogue('en', tool),
    // Every language that the tool speaks has them by the same English texts.
    words: [...(await loadOwnWords('sq', tool)).keys()],
  });
  const lexicon = lexiconWith(before[files.lexicon] ?? '', tag, await tool.readText('lexicon/en.yaml'));
  const made = [
    { file: files.messages, ...messages },
    { file: files.lexicon, ...lexicon },
  ];
  await writeFiles(
    root,
    Object.fromEntries(made.filter(({ added }) => added > 0).map(({ file, text }) => [file, text])),
  );
  return { diagnostics: [], written: made.map(({ file, added }) => ({ file, added })) };
}

async function tagFault(tag: string, project: Files, tool: Files): Promise<Diagnostic | undefined> {
  const fault = (message: string, hint?: string): Diagnostic => ({
    severity: 'error',
    code: 'project/value',
    message,
    position: { file: 'tallybook.yaml', line: 1, column: 1 },
    ...(hint !== undefined && { hint }),
  });
  const form = tagProblem(tag);
  if (form !== undefined) return fault(form.message, form.hint);
  if (!isKnownLanguage(tag))
    return fault(`Unexpected language \`${tag}\`, expected the tag of one that there is, such as \`ro\``);
  if ((await isSpoken(tag, tool)) || (await hasLexicon(tag, tool)))
    return fault(
      `Unexpected language \`${tag}\`, expected one that Tallybook does not speak`,
      `\`languages: [${tag}]\` is all that it needs`,
    );
  if (await project.exists('tallybook.yaml')) return undefined;
  return {
    ...fault('Unexpected folder without `tallybook.yaml`, expected that of a project'),
    code: 'project/not-found',
  };
}
