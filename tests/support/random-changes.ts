import { execFileSync, type StdioOptions } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { build } from '../../src/commands/build/build.js';
import { type Diagnostic, formatDiagnostic } from '../../src/diagnostics.js';
import { drawCharts } from '../../src/session/drawing/chart-process.js';
import { openSession, type Session } from '../../src/session/session.js';
import { sha256 } from '../../src/sha256.js';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';
import { sharedSessions } from './shared-session.js';

/** The files of a project, by path; undefined for one that is not there. */
type Texts = Readonly<Record<string, string | undefined>>;

const template = (title: string, words: string) => `# ${title} {#sec-arrests}

${words} {{value "arrests" year=2014 kind="total"}}; [](#fig-arrests), [](#tbl-arrests).

{{> note}}

{{bars "arrests" by="kind" year=2014 id="fig-arrests" title="${title}"}}

{{> note}}

{{line "arrests" by="year" kind="total" id="fig-years" title="${title}, 2013-2014"}}

{{table "arrests" rows="kind" columns="year" caption="${title}" id="tbl-arrests"}}
`;

/** Two reports in two languages, charts, a partial of each, a theme, and texts of the data in the second language. */
const small: Texts = {
  'tallybook.yaml': `tallybook: 1
title: Arrests of a year
publisher: The police
edition: 2014
theme: {accent: "#140f79"}
languages: [en, sq]
reports:
  long: {template: templates/long.md, formats: [html]}
  short: {template: templates/short.md, formats: [html]}
`,
  'data/datapackage.yaml': `name: police
resources:
  - name: arrests
    path: arrests.csv
    title: Arrests
    sources: [{title: Register}]
    schema:
      primaryKey: [year, kind]
      fields:
        - {name: year, type: year, role: dimension}
        - name: kind
          type: string
          role: dimension
          categories:
            - {value: theft, label: Theft}
            - {value: fraud, label: Fraud}
            - {value: total, label: All kinds}
          total: total
        - {name: arrests, type: integer, role: measure, unit: arrests}
`,
  'data/arrests.csv':
    'year,kind,arrests\n2013,theft,118\n2013,fraud,32\n2013,total,150\n2014,theft,124\n2014,fraud,41\n2014,total,165\n',
  'data/translations/sq.yaml':
    'texts:\n  Arrests: Arrestime\n  Theft: Vjedhje\n  Fraud: Mashtrim\n  All kinds: Të gjitha\n  arrests: arrestime\n  Register: Regjistri\n  Kind: Lloji\n',
  'templates/long.md': template('Arrests', 'The police made arrests, in the year of the report'),
  'templates/long.sq.md': template('Arrestimet', 'Policia bëri arrestime, në vitin e raportit'),
  'templates/partials/note.md': 'The police count persons.\n',
  'templates/partials/note.sq.md': 'Policia numëron persona.\n',
  'templates/short.md': '# Short {#sec-short}\n\nArrests: {{value "arrests" year=2013 kind="total"}}.\n',
  'templates/short.sq.md':
    '# Shkurt {#sec-short}\n\nArrestime: {{value "arrests" year=2013 kind="total"}}.\n',
};

const swap = (file: string, from: string, to: string): Change => [
  `${to === '' ? 'removes' : 'changes'} \`${from}\` in ${file}`,
  (texts) => ({ ...texts, [file]: texts[file]?.replace(from, to) }),
];
const remove = (file: string): Change => [`removes ${file}`, (texts) => ({ ...texts, [file]: undefined })];

type Change = readonly [what: string, change: (texts: Texts) => Texts];

