// What changed, as the Markdown of a comment: `node render.mjs CHANGES [ADDRESS]` prints it. CHANGES is the folder that the action
// made, perhaps in a run that a stranger wrote: nothing in it is believed to be what it should be. Every text in it stands as code, in
// which nobody is mentioned and nothing is a link, and is cut; so is the whole.
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** By this the comment is found again. */
export const marker = '<!-- tallybook: what changed -->';
/** GitHub takes 65,536 characters. */
const longest = 30_000;
const mostBytes = 20_000_000;
const mostLines = 15;
const mostReports = 12;
const longestText = 120;

/** A text as code: without grave accents, which would end it, line breaks, and what is not seen or turns the direction. */
export function code(value) {
  const text = (typeof value === 'string' || typeof value === 'number' ? `${value}` : '')
    .slice(0, 4 * longestText)
    .replace(/`/g, "'")
    .replace(/[\p{C}\p{Z}]+/gu, ' ')
    .trim();
  const cut = text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
  return cut === '' ? 'nothing' : `\`${cut}\``;
}

const listOf = (value) => (Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) : []);

function fromTo({ before, after }) {
  if (typeof before !== 'string') return `new ${code(after)}`;
  return typeof after === 'string' ? `${code(before)} → ${code(after)}` : `${code(before)} is gone`;
}

const cell = (change) => `${code(change.what)}: ${fromTo(change)}`;
const number = (change) => `${fromTo(change)} in ${code(change.part ?? '')}: ${code(change.what)}`;

/** The text from the first word to the last that differ. */
function text({ what, part, before, after }) {
  const name = `${code(what)} (${code(part ?? '')})`;
  if (typeof before !== 'string') return `${name}: new`;
  if (typeof after !== 'string') return `${name}: gone`;
  const [a, b] = [before.split(' '), after.split(' ')];
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const between = (words) => code(words.slice(start, words.length - end).join(' ').replaceAll('{}', '…'));
  return `${name}: ${between(a)} → ${between(b)}`;
}

function group(title, changes, line) {
  const list = listOf(changes);
  if (list.length === 0) return [];
  const rest = list.length - mostLines;
  const lines = list.slice(0, mostLines).map((change) => `- ${line(change)}`);
  return [`#### ${title} (${list.length})\n\n${[...lines, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n')}`];
}

function report({ report: id, language, presence, numbers, claims, text: texts }) {
  const name = `${code(id)} (${code(language)})`;
  if (presence === 'only before' || presence === 'only after')
    return [`#### ${name}\n\nThis report is ${presence === 'only after' ? 'new' : 'gone'}.`];
  return [
    ...group(`${name}: numbers`, numbers, number),
    ...group(`${name}: claims`, claims, cell),
    ...group(`${name}: text`, texts, text),
  ];
}

function pagesLine(pages) {
  const changed = listOf(pages?.changed);
  const of = Number.isSafeInteger(pages?.of) ? pages.of : 0;
  if (changed.length === 0) return pages === undefined ? [] : [`All ${of} pages look as before.`];
  const names = changed.slice(0, mostLines).map(({ report: id, number: page, only }) => {
    const is = only === 'after' ? ' (new)' : only === 'before' ? ' (gone)' : '';
    return `${code(id)} ${Number.isSafeInteger(page) ? page : 0}${is}`;
  });
  const rest = changed.length - names.length;
  return [
    `Pages that look otherwise, ${changed.length} of ${of}: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
  ];
}

/**
 * @param changes What `diff --json` printed, and `pages` what `changed-pages.mjs` wrote, each as it was read.
 * @param address Where the pictures are: ours, and not from the folder.
 */
export function render(changes, pages, address) {
  const isNothing = changes?.same === true && listOf(pages?.changed).length === 0;
  const reports = listOf(changes?.reports);
  const more = reports.length - mostReports;
  const groups = [
    ...group('Revised without a reason', changes?.unexplained, cell),
    ...pagesLine(pages),
    ...(address === undefined || pages === undefined ? [] : [`[Changed pages, before and after, and all that differs](${address})`]),
    ...group('Data', changes?.data, cell),
    ...group('Words of the data', changes?.words, cell),
    ...reports.slice(0, mostReports).flatMap(report),
    ...(more > 0 ? [`And ${more} more reports.`] : []),
  ];
  const head = `${marker}\n### What changes in the reports`;
  if (isNothing) return `${head}\n\nNothing: numbers, words and pages are those of the base.\n`;
  const body = [];
  let length = head.length;
  for (const each of groups) {
    length += each.length + 2;
    if (length > longest) {
      body.push('The rest is too long for a comment.');
      break;
    }
    body.push(each);
  }
  return `${[head, ...body].join('\n\n')}\n`;
}

/** A JSON file of the folder; undefined where it is not there. What is wrong with it is told without a word of it. */
export function readJson(folder, name) {
  const path = join(folder, name);
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  // A link could lead to what only this machine may read.
  if (!stats.isFile()) throw new Error(`${name} is no file`);
  if (stats.size > mostBytes) throw new Error(`${name} is too large`);
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is no JSON`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [changes, address] = process.argv.slice(2);
  process.stdout.write(render(readJson(changes, 'changes.json'), readJson(changes, 'pages.json'), address));
}
