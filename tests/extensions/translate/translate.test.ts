import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { visibleLines } from '../../../src/control-characters.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { sectionsOf } from '../../../src/extensions/translate/blocks.js';
import { inOneLine, partsOf, straightened, strayPart } from '../../../src/extensions/translate/segments.js';
import {
  type Exchange,
  exportTexts,
  importTexts,
  status,
} from '../../../src/extensions/translate/translate.js';
import { readXliff } from '../../../src/extensions/translate/xliff.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

const root = temporaryFolder(afterAll);
const template = join(root, 'templates/victims.sq.md');
const source = join(root, 'templates/victims.md');
const list = join(root, 'texts.csv');

const textOf = ({ list = new Uint8Array() }: Exchange): string => Buffer.from(list).toString();

beforeEach(() => {
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'examples/languages', part), join(root, part), { recursive: true });
});

const import_ = () => importTexts({ root }, 'sq', { path: list, shown: 'texts.csv' });

/** What is left to do in Albanian. */
async function left(): Promise<readonly string[]> {
  const { languages } = await status({ root });
  const sq = languages.find(({ language }) => language === 'sq');
  return [
    ...(sq?.data.texts ?? []).filter(({ state }) => state !== 'current').map(({ source: text }) => text),
    ...(sq?.templates ?? []).flatMap(({ sections }) =>
      sections.filter(({ state }) => state !== 'current').map(({ heading, state }) => `${heading}: ${state}`),
    ),
  ];
}

test('the example is translated whole, and Serbian in Latin letters is not asked for', async () => {
  const { languages, diagnostics } = await status({ root });
  expect(diagnostics).toEqual([]);
  expect(languages.map(({ language }) => language)).toEqual(['sq', 'sr-Cyrl']);
  expect(await left()).toEqual([]);
});

test('a section whose source was reworded is told, exported, and up to date when it comes back', async () => {
  writeFileSync(source, readFileSync(source, 'utf8').replace('That is more than in', 'This is more than in'));
  expect(await left()).toEqual(['# How many victims were identified {#sec-victims}: changed']);
  const text = textOf(await exportTexts({ root }, 'sq', { all: false }));
  expect(text).toMatch(/^\uFEFFplace,state,source,translation\n/);
  expect(text).toContain('templates/victims.sq.md#3,changed,"In 2014 the police');
  writeFileSync(list, text);
  expect(await import_()).toMatchObject({ written: ['templates/victims.sq.md'], diagnostics: [] });
  expect(await left()).toEqual([]);
  expect(readFileSync(template, 'utf8')).toContain('Ky numër është më i lartë se në vitin 2009');
});

test('a template and its texts are made of a list that a translator filled in', async () => {
  rmSync(template);
  rmSync(join(root, 'data/translations/sq.yaml'));
  const text = textOf(await exportTexts({ root }, 'sq', { all: false }));
  // As an office program would save it where the comma is the decimal mark.
  writeFileSync(
    list,
    'place;state;source;translation\nvictims/nationality=kosovar;missing;Kosovar;Kosovare\n' +
      'templates/victims.sq.md#2;missing;# How many victims were identified {#sec-victims};# Sa viktima u identifikuan {#sec-victims}\n',
  );
  expect(text).toContain('victims/nationality=kosovar,missing,Kosovar,\n');
  const made = await import_();
  expect(made).toMatchObject({ taken: 2, diagnostics: [] });
  expect(readFileSync(join(root, 'data/translations/sq.yaml'), 'utf8')).toContain('Kosovar: Kosovare');
  const written = readFileSync(template, 'utf8');
  expect(written).toContain('# Sa viktima u identifikuan {#sec-victims}\n\nIn 2014 the police');
  // What nobody has translated is not marked as if somebody had.
  expect(written).not.toContain('source');
});

