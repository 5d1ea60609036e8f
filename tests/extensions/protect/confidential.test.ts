/** Two editions of one report: the confidential one prints all, is marked, and leaves no trace in what is published. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { check } from '../../../src/commands/check/check.js';
import { verify } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic, type hasErrors } from '../../../src/diagnostics.js';
import { accessibility } from '../../../src/extensions/accessibility/run-accessibility.js';
import { diff } from '../../../src/extensions/diff/diff.js';
import { trace } from '../../../src/extensions/trace/trace.js';
import { verifyDocx } from '../../../src/outputs/docx/verify.js';
import { parseManifest } from '../../../src/outputs/manifest/manifest.js';
import type { PrintedWords } from '../../../src/outputs/pdf/content/printed-words.js';
import { wordProblems } from '../../../src/outputs/words/check-paper.js';
import { compile } from '../../../src/session/compile.js';
import { openProject } from '../../../src/session/open-project.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { all as allIn, partsOf, textOf } from '../../outputs/docx/read-docx.js';
import { english } from '../../support/english.js';
import { errorsOfBuild } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';
import type { ProjectFiles } from './protected-project.js';
import { differences, outputsOf, textsIn } from './publications.js';
import { acceptedWorlds, most } from './worlds.js';

const towns = textsIn(join(import.meta.dirname, 'towns'));
const project = towns['tallybook.yaml'] ?? '';
const hidden = '{{value "clients" measure="persons" year=2023 place="s2"}}';
const office = `  office: {template: templates/office.md, formats: [html, pdf, docx], data: true, audience: confidential}\n`;
/** A sentence that names a hidden count, beside all that the public report has. */
const text = `${towns['templates/towns.md']}\n# Few\n\nIn 2023 ${hidden} people came from Surwell.\n`;

/** The project with a confidential report beside its public one. */
const both = (files: ProjectFiles): ProjectFiles => ({
  ...files,
  'tallybook.yaml': project + office,
  'templates/office.md': text,
});

