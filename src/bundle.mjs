/**
 * Makes `dist/bundle/` from the compiled modules and the packages that they use: few files instead of a thousand. To
 * find, read and link each module by itself takes Node a quarter of the processor time of a small build. Names are kept, and
 * source maps lead from a stack (`--debug`) to the modules.
 *
 * The files lie as deep as the modules of a stage do, so that what is found relative to a module is found from here.
 */
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/** What is asked for by name: the program, what the package exports, and what other threads run. Everything else is reached from these. */
const entries = {
  cli: 'cli.js',
  index: 'index.js',
  'thread-main': 'host/processes/thread-main.js',
  'child-main': 'host/processes/child-main.js',
  'chart-process': 'session/drawing/chart-process.js',
  finish: 'outputs/pdf/finish.js',
  'workbook-process': 'session/workers/workbook-process.js',
};

/**
 * The program as npm links it. A stack needs the maps before the first module is read, and flags of V8 hold for what is read behind them.
 * @param {typeof import('./host/tuning/v8.js')} flags
 */
const launcher = ({ optimiseLater, knowsOptimiseLater }) => `#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
if (process.versions.v8.startsWith('${knowsOptimiseLater}') && !['preview', 'lsp'].includes(process.argv[2])) setFlagsFromString('${optimiseLater}');
if (process.argv.includes('--debug')) process.setSourceMapsEnabled(true);
try {
  await import('./bundle/cli.js');
} catch (error) {
  // The program itself could not be read, so that nothing of it can say why.
  const reason = String(error && error.message).split('\\n', 1)[0];
  process.stderr.write(
    'tallybook:1:1 error host/package: Tallybook could not load its own files: ' + reason + '\\n' +
      '  hint: install it again (npm ci, then npm run compile); where the reason is EMFILE, raise the limit on open files (ulimit -n 1024)\\n',
  );
  process.exitCode = 3;
}
`;

/** @param {string} dist The folder that the compiler wrote; `cli.js` in it is replaced. */
export async function writeBundle(dist) {
  const folder = join(dist, 'bundle');
  const program = join(dist, entries.cli);
  const start = reachedFrom(program);
  // It runs as soon as it is read, which is for no other process to do.
  start.delete(program);
  const build = await rolldown({
    input: Object.fromEntries(
      [...Object.entries(entries), ...otherThreadsOfExtensions(dist)].map(([name, file]) => [
        name,
        join(dist, file),
      ]),
    ),
    platform: 'node',
    // Installed by whoever needs them (`host/optional-package.ts`); the solver of protection finds its WebAssembly beside itself.
    external: ['@duckdb/node-api', 'pg', 'highs', 'bullmq', 'ioredis'],
    // Its CommonJS form loads its own files by a `require` that is passed to it, which no bundler sees.
    resolve: { alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } },
    // What packages do to themselves (eval in a parser nobody calls) is not ours to mend.
    logLevel: 'silent',
  });
  rmSync(folder, { recursive: true, force: true });
  const { output } = await build.write({
    dir: folder,
    format: 'esm',
    sourcemap: true,
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    // What every command begins with, in one file: to find and link forty takes a fifth of a build that has nothing to do.
    codeSplitting: { groups: [{ name: 'start', test: (id) => start.has(id) }] },
  });
  await build.close();
  for (const file of output) if (file.fileName.endsWith('.map')) dropSources(join(folder, file.fileName));
  const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  const packages = packagesOf(modules);
  writeFileSync(join(folder, 'LICENCES.txt'), licences(packages));
  writeFileSync(join(folder, 'sbom.cdx.json'), `${JSON.stringify(materials(packages), null, 2)}\n`);
  const flags = await import(pathToFileURL(join(dist, 'host/tuning/v8.js')).href);
  writeFileSync(program, launcher(flags));
  chmodSync(program, 0o755);
}

/** What extensions run in processes and threads of their own: modules whose names say so. @param {string} dist @returns {[string, string][]} */
const otherThreadsOfExtensions = (dist) =>
  readdirSync(join(dist, 'extensions'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /-(?:process|thread)\.js$/.test(file))
    .map((file) => [basename(file, '.js'), join('extensions', file)]);

/** The compiled modules that are loaded with this one, itself among them. @param {string} file @param {Set<string>} found */
function reachedFrom(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
    /^(?:import|export) (?:[^;=]*? from )?"(\.[^"]+\.js)";$/gm,
  ))
    reachedFrom(join(dirname(file), path), found);
  return found;
}

/** The sources lie beside the bundle; a stack only needs to know which and where. @param {string} map */
function dropSources(map) {
  const { sourcesContent: _, ...rest } = JSON.parse(readFileSync(map, 'utf8'));
  writeFileSync(map, JSON.stringify(rest));
}

/**
 * @typedef {{name: string, version: string, license?: string, folder: string}} Package
 * @param {readonly string[]} modules @returns {Package[]} Every package of which something is in the bundle, by its name.
 */
function packagesOf(modules) {
  const folders = new Set(
    modules.flatMap((id) => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(id)?.[1] ?? []),
  );
  return [...folders]
    .map((folder) => ({ ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')), folder }))
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** Their licence texts. @param {readonly Package[]} packages */
function licences(packages) {
  const texts = packages.map(({ name, version, license, folder }) => {
    const file = readdirSync(folder).find((each) => /^(?:licen[cs]e|copying)/i.test(each));
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version}\n\n${text}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

/** The list that scanners of vulnerabilities read, in CycloneDX 1.6: they see no bundled package otherwise. @param {readonly Package[]} packages */
const materials = (packages) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  components: packages.map(({ name, version, license }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    const licenses = license === undefined ? [] : [{ expression: license }];
    return { type: 'library', 'bom-ref': purl, name, version, licenses, purl };
  }),
});
