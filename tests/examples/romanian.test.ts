/**
 * A language that Tallybook does not speak, brought by a project: alone, and beside English. It is called `ro-MD`, of which Tallybook
 * has prepared nothing.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse, parseDocument } from 'yaml';
import { build } from '../../src/commands/build/build.js';
import { verify } from '../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { newLanguage } from '../../src/extensions/translate/new-language.js';
import { loadCatalogue } from '../../src/language/catalogue.js';
import { withPluralsOf } from '../../src/language/message-form.js';
import { plainText } from '../../src/report/tree.js';
import { compile } from '../../src/session/compile.js';
import { openProject } from '../../src/session/open-project.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository, textOf } from '../house/repository.js';
import { memoryHost } from '../memory-host.js';
import { sharedSessions } from '../support/shared-session.js';

const root = temporaryFolder(afterAll);
const own = 'examples/romanian';
const parts = [
  'tallybook.yaml',
  'messages/ro.yaml',
  'lexicon/ro.yaml',
  'data/datapackage.yaml',
  'data/victime.csv',
  'templates/victime.md',
];
const files = Object.fromEntries(
  parts.map((path) => [
    path.replace('ro.yaml', 'ro-MD.yaml'),
    textOf(`${own}/${path}`).replace('languages: [ro]', 'languages: [ro-MD]'),
  ]),
);

/** A message that is new in Tallybook is asked for elsewhere, once. */
beforeAll(async () => {
  const { tool } = memoryHost({});
  const english = await loadCatalogue('en', tool);
  const document = parseDocument(files['messages/ro-MD.yaml'] ?? '');
  for (const [id, text] of Object.entries(english)) {
    const path = ['messages', ...id.split('.')];
    if (!document.hasIn(path)) document.setIn(path, withPluralsOf(text, 'ro-MD'));
  }
  files['messages/ro-MD.yaml'] = document.toString({ lineWidth: 0 });
});

beforeEach(() => {
  for (const folder of ['messages', 'lexicon', 'data', 'templates'])
    rmSync(join(root, folder), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) write(path, text);
});

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(from);
  write(path, text.replace(from, to));
}

async function compiled({ tolerant = false } = {}) {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) return { problems: diagnostics.map(formatDiagnostic), made: [], texts: [] };
  const { aboutData, made } = await compile(sharedSessions.open(), opened, { tolerant });
  const all = [...aboutData, ...made.flatMap((each) => each.diagnostics)];
  const texts = made.map(({ report }) => (report === undefined ? '' : plainText([report.document.tree])));
  return { problems: all.map(formatDiagnostic), made, texts };
}

test('laws, dates and ages are text, what the data count is printed, and every sentence of the tool is Romanian', async () => {
  const { problems, texts } = await compiled();
  expect(problems).toEqual([]);
  expect(texts[0]).toContain('Legea nr. 241 din 20 octombrie 2005');
  expect(texts[0]).toMatch(/adică 73,7\s%/);
  expect(texts[0]).toContain('Numărul de victime a fost 29 în 2009 și 42 în 2014, o variație de +13.');
  expect(texts[0]).toContain('Anul: 2009–2014.');
  expect(texts[0]).toContain('Acest raport este publicat de Exemplu Tallybook.');
});

test('a figure that is typed, in digits or in words, is an error', async () => {
  edit(
    'templates/victime.md',
    'Cifrele privesc Kosovo.',
    'Cifrele privesc 255 de victime și douăzeci de minori.',
  );
  expect((await compiled()).problems).toEqual([
    expect.stringContaining('victime.md:15:17 error number/hard-typed: The number `255`'),
    expect.stringContaining('victime.md:15:35 error number/word: The number `douăzeci`'),
  ]);
});

test('without a lexicon numbers are warnings, which is said once', async () => {
  rmSync(join(root, 'lexicon'), { recursive: true });
  const { problems } = await compiled();
  const [said, ...others] = problems;
  expect(said).toContain('tallybook.yaml:1:1 warning lexicon/none: `ro-MD` has no lexicon that is ready');
  expect(others.length).toBeGreaterThan(5);
  expect(others.filter((text) => !text.includes(' warning number/hard-typed: '))).toEqual([]);
  write('lexicon/ro-MD.yaml', files['lexicon/ro-MD.yaml']?.replace('ready: true', 'ready: false') ?? '');
  expect((await compiled()).problems[0]).toContain('lexicon/ro-MD.yaml:1:1 warning lexicon/none');
});

