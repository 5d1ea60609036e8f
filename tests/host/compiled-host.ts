import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const repository = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Writes `src/host/` as JavaScript into `folder`, for tests that need a process of their own. Returns the folder of
 * its modules. The compiled package would do too, but may be older than the source.
 */
export function compileHost(folder: string): string {
  const source = join(repository, 'src');
  // What the host takes from its foundations beside types.
  const foundations = ['resource-limits.ts'];
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const modules = readdirSync(join(source, 'host'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join('host', path));
  for (const path of [...modules, ...foundations]) {
    const { outputText } = ts.transpileModule(readFileSync(join(source, path), 'utf8'), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        verbatimModuleSyntax: true,
      },
    });
    const file = join(folder, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, outputText);
  }
  return join(folder, 'host');
}
