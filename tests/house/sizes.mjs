/**
 * `npm run sizes`: how long the files of `src/` and their functions are, beside those of the first form, as this
 * script measured it, and the longest by name. Size is a smell, not a law: a file past 250 lines and a function past 40 are worth a look.
 * A folder as argument is measured in place of `src/`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const [folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'src')] = process.argv.slice(2);
const before = { files: [64, 150, 347], functions: [8, 22, 102] };

/** @typedef {{ name: string, lines: number }} Size */

/** @type {Size[]} */
const files = [];
/** @type {Size[]} */
const functions = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/(?<!\.d)\.ts$/.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const text = readFileSync(path, 'utf8');
  const name = relative(folder, path);
  files.push({ name, lines: text.trimEnd().split('\n').length });
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  collect(source, source, name);
}

process.stdout.write(
  [
    `${files.length} files, ${files.reduce((sum, { lines }) => sum + lines, 0)} lines`,
    describe('file lines', files, before.files),
    describe('function lines', functions, before.functions),
    '',
  ].join('\n'),
);

/**
 * Functions that have a name of their own: what is handed to another function in passing is part of the one around it.
 * @param {ts.Node} node @param {ts.SourceFile} source @param {string} file
 */
function collect(node, source, file) {
  if (isNamed(node)) {
    const [first, last] = [node.getStart(source), node.getEnd()].map(
      (at) => source.getLineAndCharacterOfPosition(at).line,
    );
    functions.push({ name: `${file}:${(first ?? 0) + 1}`, lines: (last ?? 0) - (first ?? 0) + 1 });
  }
  ts.forEachChild(node, (child) => collect(child, source, file));
}

/** @param {ts.Node} node */
function isNamed(node) {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isConstructorDeclaration(node))
    return node.body !== undefined;
  return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isVariableDeclaration(node.parent);
}

/** @param {string} what @param {Size[]} sizes @param {number[]} earlier */
function describe(what, sizes, earlier) {
  const sorted = [...sizes].sort((a, b) => a.lines - b.lines);
  const at = (/** @type {number} */ share) => sorted[Math.ceil(share * sorted.length) - 1]?.lines ?? 0;
  const longest = sorted.slice(-5).reverse();
  return [
    `${what}: median ${at(0.5)}, p90 ${at(0.9)}, max ${at(1)} (before: ${earlier.join(', ')})`,
    ...longest.map(({ name, lines }) => `  ${lines}  ${name}`),
  ].join('\n');
}
