import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { chartTexts, withChartTexts } from '../../../src/extensions/translate/pieces.js';
import {
  type Exchange,
  exportTexts,
  importTexts,
  status,
} from '../../../src/extensions/translate/translate.js';
import { plainText } from '../../../src/report/tree.js';
import { compile } from '../../../src/session/compile.js';
import { openProject } from '../../../src/session/open-project.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { sharedSessions } from '../../support/shared-session.js';

const root = temporaryFolder(afterAll);
const closing = 'templates/partials/closing.sq.md';
const bars = 'templates/charts/bars.sq.yaml';

const textOf = ({ list = new Uint8Array() }: Exchange): string => Buffer.from(list).toString();

const chart = `# Bars.
name: fig-bars
title:
  text: >-
    {{#claim "majority" "victims" year="total" nationality="kosovar"}}Most victims were
    Kosovar{{/claim}}
  subtitle: "Persons, {{value "victims" year="total"}} in all"
data: {name: victims}
transform: [{filter: "datum.year == 'total' && datum.nationality != 'total'"}]
mark: bar
encoding:
  y: {field: nationality}
  x: {field: victims, title: Number of victims} # Kept.
`;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  for (const part of ['tallybook.yaml', 'data', 'templates'])
    cpSync(join(repository, 'examples/languages', part), join(root, part), { recursive: true });
  put(
    'templates/partials/closing.md',
    'of {{value "victims" year="total"}} persons{{!-- no line break --~}}\n',
  );
  put('templates/partials/numbers.md', '{{value "victims" year="total"}}{{!-- no line break --~}}\n');
  put('templates/charts/bars.yaml', chart);
  for (const name of ['victims', 'victims.sq', 'victims.sr-Cyrl']) {
    const path = join(root, `templates/${name}.md`);
    writeFileSync(
      path,
      `${readFileSync(path, 'utf8')}\n({{> closing}}, {{> numbers}})\n\n{{chart "charts/bars.yaml"}}\n`,
    );
  }
});

/** What the state of the partials and charts in Albanian is. */
async function pieces(): Promise<readonly string[]> {
  const { languages } = await status({ root });
  const sq = languages.find(({ language }) => language === 'sq');
  return (sq?.pieces ?? []).map(({ file, state }) => `${file} ${state}`);
}

async function take(rows: readonly (readonly [place: string, source: string, translation: string])[]) {
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map(([place, ...texts]) => [place, 'missing', ...texts].map(cell).join(','));
  put('texts.csv', `place,state,source,translation\n${lines.join('\n')}\n`);
  return importTexts({ root }, 'sq', { path: join(root, 'texts.csv'), shown: 'texts.csv' });
}

const words = [
  [
    `${bars}/title/text`,
    '{{#claim "majority" "victims" year="total" nationality="kosovar"}}Most victims were Kosovar{{/claim}}',
    '{{#claim "majority" "victims" year="total" nationality="kosovar"}}Shumica e viktimave ishin kosovare{{/claim}}',
  ],
  [
    `${bars}/title/subtitle`,
    'Persons, {{value "victims" year="total"}} in all',
    'Persona, gjithsej {{value "victims" year="total"}}',
  ],
  [`${bars}/encoding/x/title`, 'Number of victims', 'Numri i viktimave'],
] as const;

test('partials and words of charts are listed and exported, those without words are not', async () => {
  expect(await pieces()).toEqual([`${closing} missing`, `${bars} missing`]);
  const text = textOf(await exportTexts({ root }, 'sq', { all: false }));
  expect(text).toContain(`${closing},missing,"of {{value ""victims"" year=""total""}} persons`);
  for (const [place, source] of words)
    expect(text).toContain(
      `${place},missing,${source.includes('"') ? `"${source.replaceAll('"', '""')}"` : source},`,
    );
  expect(text).not.toContain('numbers.sq.md');
});