test('a pattern that is none is named where it stands', async () => {
  edit(
    'lexicon/ro-MD.yaml',
    "orders:\n    - '{number-sign}{dated}'",
    "orders:\n    - '{number-sing}'\n    - '(('",
  );
  const { problems } = await compiled();
  expect(problems.filter((text) => text.includes('lexicon/value'))).toEqual([
    expect.stringMatching(/lexicon\/ro-MD\.yaml:36:7 .*No part `number-sing`/),
    expect.stringMatching(/lexicon\/ro-MD\.yaml:37:7 .*Unterminated group/),
  ]);
});

test.runIf(process.env.DEEP)(
  'a pattern whose search has no bounds is refused, and is not searched for',
  async () => {
    edit(
      'lexicon/ro-MD.yaml',
      "orders:\n    - '{number-sign}{dated}'",
      "numbered-nouns: ['{noun} {items}']\n  orders:\n    - '(?:\\p{L}+ ?)+\\d'",
    );
    const { problems } = await compiled();
    expect(problems.filter((text) => text.includes('lexicon/pattern-cost'))).toEqual([
      expect.stringMatching(
        /lexicon\/ro-MD\.yaml:37:7 error lexicon\/pattern-cost: The search for this pattern may take too long: a repetition [\s\S]*hint: begin or end each repetition/,
      ),
    ]);
  },
);

test.runIf(process.env.DEEP)(
  'beside English it has the same numbers, with the texts of data/translations',
  async () => {
    const languages = 'examples/languages';
    for (const path of ['data', 'templates/victims.md'])
      cpSync(join(repository, languages, path), join(root, path), { recursive: true });
    write(
      'tallybook.yaml',
      textOf(`${languages}/tallybook.yaml`).replace(/languages:.*/, 'languages: [en, ro-MD]'),
    );
    const english = textOf(`${languages}/templates/victims.md`);
    write(
      'templates/victims.ro-MD.md',
      english
        .replaceAll(
          'title: Victims of trafficking in human beings, 2009 to 2014',
          'title: Victime, 2009–2014',
        )
        .replace('That is more than in 2009', 'Numărul lor a crescut')
        .replace(
          /Most of the victims of\s+the six years were Kosovar/,
          'Majoritatea victimelor au fost din Kosovo',
        ),
    );
    const albanian = parse(textOf(`${languages}/data/translations/sq.yaml`)) as {
      texts: Record<string, string>;
    };
    const texts = Object.keys(albanian.texts).filter((text) => text !== 'Year' && text !== 'Total');
    write(
      'data/translations/ro-MD.yaml',
      JSON.stringify({ texts: Object.fromEntries(texts.map((text) => [text, text])) }),
    );
    const { problems, made, texts: printed } = await compiled();
    expect(problems).toEqual([]);
    const numbers = made.map(({ report }) => report?.document.ledger.map(({ id }) => id));
    expect(numbers).toHaveLength(2);
    expect(numbers[1]).toEqual(numbers[0]);
    expect(printed[1]).toContain('Numărul de victims a fost 29 în 2009');
    // What the tool itself puts into data.
    expect(printed[1]).toContain('niciun caz înregistrat');
  },
);

test('verify reads the messages of the project above the output', async () => {
  edit('tallybook.yaml', 'victime.md}', 'victime.md, formats: [html]}\nimprint: {contact: Biroul}');
  const built = await build({
    session: sharedSessions.open(),
    root,
    only: [],
    languages: [],
    formats: [],
    draft: false,
    debug: false,
    env: process.env,
    progress: () => {},
  });
  expect(built.diagnostics.map(formatDiagnostic)).toEqual([]);
  const output = join(root, 'output');
  expect(readFileSync(join(output, 'victime/ro-MD/victime.html'), 'utf8')).toContain(
    'nu au fost citite încă',
  );
  const verified = await verify({ root: output });
  expect(verified.diagnostics).toEqual([]);
  expect(verified.numbers).toBeGreaterThan(60);
  expect(verified.retested).toBe(1);
  rmSync(join(root, 'messages'), { recursive: true });
  expect((await verify({ root: output })).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringMatching(
      /verify\/form: Tallybook has no words in the language `ro-MD`.*\n\s*hint: .*`messages\/ro-MD\.yaml`/,
    ),
  ]);
});

