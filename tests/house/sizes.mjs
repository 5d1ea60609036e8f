/**
 * `npm run sizes` measures `src/` and prints each measure beside its budget in `budgets.yaml`; `--check` prints only what is over and fails.
 * `--list` names the worst of each. A budget is raised by a line with its reason, never by the way.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/**
 * @import * as TS from 'typescript'
 * @typedef {{ name: string, tree: TS.SourceFile, lines: number, tokens: number, imports: Set<string>, importers: Set<string> }} File
 * @typedef {{ name: string, size: number }} Sized
 */

/**
 * Required, since `import` would first read its nine megabytes for what they export.
 * @type {typeof TS}
 */
const ts = createRequire(import.meta.url)('typescript');

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '..', '..', 'src');
const stamp = join(here, '..', '..', '.tallybook', 'sizes');
// What was within its budgets is so until a byte of it changes.
const inputs = process.argv.includes('--check') ? hashOfInputs() : undefined;
if (inputs !== undefined && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) process.exit(0);

/** @type {TS.CreateSourceFileOptions} */
const reading = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
const scanner = ts.createScanner(ts.ScriptTarget.Latest, true);
const files = readFiles();
const functions = [...files.values()].flatMap(functionsOf);

/** What is counted, and what counts: the worst first. */
const measures = {
  files: [...files.values()].map(({ name, lines }) => ({ name, size: lines })),
  'files that one file of their room alone imports': named([...files.values()].filter(isSole)),
  'files under 20 lines with fewer than 3 importers': named(
    [...files.values()].filter((file) => file.lines < 20 && file.importers.size > 0 && file.importers.size < 3 && !isRecord(file)),
  ),
  'functions over 60 lines': functions
    .filter(({ lines }) => lines > 60)
    .map(({ name, lines }) => ({ name, size: lines })),
  'functions over 15 branches': functions
    .filter(({ branches }) => branches > 15)
    .map(({ name, branches }) => ({ name, size: branches })),
};
/** Of what only the largest counts. */
const largest = {
  'files flat in a folder': foldersOf([...files.values()].filter((file) => !isRecord(file))),
  'imports of a file': [...files.values()].map(({ name, imports }) => ({ name, size: imports.size })),
};

/** @type {Record<string, number>} */
const figures = {
  ...Object.fromEntries(Object.entries(measures).map(([name, found]) => [name, found.length])),
  ...Object.fromEntries(Object.entries(largest).map(([name, found]) => [name, sorted(found)[0]?.size ?? 0])),
  ...tokensByRoom(),
};
/** @type {Record<string, number>} */
const budgets = parse(readFileSync(join(here, 'budgets.yaml'), 'utf8'));
const over = Object.entries(figures).filter(([name, figure]) => figure > (budgets[name] ?? 0));

if (process.argv.includes('--check')) {
  for (const [name, figure] of over) {
    process.stderr.write(`src/ has ${figure} ${name}; tests/house/budgets.yaml allows ${budgets[name] ?? 'none'}\n`);
  }
  process.exitCode = over.length === 0 ? 0 : 1;
  if (inputs !== undefined && over.length === 0) {
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, inputs);
  }
} else {
  for (const [name, figure] of Object.entries(figures)) {
    process.stdout.write(`${String(figure).padStart(9)} of ${String(budgets[name] ?? 0).padEnd(9)} ${name}\n`);
  }
}
if (process.argv.includes('--list')) {
  for (const [name, found] of Object.entries({ ...measures, ...largest })) {
    const worst = sorted(found).slice(0, 25);
    process.stdout.write(`\n${name}\n${worst.map(({ size, name }) => `${String(size).padStart(5)} ${name}\n`).join('')}`);
  }
}

/** Of every file below `src/`, and of what measures them. */
function hashOfInputs() {
  const hash = createHash('sha256').update(ts.version);
  const below = readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of [...below, join(here, 'budgets.yaml'), fileURLToPath(import.meta.url)]) {
    const bytes = readFileSync(path);
    hash.update(`${relative(source, path)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** All code of `src/`, without what a script writes, as its first comment says. */
function readFiles() {
  /** @type {Map<string, File>} */
  const found = new Map();
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/(?<!\.d)\.(ts|mts|js|mjs)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'utf8');
    if (/^\/[*/][^\n]*(generated|written by `?node)/i.test(text.slice(0, 200))) continue;
    const tree = ts.createSourceFile(path, text, reading, true);
    const name = relative(source, path);
    const lines = text.trimEnd().split('\n').length;
    found.set(name, { name, tree, lines, tokens: tokensOf(tree, tree), imports: new Set(), importers: new Set() });
  }
  for (const file of found.values()) {
    for (const { moduleSpecifier } of file.tree.statements.filter(isLink)) {
      if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) continue;
      if (!moduleSpecifier.text.startsWith('.')) continue;
      const written = normalize(join(dirname(file.name), moduleSpecifier.text));
      const target = found.get(written) ?? found.get(written.replace(/\.js$/, '.ts'));
      if (target === undefined) continue;
      file.imports.add(target.name);
      target.importers.add(file.name);
    }
  }
  return found;
}

