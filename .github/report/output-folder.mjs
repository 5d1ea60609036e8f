// Prints the output folder of a project, from the current folder: `node output-folder.mjs PROJECT`. The command line reads
// what is printed, and so does the runner: a line break in it could begin a command to the runner.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from 'yaml';

const [project = '.'] = process.argv.slice(2);

/** Ends with an error of the runner; the sentence quotes nothing that a project says. */
function fail(sentence) {
  process.stderr.write(`::error title=Tallybook::${sentence}\n`);
  process.exit(1);
}

/** The output folder as the project file names it. What Node says of a file has its path, whatever that holds. */
function namedFolder() {
  try {
    return parse(readFileSync(posix.join(project, 'tallybook.yaml'), 'utf8'))?.output ?? 'output';
  } catch {
    return fail('The project has no tallybook.yaml that can be read.');
  }
}

const folder = posix.join(project, `${namedFolder()}`);
if (/[\p{Cc}\u2028\u2029]/u.test(folder)) {
  fail('The output folder has a line break or a control character in its name.');
}
process.stdout.write(`${folder}\n`);
