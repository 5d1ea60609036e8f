import { Document, isMap, isScalar, Pair, parse, parseDocument, Scalar, stringify, YAMLMap } from 'yaml';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { FileProblem, type Files, type Host } from '../../host/host.js';
import { createHost } from '../../host/node-host.js';
import { writeFiles } from '../../host/publication/write-files.js';
import { messagesFile } from '../../language/brought.js';
import {
  isSpoken,
  loadCatalogue,
  type MessageCatalogue,
  writtenCatalogue,
} from '../../language/catalogue.js';
import { isKnownLanguage } from '../../language/language-tag.js';
import { emptyLexicon, hasLexicon, loadLexicon } from '../../language/lexicon/lexicon.js';
import { literally } from '../../language/literally.js';
import { withPluralsOf } from '../../language/message-form.js';
import { askedWords, loadOwnWords } from '../../language/own-words.js';
import { problem } from '../../problems/problem.js';
import { tagProblem } from '../../project/languages.js';
import { openSession, type Session } from '../../session/session.js';
import { parseYaml } from '../../yaml/positions.js';
import { printedMessages } from './printed-messages.js';

const aboutLexicon = ` What a reader takes a number in running text to be, so that laws, dates and ages are told from statistics. Above each key
 stands the English list. In patterns (ECMAScript regular expressions) a space stands for any white space, and {name} for an entry
 of \`parts\`. As long as \`ready\` is false, nothing here is read, and numbers in the text are warnings; with true they are errors,
 unless the lexicon knows what they are.`;

/**
 * The lexicon of a project with the section \`language\`, where it has none: months, days and lists as CLDR has them, the rest
 * empty, with the English lists above.
 */
function lexiconWith(before: string, tag: string, english: string): Filled {
  const document = before.trim() === '' ? new Document(new YAMLMap()) : parseDocument(before);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top as typeof document.contents;
  if (top.has('language')) return { text: before, added: 0 };
  const source = parse(english) as Readonly<Record<string, unknown>>;
  const own = new YAMLMap();
  own.items.push(new Pair(new Scalar('ready'), new Scalar(false)));
  const filled = byCldr(tag);
  let added = 0;
  for (const [key, value] of Object.entries(source)) {
    const name = new Scalar(key);
    name.commentBefore = commented(value);
    if (filled[key] === undefined) added += 1;
    own.items.push(new Pair(name, document.createNode(filled[key] ?? emptied(value))));
  }
  const name = new Scalar('language');
  name.commentBefore = aboutLexicon;
  top.items.push(new Pair(name, own));
  return { text: document.toString({ lineWidth: 0 }), added };
}

/** The English value as lines of a comment. */
const commented = (value: unknown): string =>
  stringify(value, { lineWidth: 120, defaultStringType: 'QUOTE_SINGLE', defaultKeyType: 'PLAIN' })
    .trimEnd()
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');

/** The same shape without what is English: lists and texts are empty, and of mappings of words nothing is left. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value === 'string') return '';
  if (typeof value !== 'object' || value === null) return value;
  const parts = Object.entries(value);
  // Number words and neighbours have keys of their own; kinds of claims may be left out.
  return parts.some(([key]) => key === 'cardinals' || key === 'percent')
    ? Object.fromEntries(parts.map(([key, part]) => [key, emptied(part)]))
    : {};
}

/** What CLDR knows of a language. */
function byCldr(tag: string): Readonly<Record<string, unknown>> {
  const names = new Set<string>();
  for (const month of ['long', 'short'] as const)
    for (const day of ['numeric', undefined] as const)
      for (let index = 0; index < 12; index += 1) {
        const parts = new Intl.DateTimeFormat(tag, {
          month,
          ...(day && { day }),
          timeZone: 'UTC',
        }).formatToParts(Date.UTC(2015, index, 15));
        const name = parts.find(({ type }) => type === 'month')?.value ?? '';
        if (/\p{L}/u.test(name)) names.add(name);
      }
  const months = [...names].sort((a, b) => b.length - a.length).map(inAnyCase);
  const between = (type: Intl.ListFormatType): string =>
    new Intl.ListFormat(tag, { type })
      .formatToParts(['1', '2'])
      .flatMap(({ type: part, value }) => (part === 'literal' ? [value] : []))
      .map(literally)
      .join('');
  const joints = [' ?[-–/] ?', ', ?', ...new Set([between('conjunction'), between('disjunction')])];
  return {
    parts: {
      month: months.join('|'),
      day: '\\d{1,2}',
      year: '[12]\\d{3}',
      item: '\\d+(?:\\.\\d+)*[a-z]?(?:\\(\\w{1,4}\\))*',
      items: `{item}(?:(?:${joints.join('|')}){item})*`,
    },
    dates: [
      '{day}\\.? {month}\\.?(?: {year})?',
      '{month} {year}',
      '{year}-\\d{2}-\\d{2}',
      '\\d{1,2}[./]\\d{1,2}[./]{year}',
      '{year}[/–-]\\d{2}',
      '(?:19|20)\\d{2} ?[–-] ?(?:19|20)\\d{2}',
    ],
    'numbered-nouns': ['{noun} {items}'],
    'unit-head': { stands: 'last', complements: '' },
    currencies: ['€', '$', '£', 'EUR', 'USD', 'GBP'],
  };
}

