/**
 * Makes `dist/types/`: the types of what the package exports, and nothing that they do not lead to. Run when it is packed,
 * after `compile.mjs`, since nobody needs them in the checkout and the compiler takes its time.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src');
const types = join(root, 'dist', 'types');

const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  root,
);
// What the next check of all types need not look at again is no business of this one.
const { incremental: _, tsBuildInfoFile: __, ...strictness } = options;
// What extensions declare beside code is imported by nobody.
const declared = fileNames.filter((file) => file.startsWith(source) && file.endsWith('.d.ts'));
const program = ts.createProgram([join(source, 'index.ts'), ...declared], {
  ...strictness,
  noEmit: false,
  declaration: true,
  emitDeclarationOnly: true,
  rootDir: source,
  outDir: types,
});

rmSync(types, { recursive: true, force: true });
const open = [join(source, 'index.ts')];
// Only what is reached is asked of the compiler: it looks at the types of a file when it has to write them.
const reached = new Set(open);
for (const file of open) {
  const { diagnostics } = program.emit(program.getSourceFile(file), (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    for (const { fileName } of ts.preProcessFile(text).importedFiles) {
      const next = join(dirname(file), fileName.replace(/\.js$/, '.ts'));
      if (!fileName.startsWith('.') || reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  });
  if (diagnostics.length === 0) continue;
  process.exitCode = 1;
  process.stderr.write(
    ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => root,
      getNewLine: () => '\n',
    }),
  );
}
