import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import type { BuildOptions } from '../../src/commands/build/build.js';
import type { BuildResult } from '../../src/commands/build/result.js';
import type { CheckOptions } from '../../src/commands/check/check.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import { EnvironmentProblem } from '../../src/host/host.js';
import { planPackage, smallPlan } from '../extensions/plan/data/small-plan.js';
import { paragraph, wordFile, run as words } from '../support/word-file.js';

const clean: BuildResult = {
  diagnostics: [],
  outputs: [
    { path: 'annual-report/en/annual-report.html', bytes: 812_345 },
    { path: 'annual-report/en/annual-report.pdf', bytes: 311_000, pages: 24 },
  ],
  output: 'output',
  upToDate: false,
};
const error: Diagnostic = {
  severity: 'error',
  code: 'data/total',
  message: 'Unexpected sum `3`, expected `4`',
  position: { file: 'data/a.csv', line: 7, column: 3 },
  see: [{ position: { file: 'data/a.csv', line: 2, column: 1 }, note: 'the total' }],
};
const warning: Diagnostic = {
  severity: 'warning',
  code: 'output/missing-glyph',
  message: 'Unexpected size, expected less',
  position: { file: 'data/a.csv', line: 1, column: 1 },
};

const repository = join(import.meta.dirname, '../..');
const target = { report: 'annual-report', language: 'en' };

interface Ran {
  readonly code: number;
  readonly out: string[];
  readonly err: string[];
  readonly asked: BuildOptions | undefined;
  readonly checked: CheckOptions | undefined;
}

/** Runs a command line in /work with a build that gives this result or throws this error. */
async function typed(
  line: string,
  result: BuildResult | Error = clean,
  cwd = '/work',
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  let asked: BuildOptions | undefined;
  let checked: CheckOptions | undefined;
  let time = 0;
  const terminal = {
    cwd,
    env,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    // Each look at the clock is 1.7 seconds after the one before.
    now: () => {
      time += 1700;
      return time;
    },
  };
  const begin = ({ progress }: BuildOptions | CheckOptions): BuildResult => {
    progress({ step: 'data', state: 'begin', targets: [target] });
    progress({ step: 'data', state: 'end' });
    if (result instanceof Error) throw result;
    return result;
  };
  const code = await run(line.split(' ').filter(Boolean), terminal, {
    build: async (options) => {
      asked = options;
      const made = begin(options);
      options.progress({ step: 'print', state: 'begin', target });
      return made;
    },
    check: async (options) => {
      checked = options;
      return begin(options);
    },
  });
  return { code, out, err, asked, checked };
}

test('a variable that cannot be used is wrong usage, and nothing is built', async () => {
  const { code, err, asked } = await typed('build', clean, '/work', { SOURCE_DATE_EPOCH: 'banana' });
  expect([code, asked]).toEqual([2, undefined]);
  expect(err.join('\n')).toMatch(
    /^tallybook:1:1 error usage\/variable: The variable SOURCE_DATE_EPOCH is `banana`/,
  );
});

test('a folder whose name has line breaks prints no command to the machine that reads the log', async () => {
  const { out, err } = await typed('build a\n::stop-commands::x', clean, '/work', { GITHUB_ACTIONS: 'true' });
  const lines = [...out, ...err].flatMap((text) => text.split('\n'));
  expect(lines).toContain('a\\n::stop-commands::x/output/annual-report/en/annual-report.html (813 kB)');
  expect(lines.filter((line) => line.startsWith('::'))).toEqual([]);
});

