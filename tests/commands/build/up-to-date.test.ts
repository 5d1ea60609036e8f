import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { findNoopRecord } from '../../../src/commands/build/noop/noop-record.js';
import { type ProjectFolder, projectFolders } from './project-folder.js';

const projects = projectFolders();
let project: ProjectFolder;
beforeEach(() => {
  project = projects.recorded();
});

const first = 'annual-report';
const page = 'output/annual-report/en/annual-report.html';
const numbers = 'output/annual-report/en/numbers.json';
const template = 'templates/annual-report.md';
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a build of what did not change does nothing, and says what stands there', async () => {
  const before = await project.build();
  expect(before.upToDate).toBe(false);
  expect(project.written).toEqual([first, 'second']);
  const manifest = project.read('output/manifest.json');
  const after = await project.build();
  // Nobody counts passages of reports that were not read again.
  expect(after).toEqual({ ...before, unchecked: undefined, upToDate: true });
  expect(project.events).toEqual([]);
  expect(project.read('output/manifest.json')).toBe(manifest);
});

test('formats that were built one by one are built together: each has a snapshot of its own', async () => {
  await project.build();
  await project.build({ formats: ['docx'] });
  const both = { formats: ['html', 'docx'] as const };
  expect((await project.build(both)).upToDate).toBe(false);
  expect((await project.build(both)).upToDate).toBe(true);
});

describe('is built again after a change', () => {
  /** What changes, how, and which reports must be written again. */
  const changes: readonly (readonly [what: string, change: () => void, written: readonly string[]])[] = [
    ['of a cell', () => project.edit('data/visits.csv', swapTwoCells), [first, 'second']],
    [
      'of the data package',
      () => project.edit('data/datapackage.yaml', (yaml) => `${yaml}\n`),
      [first, 'second'],
    ],
    [
      'of tallybook.yaml',
      () => project.edit('tallybook.yaml', (yaml) => yaml.replace('Library', 'Town library')),
      [first, 'second'],
    ],
    [
      'of one template',
      () => project.edit(template, (text) => text.replace('came about', 'happened')),
      [first],
    ],
    [
      'of a partial',
      () => project.edit('templates/partials/closing.md', (text) => text.replace('hand', 'us')),
      ['second'],
    ],
    ['of the page', () => project.edit(page, (html) => html.replace('Library', 'Labrary')), [first]],
    ['of the ledger', () => project.edit(numbers, (json) => `${json}\n`), [first]],
    ['of the manifest', () => project.edit('output/manifest.json', (json) => `${json}\n`), [first, 'second']],
    ['of the record itself', () => project.edit('output/.build/inputs.json', () => '{}'), [first, 'second']],
    ['that deletes an output', () => project.remove(page), [first]],
    ['that deletes the snapshot', () => project.remove('output/annual-report/en/published.json'), [first]],
    ['that deletes the ledger', () => project.remove(numbers), [first]],
    ['that deletes the manifest', () => project.remove('output/manifest.json'), [first, 'second']],
    ['of SOURCE_DATE_EPOCH', () => vi.stubEnv('SOURCE_DATE_EPOCH', '86400'), [first, 'second']],
  ];
  /** One of each kind in every run: data, outputs, record, a lost file; all by `npm run test:deep`. */
  const few = ['of a cell', 'of the page', 'of the record itself', 'that deletes the manifest'];
  const tried = changes.filter(([what]) => process.env.DEEP || few.includes(what));
  test.each(tried)('%s', async (_, change, written) => {
    const before = await project.firstBuild();
    change();
    const again = await project.build();
    expect(again.diagnostics).toEqual([]);
    expect(project.written).toEqual(written);
    expect(again.upToDate).toBe(false);
    expect(again.outputs.map(({ path }) => path)).toEqual(before.outputs.map(({ path }) => path));
    expect((await project.build()).upToDate).toBe(true);
  });

  /** Children and adults change places in one year: the total still adds up. */
  function swapTwoCells(csv: string): string {
    const children = /^2021,children,(\d+)/m.exec(csv)?.[1] ?? '';
    const adults = /^2021,adults,(\d+)/m.exec(csv)?.[1] ?? '';
    return csv
      .replace(`2021,children,${children}`, `2021,children,${adults}`)
      .replace(`2021,adults,${adults}\n`, `2021,adults,${children}\n`);
  }
});

