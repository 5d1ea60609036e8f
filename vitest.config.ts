import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { LongFirst } from './tests/support/long-first.js';

/** What needs a process of its own: signals to all that it started, its end, and what it alone loads. */
const machine = [
  'tests/content/markdown/cheap-edits.test.ts',
  'tests/host/{browser/printer,exit,output-lock,thread,thread-end}.test.ts',
];

/**
 * Sweeps, and what has a shorter form beside it: `npm run test:deep` runs them, so that `npm test` keeps its three minutes. A format that
 * a project brings along is among them since each of its tests needs a process of its own.
 */
export const deep = [
  'tests/charts/{as-vega-lite,choice,many-and-long,open-width,plain-vega-lite,published,rearranged,told-in-languages}.test.ts',
  'tests/cli/{ended,one-build-at-a-time}.test.ts',
  'tests/commands/build/{changes,early-start,matrix,own-files,parts}.test.ts',
  'tests/commands/verify/{mutated,still-possible}.test.ts',
  'tests/content/costly-markdown.test.ts',
  'tests/data/gate/flagship.test.ts',
  'tests/examples/{languages,name-note,romanian,texts-by-language,word-files}.test.ts',
  'tests/extensions/claims/brute-force.test.ts',
  'tests/extensions/describe/raw-files.test.ts',
  'tests/extensions/editions/corrigendum.test.ts',
  'tests/extensions/protect/{items,knows-the-tool,linked,pays-nothing,singletons,tried}.test.ts',
  'tests/extensions/preview/{commands,page-maker}.test.ts',
  'tests/language/pattern-cost.test.ts',
  'tests/outputs/docx/reference.test.ts',
  'tests/outputs/html/illustrative.test.ts',
  'tests/outputs/pdf/instructions.test.ts',
  'tests/outputs/plain-text/registered.test.ts',
  'tests/outputs/words/paper.test.ts',
  'tests/publisher/fonts.test.ts',
  'tests/session/memo/memory.test.ts',
];

/**
 * Where V8 is spared work that pays in programs which run for minutes, as few tests do: room for what is soon thrown away,
 * and, as `dist/cli.js` has it for the V8 of Node 20, a later optimisation. A quarter of the processor time of most files.
 */
const flags = [
  '--max-semi-space-size=64',
  // The linter of workflows is WebAssembly, whose optimisation takes four seconds of a processor.
  '--liftoff-only',
  ...(process.versions.v8.startsWith('11.') ? ['--interrupt-budget=1000000'] : []),
];

/** Tests write and remove a hundred thousand small files, which a disk keeps waiting: they lie in memory where there is plenty of it. */
const memory = '/dev/shm';
const inMemory = (): boolean => {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 ** 32;
};

/** Tests run packages as users run them: micromark and its parts have a slower form for those who develop them. */
const asPublished: Plugin = {
  name: 'packages as they are published',
  configResolved({ ssr, environments }) {
    for (const { resolve } of [ssr, ...Object.values(environments)]) {
      if (resolve?.conditions === undefined) continue;
      resolve.conditions = resolve.conditions.filter((each) => each !== 'development|production');
    }
  },
};

const isCompiled = Boolean(process.env.TALLYBOOK_TEST_COMPILED);

/**
 * `npm test` compiles first, and its tests load the modules of `dist/`, which Node reads itself (`deps.external` below): Vite would transform
 * a thousand, and hand them over to each process. Files that are run by hand load `src/`, so that nobody need compile.
 */
const compiled: Plugin = {
  name: 'modules as they are compiled',
  enforce: 'pre',
  resolveId(path, importer) {
    if (!isCompiled || !importer || !path.startsWith('.')) return;
    const module = relative(join(import.meta.dirname, 'src'), join(dirname(importer), path));
    if (module.startsWith('..') || !module.endsWith('.js')) return;
    return join(import.meta.dirname, 'dist', module);
  },
};

/** By their paths as Vite has them; what a plugin says is external Vitest transforms all the same. */
const compiledModules = new RegExp(
  `^${join(import.meta.dirname, 'dist')
    .replaceAll('\\', '/')
    .replaceAll(/[^\w/]/g, '\\$&')}/`,
);

/**
 * Tests run in a fixed time zone and locale that are not those of most machines, so that a result which leans on
 * either fails here and not at a reader's.
 *
 * All others share a process, since stages share nothing: loading the charts and the schemas again for each file would
 * take longer than all of their tests.
 */
export default defineConfig({
  plugins: [asPublished],
  test: {
    env: { TZ: 'Pacific/Chatham', LC_ALL: 'C', ...(inMemory() && { TMPDIR: memory }) },
    // One more than there are cores, since many tests wait: for a browser, a program that was started, a disk.
    maxWorkers: availableParallelism() + 1,
    execArgv: flags,
    // What was transformed is kept for the next run, by content; it names the modules that it loads.
    experimental: {
      fsModuleCache: true,
      fsModuleCachePath: `.tallybook/vitest${isCompiled ? '-compiled' : ''}`,
    },
    sequence: { sequencer: LongFirst },
    server: { deps: { external: [compiledModules] } },
    unstubEnvs: true,
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        plugins: [compiled],
        test: {
          name: 'machine',
          include: machine,
        },
      },
      {
        extends: true,
        plugins: [compiled],
        test: {
          name: 'stages',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/{cases,golden}/**', ...deep, ...machine],
          isolate: false,
        },
      },
    ],
  },
});