describe('messages', () => {
  test.runIf(process.env.DEEP)(
    'that are not there are asked for with the command that writes them',
    async () => {
      rmSync(join(root, 'messages'), { recursive: true });
      const [problem] = (await compiled()).problems;
      expect(problem).toContain(
        'tallybook.yaml:5:13 error project/value: Tallybook has no words in the language `ro-MD` yet',
      );
      expect(problem).toContain('hint: `tallybook translate new ro-MD` writes `messages/ro-MD.yaml`');
    },
  );

  test('that are superfluous, no texts, or take something else are named where they stand', async () => {
    edit('messages/ro-MD.yaml', 'figure: "Figura {number}"', 'figure: "Figura {număr}"\n    figur: "Figura"');
    edit('messages/ro-MD.yaml', '{counted, select, no {', '{counted, select, nu {');
    edit('messages/ro-MD.yaml', 'one {Sursa} few {Surse} other', 'one {Sursa} other');
    edit('messages/ro-MD.yaml', 'chapter: "Capitolul {number}"', 'chapter: 5');
    edit('messages/ro-MD.yaml', 'section: "Secțiunea {number}"', 'section: "Secțiunea"');
    edit('messages/ro-MD.yaml', 'annex: "Anexa {number}"', 'annex: "Anexa {number"');
    expect((await compiled()).problems.map((text) => text.split('\n')[0])).toEqual([
      'messages/ro-MD.yaml:5:13 error messages/arguments: The message has `{număr}`, and the English one has `{number}`',
      'messages/ro-MD.yaml:6:5 error messages/unknown: Tallybook has no message `document.figur`',
      'messages/ro-MD.yaml:8:14 error messages/form: The message `document.chapter` is not a text',
      'messages/ro-MD.yaml:9:14 error messages/arguments: The message lacks `{number}`, and the English one has `{number}`',
      expect.stringContaining(
        'messages/ro-MD.yaml:10:12 error messages/arguments: The message does not have the form of ICU messages: ',
      ),
      expect.stringMatching(/error messages\/arguments: The plural of `\{count\}` lacks `few`/),
      expect.stringMatching(
        /error messages\/arguments: `nu` is not a choice of `\{counted\}`, which has `no`/,
      ),
    ]);
  });
});

test('a message that is empty is to be written where it stands, one that is not there is added by the command', async () => {
  edit('messages/ro-MD.yaml', 'table: "Tabelul {number}"', 'table: ""');
  edit('messages/ro-MD.yaml', '    figure: "Figura {number}"\n', '');
  expect((await compiled()).problems).toEqual([
    'messages/ro-MD.yaml:4:3 error messages/missing: `ro-MD` has no text for the message `document.figure`: “Figure {number}”\n' +
      '  hint: `tallybook translate new ro-MD` adds what is missing',
    'messages/ro-MD.yaml:5:12 error messages/missing: `ro-MD` has no text for the message `document.table`: “Table {number}”\n' +
      '  hint: write it here',
  ]);
});

test('what Tallybook puts into the data is English in a draft alone', async () => {
  edit('data/datapackage.yaml', 'label: niciun caz înregistrat, ', '');
  expect((await compiled()).problems).toEqual([]);
  edit('messages/ro-MD.yaml', '  none recorded: niciun caz înregistrat\n', '');
  const fault =
    'messages/ro-MD.yaml:1:1 error messages/missing: `ro-MD` has no words for `none recorded`, which Tallybook puts into your data\n' +
    '  hint: write them below `words:` in `messages/ro-MD.yaml`; `build --draft` prints them in English';
  expect((await compiled()).problems).toEqual([fault]);
  expect((await compiled({ tolerant: true })).problems).toEqual([fault.replace(' error ', ' warning ')]);
});

test('a draft prints what is missing in English, with a mark, and says how many are left', async () => {
  write(
    'messages/ro-MD.yaml',
    'messages:\n  document.source: "{count, plural, one {Sursa} few {Surse} other {Surse}}: {sources}"\n',
  );
  const { problems, texts } = await compiled({ tolerant: true });
  expect(problems[0]).toMatch(
    /^messages\/ro-MD\.yaml:1:1 warning messages\/missing: \d+ of the \d+ messages .*are not written/,
  );
  expect(texts[0]).toMatch(/\[en\] It was highest in 2012/);
  expect((await compiled()).problems[0]).toContain(' error messages/missing: ');
});