/** One thing each, of every kind that an author changes. */
const changes: readonly Change[] = [
  swap('templates/long.md', 'The police made', 'Last year the police made'),
  swap('templates/long.md', '; [](#fig', '.\n\nMore is in [](#fig'),
  swap('templates/long.md', '{{> note}}\n\n{{line', 'A line that moves what follows.\n\n{{line'),
  swap('templates/long.md', 'title="Arrests"', 'title="Arrests by kind"'),
  swap('templates/long.md', 'made arrests', 'made 12 arrests'),
  swap('templates/long.sq.md', 'Policia bëri', 'Vjet policia bëri'),
  swap('templates/long.sq.md', '{{> note}}\n\n{{bars', '{{bars'),
  swap('templates/short.md', 'year=2013', 'year=2014'),
  swap('templates/short.md', 'Arrests: ', 'Arrests: {{nonsense}} '),
  swap('templates/partials/note.md', 'persons', 'people'),
  swap('templates/partials/note.sq.md', 'persona', 'njerëz'),
  swap('templates/partials/note.md', 'count', 'count\n\n- one\n- by one\n\nall'),
  [
    'changes cells',
    (texts) => ({
      ...texts,
      'data/arrests.csv': texts['data/arrests.csv']?.replace('124', '125').replace('165', '166'),
    }),
  ],
  swap('data/arrests.csv', '118', '119'),
  swap('data/arrests.csv', 'year,kind', 'year,sort'),
  swap('data/datapackage.yaml', 'label: Theft', 'label: Theft of things'),
  swap('data/datapackage.yaml', 'unit: arrests', 'unit: cases'),
  swap('data/datapackage.yaml', 'title: Register', 'title: Register of the police'),
  swap('data/translations/sq.yaml', 'Vjedhje', 'Vjedhja'),
  swap('data/translations/sq.yaml', '  Theft: Vjedhje\n', ''),
  swap('tallybook.yaml', '#140f79', '#0b5d3b'),
  swap('tallybook.yaml', 'Arrests of a year', 'Arrests of the year'),
  swap('tallybook.yaml', '  short: {template: templates/short.md, formats: [html]}\n', ''),
  swap('tallybook.yaml', 'edition: 2014', 'edition: 2014\nclaims: required'),
  remove('templates/partials/note.md'),
  remove('templates/short.sq.md'),
  remove('data/arrests.csv'),
];

interface Trial {
  readonly steps: number;
  readonly seed: number;
  /** Every how many steps the long report is printed as well; never where it is 0. */
  readonly pdfEvery: number;
  /** New processes are processes, and charts of a clean build are drawn in this one; else they are sessions that draw where all do. */
  readonly asProcesses: boolean;
  /** What is changed before anything is left to chance, by what the changes say. */
  readonly first?: readonly string[];
}

/**
 * Changes one thing after the other at random, or takes the last change back, and builds what is there in three ways: in a session that
 * lives through all, in a new process that finds what others kept, and without anything that was made before. Expects the same of all.
 * Returns how often each came to outputs.
 */
