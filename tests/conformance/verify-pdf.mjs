// Validates finished PDFs with veraPDF, which is no package of npm: `npm run verify:pdf`, or with files as arguments.
// It is taken from VERAPDF, else from the path, else from Docker. Exit code: 0 all conform, 1 one does not, 3 no veraPDF.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The two profiles that every PDF claims. */
const profiles = ['ua1', '2a'];

const [, , ...named] = process.argv;
process.exitCode = main((named.length > 0 ? named : pdfsIn('output')).map((file) => resolve(file)));

/** @param {readonly string[]} files */
function main(files) {
  const validate = validator();
  if (files.length === 0) {
    console.error('Unexpected folder without PDFs, expected some in `output/`: build first, or name them');
    return 2;
  }
  if (validate === undefined) {
    console.error(
      'Unexpected machine without veraPDF, expected it in the path, in `VERAPDF`, or Docker to run `verapdf/cli`',
    );
    console.error('  see: https://verapdf.org/software/');
    return 3;
  }
  let failed = 0;
  for (const file of files) {
    for (const profile of profiles) {
      const { status, stdout, stderr } = validate(file, profile);
      if (status !== 0) failed++;
      console.log(`${status === 0 ? 'PASS' : 'FAIL'} ${profile} ${file}`);
      if (status !== 0) console.log(`${stdout}${stderr}`.trim());
    }
  }
  return failed === 0 ? 0 : 1;
}

/** @param {string} folder */
function pdfsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.pdf'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Runs veraPDF on one file, from wherever there is one. */
function validator() {
  const own = process.env.VERAPDF || 'verapdf';
  /** @type {(command: string, args: string[]) => import('node:child_process').SpawnSyncReturns<string>} */
  const run = (command, args) => spawnSync(command, args, { encoding: 'utf8' });
  /** @param {string} profile */
  const options = (profile) => ['--flavour', profile, '--format', 'text', '--verbose'];
  /** @param {string} file @param {string} profile */
  const local = (file, profile) => run(own, [...options(profile), file]);
  /** @param {string} file @param {string} profile */
  const contained = (file, profile) => {
    const mount = `${dirname(file)}:/data:ro`;
    const inside = ['run', '--rm', '--network', 'none', '-v', mount, 'verapdf/cli'];
    return run('docker', [...inside, ...options(profile), `/data/${basename(file)}`]);
  };
  if (run(own, ['--version']).status === 0) return local;
  return process.env.VERAPDF || run('docker', ['info']).status !== 0 ? undefined : contained;
}
