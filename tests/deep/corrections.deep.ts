/**
 * Corrections of the two reports of this repository as colleagues make them: words, sentences, new paragraphs, deletions, moved
 * paragraphs and cells, outside what helpers print, tracked as Word does it and silently. Of all that is applied, the report must have what
 * the colleague wanted, and nothing else. `SEED=n` makes others.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { Element } from 'xast';
import { review } from '../../src/extensions/review/review.js';
import { attributeOf, childOf, textIn } from '../../src/outputs/docx/ooxml.js';
import { Colleague } from '../extensions/review/colleague.js';
import { wordFileOfReport } from '../extensions/review/word-file-of.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { copyFlagship } from '../support/project-copy.js';
import { sharedSessions } from '../support/shared-session.js';
import { seedOf } from './seed.js';

const root = temporaryFolder(afterAll);
const kinds = ['word', 'sentence', 'new paragraph', 'deletion', 'moved', 'cell'] as const;
type Kind = (typeof kinds)[number];

/** An edit, and what it makes of the paragraphs of the report. */
interface Planned {
  readonly kind: Kind;
  make(colleague: Colleague, paragraphs: readonly Element[]): void;
  /** Whether the paragraphs of a report have it. */
  isIn(paragraphs: readonly string[]): boolean;
  /** Paragraphs with it. */
  want(paragraphs: readonly string[]): readonly string[];
}

let state = seedOf('corrections');
const upTo = (count: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
  return (state >> 8) % Math.max(1, count);
};

/** Its words but those that Word counts: numbers of paragraphs and tables, and of the words of a submission. */
const wordsOf = (paragraph: Element): string =>
  textIn(paragraph)
    .replace(/\b(REF \w+|SEQ \w+) [\\\w* ]*?[\d.]+/g, '$1')
    .replace(/^Length\s*[\d,]+/, 'Length')
    .replace(/\s+/g, ' ')
    .trim();

