import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CodeAction,
  type CompletionItem,
  createConnection,
  type Hover,
  type Location,
  type Position,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { checkEdited, type EditedAsked } from '../../../src/extensions/lsp/lsp-process.js';
import { serve } from '../../../src/extensions/lsp/serve.js';
import type { Child } from '../../../src/host/processes/child.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { repository } from '../../house/repository.js';
import { Editor } from './editor.js';

const root = temporaryFolder(afterAll);
cpSync(join(repository, 'src/project/starter'), root, { recursive: true });
const uriOf = (path: string): string => editor.uriOf(path);
const template = 'templates/annual-report.md';
const text = readFileSync(join(root, template), 'utf8');

/** Checks in this process: in one of low priority they would wait for all other tests. */
const checks: Pick<Child, 'call' | 'close'> = {
  // The one function that is called, with its one argument.
  call: (_module, _name, [asked], take) =>
    checkEdited(asked as unknown as EditedAsked, async (told) => take(told)),
  close: () => {},
};

const [there, back] = [new PassThrough(), new PassThrough()];
serve(
  createConnection(ProposedFeatures.all, new StreamMessageReader(there), new StreamMessageWriter(back)),
  process.env,
  () => checks,
);
const editor = new Editor(root, back, there);
const codes = (): unknown[] => editor.shown(template).map(({ code }) => code);
const soon = { timeout: 90_000, interval: 20 };

/** The template with one more line, and the place behind its last letter. */
async function write(line: string): Promise<Position> {
  await editor.edit(template, `${text}\n${line}`);
  return { line: text.split('\n').length, character: line.length };
}

beforeAll(async () => {
  await editor.start();
  await editor.open(template, `${text}\nThere were 5,220 visits in 2023.\n`);
});
afterAll(() => editor.end());