test('a list that comes back as it went out changes nothing but the marks of what it was translated from', async () => {
  const file = join(root, 'data/translations/sq.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}at: {victims/nationality=other: Shtetësi tjera}\n`);
  // Two paragraphs where the source has one, and a fence at the end.
  writeFileSync(
    source,
    `${readFileSync(source, 'utf8')}\n## Terms {#sec-terms}\n\n:::note\n\nA word.\n\n:::\n`,
  );
  const terms = '\n## Fjalët {#sec-terms}\n\n:::note\n\nNjë fjalë.\n\nNjë tjetër.\n\n:::\n';
  writeFileSync(template, `${readFileSync(template, 'utf8')}${terms}`);
  const before = [file, template].map((each) => readFileSync(each, 'utf8'));
  expect(await left()).toEqual(['## Terms {#sec-terms}: unmarked']);
  const text = textOf(await exportTexts({ root }, 'sq', { all: true }));
  writeFileSync(list, visibleLines(text));
  expect(await import_()).toMatchObject({ written: ['templates/victims.sq.md'], diagnostics: [] });
  expect(await left()).toEqual([]);
  const after = [file, template].map((each) => readFileSync(each, 'utf8'));
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.replace(/(?<=sec-terms\}\n)\n\{\{!-- source \w+ --\}\}\n/, '')).toBe(before[1]);
});

test('a row of a text that is no more, and a list of another form, are told with their line', async () => {
  writeFileSync(
    list,
    'place,state,source,translation\nvictims/nationality=kosovar,missing,Kosovan,Kosovare\n',
  );
  const { diagnostics, taken } = await import_();
  expect(taken).toBe(0);
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining('texts.csv:2:1 warning translation/returned: The source text at'),
  ]);
  writeFileSync(list, 'text,translation\na,b\n');
  expect((await import_()).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining(
      'texts.csv:1:1 error translation/returned: The first row of the list lacks `place`',
    ),
  ]);
  rmSync(list);
  expect((await import_()).diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining('translation/returned: `texts.csv` cannot be read'),
  ]);
  expect(existsSync(list)).toBe(false);
});

test('a language that the project does not have is refused', async () => {
  const { diagnostics } = await exportTexts({ root }, 'de', { all: false });
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining('`de` is not a language to translate into; the project has `sq`, `sr-Cyrl`'),
  ]);
});

test('front matter and fenced code are one block each, whatever lines they have', () => {
  const sections = sectionsOf(
    '---\ntitle: A\n\n---\n\nBefore.\n\n# One {#a}\nText\nof two lines.\n\n~~~vega-lite\na:\n\n# no heading\n~~~\n\n## Two\n\n{{!-- source 0123abcd --}}\n\nEnd.\n',
  );
  expect(
    sections.map(({ blocks, source: from }) => [from, blocks.map(({ text, line }) => [line, text])]),
  ).toEqual([
    [
      undefined,
      [
        [1, '---\ntitle: A\n\n---'],
        [6, 'Before.'],
      ],
    ],
    [
      undefined,
      [
        [8, '# One {#a}'],
        [9, 'Text\nof two lines.'],
        [12, '~~~vega-lite\na:\n\n# no heading\n~~~'],
      ],
    ],
    [
      '0123abcd',
      [
        [18, '## Two'],
        [22, 'End.'],
      ],
    ],
  ]);
});

describe.each(['texts.docx', 'texts.xlf'])('%s', (file) => {
  const path = join(root, file);
  const take = () => importTexts({ root }, 'sq', { path, shown: file });

  /** Of the first file without the Albanian, which comes back in the list. */
  async function handedOut(): Promise<void> {
    const { list = new Uint8Array() } = await exportTexts({ root }, 'sq', { all: true, file });
    writeFileSync(path, list);
    rmSync(template);
    rmSync(join(root, 'data/translations/sq.yaml'));
  }

  test('takes a template and the texts of the data to a translator and back', async () => {
    await handedOut();
    expect(await take()).toMatchObject({ diagnostics: [] });
    expect(await left()).toEqual([]);
    expect(readFileSync(template, 'utf8')).toContain(
      '{{#claim "rose" "victims" from=2009 to=2014}}Ky numër është më i lartë se në vitin 2009{{/claim}}',
    );
    expect(readFileSync(template, 'utf8')).toContain('title: Viktimat e trafikimit');
    expect(readFileSync(template, 'utf8')).toContain(
      'caption="Viktimat e identifikuara sipas shtetësisë dhe vitit"',
    );
  });

  test('a list whose calls were touched is refused, with the place', async () => {
    await handedOut();
    writeFileSync(path, damaged(readFileSync(path)));
    const { diagnostics, written } = await take();
    expect(written).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['translation/placeholder']);
    expect(diagnostics.map(formatDiagnostic)).toEqual([
      expect.stringMatching(
        /^texts\.\w+:\d+:1 error translation\/placeholder: The translation of `templates\/victims\.sq\.md#\d+` lacks `\{\{value "victims" year=2009\}\}`\n {2}hint: put it back/,
      ),
    ]);
    expect(existsSync(template)).toBe(false);
  });
});

