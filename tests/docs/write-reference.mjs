/**
 * Writes the reference of the guide, `docs/reference/`, from what is already said in the code: the grammars of the files that authors
 * write, the helpers, the commands and the codes of messages. A test fails where a page is not as this writes it.
 *
 *     npm run reference
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Command } from 'commander';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const dist = join(root, 'dist');
/** @param {string} module A compiled module, below `dist/`. */
const fromDist = (module) => import(pathToFileURL(join(dist, module)).href);

/** The pages by their names. @returns {Promise<Record<string, string>>} */
export async function referencePages() {
  return {
    'project.md': keysPage('tallybook.json', 'Keys of `tallybook.yaml`', project),
    'data-package.md': keysPage('datapackage.json', 'Keys of `datapackage.yaml`', dataPackage),
    'helpers.md': await helpersPage(),
    'commands.md': await commandsPage(),
    'messages.md': await codesPage(),
  };
}

const project =
  'The file that says which reports a project builds. Editors that know JSON Schema complete these keys.';
const dataPackage =
  'What Tallybook adds to a [Frictionless Data Package](https://datapackage.org) or reads in its own way. The other keys are those of the standard.';

/** @typedef {{description?: string, type?: string, enum?: string[], properties?: Record<string, Schema>, anyOf?: Schema[], oneOf?: Schema[], items?: Schema, additionalProperties?: Schema | boolean}} Schema */

/** @param {string} file @param {string} title @param {string} intro */
function keysPage(file, title, intro) {
  const schema = JSON.parse(readFileSync(join(dist, 'schemas', file), 'utf8'));
  /** @type {Map<string, string>} */
  const rows = new Map();
  addKeys(schema, '', rows);
  const lines = [...rows].map(([path, text]) => `| \`${path}\` | ${cell(text)} |`);
  return page(title, `${intro}\n\n| Key | Meaning |\n| :--- | :--- |\n${lines.join('\n')}`);
}

/** Adds the keys below a schema that say what they mean: `*` is any name, `[]` an item of a list. @param {Schema} schema @param {string} path @param {Map<string, string>} rows */
function addKeys(schema, path, rows) {
  for (const [key, each] of Object.entries(schema.properties ?? {})) {
    const name = path === '' ? key : `${path}.${key}`;
    if (each.description !== undefined && !rows.has(name)) rows.set(name, each.description);
    addKeys(each, name, rows);
  }
  for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) addKeys(each, path, rows);
  if (schema.items !== undefined) addKeys(schema.items, `${path}[]`, rows);
  if (typeof schema.additionalProperties === 'object')
    addKeys(schema.additionalProperties, path === '' ? '*' : `${path}.*`, rows);
}

/** @typedef {{does: string, example: string, arguments?: Record<string, string>}} HelperText */

async function helpersPage() {
  const { templateSyntax } = await fromDist('extensions/extensions.js');
  /** @type {{arguments: Record<string, string>, helpers: Record<string, HelperText>}} */
  const texts = JSON.parse(readFileSync(join(dist, 'reference.json'), 'utf8'));
  const sections = [...templateSyntax.helpers.values()].map((helper) => {
    const text = texts.helpers[helper.name];
    if (text === undefined)
      throw new Error(`src/content/reference.yaml says nothing of the helper ${helper.name}`);
    const names = [...new Set([...(helper.fieldParameters ?? []), ...helper.parameters])];
    const rows = names.map((/** @type {string} */ name) => {
      const meaning = text.arguments?.[name] ?? texts.arguments[name];
      if (meaning === undefined)
        throw new Error(`no reference.yaml says what ${name} of ${helper.name} means`);
      return `| \`${name}\` | ${cell(meaning)} |`;
    });
    const table = rows.length === 0 ? '' : `\n\n| Argument | Meaning |\n| :--- | :--- |\n${rows.join('\n')}`;
    return `## ${helper.name}\n\n${text.does}\n\n\`\`\`text\n${text.example}\n\`\`\`${table}`;
  });
  const intro =
    'A helper of a dataset also takes the names of its dimensions: `year=2024 reader="children"`. A dimension that is left out is read at its total. Several categories are joined by `|`.';
  return page('Helpers', `${intro}\n\n${sections.join('\n\n')}`);
}

async function commandsPage() {
  const { verbs } = await fromDist('cli/verbs/verbs.js');
  const program = new Command('tallybook');
  for (const add of verbs) add(program, () => {});
  const sections = leavesOf(program).map(({ path, command }) => {
    const rows = [
      ...command.registeredArguments.map((each) => [each.name(), each.description]),
      ...command.options.map(({ flags, description }) => [flags, description]),
    ].map(([name, meaning]) => `| \`${cell(name ?? '')}\` | ${cell(meaning ?? '')} |`);
    const table =
      rows.length === 0 ? '' : `\n\n| Argument or option | Meaning |\n| :--- | :--- |\n${rows.join('\n')}`;
    return `## ${path}\n\n\`tallybook ${path} ${command.usage()}\`: ${command.description()}.${table}`;
  });
  const shared = 'Every command also takes `--json`, `--quiet`, `--debug` and `--help`.';
  return page('Commands', `${shared}\n\n${sections.join('\n\n')}`);
}

/** The commands that do something, those of a group by both words. @param {Command} command @param {string} path @returns {{path: string, command: Command}[]} */
function leavesOf(command, path = '') {
  return command.commands.flatMap((each) => {
    const name = path === '' ? each.name() : `${path} ${each.name()}`;
    return each.commands.length > 0 ? leavesOf(each, name) : [{ path: name, command: each }];
  });
}

async function codesPage() {
  const { diagnosticCodes } = await fromDist('diagnostic-codes.js');
  const { extensions } = await fromDist('extensions/extensions.js');
  const { programs } = await fromDist('extensions/programs.js');
  /** @type {Record<string, string>} */
  const codes = Object.assign({}, diagnosticCodes, ...[...extensions, ...programs].map((each) => each.codes));
  const rows = Object.entries(codes)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`);
  return page('Codes of messages', `| Code | Meaning |\n| :--- | :--- |\n${rows.join('\n')}`);
}

/** @param {string} text */
const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** @param {string} title @param {string} body */
const page = (title, body) =>
  `<!-- Written by \`npm run reference\` from the code. Change it there. -->\n\n# ${title}\n\n${body}\n`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(root, 'docs/reference');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(await referencePages())) writeFileSync(join(folder, name), text);
  process.stdout.write(`Wrote ${readdirSync(folder).length} pages to docs/reference/\n`);
}
