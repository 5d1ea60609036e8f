/** One report in four languages: the same numbers everywhere, and what a translation lacks is told where it is lacking. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toHtml } from 'hast-util-to-html';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics.js';
import { visit } from '../../src/model/tree/visit.js';
import { besidePage, languagesLine } from '../../src/outputs/html/downloads.js';
import { plainText } from '../../src/report/tree.js';
import { compile } from '../../src/session/compile.js';
import { openProject } from '../../src/session/open-project.js';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { english } from '../support/english.js';
import { sharedSessions } from '../support/shared-session.js';

const root = temporaryFolder(afterAll);
const languages = ['en', 'sq', 'sr-Cyrl', 'sr-Latn'];

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'examples/languages', part), join(root, part), { recursive: true });
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
  const session = sharedSessions.open();
  const { aboutData, made } = await compile(session, opened, { tolerant: false });
  const all = [...aboutData, ...made.flatMap((each) => each.diagnostics)];
  return { problems: all.map(formatDiagnostic), made };
}

test('four languages have the same numbers, from the same cells', async () => {
  const { problems, made } = await compiled();
  expect(problems).toEqual([]);
  expect(made.map(({ target }) => target.language)).toEqual(languages);
  const numbers = made.map(({ report }) =>
    report?.document.ledger.map(({ id, quantity }) => [id, quantity.operation, quantity.cells.length]),
  );
  expect(numbers[0]?.length).toBeGreaterThan(60);
  for (const each of numbers) expect(each).toEqual(numbers[0]);
  const texts = made.map(({ report }) => (report === undefined ? '' : plainText([report.document.tree])));
  expect(texts[1]).toContain('Ky numër është më i lartë se në vitin 2009');
  expect(texts[1]).toContain('Numri i viktimave');
  expect(texts[2]).toContain('Већина жртава у тих шест година');
  expect(texts[2]).toContain('није забележено');
  expect(texts[3]).toContain('Većina žrtava u tih šest godina');
  expect(texts[3]).not.toMatch(/[Ѐ-ӿ]/);
});

test('a call names a unit as the data package does, in every language', async () => {
  for (const tag of ['', '.sq', '.sr-Cyrl']) {
    const call =
      '{{ratio (value "victims" year=2014 nationality="kosovar") of=(value "victims" year=2014) per="victims"}}';
    edit(`templates/victims${tag}.md`, (text) => `${text}\n${call}\n`);
  }
  expect((await compiled(process.env.DEEP ? [] : ['en', 'sr-Cyrl'])).problems).toEqual([]);
});

test('what a package says of itself and who answers for a report are said in the language', async () => {
  edit('data/datapackage.yaml', (text) =>
    text.replace('resources:', 'description: Figures of the police.\nresources:'),
  );
  edit('tallybook.yaml', (text) => `${text}imprint: {contact: The ministry, licence: CC BY 4.0}\n`);
  for (const tag of ['', '.sq', '.sr-Cyrl'])
    edit(`templates/victims${tag}.md`, (text) => `${text}\n{{methods only="sources"}}\n`);
  expect((await compiled()).problems.join()).toContain(
    'The `sq` translation of the data package lacks `Figures of the police.`',
  );

  const texts = { sq: 'Shifra të policisë.', 'sr-Cyrl': 'Подаци полиције.' };
  for (const [tag, said] of Object.entries(texts))
    edit(`data/translations/${tag}.yaml`, (text) =>
      text.replace('texts:\n', `texts:\n  Figures of the police.: ${said}\n`),
    );
  edit('templates/victims.sr-Cyrl.md', (text) =>
    text.replace('---\n', '---\nimprint: {contact: Министарство}\n'),
  );
  const { problems, made } = await compiled();
  expect(problems).toEqual([]);
  const trees = made.map(({ report }) => report?.document);
  const printed = trees.map((document) => (document === undefined ? '' : plainText([document.tree])));
  expect(printed[0]).toContain('Figures of the police.');
  expect(printed[1]).toContain('Shifra të policisë.');
  expect(printed[3]).toContain('Podaci policije.');
  expect(trees.map((document) => document?.meta.imprint?.contact)).toEqual([
    'The ministry',
    'The ministry',
    'Министарство',
    'Ministarstvo',
  ]);
  expect(trees[3]?.meta.imprint?.licence).toBe('CC BY 4.0');
});

test('a page leads to the others, each by its own name', async () => {
  const { opened } = await openProject(root, { only: [], languages: ['sq'], formats: [] });
  const [target] = opened?.targets ?? [];
  const { languages: all } = target === undefined ? { languages: [] } : besidePage(target);
  const line = toHtml(languagesLine(all, english));
  expect(line).toContain('<a href="../en/victims.html" hreflang="en" lang="en">English</a>');
  expect(line).toContain(
    '<a href="../sr-Cyrl/victims.html" hreflang="sr-Cyrl" lang="sr-Cyrl">Српски (ћирилица)</a>',
  );
  expect(line).toContain(
    '<a href="../sr-Latn/victims.html" hreflang="sr-Latn" lang="sr-Latn">Srpski (latinica)</a>',
  );
  expect(line).toContain('<b aria-current="true" lang="sq">Shqip</b>');
  expect(line).not.toContain('../sq/');
});

describe('a translation', () => {
  test('that lacks a text of the data package is named with it, and an old text is a warning', async () => {
    edit('data/translations/sq.yaml', (text) =>
      text.replace('Nationality: Shtetësia', 'Natonality: Shtetësia'),
    );
    const { problems } = await compiled(['sq']);
    expect(problems.slice(0, 2)).toEqual([
      expect.stringContaining(
        'data/translations/sq.yaml:1:1 error translation/missing: The `sq` translation of the data package lacks `Nationality`',
      ),
      expect.stringContaining(
        'data/translations/sq.yaml:9:3 warning translation/unused: `Natonality` is translated, but',
      ),
    ]);
  });

  test('of a wrong form, or that is no YAML, is refused', async () => {
    writeFileSync(join(root, 'data/translations/sq.yaml'), 'texts: [a]\nplaces: {}\n');
    expect((await compiled(['sq'])).problems.slice(0, 2)).toEqual([
      expect.stringContaining('sq.yaml:1:8 error translation/value: `texts` cannot be a list'),
      expect.stringContaining('sq.yaml:2:1 error translation/value: `places` is not a key of'),
    ]);
    writeFileSync(join(root, 'data/translations/sq.yaml'), 'texts: {\n');
    expect((await compiled(['sq'])).problems[0]).toContain('sq.yaml:2:1 error translation/yaml');
  });

  test('may give one text two translations, by its place', async () => {
    edit('data/translations/sq.yaml', (text) => `${text}at: {victims/nationality=other: Shtetësi tjera}\n`);
    const { problems, made } = await compiled(['sq']);
    expect(problems).toEqual([]);
    expect(made[0]?.report && plainText([made[0].report.document.tree])).toContain('Shtetësi tjera');
  });
});

describe('a template', () => {
  test('that a language lacks is named', async () => {
    edit('tallybook.yaml', (text) => text.replace('victims.md', 'other.md'));
    cpSync(join(root, 'templates/victims.md'), join(root, 'templates/other.md'));
    expect((await compiled()).problems).toEqual(
      ['sq', 'sr-Cyrl', 'sr-Latn'].map((tag) =>
        expect.stringContaining(
          `tallybook.yaml:8:23 error translation/template: \`victims\` has no template in \`${tag}\`: there is no file \`templates/other.${tag === 'sq' ? 'sq' : 'sr-Cyrl'}.md\``,
        ),
      ),
    );
  });

  test('without a number, claim, table or heading of its source is an error that names both places', async () => {
    edit('templates/victims.sq.md', (text) =>
      text
        .replace('{{value "victims" year=2009}}', '{{value "victims" year=2010}}')
        .replace('id="tbl-victims"', 'id="tbl-viktimat"')
        .replace('"majority" "victims" year="total"', '"majority" "victims" year=2010'),
    );
    const { problems } = await compiled(['en', 'sq']);
    const parity = problems.filter((text) => text.includes('translation/parity'));
    expect(parity.map((text) => text.split('\n')[0])).toEqual([
      expect.stringContaining('`sq` lacks the number `29` (value) under the heading `sec-victims`'),
      expect.stringContaining('`sq` lacks the table `tbl-victims` under the heading `sec-victims`'),
      expect.stringMatching(/victims\.sq\.md:14:1 .*`sq` has a number `39` \(value\)/),
      expect.stringContaining(
        '`sq` has a table `tbl-viktimat` under the heading `sec-victims`, which `en` does not have',
      ),
      expect.stringContaining(
        '`sq` lacks the claim `majority` on `victims` (year total, nationality kosovar)',
      ),
      expect.stringContaining('`sq` has a claim `majority` on `victims` (year 2010, nationality kosovar)'),
    ]);
    expect(parity[0]).toMatch(/see: templates\/victims\.md:9:1, number `29` \(value\) in `en`/);
    edit('templates/victims.sq.md', (text) => text.replace('{#sec-victims}', '{#sec-viktimat}'));
    expect((await compiled(['en', 'sq'])).problems).toContainEqual(
      expect.stringContaining('`sq` has the heading `sec-viktimat` where `en` has the heading `sec-victims`'),
    );
  });
});

test.runIf(process.env.DEEP)(
  'a translation cites the works that its source cites, wherever in a work',
  async () => {
    writeFileSync(
      join(root, 'refs.bib'),
      ['a', 'b']
        .map((key) => `@book{${key}, author={Hoxha, A.}, title={Visits ${key}}, year=2010}\n`)
        .join(''),
    );
    edit('tallybook.yaml', (text) => `${text}bibliography: refs.bib\n`);
    for (const [tag, cites] of [
      ['', '[@a, p. 3]'],
      ['.sq', '[@a, f. 3]'],
      ['.sr-Cyrl', '[@b]'],
    ])
      edit(`templates/victims${tag}.md`, (text) => `${text}\nХоџа ${cites}.\n\n::references\n`);
    const parity = (await compiled()).problems.filter((text) => text.includes('translation/parity'));
    expect(parity.map((text) => text.split('\n')[0])).toEqual([
      expect.stringContaining('`sr-Cyrl` lacks the citation `@a` under the heading `sec-victims`'),
      expect.stringMatching(/victims\.sr-Cyrl\.md:2\d:\d .*`sr-Cyrl` has a citation `@b`/),
    ]);
  },
);

describe('partials and chart files', () => {
  const chart = (title: string, axis: string, field = 'victims', share = '', room = 8) =>
    `name: fig-bars\ntitle: {text: "${title}", subtitle: "2009–2014${share}"}\ndata: {name: victims}\n` +
    `transform: [{filter: "datum.year == 'total' && datum.nationality != 'total'"}]\n` +
    `mark: bar\nencoding:\n  y: {field: nationality, axis: {labelPadding: ${room}}}\n  x: {field: ${field}, title: ${axis}}\n`;

  /** A partial and a chart file that all templates draw in, with those of some languages beside them. */
  function drawIn(files: Readonly<Record<string, string>>): void {
    const all = {
      'partials/closing.md':
        'Kosovar victims were counted: {{value "victims" year="total" nationality="kosovar"}}.\n',
      'charts/bars.yaml': chart('Victims by nationality', 'Number of victims'),
      ...files,
    };
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(join(root, 'templates', path, '..'), { recursive: true });
      writeFileSync(join(root, 'templates', path), text);
    }
    for (const name of ['victims', 'victims.sq', 'victims.sr-Cyrl'])
      edit(`templates/${name}.md`, (text) => `${text}\n{{> closing}}\n\n{{chart "charts/bars.yaml"}}\n`);
  }

  test('are those of the language where there are some, and Serbian in Latin letters has those in Cyrillic', async () => {
    drawIn({
      'partials/closing.sr-Cyrl.md':
        'Косовских жртава избројано је: {{value "victims" year="total" nationality="kosovar"}}.\n',
      'charts/bars.sr-Cyrl.yaml': chart('Жртве по држављанству', 'Број жртава'),
      // Room for words differs as words do.
      'charts/bars.sq.yaml': chart('Viktimat sipas shtetësisë', 'Numri i viktimave', 'victims', '', 20),
    });
    const { problems, made } = await compiled();
    expect(problems).toEqual([]);
    const texts = made.map(({ report }) => (report === undefined ? '' : plainText([report.document.tree])));
    expect(texts[0]).toContain('Kosovar victims were counted:');
    expect(texts[0]).toContain('Victims by nationality');
    // There is none in Albanian, so that the first one is taken.
    expect(texts[1]).toContain('Kosovar victims were counted:');
    expect(texts[1]).toContain('Viktimat sipas shtetësisë');
    expect(texts[2]).toContain('Косовских жртава избројано је:');
    expect(texts[3]).toContain('Kosovskih žrtava izbrojano je:');
    expect(texts[3]).toContain('Žrtve po državljanstvu');
  });

  test('are held to the first ones: a chart in all but its words, and numbers in its titles', async () => {
    drawIn({
      'charts/bars.sq.yaml': chart('Viktimat', 'Numri i viktimave', 'year'),
      'charts/bars.sr-Cyrl.yaml': chart('Жртве', 'Број жртава', 'victims', `: {{value 'victims' year=2014}}`),
      'partials/closing.sr-Cyrl.md': 'Избројано је: {{value "victims" year=2014 nationality="kosovar"}}.\n',
    });
    const { problems } = await compiled(['en', 'sq', 'sr-Cyrl']);
    const parity = problems.filter((text) => text.includes('translation/parity'));
    expect(parity.filter((text) => text.includes('`sq`'))).toEqual([
      expect.stringContaining(
        'templates/charts/bars.sq.yaml:8:14 error translation/parity: Figure `fig-bars` in `sq` has another `encoding.x.field` than in `en`',
      ),
    ]);
    expect(parity[0]).toContain('see: templates/charts/bars.yaml:8:14, the same place in `en`');
    expect(parity.filter((text) => text.includes('`sr-Cyrl`')).map((text) => text.split('\n')[0])).toEqual([
      expect.stringContaining('`sr-Cyrl` lacks the number `'),
      expect.stringMatching(/closing\.sr-Cyrl\.md:1:15 .*`sr-Cyrl` has a number/),
      expect.stringMatching(/bars\.sr-Cyrl\.yaml:2:\d+ .*`sr-Cyrl` has a number `42` \(value\)/),
    ]);
  });

  test('of another language are no partials by themselves', async () => {
    drawIn({ 'partials/closing.sq.md': 'Viktima.\n' });
    edit('templates/victims.md', (text) => text.replace('{{> closing}}', '{{> closin}}'));
    expect((await compiled(['en'])).problems[0]).toMatch(/expected one of `closing`|closing/);
    expect((await compiled(['en'])).problems[0]).not.toContain('closing.sq');
  });
});

