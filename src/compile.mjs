/**
 * `npm run compile`: makes `dist/` from `src/`. Does nothing when `dist/` is already what these sources make.
 *
 * Types are only taken out here, which takes a second in place of twenty; `npm run check` looks at them.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { transformSync } from 'rolldown/utils';
import { writeBundle } from './bundle.mjs';
import { filesIn, writeInventory } from './inventory.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');
const dist = join(root, 'dist');
const stampFile = join(dist, 'stamp.txt');

const stamp = sourceStamp();
if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
  process.stdout.write('Compiling ...\n');
  rmSync(stampFile, { force: true });
  removeOrphans();
  const faults = filesIn(source).flatMap(compileFile);
  if (faults.length === 0) {
    await import('./assets.mjs');
    await writeSchemas();
    await writeBundle(dist);
    writeInventory(dist);
    // Last, so that an interrupted run is not taken for a finished one.
    writeFileSync(stampFile, stamp);
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** A hash of everything that goes into `dist/`; the lockfile stands for the compiler and the fonts. */
function sourceStamp() {
  const hash = createHash('sha256');
  const settings = ['package.json', 'package-lock.json'];
  for (const path of [...settings, ...filesIn(source).map((file) => join('src', file))]) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  }
  return `${hash.digest('hex')}\n`;
}

/** Writes a module without its types. @param {string} file @returns {string[]} Why it could not be read. */
function compileFile(file) {
  if (!file.endsWith('.ts') || file.endsWith('.d.ts')) return [];
  const { code, errors } = transformSync(file, readFileSync(join(source, file), 'utf8'), {
    // Each file by itself; `isolatedModules` and `verbatimModuleSyntax` see to it that no more is needed.
    tsconfig: false,
    target: 'es2023',
    typescript: { onlyRemoveTypeImports: true },
  });
  const target = join(dist, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, code);
  return errors.map(
    ({ message }) => `src/${file.split(sep).join('/')}: ${stripVTControlCharacters(message)}`,
  );
}

/** Removes compiled files whose source is gone, so that they are neither imported nor packed. */
function removeOrphans() {
  if (!existsSync(dist)) return;
  for (const file of filesIn(dist)) {
    // Declarations are made anew when the package is packed.
    const compiled = /^(.+)\.(?:d\.ts|js)$/.exec(file);
    if (!compiled) continue;
    if (file.endsWith('.d.ts') || !existsSync(join(source, `${compiled[1]}.ts`))) rmSync(join(dist, file));
  }
}

/** Writes the JSON Schemas of the files that authors write by hand and that others read, for editors. */
async function writeSchemas() {
  mkdirSync(join(dist, 'schemas'), { recursive: true });
  const { projectJsonSchema } = await fromDist('project/spec.js');
  writeSchema('tallybook.json', projectJsonSchema());
  const { termsJsonSchema } = await fromDist('project/read-terms.js');
  writeSchema('terms.json', termsJsonSchema());
  const { jsonSchema } = await fromDist('data/package/package-grammar.js');
  const { dataGrammar, extensions } = await fromDist('extensions/extensions.js');
  for (const { schemas = {} } of extensions)
    for (const [name, schema] of Object.entries(schemas)) writeSchema(`${name}.json`, schema());
  writeSchema('datapackage.json', jsonSchema(dataGrammar));
  const { snapshotJsonSchema } = await fromDist('model/snapshot/snapshot.js');
  writeSchema('published.json', snapshotJsonSchema());
  const { numbersJsonSchema } = await fromDist('outputs/ledger/schema.js');
  writeSchema('numbers.json', numbersJsonSchema());
  // A project has those of the two files that are written by hand, so that an editor finds them wherever it is opened.
  mkdirSync(join(dist, 'starter', '.schemas'), { recursive: true });
  for (const name of ['tallybook.json', 'datapackage.json']) {
    cpSync(join(dist, 'schemas', name), join(dist, 'starter', '.schemas', name));
  }
}

/** @param {string} module A compiled module, relative to `dist/`. */
function fromDist(module) {
  return import(pathToFileURL(join(dist, module)).href);
}

/** @param {string} name @param {unknown} schema */
function writeSchema(name, schema) {
  writeFileSync(join(dist, 'schemas', name), `${JSON.stringify(schema, null, 2)}\n`);
}
