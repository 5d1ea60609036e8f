import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { BuildOptions } from '../../../src/commands/build/build.js';
import type { BuildResult } from '../../../src/commands/build/result.js';
import { type Manifest, parseManifest } from '../../../src/outputs/manifest/manifest.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { someOf } from '../../support/runs.js';
import { type ProjectFolder, projectFolders } from './project-folder.js';

const projects = projectFolders();
let project: ProjectFolder;
beforeEach(() => {
  project = projects.recorded();
  project.edit('tallybook.yaml', (yaml) => yaml.replace(/^ {2}second:.*$/ms, towns.map(entryOf).join('')));
  for (const town of towns) project.write(`templates/${town}.md`, textOf(town));
});

const towns = ['alba', 'brod', 'cair', 'deva'];
const entryOf = (town: string): string => `  ${town}: {template: templates/${town}.md, formats: [html]}\n`;
const textOf = (town: string): string =>
  `# Visits to ${town} {#sec-visits}\n\nThe library counted its visits.\n`;
const broken = `${textOf('cair')}\n{{value "nothing"}}\n`;
const page = (town: string): string => `output/${town}/en/${town}.html`;
function manifest(): Manifest {
  const found = parseManifest(project.bytes('output/manifest.json'));
  if (found === undefined) throw new Error('no manifest');
  return found;
}

/** Many reports are made into a part; `keepGoing` says so of few as well. */
const batch = { only: towns, keepGoing: true };
const told = ({ diagnostics }: BuildResult): string[] => diagnostics.map(({ code }) => code);
/** What is published, by path. */
const published = (folder: ProjectFolder, output = 'output'): Record<string, string> =>
  Object.fromEntries(
    folder
      .list(output)
      .filter((path) => !path.startsWith('.build'))
      .map((path) => [path, folder.read(`${output}/${path}`)]),
  );

describe('a batch', () => {
  test('publishes what a build of few publishes, byte for byte, and leaves no part', async () => {
    await project.build({ only: towns });
    const before = published(project);
    project.remove('output');
    expect(told(await project.build(batch))).toEqual([]);
    expect(published(project)).toEqual(before);
    expect(project.list('output/.build')).toEqual(['inputs.json', 'pages.json']);
    expect(await project.build(batch)).toMatchObject({ upToDate: true });
  });

  test.runIf(process.env.DEEP)('of more than a dozen reports needs not be asked for', async () => {
    const more = Array.from('abcdefghi', (letter) => `x${letter}`);
    project.edit('tallybook.yaml', (yaml) => `${yaml}${more.map(entryOf).join('')}`);
    for (const town of more) project.write(`templates/${town}.md`, textOf(town));
    project.write('templates/cair.md', broken);
    const wanted = { only: [...towns, ...more] };
    const stopped = await project.build(wanted);
    expect(told(stopped)).toEqual(['content/unknown-dataset']);
    expect(stopped).toMatchObject({ failed: 1, waiting: wanted.only.length - 1 });
    // All were tried, and none is published.
    expect(project.written).toEqual(wanted.only);
    expect(project.has('output/manifest.json')).toBe(false);
    project.write('templates/cair.md', textOf('cair'));
    const { outputs } = await project.build(wanted);
    // The others had been finished.
    expect(project.written).toEqual(['cair']);
    expect(outputs.filter(({ path }) => path.endsWith('.html'))).toHaveLength(wanted.only.length);
  });

  test.runIf(process.env.DEEP)(
    'goes on past a report with errors where that was asked for, and takes down what stood there of it',
    async () => {
      await project.build(batch);
      project.write('templates/cair.md', broken);
      const result = await project.build(batch);
      expect(told(result)).toEqual(['content/unknown-dataset']);
      expect(result).toMatchObject({ failed: 1, isPublished: true });
      expect(towns.filter((town) => project.has(page(town)))).toEqual(['alba', 'brod', 'deva']);
      expect(manifest().outputs.filter(({ report }) => report === 'cair')).toEqual([]);
      expect(manifest().failed).toEqual([{ report: 'cair', language: 'en' }]);
      // A build of others does not forget it.
      await project.build({ only: ['alba'] });
      expect(manifest().failed).toEqual([{ report: 'cair', language: 'en' }]);
      // Until it is mended.
      project.write('templates/cair.md', textOf('cair'));
      await project.build(batch);
      expect(project.written).toEqual(['cair']);
      expect(project.has(page('cair'))).toBe(true);
      expect(manifest().failed).toBeUndefined();
    },
  );

  const harms = [
    ['a file that is torn', (path: string) => project.edit(path, (text) => text.slice(0, 100))],
    ['a file that is gone', (path: string) => project.remove(path)],
    ['a note that another user signed', (path: string) => project.edit(noteBeside(path), forged)],
    ['a note that is torn', (path: string) => project.edit(noteBeside(path), (text) => text.slice(0, 100))],
  ] as const;
  test.each(someOf(harms, ['a note that another user signed']))(
    'makes again what its part does not have whole: %s',
    async (_, harm) => {
      project.write('templates/cair.md', broken);
      await project.build({ ...batch, only: [...towns], keepGoing: false, part: join(project.root, 'part') });
      project.write('templates/cair.md', textOf('cair'));
      harm('part/brod/en/brod.html');
      await project.build({ ...batch, part: join(project.root, 'part') });
      expect(project.written).toEqual(['brod', 'cair']);
    },
  );

  test.runIf(process.env.DEEP)(
    'publishes nothing that it has finished while texts of the data lack a translation, nor does who merges it',
    async () => {
      project.edit('tallybook.yaml', (yaml) => yaml.replace('edition:', 'languages: [en, sq]\nedition:'));
      for (const town of ['annual-report', ...towns]) project.write(`templates/${town}.sq.md`, textOf(town));
      const part = join(project.root, 'part');
      const asked = [{}, { part }, { merge: [part] }];
      for (const more of process.env.DEEP ? [{}, { part }, ...asked] : asked) {
        expect(told(await project.build({ ...batch, ...more }))).toContain('translation/missing');
        expect(project.has('output/manifest.json')).toBe(false);
      }
    },
  );

  test('believes no part on a server', async () => {
    const part = join(project.root, 'part');
    await project.build({ ...batch, part });
    vi.stubEnv('CI', 'true');
    await project.build({ ...batch, part });
    expect(project.written).toEqual(towns);
    // Nor does a batch that publishes nothing leave one, which nobody would use.
    project.write('templates/cair.md', broken);
    await project.build({ ...batch, only: ['cair'] });
    expect(project.has('output/.build/part')).toBe(false);
    vi.stubEnv('CI', '');
    await project.build({ ...batch, only: ['cair'] });
    expect(project.has('output/.build/part')).toBe(true);
  });
});