describe('quotations of a source in the first language', () => {
  const original = 'The number of victims is small, and 14 of 16 were heard.';

  beforeEach(() => {
    mkdirSync(join(root, 'sources'), { recursive: true });
    writeFileSync(join(root, 'sources/paper.txt'), `${original}\nMost were women.\n`);
    edit('tallybook.yaml', (text) =>
      text.replace('reports:', 'quotations: [{speakers: [the paper], text: sources/paper.txt}]\nreports:'),
    );
    const declared = original.replace(/\d+/g, `{{literal "$&" unit="victims" source="The paper"}}`);
    edit('templates/victims.md', (text) => `${text}\nThe paper says: “${declared}”\n`);
    edit(
      'templates/victims.sq.md',
      (text) => `${text}\nPunimi thotë se “numri i viktimave është i vogël”, dhe vazhdon.\n`,
    );
    edit('templates/victims.sr-Cyrl.md', (text) => `${text}\n> Број жртава је мали.\n>\n> — Студија, 2015\n`);
    const pairs = (speaker: string, words: string): string =>
      `speakers: [${speaker}]\nquotations:\n  "${original}": "${words}"\n`;
    writeFileSync(join(root, 'sources/paper.sq.yaml'), pairs('punimi', 'Numri i viktimave është i vogël.'));
    writeFileSync(join(root, 'sources/paper.sr-Cyrl.yaml'), pairs('студија', 'Број жртава је мали.'));
    edit('sources/paper.sq.yaml', (text) => text.replace('"Numri', '"numri'));
  });

  test('are translated, with the original in a footnote that says who translated it', async () => {
    const { problems, made } = await compiled();
    expect(problems).toEqual([]);
    const texts = made.map(({ report }) => (report === undefined ? '' : plainText([report.document.tree])));
    expect(texts[0]).not.toContain('Original');
    expect(texts[1]).toContain(`Origjinali (anglisht): “${original}” (përktheu botuesi)`);
    expect(texts[2]).toContain(`Изворник (енглески): „${original}“ (превод издавача)`);
    expect(texts[3]).toContain(`Izvornik (engleski): „${original}“ (prevod izdavača)`);
    const tree = made[1]?.report?.document.tree;
    const found: string[] = [];
    if (tree !== undefined)
      visit(tree, (node, index = 0, parent) => {
        if (node.type !== 'noteMark' && node.type !== 'foreign') return;
        const before = parent?.children[index - 1];
        found.push(node.type, before?.type === 'text' ? before.value.slice(-8) : '');
      });
    expect(found).toEqual(['noteMark', ' vogël”,', 'foreign', 'isht): “']);
  });

  test('that are not in the list, or whose original the source does not have, are errors', async () => {
    edit('templates/victims.sq.md', (text) => text.replace('i vogël”', 'i madh”'));
    edit('sources/paper.sr-Cyrl.yaml', (text) => text.replace('is small', 'is large'));
    const { problems } = await compiled();
    expect(problems).toContainEqual(
      expect.stringContaining(
        'quotation/words: “numri i viktimave është i madh” is quoted from `punimi`, and is neither in sources/paper.txt nor among the translations in sources/paper.sq.yaml',
      ),
    );
    expect(problems).toContainEqual(
      expect.stringMatching(
        /sources\/paper\.sr-Cyrl\.yaml:3:3 error quotation\/words: “The number of victims is large.*” is given as the original of a translation/,
      ),
    );
    expect(problems).toContainEqual(
      expect.stringContaining('`sq` does not quote “The number of victims is small'),
    );
  });

  test('are missed where a translation does not have them, and a list of another form is refused', async () => {
    writeFileSync(join(root, 'sources/paper.sq.yaml'), 'speakers: []\n');
    const { problems } = await compiled(['en', 'sq']);
    expect(problems).toContainEqual(
      expect.stringMatching(/paper\.sq\.yaml:1:11 error translation\/value: .*\n.*at least one name/),
    );
    writeFileSync(join(root, 'sources/paper.sq.yaml'), 'speakers: [\n');
    expect((await compiled(['en', 'sq'])).problems).toContainEqual(
      expect.stringContaining('error translation/yaml'),
    );
  });
});