export async function tryChanges({ steps, seed, pdfEvery, asProcesses, first = [] }: Trial) {
  const folder = temporaryFolder();
  const roots = {
    living: join(folder, 'living'),
    fresh: join(folder, 'fresh'),
    clean: join(folder, 'clean'),
  };
  const env = { ...process.env, CI: '', TALLYBOOK_CACHE: join(folder, 'cache') };
  const elsewhere = { ...env, CI: 'true', TALLYBOOK_CACHE: join(folder, 'other') };
  const living = asProcesses ? openSession(env) : sharedSessions.openApart(env);
  const random = mulberry(seed);
  const before: Texts[] = [];
  let texts: Texts = { ...small };
  let built = 0;
  const told: string[] = [];
  try {
    for (let step = 0; step <= steps; step++) {
      const isPrinted = pdfEvery > 0 && step % pdfEvery === 0;
      write(roots.living, texts, isPrinted);
      write(roots.fresh, texts, isPrinted);
      rmSync(roots.clean, { recursive: true, force: true });
      write(roots.clean, texts, isPrinted);
      const results = {
        living: await buildIn(roots.living, env, living),
        fresh: asProcesses
          ? inProcess(roots.fresh, env)
          : await buildIn(roots.fresh, env, sharedSessions.openApart(env)),
        clean: asProcesses
          ? await buildClean(roots.clean, elsewhere)
          : await buildIn(roots.clean, elsewhere, sharedSessions.openApart(elsewhere), false),
      };
      // The project itself is one without errors.
      if (step === 0) expect(results.clean.files, results.clean.said.join('\n')).toBeDefined();
      const how = told.slice(-6).join(', then ');
      expect(results.living, `a living session, which ${how}`).toEqual(results.clean);
      expect(results.fresh, `a new process, which ${how}`).toEqual(results.clean);
      if (results.clean.files !== undefined) built += 1;
      const named = first[step];
      const isTakenBack =
        named === undefined &&
        before.length > 0 &&
        random() < (results.clean.files === undefined ? 0.85 : 0.25);
      const known =
        changes.find(([each]) => each === named) ?? changes[Math.floor(random() * changes.length)];
      if (known === undefined || (named !== undefined && known[0] !== named))
        throw new Error(`no change ${named}`);
      const [what, change] = known;
      told.push(isTakenBack ? 'takes that back' : what);
      if (isTakenBack) texts = before.pop() ?? texts;
      else {
        before.push(texts);
        texts = change(texts);
      }
    }
  } finally {
    await living.rest();
  }
  return { built, done: living.memory.done };
}

interface Result {
  /** By path; undefined where there are errors. */
  readonly files: Readonly<Record<string, string>> | undefined;
  readonly said: readonly string[];
}

async function buildIn(
  root: string,
  env: NodeJS.ProcessEnv,
  session: Session,
  cache = true,
): Promise<Result> {
  const nothing = { only: [], languages: [], formats: [], draft: false, debug: false, progress: () => {} };
  const { diagnostics } = await build({ root, ...nothing, env, session, cache });
  return resultOf(root, diagnostics);
}

/** With nothing that was made before, its charts drawn in this process. */
async function buildClean(root: string, env: NodeJS.ProcessEnv): Promise<Result> {
  const session = openSession(env);
  const workerPool: Session['workerPool'] = (needs) => ({
    ...session.workerPool({ ...needs, draws: 0 }),
    draw: drawCharts,
  });
  return await buildIn(root, env, { ...session, workerPool }, false);
}

function inProcess(root: string, env: NodeJS.ProcessEnv): Result {
  const program = join(repository, 'dist/cli.js');
  const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
  // From there, so that places are those of the project.
  const options = { cwd: root, env, encoding: 'utf8', maxBuffer: 1e9, stdio } as const;
  let out: string;
  try {
    out = execFileSync(process.execPath, [program, 'build', '--json'], options);
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    out = String(error.stdout);
  }
  const said = out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Diagnostic => JSON.parse(line));
  return resultOf(root, said);
}

/** What holds for the project: what is said of the machine, and of outputs that were there before, holds for one run. */
function resultOf(root: string, diagnostics: readonly Diagnostic[]): Result {
  const said = diagnostics
    .filter(({ code }) => !code.startsWith('host/') && code !== 'output/left')
    .map(formatDiagnostic)
    .sort();
  if (diagnostics.some(({ severity }) => severity === 'error')) return { files: undefined, said };
  const output = join(root, 'output');
  const paths = listFiles(output).filter((path) => !path.startsWith('.build/'));
  // By hashes, since nobody reads the difference of two pages.
  const files = paths.map((path) => [path, sha256(readFileSync(join(output, path)))] as const);
  return { files: Object.fromEntries(files), said };
}

function write(root: string, texts: Texts, isPrinted: boolean): void {
  for (const [path, text] of Object.entries(texts)) {
    const file = join(root, path);
    const wanted =
      isPrinted && path === 'tallybook.yaml'
        ? text?.replace('formats: [html]', 'formats: [html, pdf]')
        : text;
    if (wanted === undefined) rmSync(file, { force: true });
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, wanted);
    }
  }
}

/** Numbers from 0 to 1, always the same for a seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
