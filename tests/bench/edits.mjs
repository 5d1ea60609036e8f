/** Changes to a project that its reports bear: each is another one than all before it. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/**
 * What may be added to a cell of the flagship (`times` up to `most`), and taken from another one where they add up, without any
 * sentence of it becoming false; the other tables have no such cell, or one was not found. Some change only `every` so many times, so that
 * the table is not soon what it was before: what a session remembers of that would flatter. Lines and columns from 1.
 * @type {readonly {file: string, line: number, column: number, times: number, most?: number, every?: number}[]}
 */
const cells = [
  { file: 'actions.csv', line: 2, column: 9, times: 1 },
  { file: 'cases-by-offence.csv', line: 2, column: 3, times: 1, most: 4 },
  { file: 'cases-by-offence.csv', line: 3, column: 3, times: -1, most: 4 },
  { file: 'cases-by-offence.csv', line: 7, column: 3, times: 1, most: 2, every: 4 },
  { file: 'cases-by-offence.csv', line: 8, column: 3, times: -1, most: 2, every: 4 },
  { file: 'cases-by-offence.csv', line: 17, column: 3, times: 1, most: 2, every: 8 },
  { file: 'cases-by-offence.csv', line: 18, column: 3, times: -1, most: 2, every: 8 },
  { file: 'cases-by-offence.csv', line: 14, column: 3, times: 1, most: 2, every: 16 },
  { file: 'cases-by-offence.csv', line: 15, column: 3, times: -1, most: 2, every: 16 },
  { file: 'coalition-ages.csv', line: 2, column: 2, times: 1 },
  { file: 'coalition-ages.csv', line: 3, column: 2, times: -1 },
  { file: 'coalition-assistance.csv', line: 2, column: 3, times: 1 },
  { file: 'coalition-compensation.csv', line: 2, column: 2, times: 1 },
  { file: 'coalition-trials.csv', line: 2, column: 3, times: 1 },
  { file: 'coalition-trials.csv', line: 3, column: 3, times: -1 },
  { file: 'coalition-victims.csv', line: 2, column: 3, times: 1 },
  { file: 'facts.csv', line: 13, column: 3, times: 1 },
  { file: 'indicator-values.csv', line: 2, column: 4, times: 1 },
  { file: 'indicators.csv', line: 2, column: 7, times: 1 },
];

/** What stood in these cells before the first change, by project and place. @type {Map<string, number>} */
const before = new Map();

/** Changes every template and every table, and its source, by their `number`th change (from 1). Returns how many of each. @param {string} root @param {number} number */
export function changeEverything(root, number) {
  const templates = filesOf(join(root, 'templates'), '.md').filter((file) => changeSentence(file, number));
  const { tables, values } = changeTables(root, number);
  return { templates: templates.length, tables, values };
}

const added = / \(Read once more by [A-Z]{2}\.\)/u;

/** A sentence more at the end of the first paragraph of a template, or that in another wording; false where there is none. @param {string} file @param {number} number */
export function changeSentence(file, number) {
  const text = readFileSync(file, 'utf8');
  const sentence = ` (Read once more by ${initials(number)}.)`;
  if (added.test(text)) {
    writeFileSync(file, text.replace(added, sentence));
    return true;
  }
  const lines = text.split('\n');
  const at = lines.findIndex((line, index) => /^\p{L}[^{}|<>]*\.$/u.test(line) && (lines[index + 1] ?? '').trim() === '' && isPlain(lines, index));
  if (at < 0) return false;
  lines[at] += sentence;
  writeFileSync(file, lines.join('\n'));
  return true;
}

/** Outside of front matter, code and blocks of ours. @param {readonly string[]} lines @param {number} at */
function isPlain(lines, at) {
  const before = lines.slice(0, at);
  const count = (/** @type {RegExp} */ mark) => before.filter((line) => mark.test(line)).length;
  return count(/^```/u) % 2 === 0 && (lines[0] !== '---' || count(/^---$/u) >= 2) && count(/^:::+\w/u) === count(/^:::+$/u);
}

/** @param {string} root @param {number} number */
function changeTables(root, number) {
  const file = join(root, 'data', 'datapackage.yaml');
  const data = parseDocument(readFileSync(file, 'utf8'));
  const renamed = new Map();
  const resources = /** @type {{path?: string, sources?: {title: string}[]}[]} */ (data.toJS().resources);
  for (const [index, { sources = [] }] of resources.entries())
    for (const [place, { title }] of sources.entries()) {
      const next = `${title.replace(/ \(copy of [A-Z]{2}\)$/u, '')} (copy of ${initials(number)})`;
      renamed.set(title, next);
      data.setIn(['resources', index, 'sources', place, 'title'], next);
    }
  writeFileSync(file, data.toString({ lineWidth: 0 }));
  for (const texts of filesOf(join(root, 'data', 'translations'), '.yaml')) {
    const document = parseDocument(readFileSync(texts, 'utf8'));
    for (const pair of /** @type {import('yaml').YAMLMap<import('yaml').Scalar>} */ (document.get('texts')).items) {
      const next = renamed.get(pair.key.value);
      if (next !== undefined) pair.key.value = next;
    }
    writeFileSync(texts, document.toString({ lineWidth: 0 }));
  }
  const values = new Set(cells.filter((cell) => changeCell(root, cell, number)).map((cell) => cell.file));
  return { tables: resources.filter(({ sources = [] }) => sources.length > 0).length, values: values.size };
}

/** Changes the cells of one table, relative to `data`. @param {string} root @param {string} file @param {number} number */
export function changeTable(root, file, number) {
  for (const cell of cells) if (cell.file === file) changeCell(root, cell, number);
}

/** False where the flagship has no number there any more. @param {string} root @param {typeof cells[number]} cell @param {number} number */
function changeCell(root, { file, line, column, times, most = 9, every = 1 }, number) {
  const path = join(root, 'data', file);
  if (!existsSync(path)) return false;
  const lines = readFileSync(path, 'utf8').split('\n');
  const fields = lines[line - 1]?.split(',') ?? [];
  const place = `${path} ${line} ${column}`;
  const was = before.get(place) ?? Number.parseInt(fields[column - 1] ?? '', 10);
  if (Number.isNaN(was)) return false;
  before.set(place, was);
  fields[column - 1] = String(was + times * ((every === 1 ? 1 : 0) + (Math.floor(number / every) % most)));
  lines[line - 1] = fields.join(',');
  writeFileSync(path, lines.join('\n'));
  return true;
}

/** Two letters for each number, since a number that is typed may not stand in a template. @param {number} number */
function initials(number) {
  return String.fromCharCode(65 + (Math.floor(number / 26) % 26), 65 + (number % 26));
}

/** @param {string} folder @param {string} ending @returns {string[]} */
function filesOf(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}