describe('agreed terms', () => {
  const terms = (text: string): void => writeFileSync(join(root, 'terms.yaml'), text);

  test('are kept in texts and data of their language, and nowhere else', async () => {
    terms(
      'terms:\n  - {en: citizenship, sq: kombësi, sr-Cyrl: народност, not: {en: [nationalit*], sq: [shtetësi*], sr-Cyrl: [држављанств*]}}\n',
    );
    const { problems } = await compiled();
    const found = problems
      .filter((text) => text.includes('language/term'))
      .map((text) => text.split('\n')[0]);
    expect(found).toContainEqual(
      'data/datapackage.yaml:6:34 error language/term: `nationality` is not the word that this project has agreed on',
    );
    expect(found).toContainEqual(
      expect.stringMatching(
        /templates\/victims\.sq\.md:20:\d+ error language\/term: `shtetësisë` is not the word that this project has agreed on/,
      ),
    );
    expect(found).toContainEqual(
      expect.stringMatching(/data\/translations\/sr-Cyrl\.yaml:\d+:\d+ error language\/term: `Држављанство`/),
    );
    expect(problems.join('\n')).toContain('see: terms.yaml:2:');
  });

  test('may be set aside with a reason, and stand in quotations', async () => {
    terms('terms: [{sq: femër, not: {sq: [grua]}}]\n');
    edit('templates/victims.sq.md', (text) => `${text}\nGrua.\n`);
    expect((await compiled(['sq'])).problems).toEqual([expect.stringContaining('`Grua` is not the word')]);
    edit('templates/victims.sq.md', (text) =>
      text.replace('Grua.', 'Ligji thotë “grua”. {{#unchecked "the name of the law"}}Grua{{/unchecked}}.'),
    );
    expect((await compiled(['sq'])).problems).toEqual([]);
  });

  test('of another form are refused with their place', async () => {
    for (const [text, problem] of [
      [
        'terms: [{sr-Latn: žrtva}]\n',
        'terms.yaml:1:10 error language/terms: The text in `sr-Latn` is made from `sr-Cyrl`',
      ],
      ['terms: [{sr: жртва}]\n', 'The language `sr` is written in more than one script'],
      [
        'terms: [{sq: viktimë, not: {en: [a]}}]\n',
        'This term has variants in `en`, and no agreed words there',
      ],
      ['terms: [{sq: viktimë, not: {sq: ["vik*im"]}}]\n', 'with `*` at the end of a word or alone'],
      ['terms: {\n', 'error language/terms'],
      ['words: []\n', 'error language/terms'],
    ] as const) {
      terms(text);
      expect((await compiled(['sq'])).problems[0]).toContain(problem);
    }
  });
});

