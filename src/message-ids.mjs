/**
 * Writes the type of the ids of messages from the English files, so that a message which is asked for and not there does not compile.
 *
 *     node src/message-ids.mjs
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const source = dirname(fileURLToPath(import.meta.url));
const target = join(source, 'language/message-id.ts');

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

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, messageIds());
