/**
 * Two worlds, asked by every command that reads a project or what was made of it: what they print tells no more than the published
 * tables, neither of this edition nor of the next one, which is compared with it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { build } from '../../src/commands/build/build.js';
import { check } from '../../src/commands/check/check.js';
import { locked, type ProjectFiles } from '../extensions/protect/protected-project.js';
import { differences, outputsOf, textsIn } from '../extensions/protect/publications.js';
import { acceptedWorlds, type World } from '../extensions/protect/worlds.js';
import { temporaryFolder } from '../host/temporary-folder.js';

const texts = textsIn(join(import.meta.dirname, '../extensions/protect/towns'));

/** Without paper, which the test of two worlds beside these data prints. */
const settings = (texts['tallybook.yaml'] ?? '').replace(/formats: \[.*?\]/, 'formats: [html]');
const towns: ProjectFiles = { ...texts, 'tallybook.yaml': settings };
const snapshot = 'towns/en/published.json';
const kept = 'data/editions/2024.json';

/** Worlds that are asked of each edition, beside its own. */
const most = 2;

const questions: readonly (readonly string[])[] = [
  ['check', '--json'],
  ['check', '--words'],
  ['data'],
  ['data', 'clients', '--json'],
  ['data', 'ages'],
  ['trace', 'towns', '108'],
  ['trace', 'towns', '42', '--json'],
  ['trace', 'towns', '[c]'],
  ['trace', 'towns', 'templates/towns.md:3', '--json'],
  ['trace', 'towns', 'templates/towns.md:5'],
  ['trace', 'towns', 'templates/towns.md:7'],
  ['verify', 'output'],
  ['verify', 'output', '--json'],
  ['diff', '.', 'output'],
  ['diff', 'output', '.', '--json'],
];

/** Questions that only a project with an edition before can be asked. */
const ofBoth: readonly (readonly string[])[] = [
  ['diff', kept, '.'],
  ['diff', kept, 'output', '--json'],
];

async function answerOf(question: readonly string[], cwd: string): Promise<string> {
  const said: string[] = [];
  const print = (text: string): void => void said.push(text);
  const terminal = { cwd, env: {}, out: print, err: print, now: () => 0 };
  const code = await run(question, terminal, { build, check });
  return [`exit ${code}`, ...said].join('\n').replaceAll(cwd, '');
}

/** All that is made of a project, and all that the commands say of it. */
async function askAll(files: ProjectFiles, asked: readonly (readonly string[])[]) {
  const root = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const outputs = await outputsOf(files, root);
  expect(Object.keys(outputs), `${outputs.refused}`).toContain(snapshot);
  const answers: Record<string, string> = {};
  for (const question of asked) answers[question.join(' ')] = await answerOf(question, root);
  return { outputs, answers };
}

const othersOf = (files: ProjectFiles, worlds: readonly World[]): readonly World[] =>
  worlds.filter((world) => Object.keys(files).some((file) => world.files[file] !== files[file])).slice(-most);

async function expectSame(files: ProjectFiles, edition: number, asked: readonly (readonly string[])[]) {
  const first = await askAll(files, asked);
  const worlds = othersOf(files, await acceptedWorlds(files, edition));
  expect(worlds).toHaveLength(most);
  for (const { name, files: other } of worlds) {
    const { outputs, answers } = await askAll(other, asked);
    expect(differences(first.outputs, outputs), name).toEqual([]);
    expect(answers, name).toEqual(first.answers);
  }
  return first;
}

/** The lines of a data file with one more year, as the last one, which the totals of all years count too. */
function withNextYear(text: string): string {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const at = (name: string): number => head.split(',').indexOf(name);
  const [persons, base, rate] = ['persons', 'inhabitants', 'rate'].map(at);
  const rows = lines.map((line) => line.split(','));
  const last = rows.filter(([year]) => year === '2024');
  const totals = rows
    .filter(([year]) => year === 'total')
    .map((row) => {
      const [, key] = row;
      const more = Number(last.find(([, other]) => other === key)?.[persons ?? -1]);
      const sum = Number(row[persons ?? -1]) + more;
      const of = (index: number, cell: string): string =>
        index === persons
          ? String(sum)
          : index === rate
            ? ((1000 * sum) / Number(row[base ?? -1])).toFixed(1)
            : cell;
      return row.map((cell, index) => of(index, cell));
    });
  const counted = rows.filter(([year]) => year !== 'total');
  const next = last.map(([, ...rest]) => ['2025', ...rest]);
  return [head, ...[...counted, ...next, ...totals].map((row) => row.join(',')), ''].join('\n');
}

test('the commands answer alike in every world', async () => {
  const { answers } = await expectSame(towns, 2024, questions);
  for (const asked of ['check --json', 'trace towns 108', 'verify output', 'diff . output'])
    expect(answers[asked]).toContain('exit 0');
  expect(answers['data clients --json']).toContain('"clients"');
});

test('the next edition, which is compared with what was published, says no more in any world', async () => {
  const published = (await outputsOf(towns, temporaryFolder()))[snapshot];
  const grown = Object.fromEntries(
    Object.entries(towns).map(([file, text]) => [file, file.endsWith('.csv') ? withNextYear(text) : text]),
  );
  const next = await locked(
    {
      ...grown,
      'tallybook.yaml': settings.replace('edition: 2024', `edition: 2025\nprevious: ${kept}`),
      [kept]: published?.toString('utf8') ?? '',
    },
    2025,
  );
  const { answers } = await expectSame(next, 2025, [...questions, ...ofBoth]);
  expect(answers[`diff ${kept} .`]).toContain('exit 1');
});
