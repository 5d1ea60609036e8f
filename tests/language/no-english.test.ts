/**
 * Every word that a report prints is the author's, the data's, or a message. The reports of `tests/golden/` are built in a language
 * whose messages are the English ones in Greek letters: a word in Latin letters that stands in no file of the project is written
 * into the code, where no translator finds it.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { newLanguage } from '../../src/extensions/translate/new-language.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { copyProject } from '../support/project-copy.js';
import { sharedSessions } from '../support/shared-session.js';

const tag = 'el';
const [latin, greek] = ['abcdefghijklmnopqrstuvwxyz', 'αβγδεφγηιζκλμνοπκρστυωωξψζ'];

/** A message in Greek letters; what stands in an odd number of braces is the grammar of its arguments. */
function inGreek(message: string): string {
  let depth = 0;
  return message.replaceAll(/[a-z{}]/gi, (sign) => {
    depth += Number(sign === '{') - Number(sign === '}');
    const letter = greek[latin.indexOf(sign.toLowerCase())];
    if (letter === undefined || depth % 2 === 1) return sign;
    return sign === sign.toLowerCase() ? letter : letter.toUpperCase();
  });
}

/** Fills in what `translate new` wrote: the English text stands above each message, the words of data are their own keys. */
function fillIn(text: string): string {
  let [english, isOfData] = ['', false];
  return text.replaceAll(/^(words:.*)$|^ *# ?(.*)$|^( *)(.+): ""$/gm, (line, words, comment, indent, key) => {
    if (words !== undefined) isOfData = true;
    if (comment !== undefined) english = comment;
    if (key === undefined) return line;
    return `${indent}${key}: ${JSON.stringify(inGreek(isOfData ? key.replaceAll('"', '') : english))}`;
  });
}

const read = (root: string, part: string): readonly string[] =>
  readdirSync(join(root, part), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];

/** What a page says or has read aloud: its text, the attributes in words, and what its panels print. */
function saidBy(page: string): string {
  const panels = [...page.matchAll(/<script[^>]*application\/json[^>]*>(.*?)<\/script>/gs)].flatMap(
    ([, json = '']) => [...json.matchAll(/"((?:[^"\\]|\\.)*)"(?!\s*:)/g)].map(([, value = '']) => value),
  );
  const markup = page.replaceAll(/<(script|style)\b.*?<\/\1>/gs, ' ');
  const attributes = [
    ...markup.matchAll(
      / (?:aria-label|aria-description|aria-roledescription|alt|title|label|placeholder)="([^"]*)"/g,
    ),
  ].map(([, value = '']) => value);
  return [markup.replaceAll(/<[^>]*>/g, ' '), ...attributes, ...panels].join(' ');
}

const root = temporaryFolder(afterAll);

/** In every run the one that prints the most kinds of things; the others by `npm run test:deep`. */
const many = ['plan'];
const others = [
  'charts-short',
  'claims',
  'document',
  'editions',
  'maps',
  'methods',
  'missing-values',
  'shadow',
  'tables',
  'values',
];

test.each(process.env.DEEP ? [...many, ...others] : many)(
  '%s prints no word that no message has',
  async (name) => {
    for (const part of ['data', 'templates', 'lexicon', 'messages', 'output', 'accessibility.yaml'])
      rmSync(join(root, part), { recursive: true, force: true });
    copyProject(join(repository, 'tests/golden', name), root);
    const project = join(root, 'tallybook.yaml');
    writeFileSync(project, `languages: [${tag}]\n${readFileSync(project, 'utf8')}`);
    const session = sharedSessions.open();
    expect((await newLanguage({ root, env: process.env, session }, tag)).diagnostics).toEqual([]);
    // The lexicon that is written beside them says nothing until it is filled in, so that typed numbers are warnings.
    const record = join(root, 'accessibility.yaml');
    const checked = existsSync(record) ? readFileSync(record, 'utf8') : '';
    if (checked !== '') writeFileSync(record, checked.replace('language: en', `language: ${tag}`));
    const messages = join(root, 'messages', `${tag}.yaml`);
    const filled = fillIn(readFileSync(messages, 'utf8'));
    expect(filled).not.toContain(': ""');
    writeFileSync(messages, filled);
    const { outputs, output, diagnostics } = await build({
      root,
      only: [],
      languages: [],
      formats: ['html'],
      draft: false,
      debug: false,
      env: process.env,
      progress: () => {},
      session: sharedSessions.open(),
    });
    expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
    const known = new Set(
      [readFileSync(project, 'utf8'), checked, ...read(root, 'data'), ...read(root, 'templates')].flatMap(
        wordsOf,
      ),
    );
    const pages = outputs.filter(({ path }) => path.endsWith('.html'));
    expect(pages).toHaveLength(1);
    const said = pages.map(({ path }) => saidBy(readFileSync(join(root, output, path), 'utf8'))).join(' ');
    expect(said).toMatch(/Γοντεντσ/);
    expect(
      [...new Set(wordsOf(said))].filter((word) => !known.has(word) && word !== 'json' && word !== 'pdf'),
    ).toEqual([]);
  },
);

test('a word of the code would be found', () => {
  expect(
    wordsOf(saidBy('<p title="Chart">Σουργε: <b>Office</b></p><script>const none = 1</script>')),
  ).toEqual(['office', 'chart']);
});
