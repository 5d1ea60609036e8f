import { z } from 'zod';
import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { type Diagnostic, didYouMean, listNames, type Position } from '../../diagnostics.js';
import { FileProblem, type Host, ifReadable } from '../../host/host.js';
import { messagesFile } from '../../language/brought.js';
import { loadCatalogue, type MessageCatalogue, writtenCatalogue } from '../../language/catalogue.js';
import { argumentsOf, formsOf, lackingForm } from '../../language/message-form.js';
import { phrase, problem } from '../../problems/problem.js';
import { errorsOf, valueAt } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml, type YamlPath } from '../../yaml/positions.js';

/** As many messages that are missing are named one by one. */
const mostMissing = 10;

/**
 * What is wrong with the messages of a language that the project brings. One is superfluous or no text, has other arguments than the
 * English one, or lacks a plural form that the language has by CLDR.
 */
export async function messageProblems(tag: string, { project, tool, limits }: Host): Promise<Diagnostic[]> {
  const file = messagesFile(tag);
  const start = { file, line: 1, column: 1 };
  if (!(await project.exists(file))) return [];
  let text: string;
  try {
    text = await project.readText(file, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return [problem('messages/form.file', start, { reason: error.reason.replaceAll('-', ' '), tag })];
  }
  const parsed = parseYaml(text, file, { limits });
  if (parsed.problems.length > 0) return errorsOf(parsed.problems, 'messages/form');
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || !('messages' in value)) {
    return [problem('messages/form.mapping', start, { tag })];
  }
  const strange = Object.keys(value).filter((key) => !['messages', 'words', 'read'].includes(key));
  return [
    ...strange.map((key) => problem('messages/form.messages', parsed.positionOf([key], 'key'), { key })),
    ...readProblems(value, parsed),
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

const isEmpty = (text: unknown): boolean => text === null || text === undefined || text === '';

/**
 * The messages that nobody has written in a language: a draft prints them in English, and no other build does. Named one by one where
 * they are few, else counted.
 */
export async function missingMessages(tag: string, { project, tool, limits }: Host): Promise<Diagnostic[]> {
  const written = (await writtenCatalogue(tag, tool, project)) ?? {};
  const english = await loadCatalogue('en', tool);
  const missing = Object.keys(english).filter((id) => !Object.hasOwn(written, id));
  if (missing.length === 0) return [];
  const file = messagesFile(tag);
  const text = await ifReadable(project.readText(file, limits.textBytes));
  if (text === undefined || missing.length > mostMissing) {
    const position = { file: text === undefined ? 'tallybook.yaml' : file, line: 1, column: 1 };
    const of = Object.keys(english).length;
    return [problem('messages/missing.count', position, { tag, count: missing.length, of })];
  }
  const parsed = parseYaml(text, file, { limits });
  return missing.map((id) => {
    const path = ['messages', ...id.split('.')];
    const isThere = valueAt(parsed.value, path) !== undefined;
    const words = { tag, id, english: english[id] };
    return problem(
      isThere ? 'messages/missing.empty' : 'messages/missing.one',
      parsed.positionOf(path),
      words,
    );
  });
}

/** Who has read the words of a language, and when. */
function readProblems(value: object, parsed: ParsedYaml): Diagnostic[] {
  if (!('read' in value) || readForm.safeParse(value.read).success) return [];
  return [problem('messages/form.read', parsed.positionOf(['read']))];
}

const readForm = z.strictObject({ by: z.string().min(1), on: z.iso.date() });

function ofMessages(
  leaves: readonly Leaf[],
  english: MessageCatalogue,
  parsed: ParsedYaml,
  tag: string,
): Diagnostic[] {
  const found = new Map(leaves.map((leaf) => [leaf.path.slice(1).join('.'), leaf]));
  const ids = Object.keys(english);
  return [...found].flatMap(([id, leaf]): Diagnostic[] => {
    const source = english[id];
    if (source === undefined) {
      const position = parsed.positionOf(leaf.path, 'key');
      return [{ ...problem('messages/unknown', position, { id }), ...didYouMean(id, ids) }];
    }
    if (isEmpty(leaf.text)) return [];
    const position = parsed.positionOf(leaf.path);
    if (typeof leaf.text !== 'string') return [problem('messages/form.message', position, { id })];
    const message = argumentProblem(source, leaf.text, tag);
    return message === undefined
      ? []
      : [fault('messages/arguments', message, position, phrase('messages/arguments.english', { source }))];
  });
}

/** What a message takes or chooses by otherwise than the English one, or the plural form that it lacks, as a sentence. */
function argumentProblem(english: string, text: string, tag: string): string | undefined {
  if (!/[{}]/.test(english) && !/[{}]/.test(text)) return undefined;
  let own: ReturnType<typeof argumentsOf>;
  try {
    own = argumentsOf(text);
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    return phrase('project/check.form', { message: code.toLowerCase().replaceAll('_', ' ') });
  }
  const asked = argumentsOf(english);
  const names = (list: readonly string[]): string =>
    list.length === 0 ? 'nothing in braces' : listNames(list.map((name) => `{${name}}`));
  const strange = [...own.keys()].find((name) => !asked.has(name));
  if (strange !== undefined)
    return phrase('project/check.argument', { strange, names: names([...asked.keys()]) });
  const lacking = [...asked.keys()].find((name) => !own.has(name));
  if (lacking !== undefined)
    return phrase('project/check.message', { lacking, names: names([...asked.keys()]) });
  return choiceProblem({ own, asked }, text, tag);
}

/** A choice of a message that the English one has not, or a plural without a form that the language has. */
function choiceProblem(
  { own, asked }: Readonly<Record<'own' | 'asked', ReturnType<typeof argumentsOf>>>,
  text: string,
  tag: string,
): string | undefined {
  for (const [name, choices] of own) {
    const known = asked.get(name) ?? new Set();
    // What is chosen by a number, such as points beside it, may need a form that English lacks.
    const choice = [...choices].find((each) => !known.has(each) && !formsOf(tag).includes(each));
    if (choice !== undefined)
      return phrase('project/check.choice', { choice, name, known: listNames([...known]) });
  }
  const incomplete = lackingForm(text, tag);
  return incomplete === undefined
    ? undefined
    : phrase('project/check.plural', {
        name: incomplete.name,
        form: incomplete.form,
        forms: listNames(formsOf(tag)),
      });
}

/** What the tool puts into data is a mapping of English texts to those of the language. */
function wordProblems(value: object, parsed: ParsedYaml): Diagnostic[] {
  const words: unknown = 'words' in value ? value.words : null;
  if (words === null) return [];
  if (typeof words !== 'object' || Array.isArray(words)) {
    return [problem('messages/form.english', parsed.positionOf(['words']))];
  }
  return Object.entries(words ?? {}).flatMap(([english, word]: [string, unknown]) =>
    word === null || typeof word === 'string'
      ? []
      : [problem('messages/form.text', parsed.positionOf(['words', english]), { english })],
  );
}

const fault = (code: DiagnosticCode, message: string, position: Position, hint?: string): Diagnostic => ({
  severity: 'error',
  code,
  message,
  position,
  ...(hint !== undefined && { hint }),
});