/** The words of a template that its author wrote, each passage between blank lines as one; what helpers print is another sign. */
function authorsWords(template: string): string {
  return template
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/\{\{#\w[\s\S]*?\{\{\/\w+\}\}/g, '\uE000')
    .replace(/\{\{[\s\S]*?\}\}/g, '\uE000')
    .replace(/\*+/g, '')
    .replace(/\n[ \t]*\n/g, '\uE001')
    .replace(/\s+/g, ' ');
}

/** The style of a paragraph, and whether it is an item of a list. */
const styleOf = (paragraph: Element): string => {
  const properties = childOf(paragraph, 'w:pPr');
  return `${attributeOf(childOf(properties, 'w:pStyle'))} ${childOf(properties, 'w:numPr') !== undefined}`;
};

/** Another list of paragraphs, where one of them stands in it once. */
const changed = (
  paragraphs: readonly string[],
  was: string,
  ...now: readonly string[]
): readonly string[] => {
  const at = paragraphs.indexOf(was);
  return at < 0 ? paragraphs : [...paragraphs.slice(0, at), ...now, ...paragraphs.slice(at + 1)];
};

interface Chosen {
  readonly written: string;
  readonly paragraphs: readonly Element[];
  readonly at: number;
  readonly count: number;
}

function planned(
  kind: Kind,
  paragraph: Element,
  below: number | undefined,
  { written, at, count, paragraphs }: Chosen,
): Planned[] {
  const words = wordsOf(paragraph);
  const own = (all: readonly Element[], index = at): Element => all[index] ?? paragraph;
  const replace = (was: string, text: string): Planned[] => {
    const now = words.replace(was, text).replace(/\s+/g, ' ').trim();
    return [
      {
        kind,
        make: (colleague, all) => colleague.replace(own(all), was, text),
        isIn: (all) => all.includes(now),
        want: (all) => changed(all, words, now),
      },
    ];
  };
  switch (kind) {
    case 'word': {
      const [, before = '', word = ''] =
        /(\p{Ll}+ )(\p{Ll}{5,}) \p{Ll}+/u.exec(words.slice(upTo(words.length / 2))) ?? [];
      return word !== '' && written.includes(` ${before}${word} `)
        ? replace(`${before}${word} `, `${before}corrected `)
        : [];
    }
    case 'sentence': {
      const sentences = words.split(/(?<=\.) /).filter((each) => each.length > 30 && written.includes(each));
      const sentence = sentences[upTo(sentences.length)];
      return sentence === undefined
        ? []
        : replace(sentence, `Office ${String.fromCharCode(65 + (count % 26))} puts it in *other* words.`);
    }
    case 'deletion':
      return written.includes(words)
        ? [
            {
              kind,
              make: (colleague, all) => colleague.remove(own(all)),
              isIn: (all) => !all.includes(words),
              want: (all) => changed(all, words),
            },
          ]
        : [];
    case 'new paragraph': {
      const text = `Paragraph ${String.fromCharCode(65 + (count % 26))} is new: an office wrote it [sic].`;
      return [
        {
          kind,
          make: (colleague, all) => colleague.addBelow(own(all), text),
          isIn: (all) => all.includes(text),
          want: (all) => changed(all, words, words, text),
        },
      ];
    }
    case 'moved': {
      if (below === undefined) return [];
      const after = wordsOf(own(paragraphs, below));
      return [
        {
          kind,
          make: (colleague, all) => colleague.move(own(all), own(all, below)),
          isIn: (all) => all[all.indexOf(after) + 1] === words,
          want: (all) => (all.includes(after) ? changed(changed(all, words), after, after, words) : all),
        },
      ];
    }
    case 'cell':
      return written.includes(`| ${words} |`) ? replace(words, `${words} or more`) : [];
  }
}

/** Edits of different paragraphs of a file, as many of each kind as are asked for, or as there is room for. */
function plan(word: Uint8Array, template: string, each: number): Planned[] {
  const colleague = new Colleague(word);
  const cells = new Set(colleague.cells());
  const all = colleague.paragraphs();
  const written = authorsWords(template);
  const counts = new Map(all.map((paragraph) => [wordsOf(paragraph), 0]));
  for (const paragraph of all) counts.set(wordsOf(paragraph), (counts.get(wordsOf(paragraph)) ?? 0) + 1);
  const texts = all.map(wordsOf);
  /** True where contents or a list of the annex say it again: they change with it. */
  const isSaidAgain = (paragraph: Element): boolean =>
    wordsOf(paragraph)
      .split(/(?<=[.!?]) /)
      .some((sentence) => texts.filter((text) => text.includes(sentence.slice(-30))).length > 1);
  /** Plain text of the template, that stands in the file once. */
  const isPlain = (paragraph: Element): boolean =>
    counts.get(wordsOf(paragraph)) === 1 &&
    !isSaidAgain(paragraph) &&
    written.includes(wordsOf(paragraph).slice(0, 40)) &&
    wordsOf(paragraph).length > 40;
  const used = new Set<Element>();
  const plans: Planned[] = [];
  for (const kind of kinds) {
    const isOfKind = (paragraph: Element): boolean =>
      kind === 'cell'
        ? cells.has(paragraph) && counts.get(wordsOf(paragraph)) === 1
        : !cells.has(paragraph) && isPlain(paragraph);
    for (let tries = 0, made = 0; tries < 400 && made < each; tries++) {
      const at = upTo(all.length);
      const paragraph = all[at];
      if (paragraph === undefined || used.has(paragraph) || !isOfKind(paragraph)) continue;
      const isFree = (each: Element): boolean =>
        !used.has(each) && !cells.has(each) && isPlain(each) && styleOf(each) === styleOf(paragraph);
      const below = all.findIndex((each, index) => index > at && index < at + 8 && isFree(each));
      const chosen = { written, paragraphs: all, at, count: plans.length };
      const [found] = planned(kind, paragraph, below < 0 ? undefined : below, chosen);
      if (found === undefined) continue;
      used.add(paragraph);
      if (kind === 'moved') used.add(all[below] ?? paragraph);
      plans.push(found);
      made++;
    }
  }
  return plans;
}

const paragraphsOf = (word: Uint8Array): string[] => {
  const colleague = new Colleague(word);
  return colleague
    .paragraphs()
    .map(wordsOf)
    .filter((words) => words !== '');
};

const asked = { files: ['returned.docx'], report: undefined, language: undefined, env: { CI: '' } };
const tally = new Map<Kind, { made: number; applied: number }>();

test.each([
  ['annual-report', true],
  ['annual-report', false],
  ['shadow-report', true],
  ['shadow-report', false],
])('corrections of %s (tracked: %s) apply themselves, none wrongly', async (report, tracks) => {
  copyFlagship(root);
  const path = join(root, `templates/${report}.md`);
  const word = await wordFileOfReport(root, report, sharedSessions.open());
  const plans = plan(word, readFileSync(path, 'utf8'), 8);
  const colleague = new Colleague(word, 'Ana', tracks);
  const all = colleague.paragraphs();
  for (const { make } of plans) make(colleague, all);
  writeFileSync(join(root, 'returned.docx'), colleague.save());
  const before = readFileSync(path, 'utf8');
  const result = await review({ ...asked, root, cwd: root, apply: true });
  const now = paragraphsOf(await wordFileOfReport(root, report, sharedSessions.open()));
  let wanted: readonly string[] = paragraphsOf(word);
  for (const { kind, isIn, want } of plans) {
    const count = tally.get(kind) ?? { made: 0, applied: 0 };
    tally.set(kind, count);
    count.made++;
    if (!isIn(now)) continue;
    count.applied++;
    wanted = want(wanted);
  }
  expect(now).toEqual(wanted);
  process.stdout.write(
    `${report} ${tracks}: ${plans.length} edits, ${result.applied} changes applied, ${result.left} left\n`,
  );
  if (process.env.SHOW)
    for (const each of result.diagnostics)
      if (each.code !== 'review/applied') process.stdout.write(`${JSON.stringify(each)}\n`);
  expect(before).not.toBe(readFileSync(path, 'utf8'));
});

test('of a hundred, eighty', () => {
  for (const [kind, { made, applied }] of tally) process.stdout.write(`${kind}: ${applied} of ${made}\n`);
  const [made, applied] = [...tally.values()].reduce(
    ([all, some], count) => [all + count.made, some + count.applied],
    [0, 0],
  );
  expect(made).toBeGreaterThanOrEqual(100);
  expect(applied / made).toBeGreaterThanOrEqual(0.8);
});

const python = '/usr/bin/python3';
const isThere =
  spawnSync('soffice', ['--version']).status === 0 && spawnSync(python, ['-c', 'import uno']).status === 0;
if (!isThere)
  process.stderr.write('LibreOffice or its `python3-uno` is not installed: no report is corrected in it\n');

test.skipIf(!isThere)(
  'what a colleague does in LibreOffice to a report that Word keeps is told, each at its line',
  async () => {
    copyFlagship(root);
    // LibreOffice opens no file of a folder with an accent in its name.
    const folder = mkdtempSync(join(tmpdir(), 'tallybook-office-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [sent, returned] = [join(folder, 'sent.docx'), join(folder, 'returned.docx')];
    writeFileSync(sent, await wordFileOfReport(root, 'shadow-report', sharedSessions.open()));
    const script = join(import.meta.dirname, 'office-colleague.py');
    const given = [script, join(folder, 'profile'), sent, returned];
    const ran = spawnSync(python, given, { encoding: 'utf8', timeout: 180_000 });
    expect(ran.status, ran.stderr).toBe(0);
    copyFileSync(returned, join(root, 'returned.docx'));
    const { diagnostics, applied } = await review({ ...asked, root, cwd: root, apply: true });
    const day = String.raw`\(\d{4}-\d\d-\d\d\)`;
    const told = [
      'note Somebody, without tracking, in returned.docx writes “This” in place of “It”',
      `note Ana Colleague ${day} in returned.docx adds the paragraph “The publisher answers within a month.”`,
      `note Ana Colleague ${day} in returned.docx writes “two shelters” in place of “a shelter”`,
      `note Ana Colleague ${day} in returned.docx takes out “An organisation that follows this example should do the same.”`,
      'warning Ana Colleague in returned.docx says of “which nobody knows”: “Say who does.”',
      `error Ana Colleague ${day} in returned.docx writes “31” for “29”, which is the cell data/victims-by-nationality.csv:10`,
    ];
    const said = diagnostics
      .toSorted((one, other) => one.position.line - other.position.line)
      .map(({ severity, message, position }) => {
        expect(position).toMatchObject({ file: 'templates/shadow-report.md', line: expect.any(Number) });
        return `${severity} ${message}`;
      });
    expect(said).toEqual(told.map((each) => expect.stringMatching(new RegExp(`^${each}$`))));
    expect(applied).toBe(4);
  },
);
