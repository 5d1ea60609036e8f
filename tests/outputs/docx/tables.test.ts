import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../../src/commands/build/build.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { temporaryFolder } from '../../host/temporary-folder.js';
import { copyProject } from '../../support/project-copy.js';
import { sharedSessions } from '../../support/shared-session.js';
import { all, type Part, partsOf, textOf, value } from './read-docx.js';

const root = temporaryFolder(afterAll);
copyProject(join(import.meta.dirname, '../../golden/plan'), root);
const file = join(root, 'tallybook.yaml');
writeFileSync(file, readFileSync(file, 'utf8').replace(/formats: \[.*?\]/g, 'formats: [docx]'));

let tables: readonly Part[];

beforeAll(async () => {
  const options = { root, only: [], languages: ['en'], formats: [], draft: false, debug: false };
  const { diagnostics } = await build({
    ...options,
    env: { CI: '' },
    progress: () => {},
    session: sharedSessions.open(),
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
  const { xml } = partsOf(new Uint8Array(readFileSync(join(root, 'output/plan/en/plan.docx'))));
  tables = all(xml.get('word/document.xml'), 'w:tbl');
});

const numbers = (part: Part | undefined, name: string, attribute: string): number[] =>
  all(part, name).map(({ attributes }) => Number(attributes[attribute]));
const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0);
const withHead = (words: string): Part | undefined =>
  tables.find((table) => textOf(all(table, 'w:tr')[0]).startsWith(words));
const isKept = (row: Part | undefined): boolean =>
  all(row, 'w:p').every((paragraph) => all(paragraph, 'w:keepNext').length === 1);

/** The text of a sheet of A4 is so wide, upright and across. */
const [upright, across] = [11_906 - 2 * 1417, 16_838 - 2 * 1417];

test('a table is no wider than the text, and its cells are as wide as their columns', () => {
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    const total = sum(numbers(table, 'w:gridCol', 'w:w'));
    expect(total).toBeLessThanOrEqual(table === tables.at(-1) ? across : upright);
    expect(numbers(table, 'w:tblW', 'w:w')).toEqual([total]);
    for (const row of all(table, 'w:tr')) expect(sum(numbers(row, 'w:tcW', 'w:w'))).toBe(total);
  }
});

test('what needs more lines gets the room that numbers leave', () => {
  const [, tiles, ...others] = numbers(withHead('ObjectiveActions by status'), 'w:gridCol', 'w:w');
  expect(tiles).toBeGreaterThan(Math.max(...others));
  const status = numbers(withHead('Status'), 'w:gridCol', 'w:w');
  expect(sum(status)).toBeLessThanOrEqual(upright);
});

test('a tile has the sign of its judgement, so that it is told without its colour, and its counts stand below', () => {
  const [, cell] = all(all(withHead('ObjectiveActions by status'), 'w:tr')[1], 'w:tc');
  const [tiles, counts] = all(cell, 'w:p');
  for (const tile of all(tiles, 'w:hyperlink')) {
    const [sign, code] = all(tile, 'w:r');
    expect(value(sign, 'w:rStyle')).toBe('TallybookSign');
    expect(textOf(sign).trim()).toMatch(/^[✓▶!○–]$/);
    expect(textOf(code).trim()).toMatch(/^\d+\.\d+\.\d+$/);
  }
  expect(all(tiles, 'w:hyperlink').length).toBeGreaterThan(0);
  expect(textOf(counts)).toMatch(/^Implemented\u00A0\d/);
});

test('a sign does not part from its word', () => {
  const cells = all(withHead('IndicatorBaseline'), 'w:tc').map((cell) => textOf(cell));
  expect(cells.find((cell) => cell.includes('\u00A0●'))).toMatch(/^\u00A0●\u00A0\u00A0Target reached/);
});

test('the way to a target is signs at stops of a line, which are decoration, with a leader to the value', () => {
  const [line] = all(withHead('IndicatorBaseline'), 'w:p').filter((part) => all(part, 'w:tabs').length > 0);
  expect(textOf(line)).toBe('○|●');
  expect(
    all(line, 'w:tabs')[0] &&
      all(all(line, 'w:tabs')[0], 'w:tab').map(({ attributes }) => attributes['w:leader']),
  ).toEqual([undefined, 'hyphen', 'hyphen']);
  for (const run of all(line, 'w:r')) expect(value(run, 'w:rStyle')).toBe('TallybookSign');
});

test('the labels of a timeline stand along it', () => {
  const head = all(tables.at(-1), 'w:tc').find((cell) => textOf(cell) === '201520162017');
  const width = (numbers(head, 'w:tcW', 'w:w')[0] ?? 0) - 160;
  expect(numbers(head, 'w:tab', 'w:pos').filter(Number.isFinite)).toEqual([
    Math.round(width / 3),
    Math.round((2 * width) / 3),
  ]);
});

test('a short table is kept on one page; of a long one its heads and its ends, and what a title opens', () => {
  const [short, long] = [withHead('ObjectiveActions by status'), tables.at(-1)];
  expect(all(short, 'w:tr').every(isKept)).toBe(true);
  const rows = all(long, 'w:tr').map(isKept);
  expect(rows.slice(0, 3)).toEqual([true, true, true]);
  expect(rows.slice(-2)).toEqual([true, true]);
  expect(rows).toContain(false);
  const titles = all(long, 'w:tr').filter((row) => all(row, 'w:tc').length === 1);
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.every(isKept)).toBe(true);
});
