/** The files of `examples/offices` are those that were published, and each becomes a report without a complaint. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ledgerOf } from '../support/ledger-of.js';
import { MemoryProject } from '../support/memory-project.js';

const root = 'examples/offices';
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const names = readdirSync(root).filter((name) => !name.includes('.'));

test('there are eleven, and every file is the one that the README names by its hash', () => {
  expect(names).toHaveLength(11);
  for (const name of names) {
    const [file = '', ...more] = readdirSync(join(root, name, 'data')).filter(
      (each) => !each.endsWith('.yaml'),
    );
    expect(more).toEqual([]);
    const hash = createHash('sha256')
      .update(readFileSync(join(root, name, 'data', file)))
      .digest('hex');
    expect(readme).toMatch(new RegExp(`\`${file}\`.*\`${hash}\``));
  }
});

/** Of every run two files of different kinds; all by `npm run test:deep`. */
const tried = process.env.DEEP ? names : ['election', 'storm-deaths'];

test.each(tried)('%s', async (name) => {
  const files = Object.fromEntries(
    readdirSync(join(root, name, 'data')).map((file) => [
      `data/${file}`,
      new Uint8Array(readFileSync(join(root, name, 'data', file))),
    ]),
  );
  const template = readFileSync(join(root, name, 'templates', `${name}.md`), 'utf8');
  const edition = Number(
    /edition: (\d+)/.exec(readFileSync(join(root, name, 'tallybook.yaml'), 'utf8'))?.[1],
  );
  const project = new MemoryProject({ id: name, edition, files });
  const { problems, content } = await project.compose(template);
  expect(problems).toEqual([]);
  expect(ledgerOf(content).length).toBeGreaterThan(5);
});
