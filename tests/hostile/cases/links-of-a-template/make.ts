import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Links out of the project in place of what a template draws in; what lies behind them is not named. */
export function make(root: string): void {
  mkdirSync(join(root, 'charts'));
  symlinkSync(process.execPath, join(root, 'charts', 'accidents.yaml'));
  symlinkSync(process.execPath, join(root, 'picture.png'));
  mkdirSync(join(root, 'templates', 'partials'));
  symlinkSync(process.execPath, join(root, 'templates', 'partials', 'closing.md'));
  symlinkSync(dirname(process.execPath), join(root, 'templates', 'pictures'));
}