describe('the command line', () => {
  test('builds the project in the current folder by default', async () => {
    const { asked, code } = await typed('build');
    expect(code).toBe(0);
    expect(asked).toMatchObject({
      root: '/work',
      only: [],
      languages: [],
      formats: [],
      draft: false,
      debug: false,
    });
  });

  test.each([
    'build demo --only a --only b --lang en,sq --format pdf --draft --debug',
    '--debug build --only a,b --lang en --lang sq --draft --format pdf demo',
    'build --draft --only=a,b --lang=en,sq demo --format=pdf,pdf --debug',
  ])('takes options anywhere, repeated or with commas: %s', async (line) => {
    expect((await typed(line)).asked).toMatchObject({
      root: '/work/demo',
      only: ['a', 'b'],
      languages: ['en', 'sq'],
      formats: ['pdf'],
      draft: true,
      debug: true,
    });
  });

  test.each([
    ['build --format odt', 'Expected html or pdf or docx.'],
    ['build --format htm', 'did you mean `html`?'],
    ['build --only a,,b', 'Expected names with commas between them.'],
    ['build --foramt pdf', 'Did you mean --format?'],
    ['build one two', 'too many arguments'],
    ['biuld', 'Did you mean build?'],
    ['build --sign key.pem --only a', "option '--sign' cannot be used with '--only'"],
    ['check --draft', 'unknown option'],
    ['init', "missing required argument 'folder'"],
    ['trace', 'Usage: tallybook trace [options] <report> <number>'],
    ['', 'Usage: tallybook'],
  ])('refuses wrong usage with exit code 2: %j', async (line, message) => {
    const { code, err, out, asked } = await typed(line);
    expect(code).toBe(2);
    expect(err.join('\n')).toContain(message);
    expect(out).toEqual([]);
    expect(asked).toBeUndefined();
  });

  test('prints its version and help on the standard output', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await typed('--version')).toMatchObject({ code: 0, out: [version], err: [] });
    const help = await typed('--help');
    expect(help).toMatchObject({ code: 0, err: [] });
    for (const word of ['build', 'check', 'init', '--json', '--debug', 'Exit codes']) {
      expect(help.out.join('\n')).toContain(word);
    }
  });
});

describe('what is printed', () => {
  test('says last which signature was made', async () => {
    const signed = { ...clean, signed: ['output/manifest.sig'] };
    expect((await typed('build demo --sign key.pem', signed)).err.at(-1)).toBe(
      'Signed: demo/output/manifest.sig',
    );
    expect((await typed('build demo --sign key.pem --quiet', signed)).err).toEqual([]);
  });

  test('names the files that were built, as they are reached from the current folder', async () => {
    const { out, err } = await typed('build demo');
    expect(out).toEqual([
      'demo/output/annual-report/en/annual-report.html (813 kB)',
      'demo/output/annual-report/en/annual-report.pdf (311 kB, 24 pages)',
    ]);
    expect(err).toEqual([
      'Reading data',
      'Printing annual-report (en)',
      'No problems in demo; built 2 files, 24 pages, 1.1 MB in 1.7 s',
    ]);
  });

  test('prints errors where an editor can open them and exits with 1', async () => {
    const { code, out, err } = await typed('build ../demo', {
      ...clean,
      outputs: [],
      diagnostics: [error, warning],
    });
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err.slice(2)).toEqual([
      '../demo/data/a.csv:1:1 warning output/missing-glyph: Unexpected size, expected less',
      '../demo/data/a.csv:7:3 error data/total: Unexpected sum `3`, expected `4`\n' +
        '  see: ../demo/data/a.csv:2:1, the total',
      '1 error and 1 warning in ../demo; nothing was built, an earlier output is untouched',
    ]);
  });

  test('prints paths as the project writes them when it is the current folder', async () => {
    const { err } = await typed('check', { ...clean, outputs: [], diagnostics: [error] });
    expect(err).toEqual([
      'Reading data',
      'data/a.csv:7:3 error data/total: Unexpected sum `3`, expected `4`\n  see: data/a.csv:2:1, the total',
      '1 error in the project; checked in 1.7 s',
    ]);
  });

  test('exits with 0 when there are only warnings', async () => {
    const { code, err } = await typed('check demo', { ...clean, outputs: [], diagnostics: [warning] });
    expect(code).toBe(0);
    expect(err.at(-1)).toBe('1 warning in demo; checked in 1.7 s');
  });

  test('lists words with `--words`, as notes that are no fault', async () => {
    const note: Diagnostic = { ...warning, severity: 'note', code: 'claim/word' };
    const { code, checked, err } = await typed('check --words demo', {
      ...clean,
      outputs: [],
      diagnostics: [note],
    });
    expect(code).toBe(0);
    expect(checked?.words).toBe(true);
    expect(err.at(-1)).toBe('1 note in demo; checked in 1.7 s');
    expect((await typed('check demo')).checked?.words).toBeUndefined();
    expect((await typed('build --words demo')).code).toBe(2);
  });

  test('looks at pages with `--layout`, and only then', async () => {
    expect((await typed('check --layout demo')).checked?.layout).toBe(true);
    expect((await typed('check demo')).checked?.layout).toBeUndefined();
  });

  test('prints diagnostics as JSON lines, and nothing else, on the standard output', async () => {
    const { code, out } = await typed('check --json demo', { ...clean, diagnostics: [error, warning] });
    expect(code).toBe(1);
    expect(out.map((line) => JSON.parse(line))).toEqual([
      { ...warning, position: { file: 'demo/data/a.csv', line: 1, column: 1 } },
      {
        ...error,
        position: { file: 'demo/data/a.csv', line: 7, column: 3 },
        see: [{ position: { file: 'demo/data/a.csv', line: 2, column: 1 }, note: 'the total' }],
      },
    ]);
  });
});