/** A name in small letters or with a capital. */
function inAnyCase(name: string): string {
  const [first = ''] = name;
  const [small, large] = [first.toLowerCase(), first.toUpperCase()];
  return small === large ? literally(name) : `[${large}${small}]${literally(name.slice(first.length))}`;
}

/** A file of a language, and how many texts or lists were put into it that are to be filled in. */
interface WrittenFile {
  readonly file: string;
  readonly added: number;
  /** Of messages, those that the reports of the project print. */
  readonly printed?: number;
}

/** What is asked of a new language. */
interface NewLanguageOptions {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** What draws the charts of its reports; it is rested. Absent where one is opened. */
  readonly session?: Session;
  /** Write what there is of it as well, to be read and corrected. */
  readonly all?: boolean;
}

/**
 * Writes the files of a language that Tallybook does not speak into a project: its messages, and the lexicon of its numbers. What
 * stands there already stays; only what is missing is added. Rejects with an `EnvironmentProblem`.
 */
export async function newLanguage(
  { root, env, session, all = false }: NewLanguageOptions,
  tag: string,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly written: readonly WrittenFile[] }> {
  const { project, tool, limits } = createHost(root);
  const none = (diagnostics: readonly Diagnostic[]) => ({ diagnostics, written: [] });
  const found = await tagFault(tag, project, tool);
  if (found !== undefined) return none([found]);
  const files = { messages: messagesFile(tag), lexicon: `lexicon/${tag}.yaml` };
  const { before, faults } = await readBefore(Object.values(files), project, limits);
  if (hasErrors(faults)) return none(faults);
  const messages = await messagesFor(tag, before[files.messages], {
    root,
    env,
    all,
    ...(session && { session }),
  });
  const hasNumbers = !(files.lexicon in before) && (await loadLexicon(tag, tool)) !== emptyLexicon;
  const lexicon = hasNumbers
    ? { text: '', added: 0 }
    : lexiconWith(before[files.lexicon] ?? '', tag, await tool.readText('lexicon/en.yaml'));
  const made = [
    { file: files.messages, ...messages },
    { file: files.lexicon, ...lexicon },
  ];
  await writeFiles(
    root,
    Object.fromEntries(
      made
        .filter(({ added, text }) => added > 0 || (all && text !== ''))
        .map(({ file, text }) => [file, text]),
    ),
  );
  return { diagnostics: [], written: made.map(({ text: _, ...each }) => each) };
}

/** The file of messages, with what the reports of the project print first. */
async function messagesFor(
  tag: string,
  before: string | undefined,
  { root, env, session, all = false }: NewLanguageOptions,
): Promise<Filled> {
  const { project, tool } = createHost(root);
  const english = await loadCatalogue('en', tool);
  const written = (await writtenCatalogue(tag, tool, project)) ?? {};
  const asked = Object.keys(english).filter((id) => all || !Object.hasOwn(written, id));
  const own = await loadOwnWords(tag, tool, project);
  // A project opens only where its languages have words.
  if (asked.length > 0 && before === undefined)
    await writeFiles(root, { [messagesFile(tag)]: 'messages: {}\n' });
  return messagesWith(before ?? '', {
    ...{ tag, english, asked, written: all ? written : {} },
    printed: asked.length === 0 ? new Set() : await printedMessages(root, session ?? openSession(env)),
    words: [...(await askedWords(tool))].filter((word) => !own.has(word)),
  });
}

/** What stands in the files of a language already, and what is wrong with them. */
async function readBefore(paths: readonly string[], project: Files, limits: Host['limits']) {
  const before: Record<string, string> = {};
  const faults: Diagnostic[] = [];
  for (const file of paths) {
    if (!(await project.exists(file))) continue;
    try {
      const text = await project.readText(file, limits.textBytes);
      before[file] = text;
      for (const each of parseYaml(text, file, { limits }).problems)
        faults.push({ severity: 'error', code: 'messages/form', ...each });
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      faults.push(
        problem(
          'messages/form.something',
          { file, line: 1, column: 1 },
          { reason: error.reason.replaceAll('-', ' ') },
        ),
      );
    }
  }
  return { before, faults };
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
    return problem('project/value.tag', { file: 'tallybook.yaml', line: 1, column: 1 }, { tag });
  if ((await isSpoken(tag, tool)) || (await hasLexicon(tag, tool)))
    return problem('project/value.speak', { file: 'tallybook.yaml', line: 1, column: 1 }, { tag });
  if (await project.exists('tallybook.yaml')) return undefined;
  return {
    ...problem('project/value.yaml', { file: 'tallybook.yaml', line: 1, column: 1 }),
    code: 'project/not-found',
  };
}