/** The list with another year in the last place that names it, which is of the translation. */
function damaged(bytes: Buffer): Uint8Array {
  const [whole, other] = ['{{value "victims" year=2009}}', '{{value "victims" year=2010}}'];
  const change = (xml: string): string => {
    const at = xml.lastIndexOf(whole);
    expect(at).toBeGreaterThan(0);
    return `${xml.slice(0, at)}${other}${xml.slice(at + whole.length)}`;
  };
  if (bytes[0] !== 0x50)
    return Buffer.from(
      change(bytes.toString()).replace(/<ph id="\d+">(?=\{\{value "victims" year=2010)/, '<ph id="99">'),
    );
  const parts = unzipSync(bytes);
  const document = Buffer.from(parts['word/document.xml'] ?? []).toString();
  return zipSync({ ...parts, 'word/document.xml': strToU8(change(document)) });
}

test.each([
  [
    'texts.xlf',
    '<xliff version="1.2"><file target-language="de"><body/></file></xliff>',
    'The list is in `de`, and not in `sq`',
  ],
  ['texts.xlf', '<xliff', 'The file is not XLIFF: '],
  ['texts.docx', 'PK', 'word/file'],
])('%s that is another one is refused', async (file, text, said) => {
  writeFileSync(join(root, file), text);
  const { diagnostics } = await importTexts({ root }, 'sq', { path: join(root, file), shown: file });
  expect(diagnostics.map(formatDiagnostic)).toEqual([expect.stringContaining(said)]);
});

test('quotation marks that Word bends, and a program that empties placeholders, change nothing', () => {
  const source =
    'In {{value "victims" year=2014}} cases {{#claim "rose"}}more{{/claim}}, {{literal "5" source="Annual report"}}.';
  expect(
    partsOf(source)
      .map(({ text, isLocked }) => (isLocked ? `[${text}]` : text))
      .join(''),
  ).toBe(
    'In [{{value "victims" year=2014}}] cases [{{#claim "rose"}}]more[{{/claim}}], [{{literal "5" source="]Annual report["}}].',
  );
  expect(strayPart(source, straightened(source.replaceAll('"', '”')))).toBeUndefined();
  expect(strayPart(source, source.replace('{{/claim}}', ''))).toEqual({ part: '{{/claim}}', isLost: true });
  const unit =
    '<trans-unit id="a"><source>x <ph id="1"/></source><target>y <x id="1"/></target></trans-unit>';
  const file = `<xliff version="1.2"><file target-language="sq"><body>${unit}</body></file></xliff>`;
  expect(readXliff(Buffer.from(file), () => ['{{b}}']).units).toEqual([
    { place: 'a', source: 'x {{b}}', translation: 'y {{b}}' },
  ]);
});

test.each([
  ['by="the mayor"', 'by="kryetari"'],
  ['by="Mayor"', 'by="kryetari i qytetit"'],
])('whoever is quoted is translated: %s', (source, translation) => {
  const quoted = (by: string): string =>
    `{{#quoted-claim "rose" "visits" ${by} expect="false"}}x{{/quoted-claim}}`;
  expect(strayPart(quoted(source), quoted(translation))).toBeUndefined();
  const chart = '{{bars "visits" by="Reader" id="fig-a"}}';
  expect(strayPart(chart, chart.replace('Reader', 'Lexues'))).toMatchObject({ isLost: true });
});

test('a name whose ending says no form is refused', async () => {
  const { list, diagnostics } = await exportTexts({ root }, 'sq', { file: 'texts.pdf' });
  expect(list).toBeUndefined();
  expect(diagnostics.map(formatDiagnostic)).toEqual([expect.stringContaining('end it with `.docx`')]);
});

test('paragraphs are one line, and boxes and lists keep theirs', () => {
  expect(inOneLine('One\ntwo\n- three\n  four')).toBe('One two\n- three\n  four');
  expect(inOneLine(':::note\nOne\ntwo\n:::')).toBe(':::note\nOne two\n:::');
});
