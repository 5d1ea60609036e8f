// Prints the output folder of a project, from the current folder: `node output-folder.mjs PROJECT`.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parse } from 'yaml';

const [project = '.'] = process.argv.slice(2);
const { output = 'output' } = parse(readFileSync(posix.join(project, 'tallybook.yaml'), 'utf8'));
process.stdout.write(`${posix.join(project, output)}\n`);
