import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { noBuild } from './no-build.js';

const starter = join(import.meta.dirname, '../../src/project/starter');

async function tallybook(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    cwd: starter,
    env: {},
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    now: () => 0,
  };
  const code = await run(args, terminal, noBuild);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('tallybook trace', () => {
  test('says where a share is printed, from which cells and by which steps', async () => {
    const found = await tallybook('trace', 'annual-report', 'templates/annual-report.md:9');
    expect(found.code).toBe(0);
    expect(found.out).toContain('templates/annual-report.md:9:1');
    expect(found.out).toMatch(/data\/visits\.csv:\d+ {2}.*Year: 2024/);
    expect(found.out).toMatch(/share: [\d]+ ÷ [\d]+ × 100 = \d+\/\d+ = \d/);
    expect(found.out).toContain('the same cells are also printed as');
  });

  test('by the number as printed, as one JSON object for each quantity', async () => {
    const [line = ''] = (await tallybook('trace', 'annual-report', '1840', '--json')).out.split('\n');
    const answer = JSON.parse(line);
    expect(answer).toMatchObject({ text: '1,840', value: { fraction: '1840', decimal: '1840' } });
    expect(answer.cells).toEqual([
      {
        dataset: 'visits',
        title: expect.any(String),
        field: 'visits',
        keys: ['Year: 2021', 'Reader: Children'],
        file: 'data/visits.csv',
        line: 2,
        text: '1840',
      },
    ]);
    expect(answer.places.map(({ place }: { place: string }) => place)).toContain('table');
  });

  test('a number that the report does not print is an error with what could be asked', async () => {
    expect(await tallybook('trace', 'annual-report', '987654')).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining(
        'trace/nothing: Unexpected `987654`, expected a number, page or line that `annual-report` has',
      ),
    });
  });

  test('an unknown report names those that there are', async () => {
    const { code, err } = await tallybook('trace', 'annual', '54');
    expect(code).toBe(1);
    expect(err).toContain('expected `annual-report`');
  });
});
