import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkHouse } from '../../src/commands/verify/check-markup.js';
import { placedIn } from '../../src/commands/verify/problem.js';
import { verifyFiles } from '../../src/commands/verify/verify.js';
import { parseSnapshot } from '../../src/model/snapshot/snapshot.js';
import { readPage } from '../../src/outputs/snapshot/read-page.js';
import { buildInMemory, textOf } from '../commands/verify/sample-output.js';
import { memoryHost } from '../memory-host.js';

const root = 'examples/houses';
const page = 'yearbook/en/yearbook.html';

function filesIn(path: string): [string, Uint8Array][] {
  const full = join(root, path);
  return statSync(full).isDirectory()
    ? readdirSync(full).flatMap((name) => filesIn(`${path}/${name}`))
    : [[path, readFileSync(full)]];
}

test('verify knows the files of a publisher by their bytes, and a report of another publisher has none of them', async () => {
  const files = Object.fromEntries(
    ['tallybook.yaml', 'accessibility.yaml', 'data', 'house', 'templates'].flatMap(filesIn),
  );
  const { output, diagnostics } = await buildInMemory(files);
  // Whether the statement is of today's page is asked by the deep tests, which can check the page anew.
  expect(diagnostics.filter(({ code }) => code !== 'accessibility/stale')).toEqual([]);
  const { project, tool } = memoryHost(output);
  expect((await verifyFiles(project, tool)).diagnostics).toEqual([]);

  const html = textOf(output, page);
  const published = textOf(output, 'yearbook/en/published.json');
  expect(html).toContain('alt="Water office"');
  expect(html).toMatch(/<img class="cover-picture"[^>]* alt=""/);
  const guest = textOf(output, 'leaflet/en/leaflet.html');
  expect(guest).toContain('alt="Swimmers&#x27; league"');
  expect(guest).not.toMatch(/cover-picture"|House-text|--house-sand/);

  const faults = (markup: string, snapshotText = published): readonly string[] => {
    const { value: snapshot } = parseSnapshot(snapshotText);
    if (snapshot === undefined) throw new Error('no snapshot');
    return checkHouse({ page: readPage(markup), snapshot, at: placedIn(page, markup) }).map(
      ({ message }) => message,
    );
  };
  const base64 = (name: string): string => readFileSync(join(root, 'house', name)).toString('base64');
  expect(faults(html.replace(base64('water-office.svg'), base64('swimmers-league.svg')))).toEqual([
    'The logo in the head of the page is not the one that was published',
  ]);
  expect(faults(html.replace(/<img class="logo"[^>]*>/, ''))).toEqual([
    'The page lacks the logo, which was published',
  ]);
  expect(faults(html.replace('class="logo"', 'class="other"'))).toHaveLength(2);
  const unknown = `{"what":"font","sha256":"${'a'.repeat(64)}"}`;
  expect(faults(html, published.replace(/\{\s*"what":\s*"picture"[^}]*\}/, unknown))).toEqual([
    'The head of the page has a picture of the cover, which was not published',
  ]);
});
