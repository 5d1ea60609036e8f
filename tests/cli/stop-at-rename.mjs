// Loaded into a build with `--import`: when names are about to change for the time that STOP_AT says, it says so in the
// file STOPPED, a named pipe, and waits until something is written into the file GO, another one.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { STOP_AT, STOPPED = '', GO = '' } = process.env;
const { renameSync } = fs;
let renames = 0;

/**
 * @param {fs.PathLike} from
 * @param {fs.PathLike} to
 */
function stopping(from, to) {
  if (String(from).endsWith('.tallybook-tmp')) {
    renames++;
    if (renames === Number(STOP_AT)) {
      fs.writeFileSync(STOPPED, 'stopped\n');
      fs.readFileSync(GO);
    }
  }
  renameSync(from, to);
}

if (isMainThread && STOP_AT !== undefined) {
  fs.renameSync = stopping;
  syncBuiltinESMExports();
}
