/** The note on the name of a place: once in each report, in every language. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { visit } from '../../src/model/tree/visit.js';
import { plainText } from '../../src/report/tree.js';
import { compile } from '../../src/session/compile.js';
import { openProject } from '../../src/session/open-project.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { sharedSessions } from '../support/shared-session.js';

const root = temporaryFolder(afterAll);

const english =
  'This designation is without prejudice to positions on status, and is in line with UNSCR 1244 and the ICJ Opinion on the Kosovo declaration of independence.';
const albanian =
  'Ky emërtim është pa paragjykim ndaj qëndrimeve mbi statusin dhe është në përputhje me Rezolutën 1244 të KSKB-së dhe me Opinionin e GJND-së mbi Deklaratën e Pavarësisë së Kosovës.';
const serbian =
  'Овај назив је без прејудицирања статуса и у складу је са Резолуцијом СБ УН 1244 и мишљењем МСП о Декларацији о независности Косова.';

const setting = (more = ''): string => `name-note:
  en: {name: Kosovo, text: "${english}${more}"}
  sq: {name: [Kosovë, Kosova, Kosovës, Kosovën], text: "${albanian}"}
  sr-Cyrl: {name: [Косово, Косова, Косову], text: "${serbian}"}
`;

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'examples/languages', part), join(root, part), { recursive: true });
  edit('tallybook.yaml', (text) => `${text}${setting()}`);
  // Neither the heading nor what somebody else says has the sign.
  edit(
    'templates/victims.md',
    (text) =>
      `${text}\n# Kosovo[^law] {#sec-kosovo}\n\n> We live in Kosovo.\n>\n> — A victim, 2014\n\nThe paper says “in Kosovo”. Laws of *Kosovo* and Kosovo.[^law]\n\n[^law]: The law of Kosovo.\n`,
  );
  edit(
    'templates/victims.sq.md',
    (text) =>
      `${text}\n# Kosova[^law] {#sec-kosovo}\n\nLigjet e Kosovës zbatohen në Kosovë.[^law]\n\n[^law]: Ligji.\n`,
  );
  edit(
    'templates/victims.sr-Cyrl.md',
    (text) => `${text}\n# Косово[^law] {#sec-kosovo}\n\nЗакони на Косову.[^law]\n\n[^law]: Закон.\n`,
  );
});

function edit(path: string, change: (text: string) => string): void {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
}

async function compiled(only: readonly string[] = []) {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: only, formats: [] });
  if (opened === undefined) return { problems: diagnostics.map(formatDiagnostic), made: [] };
  const { aboutData, made } = await compile(sharedSessions.open(), opened, { tolerant: false });
  const all = [...aboutData, ...made.flatMap((each) => each.diagnostics)];
  return { problems: all.map(formatDiagnostic), made };
}

/** The words before each mark of a note, with what it is marked by, and the notes. */
function notesOf(tree: Root): readonly string[] {
  const found: string[] = [];
  visit(tree, (node, index = 0, parent) => {
    if (node.type === 'endnote') found.push(`${node.label}: ${plainText(node.children)}`);
    if (node.type !== 'noteMark') return;
    const before = parent?.children[index - 1];
    found.push(`${before === undefined ? '' : plainText([before]).split(' ').at(-1)}${node.label}`);
  });
  return found;
}

test('stands once, at the first mention in a paragraph, and no number is counted for it', async () => {
  const { problems, made } = await compiled();
  expect(problems).toEqual([]);
  const notes = made.map(({ report }) => (report === undefined ? [] : notesOf(report.document.tree)));
  expect(notes[0]).toEqual(['Kosovo1', 'Kosovo*', 'Kosovo.1', `*: ${english}`, '1: The law of Kosovo.']);
  expect(notes[1]).toEqual(['Kosova1', 'Kosovës*', 'Kosovë.1', `*: ${albanian}`, '1: Ligji.']);
  expect(notes[2]).toEqual(['Косово1', 'Косову*', '.1', `*: ${serbian}`, '1: Закон.']);
  expect(notes[3]?.[1]).toBe('Kosovu*');
  expect(notes[3]?.[3]).toContain('*: Ovaj naziv je bez prejudiciranja statusa');
});

test('a report of one chapter has it at its own first mention', async () => {
  edit('templates/victims.md', (text) => `${text}\n# Later {#sec-later}\n\nIn Kosovo the law is new.\n`);
  edit('tallybook.yaml', (text) => text.replace('template: templates/victims.md', '$&, only: sec-later'));
  const { made } = await compiled(['en']);
  const [report] = made.flatMap(({ report: each }) => each ?? []);
  expect(report && notesOf(report.document.tree)).toEqual(['Kosovo*', `*: ${english}`]);
});

describe('is refused', () => {
  test('where a report does not have the name, with what does not count', async () => {
    edit('templates/victims.md', (text) => text.replace('Laws of *Kosovo* and Kosovo', 'Laws'));
    const { problems } = await compiled(['en']);
    expect(problems).toEqual([
      expect.stringContaining(
        'templates/victims.md:1:1 error content/name-note: No paragraph of this report has the name `Kosovo`',
      ),
    ]);
    expect(problems[0]).toContain('see: tallybook.yaml:10:3, the note on the name');
  });

  test('with a number that counts, like any other text', async () => {
    edit('tallybook.yaml', (text) => text.replace(english, `${english} In 2014 there were 99 victims.`));
    expect((await compiled(['en'])).problems).toEqual([
      expect.stringMatching(
        /tallybook\.yaml:10:\d+ error number\/hard-typed: The note on a name has the number `99`/,
      ),
    ]);
  });

  test.each([
    ['  sq: {', '  mk: {', ['no note in `sq`', '`mk` in `name-note` is not a language']],
    ['  sr-Cyrl: {', '  sr-Latn: {', ['no note in `sr-Cyrl`', 'hint: its letters are made from `sr-Cyrl`']],
    ['{name: Kosovo,', '{name: "Kosovo*",', ['without an asterisk']],
    ['{name: Kosovo,', '{name: [],', ['at least one name']],
    ['{name: Kosovo,', '{', ['a name']],
  ] as const)('in `tallybook.yaml` with %s written as %s', async (from, to, expected) => {
    edit('tallybook.yaml', (text) => text.replace(from, to));
    const { problems } = await compiled();
    for (const each of expected) expect(problems.join('\n')).toContain(each);
    expect(problems.every((text) => text.includes('project/value'))).toBe(true);
  });
});
