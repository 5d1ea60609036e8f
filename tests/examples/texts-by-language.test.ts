/** Texts that the data package itself has in several languages. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { jsonSchema } from '../../src/data/package/package-grammar.js';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { dataGrammar } from '../../src/extensions/extensions.js';
import { translationState } from '../../src/extensions/translate/state.js';
import { plainText } from '../../src/report/tree.js';
import { compile } from '../../src/session/compile.js';
import { openProject } from '../../src/session/open-project.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { sharedSessions } from '../support/shared-session.js';

const root = temporaryFolder(afterAll);

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'examples/languages', part), join(root, part), { recursive: true });
  edit('data/datapackage.yaml', (text) =>
    text
      .replace('label: Moldovan', 'label: {en: Moldovan, sq: Moldaviane, sr-Cyrl: молдавско}')
      .replace('title: Nationality', 'title: {en: Nationality, sq: Kombësia}'),
  );
  edit('data/translations/sq.yaml', (text) =>
    text.replace(/ {2}Moldovan: .*\n/, '').replace(/ {2}Nationality: .*\n/, ''),
  );
  edit('data/translations/sr-Cyrl.yaml', (text) => text.replace(/ {2}Moldovan: .*\n/, ''));
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
  if (opened === undefined) return { problems: diagnostics.map(formatDiagnostic), texts: [] };
  const { aboutData, made } = await compile(sharedSessions.open(), opened, { tolerant: false });
  const all = [...aboutData, ...made.flatMap((each) => each.diagnostics)];
  const texts = made.map(({ report }) => (report === undefined ? '' : plainText([report.document.tree])));
  return { problems: all.map(formatDiagnostic), texts };
}

test('are printed in their language, beside those of the files of translations', async () => {
  const { problems, texts } = await compiled();
  expect(problems).toEqual([]);
  const [en, sq, cyrillic, latin] = texts;
  expect(en).toContain('Moldovan');
  expect(sq).toContain('Moldaviane');
  expect(sq).toContain('Kombësia');
  expect(sq).toContain('Shqiptare');
  expect(cyrillic).toContain('молдавско');
  expect(latin).toContain('moldavsko');
});

test('are nothing that a translator is asked for', async () => {
  const { languages, diagnostics } = await translationState(root, 'sq');
  expect(diagnostics).toEqual([]);
  const listed = languages[0]?.data.texts.map(({ source }) => source);
  expect(listed).toContain('Albanian');
  expect(listed).not.toContain('Moldovan');
});

test('are accepted by editors, where texts are printed and nowhere else', () => {
  const schema = jsonSchema(dataGrammar) as never as {
    properties: {
      methods: { properties: object };
      resources: { items: { properties: object } };
      name: object;
    };
  };
  const either = {
    anyOf: [expect.objectContaining({ type: 'string' }), expect.objectContaining({ type: 'object' })],
  };
  expect(schema.properties.resources.items.properties).toMatchObject({
    title: either,
    name: { type: 'string' },
  });
  expect(schema.properties.methods.properties).toMatchObject({ mandate: either });
  expect(schema.properties.name).toMatchObject({ type: 'string' });
});

describe('are refused', () => {
  test('where the file of translations has the same text, with both places', async () => {
    edit('data/translations/sq.yaml', (text) => text.replace('texts:\n', 'texts:\n  Moldovan: Moldave\n'));
    const { problems } = await compiled(['sq']);
    expect(problems).toEqual([
      expect.stringContaining(
        'data/translations/sq.yaml:3:3 error translation/twice: `Moldovan` has two different translations in `sq`',
      ),
    ]);
    expect(problems[0]).toMatch(/see: data\/datapackage\.yaml:26:\d+, the other/);
  });

  test('where the package has the same text twice, unless both say the same', async () => {
    edit('data/datapackage.yaml', (text) =>
      text.replace('    schema:', '    description: {en: Nationality, sq: Shtetësia}\n    schema:'),
    );
    expect((await compiled(['sq'])).problems[0]).toMatch(
      /datapackage\.yaml:\d+:\d+ error translation\/twice: .*`Nationality`/,
    );
    edit('data/datapackage.yaml', (text) => text.replace('sq: Shtetësia}', 'sq: Kombësia}'));
    expect((await compiled(['sq'])).problems.join()).not.toContain('translation/twice');
  });

  test.each([
    [
      '{en: Nationality, sq: Kombësia}',
      '{sq: Kombësia, en: Nationality}',
      /The text begins with `sq`, but the first language of the project is `en`$/,
    ],
    [
      'sr-Cyrl: молдавско',
      'sr-Latn: moldavsko',
      /not written in `sr-Latn`; its languages are .*\n.*Latin letters are made from `sr-Cyrl`/,
    ],
    ['sq: Kombësia', 'mk: Националност', /not written in `mk`; its languages are/],
    ['sq: Kombësia', 'sq: 5', /`title` cannot be a mapping/],
  ])('with %s written as %s', async (from, to, expected) => {
    edit('data/datapackage.yaml', (text) => text.replace(from, to));
    expect((await compiled()).problems.join('\n')).toMatch(expected);
  });

  test('with a warning, where no report prints the text', async () => {
    edit('data/datapackage.yaml', (text) =>
      text.replace('resources:', 'title: {en: Figures, sq: Shifra}\nresources:'),
    );
    expect((await compiled(['sq'])).problems).toEqual([
      expect.stringMatching(/datapackage\.yaml:3:\d+ warning translation\/unused: .*`Figures`/),
    ]);
  });
});
