import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { FileProblem, type Host } from '../../host/host.js';
import { messagesFile } from '../../language/brought.js';
import { loadCatalogue, type MessageCatalogue } from '../../language/catalogue.js';
import { argumentsOf, formsOf, lackingForm } from '../../language/message-form.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../../yaml/positions.js';

/** Messages that are missing are named up to here: whoever writes them fills in the file from top to bottom. */
const mostMissing = 10;

/**
 * What is wrong with the messages of a language that the project brings. One is missing, superfluous or no text, has
 * other arguments than the English one, or lacks a plural form that the language has by CLDR.
 */
export async function messageProblems(tag: string, { project, tool, limits }: Host): Promise<Diagnostic[]> {
  const file = messagesFile(tag);
  const start = { file, line: 1, column: 1 };
  let text: string;
  try {
    text = await project.readText(file, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    const message = `Unexpected file (${error.reason.replaceAll('-', ' ')}), expected the messages of \`${tag}\` in UTF-8`;
    return [fault('messages/form', message, start)];
  }
  const parsed = parseYaml(text, file, { limits });
  if (parsed.problems.length > 0)
    return parsed.problems.map((problem) => ({ severity: 'error', code: 'messages/form', ...problem }));
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || !('messages' in value)) {
    const message = 'Unexpected file without `messages`, expected a mapping with `messages` and `words`';
    return [fault('messages/form', message, start, `\`tallybook translate new ${tag}\` writes its form`)];
  }
  const strange = Object.keys(value).filter((key) => key !== 'messages' && key !== 'words');
  return [
    ...strange.map((key) =>
      fault(
        'messages/form',
        `Unexpected \`${key}\`, expected \`messages\` or \`words\``,
        parsed.positionOf([key], 'key'),
      ),
    ),
    ...wordProblems(value, parsed),
    ...ofMessages(leavesOf(value.messages, ['messages']), await loadCatalogue('en', tool), parsed, tag),
  ];
}

/** A text in nested keys, or what stands in its place. */
interface Leaf {
  readonly path: YamlPath;
  readonly text: unknown;
}

function leavesOf(node: unknown, path: YamlPath): readonly Leaf[] {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
    ? Object.entries(node).flatMap(([key, child]) => leavesOf(child, [...path, key]))
    : [{ path, text: node }];
}

function ofMessages(
  leaves: readonly Leaf[],
  english: MessageCatalogue,
  parsed: ParsedYaml,
  tag: string,
): Diagnostic[] {
  const found = new Map(leaves.map((leaf) => [leaf.path.slice(1).join('.'), leaf]));
  const ids = Object.keys(english);
  const isEmpty = (text: unknown): boolean => text === null || text === undefined || text === '';
  const missing = ids.filter((id) => isEmpty(found.get(id)?.text));
  const named = missing.slice(0, mostMissing).map((id) => {
    const message = `Unexpected language \`${tag}\` without the message \`${id}\`, expected “${english[id]}” in it`;
    const leaf = found.get(id);
    const position = parsed.positionOf(leaf?.path ?? ['messages', ...id.split('.')]);
    const hint =
      leaf === undefined ? `\`tallybook translate new ${tag}\` adds what is missing` : 'write it here';
    return fault('messages/missing', message, position, hint);
  });
  const rest = missing.length - named.length;
  const more = `Unexpected ${rest} further messages of \`${tag}\` that are missing, expected a text for each`;
  return [
    ...named,
    ...(rest > 0 ? [fault('messages/missing', more, parsed.positionOf(['messages'], 'key'))] : []),
    ...[...found].flatMap(([id, leaf]): Diagnostic[] => {
      const source = english[id];
      if (source === undefined) {
        const message = `Unexpected message \`${id}\`, expected one that Tallybook has`;
        const position = parsed.positionOf(leaf.path, 'key');
        return [{ ...fault('messages/unknown', message, position), ...didYouMean(id, ids) }];
      }
      if (isEmpty(leaf.text)) return [];
      const position = parsed.positionOf(leaf.path);
      if (typeof leaf.text !== 'string')
        return [
          fault(
            'messages/form',
            `Unexpected message \`${id}\` that is no text, expected a text in quotation marks`,
            position,
          ),
        ];
      const message = argumentProblem(source, leaf.text, tag);
      return message === undefined
        ? []
        : [fault('messages/arguments', message, position, `in English: “${source}”`)];
    }),
  ];
}

/** What a message takes or chooses by otherwise than the English one, or the plural form that it lacks, as a sentence. */
function argumentProblem(english: string, text: string, tag: string): string | undefined {
  if (!/[{}]/.test(english) && !/[{}]/.test(text)) return undefined;
  let own: ReturnType<typeof argumentsOf>;
  try {
    own = argumentsOf(text);
  } catch (error) {
    return `Unexpected message (${error instanceof Error ? error.message : String(error)}), expected one in the form of ICU`;
  }
  const asked = argumentsOf(english);
  const names = (list: readonly string[]): string =>
    list.length === 0 ? 'none' : listNames(list.map((name) => `{${name}}`));
  const strange = [...own.keys()].find((name) => !asked.has(name));
  if (strange !== undefined)
    return `Unexpected argument \`{${strange}}\`, expected ${names([...asked.keys()])}`;
  const lacking = [...asked.keys()].find((name) => !own.has(name));
  if (lacking !== undefined)
    return `Unexpected message without \`{${lacking}}\`, expected ${names([...asked.keys()])}`;
  for (const [name, choices] of own) {
    const known = asked.get(name) ?? new Set();
    const choice = [...choices].find((each) => !known.has(each));
    if (choice !== undefined)
      return `Unexpected choice \`${choice}\` of \`{${name}}\`, expected ${listNames([...known])}`;
  }
  const incomplete = lackingForm(text, tag);
  return incomplete === undefined
    ? undefined
    : `Unexpected plural of \`{${incomplete.name}}\` without \`${incomplete.form}\`, expected ${listNames(formsOf(tag))}`;
}

/** What the tool puts into data is a mapping of English texts to those of the language. */
function wordProblems(value: object, parsed: ParsedYaml): Diagnostic[] {
  const words: unknown = 'words' in value ? value.words : null;
  if (words === null) return [];
  if (typeof words !== 'object' || Array.isArray(words)) {
    const message = 'Unexpected `words`, expected English texts, each with that of the language';
    return [fault('messages/form', message, parsed.positionOf(['words']))];
  }
  return Object.entries(words ?? {}).flatMap(([english, word]: [string, unknown]) =>
    word === null || typeof word === 'string'
      ? []
      : [
          fault(
            'messages/form',
            `Unexpected \`${english}\` that is no text, expected a text`,
            parsed.positionOf(['words', english]),
          ),
        ],
  );
}

const fault = (code: DiagnosticCode, message: string, position: Position, hint?: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  position,
  ...(hint !== undefined && { hint }),
});
