// Sets outputs of a step: `node set-outputs.mjs NAME=VALUE ...`; after `--lines` values may have several lines. A name of
// a file that has a line break in it, or the words that end a value, must not set another output.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

const [first, ...rest] = process.argv.slice(2);
const mayHaveLines = first === '--lines';
for (const output of mayHaveLines ? rest : [first, ...rest]) {
  const [, name, value] = /^(\w+)=([^]*)$/.exec(output);
  if (!mayHaveLines && /\p{Cc}/u.test(value)) {
    process.stderr.write(`::error title=Tallybook::The ${name} of this run has a line break or a control character in it.\n`);
    process.exit(1);
  }
  const end = randomUUID();
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`);
}