test('come back as files that build, say what they were translated from, and are told when that changes', async () => {
  const partial = 'of {{value "victims" year="total"}} persons{{!-- no line break --~}}';
  const made = await take([
    [closing, partial, partial.replace('of', 'nga').replace('persons', 'persona')],
    ...words,
  ]);
  expect(made).toMatchObject({ taken: 4, diagnostics: [], written: [closing, bars] });
  expect(await pieces()).toEqual([`${closing} current`, `${bars} current`]);
  // All but words stays to the character.
  const translated = readFileSync(join(root, bars), 'utf8');
  expect(translated).toMatch(/^# source [0-9a-f]{8}\n# Bars\.\nname: fig-bars\n/);
  expect(translated).toContain('x: {field: victims, title: "Numri i viktimave"} # Kept.');
  const { opened } = await openProject(root, { only: [], languages: ['sq'], formats: [] });
  if (opened === undefined) throw new Error('the project cannot be read');
  const { made: reports } = await compile(sharedSessions.open(), opened, { tolerant: false });
  const [albanian] = reports;
  expect(albanian?.diagnostics.map(formatDiagnostic)).toEqual([]);
  const text = albanian?.report === undefined ? '' : plainText([albanian.report.document.tree]);
  expect(text).toContain('(nga 255 persona, 255)');
  expect(text).toContain('Shumica e viktimave ishin kosovarePersona, gjithsej 255');
  put('templates/charts/bars.yaml', chart.replace('Number of victims', 'Victims'));
  put(
    'templates/partials/closing.md',
    'of {{value "victims" year="total"}} people{{!-- no line break --~}}\n',
  );
  expect(await pieces()).toEqual([`${closing} changed`, `${bars} changed`]);
});

test('that come back as they went out keep their lines, and are marked', async () => {
  const own = chart.replace('Most victims were\n', 'Shumica e viktimave\n').replace(' # Kept.', ' # Own.');
  put(bars, own);
  const text = textOf(await exportTexts({ root }, 'sq', { all: true }));
  put('texts.csv', text);
  await importTexts({ root }, 'sq', { path: join(root, 'texts.csv'), shown: 'texts.csv' });
  expect(readFileSync(join(root, bars), 'utf8').replace(/^# source [0-9a-f]{8}\n/, '')).toBe(own);
  expect(await pieces()).toContain(`${bars} current`);
});

test('of which some words are translated are not marked', async () => {
  await take(words.slice(0, 2));
  expect(readFileSync(join(root, bars), 'utf8')).toMatch(/^# Bars\./);
  expect(await pieces()).toContain(`${bars} unmarked`);
});

test('that no template draws in are told', async () => {
  put('templates/partials/closng.sq.md', 'nga\n');
  put('templates/charts/old.sq.yaml', 'name: fig-old\n');
  const { diagnostics } = await status({ root });
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining(
      'templates/partials/closng.sq.md:1:1 warning translation/unused: `templates/partials/closng.sq.md` translates a partial or chart file',
    ),
    expect.stringContaining('templates/charts/old.sq.yaml:1:1 warning translation/unused'),
  ]);
});

test('what is not whole is no reason to say nothing', async () => {
  put('data/translations/sq.yaml', 'texts: {\n');
  const { languages, diagnostics } = await status({ root });
  expect(diagnostics.map(({ code }) => code)).toContain('translation/yaml');
  expect(languages.map(({ language }) => language)).toEqual(['sq', 'sr-Cyrl']);
  // What cannot be read is not written anew.
  const { diagnostics: refused } = await take([words[2]]);
  expect(refused.map(({ code }) => code)).toContain('translation/yaml');
  expect(existsSync(join(root, bars))).toBe(false);
  writeFileSync(
    join(root, 'tallybook.yaml'),
    readFileSync(join(root, 'tallybook.yaml'), 'utf8').replace('[en, sq,', '[en, ro, sq,'),
  );
  put('messages/ro.yaml', 'messages: {nothing: 5}\n');
  const incomplete = await status({ root });
  expect(incomplete.diagnostics.map(({ code }) => code)).toContain('messages/unknown');
  expect(incomplete.languages.map(({ language }) => language)).toEqual(['ro', 'sq', 'sr-Cyrl']);
});

test('a chart that is no YAML before its helpers are called is one text', () => {
  expect(chartTexts('{{#if a}}\nname: a\n{{else}}\n name: b\n{{/if}}\n')).toBeUndefined();
  expect(withChartTexts('title: [Two, lines]\n', new Map([['/title/1', 'rreshta: dy']]))).toBe(
    'title: [Two, "rreshta: dy"]\n',
  );
});