describe('a server of editors', () => {
  test('shows what a whole check found where its line is now, and what to write in its place', async () => {
    const line = text.split('\n').length;
    await expect.poll(codes, soon).toEqual(['number/hard-typed']);
    const [fix] = await editor.ask<CodeAction[]>('codeAction', template, { line, character: 12 });
    expect(fix?.edit?.changes?.[uriOf(template)]).toEqual([
      {
        range: { start: { line, character: 11 }, end: { line, character: 16 } },
        newText: '{{value "visits" year=2023}}',
      },
    ]);
    await editor.edit(template, `${text}\nOne more line.\n\nThere were 5,220 visits in 2023.\n`);
    const lines = (): unknown => editor.shown(template).map(({ range }) => range.start.line);
    await expect.poll(lines, soon).toEqual([line + 2]);
  });

  test('says which names are wrong while they are typed, with their range and the nearest name', async () => {
    const { line } = await write('There were {{value "visit" year=2024}} visits.');
    await expect.poll(codes, soon).toContain('content/unknown-dataset');
    const told = editor.shown(template).find(({ code }) => code === 'content/unknown-dataset');
    expect(told).toMatchObject({
      message: 'There is no dataset `visit`\ndid you mean `visits`?',
      range: { start: { line, character: 19 }, end: { line, character: 26 } },
    });
    const [fix] = await editor.ask<CodeAction[]>('codeAction', template, { line, character: 22 });
    expect(fix).toMatchObject({ title: 'Write `visits`', isPreferred: true });
  });

  test.each([
    ['{{per', 'percent-change', 'percent-change'],
    ['{{#cl', 'claim', 'claim'],
    ['{{value "vi', 'visits', 'visits'],
    ['{{value vi', 'visits', '"visits"'],
    ['{{value "visits" re', 'reader', 'reader='],
    ['{{share (value "visits" year=2024 reader=', 'children', '"children"'],
    ['{{value "visits" reader="children|ad', 'adults', 'adults'],
    ['{{value "visits" year=', '2023', '2023'],
    ['{{table "visits" rows="', 'reader', 'reader'],
    ['{{#claim "in', 'increasing', 'increasing'],
    ['{{#quoted-claim ', 'rose', '"rose"'],
    ['{{#claim "rose" "vi', 'visits', 'visits'],
    ['{{#claim "rose" "visits" re', 'reader', 'reader='],
    ['{{share "visits" reader="children" of="', 'total', 'total'],
    ['{{share "visits" reader="children" of=', 'total', '"total"'],
    ['{{#claim "higher-than" "visits" year=2024 than="', 'year', 'year='],
    ['{{#claim "higher-than" "visits" year=2024 than="reader=adults, year=', '2023', '2023'],
    ['{{rate "visits" of="', 'visits', 'visits'],
    ['See [](#fig', 'fig-visits', 'fig-visits'],
  ])('completes %s', async (typed, label, written) => {
    const items = await editor.ask<CompletionItem[]>('completion', template, await write(typed));
    expect(items.find((each) => each.label === label)?.textEdit?.newText).toBe(written);
  });

  test.each([
    ['{{#claim "', 'visits'],
    ['{{value "visits" reader="adults|', 'adults'],
    ['{{share "visits" reader="children" of="', 'children'],
  ])('does not complete %s with %s', async (typed, label) => {
    const items = await editor.ask<CompletionItem[]>('completion', template, await write(typed));
    expect(items).not.toEqual([]);
    expect(items.map((each) => each.label)).not.toContain(label);
  });

  test('completes the fields of the rows around the cursor', async () => {
    await write('{{#each (rows "visits" year=2024)}}{{readr}}{{/each}}');
    // It is read once its fault is told.
    await expect.poll(codes, soon).toContain('content/unknown-name');
    const { line } = await write('{{#each (rows "visits" year=2024)}}{{re');
    const items = await editor.ask<CompletionItem[]>('completion', template, { line, character: 39 });
    expect(items.slice(0, 3).map(({ label }) => label)).toEqual(['year', 'reader', 'visits']);
  });

  test('completes nothing in plain text', async () => {
    expect(await editor.ask('completion', template, await write('{{edition}} vi'))).toEqual([]);
  });

  test('says what a call prints and from which cell, also where the data are not saved yet', async () => {
    const data = 'data/visits.csv';
    const position = await write(
      '{{#each (rows "visits" year=2024)}}{{reader}}: {{value "visits" year=2022}}{{/each}}',
    );
    const at = { ...position, character: 60 };
    const said = async (): Promise<unknown> =>
      (await editor.ask<Hover | null>('hover', template, at))?.contents;
    expect(await said()).toMatchObject({
      value: expect.stringContaining('year=2022, reader=total (data/visits.csv:7)') as string,
    });
    const rows = readFileSync(join(root, data), 'utf8');
    await editor.open(data, rows.replace('2740', '2750').replace('4930', '4940'));
    expect(await said()).toMatchObject({ value: expect.stringContaining('4,940') as string });
    await editor.close(data);
  });

  test('says of a table its caption, and of a reference what it points at', async () => {
    const { line } = await write('{{table "visits" rows="reader" columns="year" caption="By reader"}}');
    const said = async (at: Position): Promise<unknown> =>
      (await editor.ask<Hover | null>('hover', template, at))?.contents;
    expect(await said({ line, character: 4 })).toMatchObject({
      value: expect.stringMatching(/^\*\*By reader\*\*\n/) as string,
    });
    const reference = await write('See [](#fig-visits)');
    expect(await said({ ...reference, character: 12 })).toMatchObject({
      value: 'Figure 1: Children made 51.6% of the visits in 2024',
    });
  });

  test('says of a claim when its kind is true', async () => {
    const { line } = await write('{{#claim "rose" "visits" from=2023 to=2024}}More people came{{/claim}}');
    const hover = await editor.ask<Hover | null>('hover', template, { line, character: 4 });
    expect(hover?.contents).toMatchObject({
      value: expect.stringContaining('\n`rose`: The last year is above the first.\n') as string,
    });
  });

  test('goes to the cell of a number, to a dataset and to what a reference points at', async () => {
    const { line } = await write('{{value "visits" year=2022}} in [](#sec-visits)');
    const places = async (character: number): Promise<unknown> =>
      (await editor.ask<Location[]>('definition', template, { line, character })).map(({ uri, range }) => [
        uri,
        range.start.line,
      ]);
    expect(await places(4)).toEqual([[uriOf('data/visits.csv'), 6]]);
    expect(await places(12)).toEqual([
      [uriOf('data/datapackage.yaml'), 6],
      [uriOf('data/visits.csv'), 0],
    ]);
    expect(await places(40)).toEqual([[uriOf(template), 4]]);
  });

  test('goes to the call of a table, and to the fence of a chart', async () => {
    const { line } = await write('[](#tbl-visits) and [](#fig-visits)');
    const lineOf = async (character: number): Promise<string | undefined> => {
      const [found] = await editor.ask<Location[]>('definition', template, { line, character });
      return text.split('\n')[found?.range.start.line ?? -1];
    };
    expect(await lineOf(4)).toMatch(/^\{\{table "visits"/);
    expect(await lineOf(24)).toBe('```vega-lite');
  });

  test('says of data with an error nothing more than `check`: their names in templates are not unknown', async () => {
    const names = '{{value "visits" year=2024 reader="children"}}';
    await write(names);
    await expect.poll(codes, soon).toEqual([]);
    const data = 'data/datapackage.yaml';
    const described = readFileSync(join(root, data), 'utf8');
    const another = described
      .slice(described.indexOf('  - name: visits'))
      .replace('name: visits', 'name: others');
    await editor.open(data, `${described.replace('value: children', 'value: childen')}${another}`);
    const ofData = (): unknown => editor.shown('data/visits.csv').map(({ code }) => code);
    await expect.poll(ofData, soon).toContain('data/category');
    expect(codes()).toEqual([]);
    const items = await editor.ask<CompletionItem[]>('completion', template, await write('{{value "vi'));
    expect(items.map(({ label }) => label)).toContain('visits');
    await editor.close(data);
    await write(names);
    await expect.poll(ofData, soon).toEqual([]);
  });
});