test('files that were touched and not changed are the same', async () => {
  await project.firstBuild();
  project.touch('tallybook.yaml', 'data/visits.csv', 'data/datapackage.yaml', template, page);
  expect((await project.build()).upToDate).toBe(true);
});

test.runIf(process.env.DEEP)(
  'a chart file and an image count, and so does a nearer file that appears',
  async () => {
    const chart =
      project
        .read(template)
        .split('```')[1]
        ?.replace(/^vega-lite\n/, '') ?? '';
    // Found from the project folder, for want of one beside the template.
    project.write('charts/visits.yaml', chart);
    project.write('pictures/mark.png', pixel);
    project.edit(template, (text) =>
      text.replace(
        /```vega-lite[\s\S]*?```/,
        '{{chart "charts/visits.yaml"}}\n\n![A mark](pictures/mark.png)',
      ),
    );
    const built = await project.build({ only: [first] });
    expect(built.diagnostics).toEqual([]);
    expect((await project.build({ only: [first] })).upToDate).toBe(true);

    project.edit('charts/visits.yaml', (text) => text.replace('2021 to', 'from 2021 to'));
    expect((await project.build({ only: [first] })).upToDate).toBe(false);
    expect((await project.build({ only: [first] })).upToDate).toBe(true);

    project.write('templates/charts/visits.yaml', chart);
    expect((await project.build({ only: [first] })).upToDate).toBe(false);

    project.write('templates/pictures/mark.png', pixel);
    expect((await project.build({ only: [first] })).upToDate).toBe(false);
    expect((await project.build({ only: [first] })).upToDate).toBe(true);
  },
);

test.runIf(process.env.DEEP)('a partial that could stand in for another invalidates', async () => {
  await project.firstBuild();
  project.write('templates/partials/other.md', 'Another.\n');
  await project.build();
  expect(project.written).toContain('second');
});

test.runIf(process.env.DEEP)('a draft is not a normal build, nor the other way round', async () => {
  await project.firstBuild();
  expect((await project.build({ draft: true })).upToDate).toBe(false);
  expect(project.read(page)).toMatch(/draft/i);
  expect((await project.build({ draft: true })).upToDate).toBe(true);
  expect((await project.build()).upToDate).toBe(false);
  expect((await project.build()).upToDate).toBe(true);
});

test('warnings are said again', async () => {
  project.edit('data/visits.csv', (csv) => csv.replace('2023,total,5220', '2023,total,5221'));
  const draft = await project.build({ draft: true });
  expect(draft.diagnostics.map(({ code }) => code)).toEqual(['data/total']);
  const again = await project.build({ draft: true });
  expect(again).toEqual({ ...draft, unchecked: undefined, upToDate: true });
});

test('an error is found again, and an output is no proof against it', async () => {
  await project.firstBuild();
  const good = project.read(template);
  project.edit(template, (text) => `${text}\n[](#nowhere)\n`);
  for (let time = 0; time < 2; time++) {
    const { diagnostics, outputs, upToDate } = await project.build();
    expect(diagnostics.map(({ code }) => code)).toEqual(['document/dead-reference']);
    expect([outputs, upToDate]).toEqual([[], false]);
  }
  project.write(template, good);
  expect((await project.build()).upToDate).toBe(true);
});

test('a partial build makes nothing look fresher than it is', async () => {
  await project.firstBuild();
  project.edit('data/datapackage.yaml', (yaml) => yaml.replace('All readers', 'Everybody'));
  await project.build({ only: ['second'] });
  expect(project.written).toEqual(['second']);
  // The first report still has the old words, and is known to.
  expect(project.read(page)).not.toContain('Everybody');
  await project.build();
  expect(project.written).toEqual([first]);
  expect(project.read(page)).toContain('Everybody');
});

