import { cpSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../house/repository.js';

/**
 * Copies the compiled host into `folder`, with the modules beside it that it leans on, for tests that write a program
 * of their own next to it. Returns the folder of its modules. It needs a compiled `dist/`, as `npm test` makes.
 */
export function copyHost(folder: string): string {
  const compiled = join(repository, 'dist');
  const modules = readdirSync(compiled).filter((name) => name.endsWith('.js') || name === 'problems.json');
  for (const name of [...modules, 'host', 'problems'])
    cpSync(join(compiled, name), join(folder, 'dist', name), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'dist', 'host');
}
