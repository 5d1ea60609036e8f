/**
 * How often the rules on words alarm for nothing: `node tests/bench/alarms.mjs TEXT [JUDGED.yaml]`.
 *
 * TEXT is prose that nobody wrote for Tallybook. It becomes the template of a report on the data package of this
 * repository, where claims are required, and every `claim/...` that `check` says of it is an alarm. One is false when no
 * cell of the package could confirm or refute its sentence; JUDGED lists those that a person has looked at (`line`, `word`,
 * `is: right` or `is: false`, `why`). An alarm that nobody has judged counts as false. Numbers typed in TEXT count as
 * printed, as they would be once a helper prints them.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { compiled } from './compiled.mjs';

/** @type {typeof import('../../src/commands/check/check.js')} */
const { check } = await import(compiled('commands/check/check.js'));

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [text, judgedFile = join(repository, 'tests/bench/alarms.yaml')] = process.argv.slice(2);
if (text === undefined) throw new Error('node tests/bench/alarms.mjs TEXT [JUDGED.yaml]');

const lines = readFileSync(text, 'utf8').split('\n').map((line) => line.trimEnd());
// Words stay on their lines, so that an alarm can be found in TEXT; nothing in them is Markdown.
const markdown = lines.map((line) => line.trimStart().replace(/[\\`*_{}[\]<>#|~$^:+]|^(?=\d+[.)]|[-=•])/gu, '\\$&'));
const heading = '# Prose\n\n';
const root = mkdtempSync(join(tmpdir(), 'tallybook-alarms-'));
let found;
try {
  cpSync(join(repository, 'data'), join(root, 'data'), { recursive: true });
  // Without it, what is hidden is to be chosen first, and no words are read.
  cpSync(join(repository, 'protection.lock.yaml'), join(root, 'protection.lock.yaml'));
  mkdirSync(join(root, 'templates'));
  writeFileSync(join(root, 'templates/prose.md'), heading + markdown.join('\n'));
  const project = { title: 'Prose', publisher: 'Nobody', edition: 2015, claims: 'required', reports: { prose: { template: 'templates/prose.md' } } };
  writeFileSync(join(root, 'tallybook.yaml'), JSON.stringify(project));
  ({ diagnostics: found } = await check({ root, debug: false, progress: () => {}, env: process.env }));
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** @typedef {{ line: number, word: string, is: 'right' | 'false', why: string }} Judged */
/** @type {readonly Judged[]} */
const list = parse(readFileSync(judgedFile, 'utf8'));
const judged = new Map(list.map((each) => [`${each.line} ${each.word}`, each]));
const alarms = found.filter(({ code }) => code.startsWith('claim/'));
const counts = { right: 0, false: 0, open: 0 };
for (const { code, message, position } of alarms) {
  const line = position.line - 2;
  const word = /`([^`]*)`/.exec(message)?.[1] ?? '';
  const known = judged.get(`${line} ${word}`);
  const verdict = known === undefined ? 'open' : known.is === 'right' ? 'right' : 'false';
  counts[verdict] += 1;
  console.log(`${verdict.padEnd(5)} ${code} line ${line} \`${word}\`${known === undefined ? '' : ` (${known.why})`}`);
  console.log(`      ${sentenceAround(line, word)}`);
}
const words = lines.join(' ').split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length;
const wrong = counts.false + counts.open;
console.log(`\n${alarms.length} alarms on ${words} words: ${counts.right} right, ${counts.false} false, ${counts.open} not judged`);
console.log(`false alarms in 1,000 words: ${((wrong * 1000) / words).toFixed(1)}`);

/**
 * The lines around a word, cut to its sentence.
 *
 * @param {number} line
 * @param {string} word
 */
function sentenceAround(line, word) {
  const around = lines.slice(Math.max(line - 4, 0), line + 3).map((each) => each.trim());
  const start = around.slice(0, Math.min(3, line - 1)).join(' ').length;
  const all = around.join(' ');
  const at = Math.max(all.indexOf(word.split(' ')[0] ?? word, start), 0);
  const before = all.slice(0, at);
  const from = Math.max(before.lastIndexOf('. '), 0);
  const next = all.indexOf('. ', at);
  return all.slice(from, next < 0 ? undefined : next + 1).replace(/\s+/gu, ' ').replace(/^\. /u, '');
}
