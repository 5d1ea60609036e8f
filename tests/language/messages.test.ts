import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadCatalogue, parseCatalogue } from '../../src/language/catalogue.js';
import { repository, textOf } from '../house/repository.js';
import { memoryHost } from '../memory-host.js';

/** How ids start. */
const start = ['document', 'html', 'mark', 'annex', 'content', 'chart'].map((root) => `${root}\\.`).join('|');

/** Ids in a module, outside its comments; what is filled in there stands for any words. */
function idsIn(text: string): RegExp[] {
  const code = text.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, '');
  const quoted = code.matchAll(
    new RegExp(`'((?:${start})[^'\\s]+)'|\`((?:${start})(?:\\$\\{[^}]*\\}|[^\`\\s$])+)\``, 'g'),
  );
  return Array.from(quoted, ([, written, filled = '']) => {
    const parts = (written ?? filled).split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('.*')}$`);
  });
}

const files = readdirSync(join(repository, 'src'), { recursive: true, encoding: 'utf8' });
const used = files
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) => idsIn(textOf(`src/${file}`)).map((id) => ({ file, id })));

test('every message that the code asks for is there, and every one that is there is asked for', async () => {
  const ids = Object.keys(await loadCatalogue('en', memoryHost({}).tool));
  // A workbook names a part of itself like a message.
  const unknown = used.filter(({ id }) => !id.test('content.xml') && !ids.some((each) => id.test(each)));
  expect(unknown.map(({ file, id }) => `${file}: ${id.source}`)).toEqual([]);
  expect(ids.filter((each) => !used.some(({ id }) => id.test(each)))).toEqual([]);
});

test('what a feature says stands in its room and is joined with the rest', async () => {
  const { tool } = memoryHost({});
  const own = parseCatalogue(await tool.readText('messages/en.yaml'));
  const all = await loadCatalogue('en', tool);
  expect(await tool.list('messages/en')).toEqual([
    'accessibility.yaml',
    'claims.yaml',
    'editions.yaml',
    'methods.yaml',
    'plan.yaml',
  ]);
  expect(Object.hasOwn(own, 'content.plan.board')).toBe(false);
  expect(all['content.plan.board']).toBe('Progress by objective');
});

test('a message that two files define is refused', async () => {
  const { project } = memoryHost({
    'messages/en.yaml': 'a:\n  b: "one"\n',
    'messages/en/budget.yaml': 'a:\n  b: "another"\n',
  });
  await expect(loadCatalogue('en', project)).rejects.toThrow('Message `a.b` is defined twice');
});
