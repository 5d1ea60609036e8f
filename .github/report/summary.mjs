// Prints what was built as a table for the summary of a job: `node summary.mjs OUTPUT`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [output = 'output'] = process.argv.slice(2);
const { edition, draft, outputs } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));

const lines = [
  `### Reports of the edition ${edition}${draft ? ' (draft: not to be published)' : ''}`,
  '',
  '| File | Size | SHA-256 |',
  '| :--- | ---: | :------ |',
  ...outputs.map(
    ({ path, bytes, sha256 }) => `| ${path} | ${Math.ceil(bytes / 1000)} kB | \`${sha256.slice(0, 16)}\` |`,
  ),
  '',
];
process.stdout.write(`${lines.join('\n')}\n`);