test('Romanian is prepared, and needs no file', async () => {
  for (const folder of ['messages', 'lexicon']) rmSync(join(root, folder), { recursive: true });
  edit('tallybook.yaml', '[ro-MD]', '[ro]');
  const { problems, texts } = await compiled();
  expect(problems).toEqual([]);
  expect(texts[0]).toContain('Numărul de victime a fost 29 în 2009');
});

describe('translate new', () => {
  const made = async (tag = 'ro-MD') => {
    const { diagnostics, written } = await newLanguage(
      { root, env: process.env, session: sharedSessions.open() },
      tag,
    );
    return { problems: diagnostics.map(formatDiagnostic), written };
  };

  test('writes every message with its English text and the plural forms of the language, and a lexicon', async () => {
    rmSync(join(root, 'messages'), { recursive: true });
    rmSync(join(root, 'lexicon'), { recursive: true });
    write('lexicon/ro-MD.yaml', '# ours\nsynonyms: {units: {oameni: victime}}\n');
    const { problems, written } = await made();
    expect(problems).toEqual([]);
    expect(written.map(({ file }) => file)).toEqual(['messages/ro-MD.yaml', 'lexicon/ro-MD.yaml']);
    const messages = readFileSync(join(root, 'messages/ro-MD.yaml'), 'utf8');
    expect(messages).toMatch(
      /messages:\n {2}# == Your reports print these \d+:\n {2}# Figure \{number\}\n {2}document\.\w+: ""/,
    );
    expect(messages).toMatch(/# == These \d+ are printed by other reports, and are asked for as well:/);
    expect(messages).toContain('# {count, plural, one {Source} few {Sources} other {Sources}}: {sources}');
    const lexicon = readFileSync(join(root, 'lexicon/ro-MD.yaml'), 'utf8');
    expect(lexicon).toContain('# ours\nsynonyms: {');
    expect(lexicon).toMatch(/month: .*\[Oo\]ctombrie/);
    expect(written[0]?.printed).toBeGreaterThan(20);
  });

  test('writes all that there is, to be read, with who has read it', async () => {
    edit('tallybook.yaml', '[ro-MD]', '[hr]');
    for (const folder of ['messages', 'lexicon']) rmSync(join(root, folder), { recursive: true });
    await newLanguage({ root, env: process.env, session: sharedSessions.open(), all: true }, 'hr');
    const messages = readFileSync(join(root, 'messages/hr.yaml'), 'utf8');
    expect(messages).toContain('document.table: "Tablica {number}"');
    write('messages/hr.yaml', `read: {by: Ana, on: 2026-11-30}\n${messages}`);
    expect((await compiled()).problems.filter((text) => text.includes('messages/'))).toEqual([]);
    edit('messages/hr.yaml', 'on: 2026-11-30', 'on: today');
    expect((await compiled()).problems[0]).toContain(
      'messages/hr.yaml:1:7 error messages/form: `read` does not say who',
    );
  });

  test('adds what a later Tallybook says, and leaves the rest as it is', async () => {
    const before = readFileSync(join(root, 'messages/ro-MD.yaml'), 'utf8');
    edit('messages/ro-MD.yaml', '    figure: "Figura {number}"\n', '');
    expect((await made()).written).toEqual([
      { file: 'messages/ro-MD.yaml', added: 1, printed: 1 },
      { file: 'lexicon/ro-MD.yaml', added: 0 },
    ]);
    const after = readFileSync(join(root, 'messages/ro-MD.yaml'), 'utf8');
    expect(after.replace(/ *# Figure \{number\}\n *figure: ""\n/, '')).toBe(
      before.replace('    figure: "Figura {number}"\n', ''),
    );
  });

  test.each([
    ['sq', 'Tallybook already has the words of'],
    ['ar', 'is written from right to left'],
    ['albanian', 'is not the tag of a language'],
    ['RO', 'write `ro`'],
    ['cnr', 'write `sr-Latn-ME`'],
  ])('refuses %s', async (tag, message) => {
    expect((await made(tag)).problems).toEqual([expect.stringContaining(message)]);
  });
});
