/**
 * Writes the types of two kinds of ids: of messages, from the English files, and of the texts of diagnostics with their parameters, from
 * the `problems.yaml` of all rooms. A text that is asked for and missing does not compile.
 *
 *     node src/message-ids.mjs
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const source = dirname(fileURLToPath(import.meta.url));

/** @param {unknown} node @param {string} path @returns {string[]} */
const idsIn = (node, path) =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, child]) => idsIn(child, path === '' ? key : `${path}.${key}`))
    : [path];

/** @param {string} folder Below `src/`. */
const messagesIn = (folder) => {
  const file = join(source, folder, 'messages/en.yaml');
  return existsSync(file) ? idsIn(parse(readFileSync(file, 'utf8')), '') : [];
};

/** The modules with the types of ids, and their texts: one for messages and one for diagnostics, and one of both in each extension that has some. */
export function idModules() {
  const problems = placedTexts();
  /** @type {Record<string, string>} */
  const modules = {
    'language/message-id.ts': messageIds(messagesIn('language')),
    'problems/text-id.ts': textIds(problems.filter(({ file }) => !file.startsWith('extensions'))),
  };
  for (const name of readdirSync(join(source, 'extensions')).sort()) {
    const room = `extensions/${name}`;
    const messages = messagesIn(room);
    const texts = problems.filter(({ file }) => dirname(file) === room);
    if (messages.length + texts.length > 0) modules[`${room}/text-ids.d.ts`] = ownIds(messages, texts);
  }
  return modules;
}

/** @param {readonly string[]} ids */
const messageIds = (
  ids,
) => `/** The ids of messages, written by \`node src/message-ids.mjs\` from the English files: one that is not there does not compile. */
export interface MessageIds {
${ids.map((id) => `  '${id}': true;`).join('\n')}
}

/** Those of extensions are declared in the folder of each. */
export type MessageId = keyof MessageIds;

/** The ends of the ids that begin in one way: \`MessageIn<'html.imprint'>\` has \`contact\`. */
export type MessageIn<Start extends string, Id = MessageId> = Id extends \`\${Start}.\${infer End}\`
  ? End
  : never;
`;

/** @param {readonly {id: string, text: ProblemText}[]} texts */
const textIds = (
  texts,
) => `/** The texts of diagnostics and their parameters, written by \`node src/message-ids.mjs\` from the \`problems.yaml\` of all rooms. */
export interface TextParameters {
${linesOf(texts)}
}
`;

/** @param {readonly string[]} messages @param {readonly {id: string, text: ProblemText}[]} texts */
const ownIds = (messages, texts) => {
  const declared = [
    ...(messages.length === 0
      ? []
      : [
          augmented('language/message-id', 'MessageIds', messages.map((id) => `  '${id}': true;`).join('\n')),
        ]),
    ...(texts.length === 0 ? [] : [augmented('problems/text-id', 'TextParameters', linesOf(texts))]),
  ];
  return `/** What this extension says, written by \`node src/message-ids.mjs\` from its messages and its \`problems.yaml\`. */
export {};
${declared.join('')}`;
};

/** @param {string} module @param {string} name @param {string} lines */
const augmented = (module, name, lines) => `declare module '../../${module}.js' {
  interface ${name} {
${lines}
  }
}
`;

/** @param {readonly {id: string, text: ProblemText}[]} texts */
const linesOf = (texts) => texts.map(parametersOf).sort().join('\n');

/** @typedef {{severity?: string, message: string, hint?: string, see?: string}} ProblemText */

/** The texts of diagnostics, each with the `problems.yaml` that it is in. A text of one line is its message. Throws where two rooms have an id. @returns {{file: string, id: string, text: ProblemText}[]} */
function placedTexts() {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => basename(file) === 'problems.yaml')
    .sort()
    .flatMap((file) => {
      /** @type {Record<string, string | ProblemText>} */
      const own = parse(readFileSync(join(source, file), 'utf8'));
      return Object.entries(own).map(([id, text]) => ({
        file,
        id,
        text: typeof text === 'string' ? { message: text } : text,
      }));
    });
  /** @type {Map<string, string>} */
  const places = new Map();
  for (const { file, id } of texts) {
    const other = places.get(id);
    if (other !== undefined) throw new Error(`${file}: the text \`${id}\` is in ${other} too`);
    places.set(id, file);
  }
  return texts;
}

/** The texts of diagnostics of all rooms, by id. @returns {Record<string, ProblemText>} */
export const problemTexts = () => Object.fromEntries(placedTexts().map(({ id, text }) => [id, text]));

/** The line of a text with its parameters. @param {{id: string, text: ProblemText}} placed @returns {string} */
function parametersOf({ id, text: { message, hint = '', see = '' } }) {
  const names = [...`${message} ${hint} ${see}`.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => `'${name}'`);
  return `  '${id}': ${[...new Set(names)].sort().join(' | ') || 'never'};`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of Object.entries(idModules())) writeFileSync(join(source, file), text);
}
