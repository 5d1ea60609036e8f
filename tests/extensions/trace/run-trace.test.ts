import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/run.js';
import { noBuild } from '../../cli/no-build.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { copyProject } from '../../support/project-copy.js';
import { number, paragraph, wordFile, run as wordRun } from '../../support/word-file.js';

const folder = temporaryFolder(afterAll);
/** The starter without its chart, which each command would start a process to draw. */
const starter = join(folder, 'starter');
copyProject(join(repository, 'src/project/starter'), starter);
const template = join(starter, 'templates/annual-report.md');
const undrawn = readFileSync(template, 'utf8')
  .replace(/```vega-lite.*```/s, '')
  .replace(/\[\]\(#fig-visits\).*?, and/s, '');
writeFileSync(template, undrawn);

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

  test('a number of the last section may be on any page from its heading to the last', async () => {
    const output = join(starter, 'output');
    for (const path of ['.build', 'annual-report/en']) mkdirSync(join(output, path), { recursive: true });
    writeFileSync(
      join(output, '.build/pages.json'),
      JSON.stringify({ 'annual-report/en': { 'sec-visits': 3 } }),
    );
    const feet = [1, 5, 2, 5, 3, 5, 4, 5, 5, 5].map((page) => ({
      ...{ class: 'enumerator', text: `${page}`, place: 'page-number', only: 'pdf' },
    }));
    const about = { version: 1, report: 'annual-report', language: 'en', sections: [], claims: [] };
    writeFileSync(join(output, 'annual-report/en/numbers.json'), JSON.stringify({ ...about, numbers: feet }));
    const [line = ''] = (await tallybook('trace', 'annual-report', '1840', '--json')).out.split('\n');
    rmSync(output, { recursive: true });
    expect(JSON.parse(line).places[0].page).toBe('3 to 5');
  });

  test('a number that the report does not print is an error with what could be asked', async () => {
    expect(await tallybook('trace', 'annual-report', '987654')).toEqual({
      code: 1,
      out: '',
      err: expect.stringContaining('trace/nothing: `annual-report` has no number, page or line `987654`'),
    });
  });

  test('an unknown report names those that there are', async () => {
    const { code, err } = await tallybook('trace', 'annual', '54');
    expect(code).toBe(1);
    expect(err).toContain('did you mean `annual-report`?');
  });
});

describe('tallybook trace FILE.docx', () => {
  const properties = { 'Tallybook report': 'annual-report', 'Tallybook language': 'en' };
  const put = (bytes: Uint8Array): string => {
    const path = join(folder, 'returned.docx');
    writeFileSync(path, bytes);
    return path;
  };
  const withNumber = (id: string, text: string): Uint8Array =>
    wordFile({ body: paragraph(wordRun('In all ') + number(id, wordRun(text))), properties });

  test('a number answers by the id that the file keeps for it, also where somebody changed it', async () => {
    const [line = ''] = (await tallybook('trace', 'annual-report', '1840', '--json')).out.split('\n');
    const id: string = JSON.parse(line).places[0].id;
    const same = await tallybook('trace', put(withNumber(id, '1,840')), '1,840');
    expect(same).toMatchObject({ code: 0, err: '' });
    expect(same.out).toContain('data/visits.csv:2');
    const changed = await tallybook('trace', put(withNumber(id, '1,900')), '1,900');
    expect(changed.out).toContain('data/visits.csv:2');
    expect(changed.err).toContain(
      'warning word/number: The file has “1,900” where the report prints “1,840”',
    );
  });

  test('in a file without ids it is looked for by its text', async () => {
    const path = put(wordFile({ body: paragraph(wordRun('1,840')), properties }));
    expect((await tallybook('trace', path, '1,840')).out).toContain('data/visits.csv:2');
    expect((await tallybook('trace', path, '987654')).err).toContain('trace/nothing');
  });

  test('a file that is none, of no report or of another project says what to do', async () => {
    const said = async (bytes: Uint8Array): Promise<string> =>
      (await tallybook('trace', put(bytes), '1')).err;
    expect(await said(new Uint8Array())).toContain(
      'error word/file: The file is an empty file, and not a Word file',
    );
    expect(await said(wordFile({ body: '' }))).toContain('hint: name the report in place of the file');
    const other = wordFile({ body: '', properties: { ...properties, 'Tallybook report': 'other' } });
    expect(await said(other)).toContain('project/unknown-target');
    expect((await tallybook('trace', join(folder, 'none.docx'), '1')).err).toContain('that can be read');
  });
});