/** @param {TS.Statement} statement @returns {statement is TS.ImportDeclaration | TS.ExportDeclaration} */
function isLink(statement) {
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
}

/**
 * What the compiler reads: no comment, blank or format changes it. Leaves of the tree, and what stands between them: to have the compiler make
 * nodes of that too takes three times as long.
 * @param {TS.Node} node @param {TS.SourceFile} tree @returns {number}
 */
function tokensOf(node, tree) {
  if (node.kind === ts.SyntaxKind.EndOfFileToken) return 0;
  if (node.kind < ts.SyntaxKind.FirstNode) return node.getWidth(tree) > 0 ? 1 : 0;
  let [count, end] = [0, node.pos];
  ts.forEachChild(node, (child) => {
    count += tokensBetween(end, child.pos, tree) + tokensOf(child, tree);
    end = child.end;
  });
  return count + tokensBetween(end, node.end, tree);
}

/** @param {number} start @param {number} end @param {TS.SourceFile} tree */
function tokensBetween(start, end, { text }) {
  if (start >= end) return 0;
  let count = 0;
  scanner.setText(text, start, end - start);
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) count += 1;
  return count;
}

/** @param {File} file */
function functionsOf({ name, tree }) {
  /** @type {{ name: string, lines: number, branches: number }[]} */
  const found = [];
  /** @param {TS.Node} node */
  const visit = (node) => {
    if (isWhole(node)) {
      const [first, last] = [node.getStart(tree), node.end].map((at) => tree.getLineAndCharacterOfPosition(at).line + 1);
      const [start, end] = [first ?? 0, last ?? 0];
      found.push({ name: `${name}:${start}`, lines: end - start + 1, branches: 1 + branchesOf(node) });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/**
 * A function that has a name or is the value of a key. A callback written where it is passed is part of the function around it.
 * @param {TS.Node} node
 */
function isWhole(node) {
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return false;
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return true;
  const { parent } = node;
  return !(
    ts.isCallExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent)
  );
}

/** @param {TS.Node} node @returns {number} */
function branchesOf(node) {
  let count = 0;
  ts.forEachChild(node, (child) => {
    if (!isWhole(child)) count += (isBranch(child) ? 1 : 0) + branchesOf(child);
  });
  return count;
}

/** @param {TS.Node} node */
function isBranch(node) {
  const { SyntaxKind } = ts;
  const operators = [SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken];
  return (
    ts.isIfStatement(node) ||
    ts.isConditionalExpression(node) ||
    ts.isIterationStatement(node, false) ||
    ts.isCaseClause(node) ||
    ts.isCatchClause(node) ||
    (ts.isBinaryExpression(node) && operators.includes(node.operatorToken.kind))
  );
}

/** @param {File} file */
function isSole(file) {
  const [importer] = file.importers;
  return file.importers.size === 1 && roomOf(importer ?? '') === roomOf(file.name) && !isRecord(file);
}

/**
 * Whether a registry alone imports it: a list of eight files or more of one folder, which lies beside that folder or has its name.
 * @param {File} file
 */
function isRecord({ name, importers }) {
  const list = files.get([...importers][0] ?? '');
  if (importers.size !== 1 || list === undefined) return false;
  const folder = dirname(name);
  const isRegistry =
    dirname(list.name) !== folder || ['registry', basename(folder)].includes(basename(list.name).replace(/\.\w+$/, ''));
  return isRegistry && [...list.imports].filter((each) => dirname(each) === folder).length >= 8;
}

/** @param {string} name */
function roomOf(name) {
  const [room = '', ...rest] = name.split('/');
  return rest.length === 0 ? '(root)' : room;
}

/** @param {File[]} list */
function foldersOf(list) {
  const counts = new Map();
  for (const { name } of list) counts.set(dirname(name), (counts.get(dirname(name)) ?? 0) + 1);
  return [...counts].map(([name, size]) => ({ name, size }));
}

function tokensByRoom() {
  /** @type {Record<string, number>} */
  const rooms = {};
  for (const { name, tokens } of files.values()) {
    const room = `tokens in ${roomOf(name)}`;
    rooms[room] = (rooms[room] ?? 0) + tokens;
  }
  return rooms;
}

/** @param {File[]} list @returns {Sized[]} */
function named(list) {
  return list.map(({ name, lines }) => ({ name, size: lines }));
}

/** @param {Sized[]} list */
function sorted(list) {
  return [...list].sort((a, b) => b.size - a.size);
}