function written(files: ProjectFiles): string {
  const root = temporaryFolder(afterAll);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

// A server keeps no record of what it has built, by which it would build nothing again.
const env = { ...process.env, CI: '' };
const progress = () => {};
const all = { only: [], languages: [], formats: [], draft: false, debug: false, env, progress };
const buildOnly = (
  root: string,
  only: readonly string[],
  formats: Parameters<typeof build>[0]['formats'] = [],
) => build({ ...all, root, only, formats, session: sharedSessions.open() });
const said = (diagnostics: Parameters<typeof hasErrors>[0]) => diagnostics.map(formatDiagnostic);
const errors = (diagnostics: Parameters<typeof hasErrors>[0]) =>
  said(diagnostics.filter(({ severity }) => severity === 'error'));

const root = temporaryFolder(afterAll);
let outputs: Record<string, Buffer> = {};
const inFolder = (file: string): string => readFileSync(join(root, 'confidential', file), 'utf8');

beforeAll(async () => {
  outputs = await outputsOf(both(towns), root);
});

describe('what is published', () => {
  // Whatever a channel tells beyond the published table would differ, and whatever the confidential report leaves there.
  test('is the same whether a confidential report exists or not, and in every world that agrees in what is printed', async () => {
    const worlds = await acceptedWorlds(towns, 2024, most);
    expect(worlds.length).toBeGreaterThan(Math.min(most, 21) - 1);
    expect(Object.keys(outputs)).toEqual(
      expect.arrayContaining(['towns/en/towns.pdf', 'towns/en/towns.docx']),
    );
    // In every run one other world alone: what is the same there is the same in this one.
    const others = process.env.DEEP ? [{ name: 'this world', files: towns }, ...worlds] : worlds;
    for (const { name, files } of others)
      expect(differences(outputs, await outputsOf(files, temporaryFolder(afterAll))), name).toEqual([]);
  });

  test.runIf(process.env.DEEP)(
    'is the same in every world that agrees in what is printed, and the confidential report is not',
    async () => {
      const worlds = await acceptedWorlds(towns, 2024);
      for (const { name, files } of worlds) {
        const other = temporaryFolder(afterAll);
        expect(differences(outputs, await outputsOf(both(files), other)), name).toEqual([]);
        const file = 'confidential/office/en/published.json';
        expect(readFileSync(join(other, file), 'utf8') === readFileSync(join(root, file), 'utf8'), name).toBe(
          false,
        );
      }
    },
  );

  test('is never made of data with every count', async () => {
    const { opened, confidential } = await openProject(root, { only: [], languages: [], formats: [] });
    if (opened === undefined || confidential === undefined) throw new Error('no project');
    const session = sharedSessions.open();
    const mixed = { ...confidential, targets: opened.targets };
    await expect(compile(session, mixed, { tolerant: false })).rejects.toThrow('another audience');
    const { data } = await compile(session, opened, { tolerant: false });
    expect(Object.values(data).some(({ disclosed }) => disclosed)).toBe(false);
    await session.rest();
  });
});

describe('a confidential report', () => {
  test('prints every count, in sentences, tables and the data that it hands out', () => {
    const { datasets } = JSON.parse(inFolder('office/en/published.json')) as {
      readonly datasets: readonly { readonly rows: readonly { readonly missing?: object }[] }[];
    };
    expect(datasets.flatMap(({ rows }) => rows.filter(({ missing }) => missing !== undefined))).toEqual([]);
    expect(inFolder('office/en/office.html')).toContain('>2</data> people came from Surwell');
    expect(inFolder('office/en/office.html')).not.toContain('[c]');
  });

  test('lies apart, with a manifest of its own, where Git leaves it alone', () => {
    expect(inFolder('.gitignore')).toBe('*\n');
    const manifest = parseManifest(readFileSync(join(root, 'confidential/manifest.json')));
    expect(manifest?.audience).toBe('confidential');
    expect(new Set(manifest?.outputs.map(({ report }) => report))).toEqual(new Set(['office']));
    expect(String(outputs['manifest.json'])).not.toMatch(/office|confidential/);
    expect(Object.keys(outputs).filter((file) => /office/.test(file))).toEqual([]);
  });

  test.runIf(process.env.DEEP)('is verified in its folder, where each page must bear its mark', async () => {
    expect(said((await verify({ root: join(root, 'confidential') })).diagnostics)).toEqual([]);
    expect(said((await verify({ root: join(root, 'output') })).diagnostics)).toEqual([]);
    const other = temporaryFolder(afterAll);
    cpSync(join(root, 'confidential'), other, { recursive: true });
    expect(said((await verify({ root: other })).diagnostics)).toEqual([]);
    const page = join(other, 'office/en/office.html');
    const html = readFileSync(page, 'utf8');
    writeFileSync(page, html.replace(/<p class="confidential".*?<\/p>/, ''));
    expect(errors((await verify({ root: other })).diagnostics).join('\n')).toContain(
      'In the text of `_page` the words are ``, and `Confidential:` was published',
    );
    writeFileSync(page, html);
    const snapshot = join(other, 'office/en/published.json');
    writeFileSync(snapshot, readFileSync(snapshot, 'utf8').replace('"audience":"confidential",', ''));
    const unmarked = errors((await verify({ root: other })).diagnostics).join('\n');
    expect(unmarked).toContain('The page says “Confidential: not for publication” of its status');
    expect(unmarked).toContain('`audience` of `office/en/numbers.json` is confidential');
    const open = temporaryFolder(afterAll);
    cpSync(join(root, 'output'), open, { recursive: true });
    const published = join(open, 'towns/en/published.json');
    writeFileSync(
      published,
      readFileSync(published, 'utf8').replace('"draft":false,', '"draft":false,"audience":"confidential",'),
    );
    const lost = errors((await verify({ root: open })).diagnostics).join('\n');
    expect(lost).toContain('The page says “none” of its status');
  });

  test('bears its mark on the cover of its Word file and at the head of each page, and the public one does not', () => {
    const mark = /^Confidential: /;
    const file = partsOf(readFileSync(join(root, 'confidential/office/en/office.docx'))).xml;
    // The cover has no head: it bears the mark itself.
    const heads = [...file].filter(([name, part]) => name.startsWith('word/header') && textOf(part) !== '');
    expect(heads.length).toBeGreaterThan(0);
    for (const [name, head] of heads) expect(textOf(head), name).toMatch(mark);
    const lines = allIn(file.get('word/document.xml'), 'w:p').map(textOf);
    expect(lines).toContainEqual(expect.stringMatching(mark));
    expect(lines.join(' ')).toContain('2 people came from Surwell');
    const bytes = new Uint8Array(readFileSync(join(root, 'confidential/office/en/office.docx')));
    const snapshot = JSON.parse(inFolder('office/en/published.json'));
    const page = { html: inFolder('office/en/office.html'), file: 'office.html' };
    const verified = (files: Record<string, Uint8Array>) =>
      said(verifyDocx({ file: 'office.docx', bytes: zipSync(files) }, { page, snapshot, language: english }));
    expect(verified(unzipSync(bytes))).toEqual([]);
    const unmarked = Object.entries(unzipSync(bytes)).map(([name, part]) => [
      name,
      name.startsWith('word/header') ? strToU8(strFromU8(part).replace('Confidential: ', '')) : part,
    ]);
    expect(verified(Object.fromEntries(unmarked))).toEqual([
      expect.stringMatching(
        /verify\/paper: The pages of the Word file do not all have “Confidential: .*” at their head/,
      ),
    ]);
    const open = partsOf(new Uint8Array(outputs['towns/en/towns.docx'] ?? [])).xml;
    for (const [name, part] of open)
      expect(textOf(part), name).not.toMatch(/Confidential:|people came from Surwell/);
  });

  test('bears its mark at the edge of each page of its PDF', () => {
    const printed = (words: readonly string[]): PrintedWords => ({
      reading: [],
      pictures: [],
      repeated: [],
      sheets: [],
      aside: words.map((text) => ({ text, page: 2 })),
    });
    const template = { file: 'templates/office.md', line: 1, column: 1 };
    const source = {
      shown: { reading: [], pictures: [], frames: [], aside: [] },
      pageCount: 2,
      edgesOf: () => ({ texts: [], number: 'Page 2 of 2', mark: 'Confidential', band: '' }),
      positionOf: () => template,
      template,
    };
    expect(wordProblems(printed(['Page 2 of 2', 'Confidential']), source)).toEqual([]);
    expect(said(wordProblems(printed(['Page 2 of 2']), source)).join()).toContain(
      '“Confidential” is missing at the edge or in the signs of page 2 of the PDF',
    );
  });

  test.runIf(process.env.DEEP)('is no output of the folder that is published', async () => {
    const other = written(both(towns));
    cpSync(join(root, 'confidential'), join(other, 'output'), { recursive: true });
    expect(errors((await verify({ root: join(other, 'output') })).diagnostics).join('\n')).toContain(
      'These reports are confidential, and tallybook.yaml keeps this folder for public ones',
    );
    await expect(errorsOfBuild(other)).rejects.toThrow(
      '`output` holds confidential reports, and should hold public ones alone',
    );
  });

  test('is built, checked and traced by name', async () => {
    const other = written(both(towns));
    const {
      diagnostics,
      output,
      outputs: made,
    } = await buildOnly(other, ['office'], process.env.DEEP ? [] : ['html']);
    expect(errors(diagnostics)).toEqual([]);
    expect([output, made.length]).toEqual(['confidential', process.env.DEEP ? 7 : 5]);
    expect(readdirSync(other)).not.toContain('output');
    // Each build protects anew: what is done again is looked at by `npm run test:deep`.
    if (!process.env.DEEP) return;
    expect((await buildOnly(other, ['office'])).upToDate).toBe(true);
    rmSync(join(other, 'confidential/.gitignore'));
    await buildOnly(other, ['office']);
    expect(readdirSync(join(other, 'confidential'))).toContain('.gitignore');
    writeFileSync(join(other, 'confidential/.gitignore'), '*.pdf\n');
    await expect(buildOnly(other, ['office'])).rejects.toThrow(
      '`confidential/.gitignore` is not as a build writes it',
    );
    const session = sharedSessions.open();
    expect(errors((await check({ root: other, debug: false, progress, env, session })).diagnostics)).toEqual(
      [],
    );
    const language = undefined;
    const traced = await trace({ root: other, report: 'office', language, query: '2', env, session });
    expect(traced.answers.length).toBeGreaterThan(0);
  });

  test.runIf(process.env.DEEP)(
    'is told of where it is wrong, and the public one is built all the same',
    async () => {
      const other = written({ ...both(towns), 'templates/office.md': '# All\n\n{{value "nothing"}}\n' });
      const { diagnostics, outputs: made } = await buildOnly(other, []);
      expect(errors(diagnostics).join('\n')).toContain('templates/office.md:3:');
      expect(made.map(({ path }) => path)).toContain('towns/en/towns.pdf');
      expect(readdirSync(join(other, 'confidential'))).not.toContain('manifest.json');
    },
  );

  test('is not compared with a public one', async () => {
    const sides = { cwd: root, env };
    const { diagnostics, changes } = await diff({ before: 'output', after: 'confidential', ...sides });
    expect(changes).toBeUndefined();
    expect(diagnostics.map(({ diagnostic }) => formatDiagnostic(diagnostic))).toEqual([
      'confidential:1:1 error diff/audience: Only `confidential` holds confidential reports, so the two cannot be compared\n' +
        '  hint: compare public reports with public ones; or name two folders of confidential ones, as they were built',
    ]);
    expect((await diff({ before: 'confidential', after: 'confidential', ...sides })).same).toBe(true);
    if (!process.env.DEEP) return;
    const { same } = await diff({ before: 'output', after: '.', ...sides });
    expect(same).toBe(true);
  });

  test.runIf(process.env.DEEP)(
    'is the edition before of no public report, and has a public one before it',
    async () => {
      const next = { ...both(towns) };
      const yaml = `${project.replace('edition: 2024', 'edition: 2025\nprevious: editions/2024.json')}${office}`;
      const files = (snapshot: string) => ({
        ...next,
        'tallybook.yaml': yaml,
        'editions/2024.json': snapshot,
      });
      const refused = written(files(inFolder('office/en/published.json')));
      const session = sharedSessions.open();
      const checked = (folder: string) => check({ root: folder, debug: false, progress, env, session });
      expect(errors((await checked(refused)).diagnostics)).toContain(
        'tallybook.yaml:5:11 error data/previous-edition: `editions/2024.json` is of a confidential report\n' +
          '  hint: keep the `published.json` of the public report of that edition, in `output`',
      );
      if (!process.env.DEEP) return;
      // What it hid differs from the count itself, which is no revision.
      const public2024 = written(files(String(outputs['towns/en/published.json'])));
      const found = errors((await checked(public2024)).diagnostics);
      expect(found.filter((each) => each.includes('unexplained-revision'))).toEqual([]);
    },
  );

  test('has no hash in the record of accessibility, which is committed', async () => {
    const { diagnostics, records } = await accessibility({
      root,
      only: ['office'],
      languages: [],
      progress,
      env,
      session: sharedSessions.open(),
    });
    expect(records).toEqual([]);
    expect(said(diagnostics)).toEqual([
      'tallybook.yaml:8:3 error project/confidential: `office` is confidential, and what this command writes is published with the project\n' +
        '  hint: name public reports only',
    ]);
  });
});

describe('the folder of confidential reports', () => {
  const refused = async (yaml: string, files: ProjectFiles = both(towns)) =>
    said((await openProject(written({ ...files, 'tallybook.yaml': yaml }), all)).diagnostics);

  test.runIf(process.env.DEEP)('may be named, apart from the one that is published', async () => {
    const other = written({
      ...both(towns),
      'tallybook.yaml': `confidential: closed/office\n${project}${office}`,
    });
    const { output } = await buildOnly(other, ['office']);
    expect(output).toBe('closed/office');
    const hint = '\n  hint: for example `confidential: confidential`';
    for (const folder of ['output/office', 'output', '.'])
      expect(await refused(`confidential: ${folder}\n${project}${office}`), folder).toEqual([
        expect.stringMatching(/^tallybook\.yaml:1:15 error project\/value: .*\n {2}hint: /),
      ]);
    expect(await refused(`confidential: Output/Office\n${project}${office}`)).toEqual([
      `tallybook.yaml:1:15 error project/value: The folders of \`confidential\` and \`output\` overlap: one of \`Output/Office\` and \`output\` is inside the other${hint}`,
    ]);
    expect(await refused(`confidential: ../closed\n${project}${office}`)).toEqual([
      expect.stringContaining('tallybook.yaml:1:15 error project/path-outside'),
    ]);
    expect(
      await refused(`${project}${office.replace('audience: confidential', 'audience: secret')}`),
    ).toEqual([expect.stringContaining('write `public` or `confidential`')]);
  });

  test('is no link into what is published', async () => {
    const other = written(both(towns));
    mkdirSync(join(other, 'output/closed'), { recursive: true });
    symlinkSync(join(other, 'output/closed'), join(other, 'confidential'));
    expect(errors((await buildOnly(other, [])).diagnostics)).toEqual([
      'tallybook.yaml:1:1 error project/value: `confidential` is a link into `output`, which is published, or around it\n' +
        '  hint: name a folder apart from it, for example `confidential: confidential`',
    ]);
  });
});