describe('a build that finds nothing changed', () => {
  test('says so, and how much was verified', async () => {
    const { err } = await typed('build demo', { ...clean, upToDate: true });
    expect(err.at(-1)).toBe('Nothing changed; 2 files verified in 1.7 s');
  });

  test('still counts the warnings', async () => {
    const { err } = await typed('build demo', { ...clean, upToDate: true, diagnostics: [warning] });
    expect(err.at(-1)).toBe('Nothing changed; 2 files verified in 1.7 s; 1 warning in demo');
  });
});

describe('--quiet', () => {
  test('says nothing when all is well', async () => {
    expect(await typed('build demo --quiet')).toMatchObject({ code: 0, out: [], err: [] });
    expect(await typed('--quiet check demo')).toMatchObject({ code: 0, out: [], err: [] });
  });

  test('leaves what is wrong', async () => {
    const { code, out, err } = await typed('check --quiet', {
      ...clean,
      outputs: [],
      diagnostics: [warning],
    });
    expect({ code, out, err }).toEqual({
      code: 0,
      out: [],
      err: ['data/a.csv:1:1 warning output/missing-glyph: Unexpected size, expected less'],
    });
  });

  test('with --json leaves JSON alone', async () => {
    const { out, err } = await typed('build --quiet --json', { ...clean, diagnostics: [warning] });
    expect(err).toEqual([]);
    expect(JSON.parse(out.join(''))).toEqual(warning);
  });
});

describe('on GitHub Actions', () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '/work' };

  test('each problem is also said where a pull request shows it, by its path in the repository', async () => {
    const result = { ...clean, outputs: [], diagnostics: [error, warning] };
    const { err } = await typed('check .', result, '/work/demo', env);
    expect(err.filter((line) => line.startsWith('::'))).toEqual([
      '::warning file=demo/data/a.csv,line=1,col=1,title=output/missing-glyph::Unexpected size, expected less',
      '::error file=demo/data/a.csv,line=7,col=3,title=data/total::Unexpected sum `3`, expected `4`%0Asee: demo/data/a.csv:2, the total',
    ]);
    expect(err).toContain('data/a.csv:1:1 warning output/missing-glyph: Unexpected size, expected less');
  });

  test('with --json they stay off the standard output', async () => {
    const { out, err } = await typed('check --json', { ...clean, diagnostics: [warning] }, '/work', env);
    expect(out.map((line) => JSON.parse(line).code)).toEqual(['output/missing-glyph']);
    expect(err.filter((line) => line.startsWith('::warning '))).toHaveLength(1);
  });

  test('elsewhere they are not', async () => {
    const { err } = await typed('check', { ...clean, diagnostics: [warning] });
    expect(err.join('\n')).not.toContain('::');
  });
});

describe('when the machine or Tallybook fails', () => {
  const browser = new EnvironmentProblem(
    {
      severity: 'error',
      code: 'host/browser-missing',
      message: 'Unexpected machine without a browser, expected one',
      position: { file: 'tallybook', line: 1, column: 1 },
    },
    { cause: new Error('the cause') },
  );

  test('an expected failure exits with 3 and prints no stack', async () => {
    expect(await typed('build demo --quiet', browser)).toMatchObject({
      code: 3,
      err: ['tallybook:1:1 error host/browser-missing: Unexpected machine without a browser, expected one'],
    });
  });

  test('--debug prints the stack and its cause', async () => {
    const { err } = await typed('build demo --debug', browser);
    expect(err.join('\n')).toMatch(/run\.test\.ts[\s\S]*caused by Error: the cause/);
  });

  test('a fault of Tallybook is said to be one', async () => {
    const { code, out } = await typed('build --json', new TypeError('x is not a function'));
    expect(code).toBe(3);
    expect(JSON.parse(out.join(''))).toMatchObject({
      code: 'host/internal',
      message: 'Tallybook itself failed: x is not a function',
    });
  });
});

