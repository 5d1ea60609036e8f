import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Named pipes in place of what a template draws in. */
export function make(root: string): void {
  mkdirSync(join(root, 'templates', 'partials'));
  execFileSync('mkfifo', [
    join(root, 'templates', 'chart.yaml'),
    join(root, 'templates', 'partials', 'closing.md'),
  ]);
}