describe('words that stay in Cyrillic', () => {
  const list = (text: string): void => writeFileSync(join(root, 'terms.yaml'), text);
  const latin = async (): Promise<string> => {
    const { problems, made } = await compiled(['sr-Latn']);
    expect(problems).toEqual([]);
    return JSON.stringify(made[0]?.report?.document, (_, value: unknown) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
  };

  test('do so in text, title and data of the report in Latin letters, as the list is when it is built', async () => {
    const before = await latin();
    expect(before).toContain('Broj žrtava');
    expect(before).not.toMatch(/жрт/iu);
    list('stay-in-cyrillic: [жртв*, жртава]\n');
    const after = await latin();
    expect(after).not.toMatch(/žrt/iu);
    expect(after).toContain('Većina жртава');
    expect(after).toContain('Broj жртава');
    list('stay-in-cyrillic: []\n');
    expect(await latin()).toBe(before);
  });

  test.each([
    ['stay-in-cyrillic: [žrtva]\n', 'terms.yaml:1:20 error language/terms: `žrtva` has no Cyrillic letters'],
    [
      'stay-in-cyrillic: ["жр*тва"]\n',
      'terms.yaml:1:20 error language/terms: `жр*тва` has a `*` that does not end a word',
    ],
    ['stay-in-cyrillic: жртва\n', 'terms.yaml:1:19 error language/terms: `stay-in-cyrillic` cannot be'],
    ['stay-in-cyrillic: [1]\n', 'terms.yaml:1:20 error language/terms: Item 1 of'],
    ['stays-in-cyrillic: [жртва]\n', 'did you mean `stay-in-cyrillic`?'],
  ])('of another form are refused with their place: %s', async (text, problem) => {
    list(text);
    expect((await compiled(['sr-Latn'])).problems[0]).toContain(problem);
  });
});
