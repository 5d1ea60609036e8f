/** Version 2 is made up here: it calls the publisher an issuer, and leaves one decision to authors. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { upgrade } from '../../../src/commands/upgrade/upgrade.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { createHost } from '../../../src/host/node-host.js';
import { resolveProject } from '../../../src/project/resolve.js';
import type { Change } from '../../../src/project/versions/change.js';
import { type Versions, versions } from '../../../src/project/versions/versions.js';
import { temporaryFolder } from '../../host/temporary-folder.js';

const renamed: Change = {
  version: 2,
  find: ({ kind, text }) =>
    kind !== 'project'
      ? []
      : [...text.matchAll(/^publisher(?=:)/gm)].map(({ index, 0: found }) => ({
          start: index,
          end: index + found.length,
          message: 'Unexpected `publisher`, expected `issuer`',
          remedy: 'write `issuer`',
          replacement: 'issuer',
        })),
};
const decided: Change = {
  version: 2,
  find: ({ kind, text }) =>
    kind !== 'template'
      ? []
      : [...text.matchAll(/\{\{total/g)].map(({ index, 0: found }) => ({
          start: index + 2,
          end: index + found.length,
          message: 'Unexpected helper `total`, expected `sum` or `value`',
          remedy: 'write `sum`, or `value` where the data have the total',
        })),
};
const later: Versions = { current: 2, changes: [renamed, decided] };

const folder = temporaryFolder(afterAll);
let root = '';
let count = 0;
const projectFile = `# What we publish.
title: Visits # of libraries

publisher:   The office   # not the ministry
edition: 2024
reports: {annual: {template: templates/annual.md}}
`;

beforeEach(() => {
  count += 1;
  root = join(folder, String(count));
  for (const part of ['templates/partials', 'data']) mkdirSync(join(root, part), { recursive: true });
  write('tallybook.yaml', projectFile);
  write('data/datapackage.yaml', 'resources: []\n');
  write('templates/annual.md', 'Fine.\n');
});

const write = (path: string, text: string): void => writeFileSync(join(root, path), text);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const asked = async (given: Versions) =>
  (await resolveProject(createHost(root), given)).diagnostics.map(formatDiagnostic);

describe('a project that is written for an older version', () => {
  test('is told each change with its place and what to do', async () => {
    write('templates/partials/note.md', 'First.\n\nIn all {{total "visits"}}.\n');
    expect(await asked(later)).toEqual([
      'tallybook.yaml:4:1 error project/outdated: Unexpected `publisher`, expected `issuer`\n  hint: write `issuer`; the command `upgrade` does it',
      'templates/partials/note.md:3:10 error project/outdated: Unexpected helper `total`, expected `sum` or `value`\n  hint: write `sum`, or `value` where the data have the total',
    ]);
  });

  test('is a project like any other where nothing changed for it', async () => {
    expect(await asked({ current: 2, changes: [decided] })).toEqual([]);
  });
});

describe('upgrade', () => {
  test('changes what can be changed, keeps comments and layout, and is done once', async () => {
    const first = await upgrade({ root, versions: later });
    expect(first.diagnostics).toEqual([]);
    expect(first.version).toBe(2);
    expect(
      first.edits.map(({ position, before, after }) => [position.file, position.line, before, after]),
    ).toEqual([
      ['tallybook.yaml', 4, 'publisher', 'issuer'],
      ['tallybook.yaml', 2, '', 'tallybook: 2\n'],
    ]);
    expect(read('tallybook.yaml')).toBe(`# What we publish.
tallybook: 2
title: Visits # of libraries

issuer:   The office   # not the ministry
edition: 2024
reports: {annual: {template: templates/annual.md}}
`);
    expect(await upgrade({ root, versions: later })).toEqual({ diagnostics: [], edits: [], version: 2 });
  });

  test('names what only an author can do, and leaves the version until that is done', async () => {
    write('tallybook.yaml', `tallybook: 1 # so far\n${projectFile}`);
    write('templates/annual.md', 'In all {{total "visits"}}.\n');
    const left = await upgrade({ root, versions: later });
    expect(left.diagnostics.map(({ code, position }) => [code, position.file, position.line])).toEqual([
      ['project/outdated', 'templates/annual.md', 1],
    ]);
    expect(left.version).toBe(1);
    expect(read('tallybook.yaml')).toContain('tallybook: 1 # so far\n');
    expect(read('tallybook.yaml')).toContain('\nissuer: ');

    write('templates/annual.md', 'In all {{sum "visits"}}.\n');
    const done = await upgrade({ root, versions: later });
    expect(done.edits.map(({ before, after }) => [before, after])).toEqual([['1', '2']]);
    expect(read('tallybook.yaml')).toContain('tallybook: 2 # so far\n');
  });

  test('keeps a byte order mark, and line ends of Windows', async () => {
    write('tallybook.yaml', `\uFEFF${projectFile.replaceAll('\n', '\r\n')}`);
    await upgrade({ root, versions: later });
    expect(read('tallybook.yaml')).toMatch(/^\uFEFF# What we publish\.\r\ntallybook: 2\r\ntitle: /);
  });

  test('writes the version into a mapping on one line', async () => {
    write('tallybook.yaml', '{title: Visits, edition: 2024}\n');
    await upgrade({ root, versions: later });
    expect(read('tallybook.yaml')).toBe('{tallybook: 2, title: Visits, edition: 2024}\n');
  });

  test('says the version of this tool in a project that says none', async () => {
    expect(await upgrade({ root })).toMatchObject({ diagnostics: [], version: versions.current });
    expect(read('tallybook.yaml')).toContain(`\ntallybook: ${versions.current}\n`);
    expect(await asked(versions)).toEqual([]);
  });

  test('changes nothing in a project for a newer tool, or one that it cannot read', async () => {
    for (const text of [`tallybook: 3\n${projectFile}`, `tallybook: soon\n${projectFile}`, 'title: [\n']) {
      write('tallybook.yaml', text);
      const { diagnostics, edits, version } = await upgrade({ root, versions: later });
      expect(diagnostics.map(({ code }) => code)).toEqual([
        text === 'title: [\n' ? 'project/yaml' : 'project/version',
      ]);
      expect({ edits, version }).toEqual({ edits: [], version: undefined });
      expect(read('tallybook.yaml')).toBe(text);
    }
  });
});

test('version 2 has one argument for what an author allows', async () => {
  write(
    'templates/annual.md',
    `{{share "a" of="total" allow-small-base="Known cases"}} {{ratio "a" of="b" allow-periods='All years'}} ` +
      '{{share "a" of="b" allow-periods="All years" allow-small-base="Known cases"}}\n',
  );
  const { diagnostics, edits } = await upgrade({ root });
  expect(edits.map(({ after }) => after)).toEqual([
    'allow="small-base: Known cases"',
    "allow='periods: All years'",
  ]);
  expect(diagnostics.map(({ hint }) => hint)).toEqual([
    'write both reasons in one: `allow="small-base: ... | periods: ..."`',
    'write both reasons in one: `allow="small-base: ... | periods: ..."`',
  ]);
});
