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
const target = join(source, 'language/message-id.ts');
const targetOfTexts = join(source, 'problems/text-id.ts');

/** @param {unknown} node @param {string} path @returns {string[]} */
const idsIn = (node, path) =>
  typeof node === 'object' && node !== null
    ? Object.entries(node).flatMap(([key, child]) => idsIn(child, path === '' ? key : `${path}.${key}`))
    : [path];

/** The text of the module, from the messages as they are. @returns {string} */
export function messageIds() {
  const extensions = readdirSync(join(source, 'extensions')).map(
    (name) => `extensions/${name}/messages/en.yaml`,
  );
  const files = ['language/messages/en.yaml', ...extensions.sort()].filter((file) =>
    existsSync(join(source, file)),
  );
  const ids = files.flatMap((file) => idsIn(parse(readFileSync(join(source, file), 'utf8')), ''));
  return `/** The ids of all messages, written by \`node src/message-ids.mjs\` from the English files: one that is not there does not compile. */
export type MessageId =
${ids.map((id) => `  | '${id}'`).join('\n')};

/** The ends of the ids that begin in one way: \`MessageIn<'html.imprint'>\` has \`contact\`. */
export type MessageIn<Start extends string, Id = MessageId> = Id extends \`\${Start}.\${infer End}\`
  ? End
  : never;
`;
}

/** @typedef {{severity?: string, message: string, hint?: string, see?: string}} ProblemText */

/**
 * The texts of diagnostics of all rooms, by id. A text of one line is its message. Throws where two rooms have an id, or a severity is none.
 * @returns {Record<string, ProblemText>}
 */
export function problemTexts() {
  /** @type {Record<string, ProblemText>} */
  const texts = {};
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((each) => basename(each) === 'problems.yaml').sort()) {
    /** @type {Record<string, string | ProblemText>} */
    const own = parse(readFileSync(join(source, file), 'utf8'));
    for (const [id, text] of Object.entries(own)) {
      if (id in texts) throw new Error(`${file}: a second text \`${id}\``);
      texts[id] = typeof text === 'string' ? { message: text } : text;
    }
  }
  return texts;
}

/** The text of the module with the parameters of each text. @returns {string} */
export function textIds() {
  const lines = Object.entries(problemTexts()).map(([id, { message, hint = '', see = '' }]) => {
    const names = [...`${message} ${hint} ${see}`.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => `'${name}'`);
    return `  '${id}': ${[...new Set(names)].sort().join(' | ') || 'never'};`;
  });
  return `/** The texts of diagnostics and their parameters, written by \`node src/message-ids.mjs\` from the \`problems.yaml\` of all rooms. */
export interface TextParameters {
${lines.sort().join('\n')}
}
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(target, messageIds());
  writeFileSync(targetOfTexts, textIds());
}
