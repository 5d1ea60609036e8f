import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createHost } from '../../../src/host/node-host.js';
import type { Target } from '../../../src/model/project/project.js';
import { builtPaths, targetPaths } from '../../../src/outputs/paths.js';
import { openProject } from '../../../src/session/open-project.js';
import { Part } from '../../../src/session/parts/part.js';
import { readParts } from '../../../src/session/parts/read-parts.js';
import { sha256 as hashOf } from '../../../src/sha256.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';

const starter = join(repository, 'src/project/starter');
const host = createHost(starter);
const key = new Uint8Array(32);
const hash = hashOf('');
const inputs = {
  ...{ version: '1.0.0', tool: hash, edition: 2024, draft: false, dated: '' },
  ...{ project: hash, data: hash, datasets: [] },
};
let target: Target;
let root = '';
beforeAll(async () => {
  const { opened } = await openProject(starter, { only: [], languages: [], formats: [] });
  target = opened?.targets[0] as Target;
});
beforeEach(() => {
  root = temporaryFolder();
});

const part = (browsers?: string, folder = root) =>
  new Part({ root: folder, shown: 'part', key, ...(browsers !== undefined && { browsers }) }, inputs);
async function put(into: Part, browser?: string, of = target): Promise<void> {
  await into.begin();
  const files = builtPaths(of).map((path) => ({
    ...({
      path,
      bytes: new TextEncoder().encode(path),
      format: 'html',
      report: 'a',
      language: 'en',
    } as const),
  }));
  await into.put({
    target: of,
    files,
    diagnostics: [],
    unchecked: 0,
    answers: [],
    ...(browser && { browser }),
  });
}

test('a part has what this browser printed, and not what another one did', async () => {
  await put(part(hashOf('old')), 'Chromium 120');
  expect(await part(hashOf('old')).find(target, host)).toMatchObject({ browser: 'Chromium 120' });
  expect(await part(hashOf('new')).find(target, host)).toBeUndefined();
  expect(await part().find(target, host)).toBeUndefined();
  // Whoever merges parts of other machines looks at what each was printed by.
  expect(await part(hashOf('new')).look(target, host)).toMatchObject({ is: 'whole' });
});

test('a part has what no browser printed, whichever there is', async () => {
  await put(part(hashOf('old')));
  expect(await part(hashOf('new')).find(target, host)).toBeDefined();
});

test('a list of what was asked that is none is told as a torn file', async () => {
  await put(part());
  const list = '[{"place": "elsewhere"}]';
  writeFileSync(join(root, 'asked', `${hashOf(list)}.json`), list);
  const note = join(root, targetPaths(target).folder, 'target.json');
  writeFileSync(note, readFileSync(note, 'utf8').replace(hashOf('[]\n'), hashOf(list)));
  expect(await part().look(target, host)).toEqual({ is: 'torn', path: `asked/${hashOf(list)}.json` });
});

test('parts of two browsers are refused by the names that were typed', async () => {
  const other: Target = { ...target, language: 'sq' };
  await put(part(undefined, join(root, '1')), 'Chromium 120');
  await put(part(undefined, join(root, '2')), 'Chromium 121', other);
  const read = await readParts([{ root, shown: 'parts', key }], inputs, [target, other], host);
  expect(read.diagnostics).toMatchObject([{ code: 'part/inputs', position: { file: 'parts/2/part.json' } }]);
});
