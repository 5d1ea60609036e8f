// Prints the output folder of a project, from the current folder: `node output-folder.mjs PROJECT`. The command line reads
// what is printed, and so does the runner: a line break in it could begin a command to the runner.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from 'yaml';

const [project = '.'] = process.argv.slice(2);
const { output = 'output' } = parse(readFileSync(posix.join(project, 'tallybook.yaml'), 'utf8'));
const folder = posix.join(project, `${output}`);
if (/[\p{Cc}\u2028\u2029]/u.test(folder)) {
  process.stderr.write('::error title=Tallybook::The output folder has a line break or a control character in its name.\n');
  process.exit(1);
}
process.stdout.write(`${folder}\n`);