test.runIf(process.env.DEEP)(
  'an output that a partial build kept names in the manifest what it was made from',
  async () => {
    await project.firstBuild();
    const before = JSON.parse(project.read('output/manifest.json'));
    const swap: Record<string, string> = { children: 'adults', adults: 'children' };
    project.edit('data/visits.csv', (csv) => csv.replace(/children|adults/g, (reader) => swap[reader] ?? ''));
    await project.build({ only: ['second'] });
    const after = JSON.parse(project.read('output/manifest.json'));
    expect(after.inputs).not.toEqual(before.inputs);
    for (const output of after.outputs) {
      expect(output.inputs).toEqual(output.report === first ? before.inputs : undefined);
    }
    await project.build();
    const full = JSON.parse(project.read('output/manifest.json'));
    expect(full.outputs.filter((output: { inputs?: unknown }) => output.inputs !== undefined)).toEqual([]);
  },
);

test('--debug always runs', async () => {
  await project.firstBuild();
  expect((await project.build({ debug: true })).upToDate).toBe(false);
});

test('a format that was not built is not there', async () => {
  // So that the browser need not be unpacked again.
  vi.stubEnv('TALLYBOOK_CACHE', undefined);
  project.edit('tallybook.yaml', (yaml) => yaml.replace('[html, pdf, docx]', '[html, pdf]'));
  await project.build({ only: [first] });
  const withPdf = await project.build({ only: [first], formats: [] });
  expect(withPdf.upToDate).toBe(false);
  expect(withPdf.outputs.map(({ path }) => path)).toContain('annual-report/en/annual-report.pdf');
  const call = { argv: ['build', '--only', first], cwd: project.root };
  const manner = { json: false, quiet: false };
  const again = await project.build({ only: [first], formats: [], call: { ...call, ...manner } });
  expect(again.upToDate).toBe(true);
  expect(again.outputs).toEqual(withPdf.outputs);
  expect((await findNoopRecord(call, process.env))?.result).toEqual(again);

  // Another browser could print another PDF; the page does not depend on it.
  vi.stubEnv('TALLYBOOK_BROWSER', '/nowhere/chromium');
  expect(await findNoopRecord(call, process.env)).toBeUndefined();
  // To end the browser that other tests share costs a start: `npm run test:deep`.
  if (!process.env.DEEP) return;
  await projects.rest();
  onTestFinished(projects.rest);
  await expect(project.build({ only: [first], formats: [] })).rejects.toMatchObject({
    diagnostic: { code: 'host/browser-override' },
  });
});

/** A page changed, and every hash that vouches for it rewritten to match, as somebody would who commits an output. */
function forgeOutput(): void {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const before = hash(project.read(page));
  project.edit(page, (html) => html.replace('Library', 'Labrary'));
  const after = hash(project.read(page));
  const manifest = hash(project.read('output/manifest.json'));
  project.edit('output/manifest.json', (json) => json.replace(before, after));
  project.edit('output/.build/inputs.json', (json) =>
    json.replace(before, after).replace(manifest, hash(project.read('output/manifest.json'))),
  );
}

describe('a forged output is not vouched for', () => {
  test('although manifest and record were forged with it', async () => {
    await project.firstBuild();
    forgeOutput();
    const again = await project.build();
    expect(again.upToDate).toBe(false);
    expect(project.written).toEqual([first, 'second']);
    expect(project.read(page)).not.toContain('Labrary');
  });

  test.runIf(process.env.DEEP)('in a partial build either, whose record would bear it on', async () => {
    await project.firstBuild();
    forgeOutput();
    await project.build({ only: ['second'] });
    await project.build();
    expect(project.written).toEqual([first]);
    expect(project.read(page)).not.toContain('Labrary');
  });

  test('with a record that another user signed', async () => {
    await project.firstBuild();
    vi.stubEnv('TALLYBOOK_CACHE', `${project.cache}-of-another`);
    expect((await project.build()).upToDate).toBe(false);
    expect((await project.build()).upToDate).toBe(true);
  });

  test('on a server, where no record is believed', async () => {
    await project.build();
    vi.stubEnv('CI', 'true');
    expect((await project.build()).upToDate).toBe(false);
  });
});

test.runIf(process.env.DEEP)(
  'without a place for its secret a build believes no record, and is done all the same',
  async () => {
    project.write('no-folder', '');
    vi.stubEnv('TALLYBOOK_CACHE', `${project.root}/no-folder`);
    await project.build();
    const again = await project.build();
    expect(again.upToDate).toBe(false);
    expect(again.diagnostics).toEqual([]);
  },
);
