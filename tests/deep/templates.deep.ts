import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RowIndex } from '../../src/content/selection/fields.js';
import type { Diagnostic } from '../../src/diagnostics.js';
import type { Host } from '../../src/host/host.js';
import type { Target } from '../../src/model/project/project.js';
import { resolveProject } from '../../src/project/resolve.js';
import { targets } from '../../src/project/targets.js';
import type { DrawCharts } from '../../src/session/drawing/draw-charts.js';
import { prepareData } from '../../src/session/prepare-data.js';
import { seededRandom } from '../commands/verify/mutations.js';
import { repository } from '../house/repository.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { writeReport } from '../support/written-report.js';
import { seedOf } from './seed.js';

const mutations = 400;

/** Pieces that templates are made of, and some that they should not be. */
const pieces = [
  '{{',
  '}}',
  '{{{',
  '}}}',
  '{{#if',
  '{{/if}}',
  '{{else}}',
  '{{#each (rows "',
  '{{> ',
  '{{!--',
  '--}}',
  '(',
  ')',
  '"',
  '=',
  '---\n',
  '\n---\n',
  ': ',
  '- ',
  '| ',
  '\n\n',
  '\n',
  '#',
  '# ',
  '{#sec-a}',
  ':::',
  ':::note\n',
  '```',
  '`',
  '*',
  '_',
  '~~',
  '[',
  ']',
  '](',
  '[^1]',
  '[^1]: ',
  '![',
  '<',
  '<!--',
  '\\',
  '&#0;',
  '\u0000',
  '\uFFFD',
  '\uE100',
  '\u202E',
  '\u00BD',
  'é',
  'title: ',
  'paragraphs: numbered',
  '&a [*a, *a]',
  '!!js/function ',
  '<<: ',
  '2014',
  '-1',
  '1e999',
  '999999999999999999999',
  'year=',
  'of="total"',
  'absolute=true',
  'digits=7',
  '__proto__',
  'constructor',
  '@index',
  '../',
  'this',
  '@root',
];

/** One to six changes: a piece put in, a stretch cut out, doubled, or moved, the text cut short. */
function mutate(text: string, random: () => number): string {
  const place = (): number => Math.floor(random() * (changed.length + 1));
  let changed = text;
  for (let left = 1 + Math.floor(random() * 6); left > 0; left--) {
    const [a, b] = [place(), place()].sort((one, other) => one - other) as [number, number];
    const end = Math.min(b, a + 200);
    const kind = Math.floor(random() * 6);
    if (kind <= 1)
      changed = changed.slice(0, a) + (pieces[Math.floor(random() * pieces.length)] ?? '') + changed.slice(a);
    else if (kind === 2) changed = changed.slice(0, a) + changed.slice(end);
    else if (kind === 3) changed = changed.slice(0, end) + changed.slice(a);
    else if (kind === 4) changed = changed.slice(0, b) + changed.slice(a, end) + changed.slice(b);
    else if (random() < 0.2) changed = changed.slice(0, a);
  }
  return changed;
}

interface Subject {
  readonly folder: string;
  readonly host: Host;
  readonly target: Target;
  readonly text: string;
}

/** The reports of the flagship and of the golden projects, each with its template. */
async function subjects(): Promise<Subject[]> {
  const golden = join(repository, 'tests/golden');
  const isProject = (name: string): boolean => readdirSync(join(golden, name)).includes('tallybook.yaml');
  const names = readdirSync(golden, { withFileTypes: true }).filter(
    (each) => each.isDirectory() && isProject(each.name),
  );
  const folders = ['.', ...names.map(({ name }) => `tests/golden/${name}`)];
  const found = folders.map(async (folder): Promise<Subject[]> => {
    const host = repositoryHost(folder);
    const { value: project } = await resolveProject(host);
    if (project === undefined) throw new Error(`${folder} is no project`);
    return targets(project, { only: [], languages: [], formats: [] }).value.map((target) => ({
      folder,
      host,
      target,
      text: readFileSync(join(repository, folder, target.report.template), 'utf8'),
    }));
  });
  return (await Promise.all(found)).flat();
}

const withTemplate = (host: Host, path: string, text: string): Host => ({
  ...host,
  project: {
    ...host.project,
    readText: async (file, ...rest) => (file === path ? text : host.project.readText(file, ...rest)),
  },
});

/** Charts have a fuzzer of their own. */
const drawNothing: DrawCharts = async () => ({
  outcome: { value: {}, diagnostics: [] },
  answers: [],
});

const isPlaced = ({ code, position }: Diagnostic): boolean =>
  code !== 'host/internal' && position.file !== '' && position.line >= 1 && position.column >= 1;

test(`each of ${mutations} changed templates is a report, or errors with their places`, async () => {
  const seed = seedOf('changed templates');
  const random = seededRandom(seed);
  const all = await subjects();
  const prepared = new Map<string, ReturnType<typeof prepareData>>();
  const tally = { reports: 0, refused: 0 };
  const failures: string[] = [];
  for (let run = 0; run < mutations; run++) {
    const subject = all[Math.floor(random() * all.length)];
    if (subject === undefined) throw new Error('There are reports');
    const { folder, host, target, text } = subject;
    const { value: project } = await resolveProject(host);
    if (project === undefined) throw new Error(`${folder} is no project`);
    const input = { path: project.data, position: project.dataPosition, edition: project.edition };
    const data = prepared.get(folder) ?? prepareData(input, host);
    prepared.set(folder, data);
    const changed = mutate(text, random);
    try {
      const { value, about } = await data;
      const changedHost = withTemplate(host, target.report.template, changed);
      const { value: draft, diagnostics } = await writeReport(
        {
          project,
          target,
          data: value,
          about,
          language: english,
          rows: new RowIndex(),
          draft: false,
          words: true,
        },
        changedHost,
        { draw: drawNothing },
      );
      const astray = diagnostics.filter((each) => !isPlaced(each));
      if (astray.length > 0) failures.push(`run ${run}, ${folder}: ${JSON.stringify(astray[0])}`);
      const isRefused = diagnostics.some(({ severity }) => severity === 'error');
      if (draft === undefined && !isRefused)
        failures.push(`run ${run}, ${folder}: neither a report nor an error`);
      tally[isRefused ? 'refused' : 'reports'] += 1;
    } catch (error) {
      failures.push(
        `run ${run}, ${folder}: ${error instanceof Error ? (error.stack ?? '').slice(0, 600) : String(error)}`,
      );
    }
  }
  process.stdout.write(`  ${tally.reports} reports, ${tally.refused} refused\n`);
  expect(failures, `seed ${seed}`).toEqual([]);
});