/** What a file of messages is made from. */
interface Asked {
  readonly tag: string;
  readonly english: MessageCatalogue;
  /** What stands in it already, of those that are asked for. */
  readonly written: MessageCatalogue;
  /** The messages that are to be in it. */
  readonly asked: readonly string[];
  /** Those that the reports of the project print. */
  readonly printed: ReadonlySet<string>;
  /** The English texts that the tool puts into data. */
  readonly words: readonly string[];
}

/** A file with more in it. */
interface Filled {
  readonly text: string;
  /** How many texts were added, to be filled in. */
  readonly added: number;
  readonly printed?: number;
}

const aboutMessages = (
  tag: string,
): string => ` What Tallybook says in its reports, in \`${tag}\`: fill in the text behind each key; above it is the English one, with the plural forms
 that this language has by CLDR. {names} in braces stand for what is put there, and stay as they are, as do the words of a choice
 (select, yes, other); between \`{count, plural, one {\` and \`}\` is what is said of one, # for the number itself.`;

/** Begins a line of the file that tells a group of messages from the next. */
const groupSign = ' ==';

/**
 * The file of messages with each that it does not have yet, empty, its English text above it. Those that the reports of the project
 * print come first, unless the file has its messages in nested keys, where each has its place.
 */
function messagesWith(before: string, { tag, english, written, asked, printed, words }: Asked): Filled {
  const document = before.trim() === '' ? new Document(new YAMLMap()) : parseDocument(before);
  if (before.trim() === '') document.commentBefore = aboutMessages(tag);
  const top = isMap(document.contents) ? document.contents : new YAMLMap();
  document.contents = top as typeof document.contents;
  const messages = mapIn(top, 'messages');
  const isNested = messages.items.some(({ value }) => isMap(value));
  for (const { key } of messages.items) if (isScalar(key)) withoutGroup(key);
  const groups = [asked.filter((id) => printed.has(id)), asked.filter((id) => !printed.has(id))];
  const [first = [], rest = []] = groups;
  const heads = [
    `${groupSign} Your reports print these ${first.length}:`,
    `${groupSign} These ${rest.length} ${first.length === 0 ? 'are' : 'are printed by other reports, and are'} asked for as well:`,
  ];
  const counts = groups.map((ids, index) => {
    const added = ids.filter((id) => {
      const path = isNested ? id.split('.') : [id];
      const section = path.slice(0, -1).reduce((map, key) => mapIn(map, key), messages);
      return add(
        section,
        path.at(-1) ?? id,
        withPluralsOf(english[id] ?? '', tag),
        withPluralsOf(written[id] ?? '', tag),
      );
    });
    if (!isNested) openGroup(messages, added.length, heads[index] ?? '');
    return added.filter((id) => written[id] === undefined).length;
  });
  const own = mapIn(
    top,
    'words',
    ' What Tallybook itself puts into data, by the English text. What stays empty is printed in English, unless\n data/translations has it.',
  );
  const ofData = words.filter((word) => add(own, word)).length;
  const [ofReports = 0, others = 0] = counts;
  const added = ofReports + others + ofData;
  return { text: document.toString({ lineWidth: 0 }), added, printed: ofReports };
}

/** Puts a head above the last messages of a file. */
function openGroup(messages: YAMLMap, count: number, head: string): void {
  const key = count === 0 ? undefined : messages.items.at(-count)?.key;
  if (isScalar(key)) key.commentBefore = `${head}\n${key.commentBefore ?? ''}`;
}

/** A message that was filled in begins no group any more. */
function withoutGroup(key: Scalar): void {
  const lines = (key.commentBefore ?? '').split('\n');
  key.commentBefore = lines.filter((line) => !line.startsWith(groupSign)).join('\n') || null;
}

/** The mapping at a key, made where there is none. */
function mapIn(map: YAMLMap, key: string, comment?: string): YAMLMap {
  const found: unknown = map.get(key, true);
  if (isMap(found)) return found as YAMLMap;
  const made = new YAMLMap();
  const name = new Scalar(key);
  if (comment !== undefined) name.commentBefore = comment;
  map.delete(key);
  map.items.push(new Pair(name, made));
  return made;
}

function add(map: YAMLMap, key: string, comment?: string, written = ''): boolean {
  const found: unknown = map.get(key, true);
  const isOpen = isScalar(found) && (found.value === null || found.value === '');
  if (found !== undefined && !isOpen) return false;
  map.delete(key);
  const name = new Scalar(key);
  if (comment !== undefined) name.commentBefore = ` ${comment}`;
  const text = new Scalar(written);
  text.type = Scalar.QUOTE_DOUBLE;
  map.items.push(new Pair(name, text));
  return true;
}
