// Prints what was built as a table for the summary of a job: `node summary.mjs OUTPUT`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many files are listed: GitHub takes no summary of more than a mebibyte. */
const most = 1_000;

const [output = 'output'] = process.argv.slice(2);
const { edition, draft, outputs } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));

const lines = [
  `### Reports of the edition ${edition}${draft ? ' (draft: not to be published)' : ''}`,
  '',
  '| File | Size | SHA-256 |',
  '| :--- | ---: | :------ |',
  ...outputs.slice(0, most).map(
    ({ path, bytes, sha256 }) => `| ${path} | ${Math.ceil(bytes / 1000)} kB | \`${sha256.slice(0, 16)}\` |`,
  ),
  '',
  ...(outputs.length > most ? [`And ${outputs.length - most} more files, which \`manifest.json\` lists.`, ''] : []),
];
process.stdout.write(`${lines.join('\n')}\n`);