describe('init', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallybook-init-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('writes the starter into a new folder', async () => {
    const { code, err } = await typed('init stats/demo', clean, folder);
    expect({ code, err }).toEqual({
      code: 0,
      err: ['Wrote a project to stats/demo; the command `build stats/demo` builds it'],
    });
    expect(await readdir(join(folder, 'stats/demo'), { recursive: true })).toEqual(
      expect.arrayContaining(['tallybook.yaml', 'data/datapackage.yaml', 'templates/annual-report.md']),
    );
  });

  test('a folder with spaces is one word of the command that it names', async () => {
    const { err } = await typed('init our\u00A0report', clean, folder);
    expect(err).toEqual([
      'Wrote a project to our\u00A0report; the command `build "our\u00A0report"` builds it',
    ]);
  });

  test('writes into an empty folder, also the current one', async () => {
    expect((await typed('init .', clean, folder)).code).toBe(0);
    expect(await readdir(folder)).toContain('tallybook.yaml');
  });

  test('leaves a folder alone that holds anything', async () => {
    await mkdir(join(folder, 'demo'));
    await writeFile(join(folder, 'demo/notes.txt'), 'mine');
    const { code, err } = await typed('init demo', clean, folder);
    expect(code).toBe(1);
    expect(err).toEqual([
      'demo:1:1 error project/not-empty: `demo` already holds files\n' +
        '  hint: name a new or empty folder; nothing was changed',
    ]);
    expect(await readdir(join(folder, 'demo'))).toEqual(['notes.txt']);
  });

  test('does not replace a file by a folder', async () => {
    await writeFile(join(folder, 'demo'), 'mine');
    expect((await typed('init demo', clean, folder)).code).toBe(1);
    expect(await readFile(join(folder, 'demo'), 'utf8')).toBe('mine');
  });

  test('makes a project of files of data, and says what is left to do', async () => {
    await writeFile(join(folder, 'a.csv'), 'year,n\n2023,10\n2024,20\n');
    expect(await typed('init demo --from a.csv', clean, folder)).toMatchObject({
      code: 0,
      err: [
        'Wrote a project to demo; the command `build demo` builds it. No question is open, and nothing stops a build',
      ],
    });
    expect(await readFile(join(folder, 'demo/tallybook.yaml'), 'utf8')).toContain('edition: 2024');
    expect(await readFile(join(folder, 'demo/.gitignore'), 'utf8')).toBe('output/\n.tallybook/\n');
    // The option swallows no folder behind it, and what follows a folder without it is too much.
    expect((await typed('init --from a.csv fourth', clean, folder)).code).toBe(0);
    expect((await typed('init fifth a.csv', clean, folder)).code).toBe(2);
    expect(await readdir(join(folder, 'demo/.schemas'))).toEqual(['datapackage.json', 'tallybook.json']);
    await writeFile(join(folder, 'b.csv'), 'year,n\n2023,..\n2024,20\n2025,21\n');
    const asked = await typed('init second --from b.csv', clean, folder);
    expect(asked.code).toBe(1);
    expect(asked.err.join('\n')).toContain('second/data/b.csv:2:6 error data/missing-value');
    expect(asked.err.at(-1)).toBe(
      'Wrote a project to second; answer 1 question (at ASK) in second/data/datapackage.yaml, correct what is left of the errors above, then `build second` builds it',
    );
    await writeFile(join(folder, 'c.csv'), 'year,n\n2024,20\n2024,21\n');
    const twice = (await typed('init twice --from c.csv', clean, folder)).err.join('\n');
    expect(twice).toContain('see: twice/data/c.csv:2:1');
    expect(
      (await typed('init third --from a.csv --from demo/data/a.csv', clean, folder)).err.join(),
    ).toContain('demo/data/a.csv:1:1 error usage/file');
    expect(await readdir(folder)).not.toContain('third');
  });

  test('makes a project of a Word file and its data, and says what is left to look at', async () => {
    await mkdir(join(folder, 'last'));
    const text =
      'In 2024 visits rose to 4,537. There were 917 loans and 300 rooms. Visits were highest in 2024.';
    await writeFile(join(folder, 'last/report.docx'), wordFile({ body: paragraph(words(text)) }));
    await writeFile(join(folder, 'last/a.csv'), 'year,visits\n2023,4320\n2024,4537\n');
    await writeFile(join(folder, 'last/b.csv'), 'year,loans\n2023,889\n2024,917\n');
    const { code, err } = await typed(
      'init demo --from last/report.docx last/a.csv last/b.csv',
      clean,
      folder,
    );
    expect({ code, last: err.at(-2) }).toEqual({
      code: 0,
      last: 'report.docx is now templates/annual-report.md: 2 of 3 numbers are read from the data. What is left is in from-word.md',
    });
    const list = await readFile(join(folder, 'demo/from-word.md'), 'utf8');
    expect(list).toContain('## Numbers to look at');
    // What a build says of the words, with the claim that would hold them.
    expect(list).toMatch(/templates\/annual-report\.md:\d+:\d+ .*`rose`.*\{\{#claim "rose"/);
    // What only a person can explain is asked, and a draft builds all the same.
    await writeFile(
      join(folder, 'last/c.csv'),
      'Year,visits,loans\n2022,..,"1,203"\n2023,4320,"1,310"\n2024,4537,"1,417"\n',
    );
    const asked = await typed('init second --from last/report.docx last/c.csv', clean, folder);
    expect(asked).toMatchObject({ code: 0 });
    expect(asked.err.at(-1)).toContain(
      'builds a draft of it. To publish it, answer 1 question (at ASK) in second/data/datapackage.yaml',
    );
    const second = await readFile(join(folder, 'second/from-word.md'), 'utf8');
    expect(second).toContain('{{#claim "rose"');
    expect(second).toMatch(/\{\{#claim "highest" "c"[^}]* Year=2024/);
    await writeFile(
      join(folder, 'last/words.docx'),
      wordFile({ body: paragraph(words('Nothing is counted')) }),
    );
    // A table at which a build stops is told in both.
    await writeFile(join(folder, 'last/d.csv'), 'town,rooms\nAlder,4\nAlder,5\n');
    const aside = await typed('init fourth --from last/report.docx last/a.csv last/d.csv', clean, folder);
    expect(aside.err.join('\n')).toContain('`d` would stop a build, so drafts are built without');
    expect(await readFile(join(folder, 'fourth/from-word.md'), 'utf8')).toContain(
      '**No number was looked up in `d`**',
    );
    // The folder may stand behind the files, and without one the command is told.
    const nameless = await typed('init --from last/report.docx last/a.csv last/b.csv', clean, folder);
    expect(nameless).toMatchObject({
      code: 1,
      err: [
        'last/a.csv:1:1 error usage/file: `last/a.csv` is a file: the name of the new folder is missing\n' +
          '  hint: write `init my-report --from last/report.docx last/a.csv last/b.csv`',
      ],
    });
    expect((await typed('init --from last/report.docx last/a.csv fifth', clean, folder)).code).toBe(0);
    const alone = await typed('init third --from last/words.docx', clean, folder);
    expect(alone.err.join()).toContain('`words.docx` has no table of numbers');
    const body = paragraph(words('У 2024. години било је 4.537 посета, а то је више него 2023.'));
    await writeFile(join(folder, 'last/Извештај.docx'), wordFile({ body }));
    const both = 'init third --from last/report.docx --from last/Извештај.docx last/a.csv';
    expect((await typed(both, clean, folder)).err.join()).toContain(
      '`report.docx` is in English, and `Извештај.docx` in Српски',
    );
    await writeFile(join(folder, 'last/old.doc'), new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]));
    expect((await typed('init third --from last/old.doc', clean, folder)).err.join()).toContain('word/file');
    expect(await readdir(folder)).not.toContain('third');
  });

  test.skipIf(process.platform === 'win32')('writes into an empty folder that a link leads to', async () => {
    await mkdir(join(folder, 'empty'));
    await symlink('empty', join(folder, 'link'));
    expect((await typed('init link', clean, folder)).code).toBe(0);
    expect(await readdir(join(folder, 'empty'))).toContain('tallybook.yaml');
  });
});

describe('data', () => {
  const starter = join(import.meta.dirname, '../../src/project/starter');

  test('lists datasets, and all that a template can name of one', async () => {
    expect((await typed('data', clean, starter)).out).toEqual([
      'visits: Visits by readers (data/visits.csv, 12 rows)\n' +
        '  year: 2021, 2022, 2023, 2024\n' +
        '  reader: children, adults, total; total: total\n' +
        '  visits (visits): {{value "visits" year=2024}}',
    ]);
    const whole = await typed('data visits starter', clean, join(starter, '..'));
    expect(whole.out.join()).toContain(
      '    children  Children\n    adults  Adults\n    total  All readers  (the total)',
    );
    const [line = ''] = (await typed('data ../starter --json', clean, starter)).out;
    expect(JSON.parse(line)).toMatchObject({
      name: 'visits',
      measures: [{ call: '{{value "visits" year=2024}}' }],
    });
  });

  test('takes a folder with a project for the project, and says where one does not exist', async () => {
    expect((await typed('data starter', clean, join(starter, '..'))).out.join()).toMatch(/^visits: /);
    const { code, err } = await typed('data ../nowhere', clean, starter);
    expect([code, err.join()]).toEqual([1, expect.stringContaining('This folder does not exist')]);
  });

  test('names the datasets where it does not have one', async () => {
    const { code, err } = await typed('data visit', clean, starter);
    expect(code).toBe(1);
    expect(err.join()).toContain(
      'usage/dataset: There is no dataset `visit`\n  hint: did you mean `visits`?',
    );
  });
});

describe('collect', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tallybook-collect-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('writes a workbook for each institution, and merges those that came back', async () => {
    const files = {
      'tallybook.yaml': 'title: T\npublisher: P\nedition: 2015\nreports:\n  r: {template: r.md}\n',
      'r.md': '# R {#sec-r}\n',
      'data/datapackage.yaml': planPackage,
      ...Object.fromEntries(
        Object.entries(smallPlan).map(([name, lines]) => [`data/${name}.csv`, `${lines.join('\n')}\n`]),
      ),
    };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, 'p', path, '..'), { recursive: true });
      await writeFile(join(folder, 'p', path), text);
    }
    const prepared = await typed('collect prepare forms p --due 2016-01-31', clean, folder);
    expect(prepared).toMatchObject({ code: 0, err: ['Wrote 2 workbooks to forms'] });
    expect(await readdir(join(folder, 'forms'))).toEqual(['a.xlsx', 'b.xlsx']);
    expect((await typed('collect prepare forms p', clean, folder)).err.join()).toContain('project/not-empty');
    await rm(join(folder, 'forms/b.xlsx'));
    const { code, err } = await typed('collect merge forms p --accept b,c', clean, folder);
    expect(code).toBe(1);
    expect(err.join('\n')).toContain('forms/b:1:1 warning collect/missing');
    expect(err.join('\n')).toContain(
      'collect/accept: There is no institution `c`\n  hint: name one of `a`, `b`',
    );
    expect(err.at(-1)).toMatch(/^\d+ missing; 0 new values\. The proposal is in data\/incoming/);
    expect(await readdir(join(folder, 'p/data/incoming'))).toEqual(['a.csv', 'b.csv', 'board']);
    expect(await readFile(join(folder, 'p/data/actions.csv'), 'utf8')).toBe(
      files['data/actions.csv' as keyof typeof files],
    );
    // What is no workbook is told by its name, and the rest is read.
    await symlink(join(folder, 'p/r.md'), join(folder, 'forms/link.xlsx'));
    execFileSync('mkfifo', [join(folder, 'forms/pipe.xlsx')]);
    const odd = await typed('collect merge forms p', clean, folder);
    expect(odd.code).toBe(1);
    expect(odd.err.join('\n')).toContain(
      'forms/link.xlsx:1:1 error collect/workbook: `link.xlsx` is a link to a place outside the folder',
    );
    expect(odd.err.join('\n')).toContain(
      'forms/pipe.xlsx:1:1 error collect/workbook: `pipe.xlsx` is a named pipe, not a workbook',
    );
    expect(odd.err.join('\n')).toContain('collect/missing');
  });

  test.runIf(process.env.DEEP)(
    'goes from prepare to merge as the guide says, on the plan of this repository',
    async () => {
      const guide = await readFile(join(repository, 'docs/collect.md'), 'utf8');
      const lines = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(({ 1: block = '' }) =>
        block.trim().split('\n'),
      );
      const here = join(folder, 'repository');
      await mkdir(here);
      for (const line of lines.slice(0, 5)) {
        const [program = '', ...words] = line.split(' ');
        if (program === 'node') {
          expect(words.shift()).toBe('dist/cli.js');
          expect(await typed(words.join(' '), clean, here)).toMatchObject({ code: 0 });
          continue;
        }
        // What the line names is in the repository.
        const named = words.map((word) => (/^[.-]/.test(word) ? word : join(repository, word)));
        execFileSync(program, named, { cwd: here });
      }
    },
  );
});