const noteBeside = (path: string): string => `${path.slice(0, path.lastIndexOf('/'))}/target.json`;
const forged = (text: string): string => text.replace(/"signature": "./, '"signature": "x');

describe('parts', () => {
  const parts = (): string => join(project.root, 'parts');
  const shard = (number: number, of = 2): Partial<BuildOptions> => ({
    only: towns,
    part: join(parts(), `${number}`),
    shard: { number, of },
  });
  const merge = (...folders: string[]): Promise<BuildResult> =>
    project.build({ only: towns, merge: folders.length === 0 ? [parts()] : folders });

  test('of two machines are what one machine makes, byte for byte', async () => {
    await project.build({ only: towns });
    const before = published(project);
    project.remove('output');
    const first = await project.build(shard(1));
    expect(first).toMatchObject({ outputs: [], part: { folder: 'parts/1', reports: 2, found: 0 } });
    await project.build(shard(2));
    expect(project.has('output')).toBe(false);
    expect(told(await merge())).toEqual([]);
    expect(published(project)).toEqual(before);
    // A part stays its owner's: what is published is no second name of its files.
    project.edit('parts/1/alba/en/alba.html', () => '');
    expect(published(project)).toEqual(before);
  });

  test('are refused where one is missing, doubled, torn, of other inputs, or none', async () => {
    await project.build(shard(1));
    await project.build(shard(2));
    const [one, two] = [join(parts(), '1'), join(parts(), '2')];
    const missing = await merge(one);
    expect(missing.diagnostics.map(({ message }) => message)).toEqual([
      'No part has `brod` (en)',
      'No part has `deva` (en)',
    ]);
    cpSync(one, join(parts(), '3'), { recursive: true });
    expect(told(await merge())).toEqual(['part/doubled', 'part/doubled']);
    project.remove('parts/3');
    expect(told(await merge(one, project.root))).toEqual(['part/none']);
    const whole = project.read('parts/2/brod/en/brod.html');
    project.edit('parts/2/brod/en/brod.html', (text) => `${text} `);
    expect(told(await merge())).toEqual(['part/torn']);
    project.write('parts/2/brod/en/brod.html', whole);
    project.edit('templates/brod.md', (text) => `${text}\nMore.\n`);
    expect(told(await merge())).toEqual(['part/inputs']);
    project.edit('tallybook.yaml', (yaml) => yaml.replace('Library', 'Town library'));
    expect(told(await merge(two))).toEqual(['part/inputs']);
    expect(project.has('output/manifest.json')).toBe(false);
  });

  test('that lack a report are published where that was asked for', async () => {
    await project.build(shard(2));
    const result = await project.build({ only: towns, merge: [parts()], keepGoing: true });
    expect(told(result)).toEqual(['part/missing', 'part/missing']);
    expect(towns.filter((town) => project.has(page(town)))).toEqual(['brod', 'deva']);
  });

  test('say nothing of files that are not published, and hold no confidential report', async () => {
    project.edit('tallybook.yaml', (yaml) => yaml.replace('deva: {', 'deva: {audience: confidential, '));
    const part = join(project.root, 'part');
    expect(told(await project.build({ ...batch, part }))).toEqual(['project/confidential']);
    await project.build({ part });
    expect(project.list('part').filter((path) => path.includes('deva'))).toEqual([]);
    const { createHash } = await import('node:crypto');
    const secret = createHash('sha256').update(project.bytes('data/visits.csv')).digest('hex');
    const texts = project.list('part').map((path) => project.read(`part/${path}`));
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  });

  test('end a build where they cannot be written', async () => {
    const part = join(project.root, 'tallybook.yaml', 'part');
    await expect(project.build({ ...batch, part })).rejects.toMatchObject({
      diagnostic: { code: 'host/write' },
    });
  });

  test('do not replace what somebody keeps in their folder', async () => {
    const folder = temporaryFolder();
    cpSync(join(project.root, 'data'), join(folder, 'mine'), { recursive: true });
    await expect(project.build({ ...batch, part: folder })).rejects.toMatchObject({
      diagnostic: { code: 'host/foreign-file' },
    });
    await expect(project.build({ ...batch, part: project.root })).rejects.toMatchObject({
      diagnostic: { message: '`.` holds files that are not a part of a build' },
    });
  });

  test.runIf(process.env.DEEP)('of more shards than there are reports are parts as well', async () => {
    const only = ['alba'];
    for (const number of [1, 2]) await project.build({ ...shard(number), only });
    const merged = await project.build({ only, merge: [join(parts(), '1'), join(parts(), '2')] });
    expect(told(merged)).toEqual([]);
    expect(merged.outputs).toHaveLength(3);
  });
});
