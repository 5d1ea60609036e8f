import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unusedCells } from '../../src/commands/check/check.js';
import { type Diagnostic, formatDiagnostic } from '../../src/diagnostics.js';
import type { PublishedDataset, Row } from '../../src/model/dataset/dataset.js';
import { isNumeric } from '../../src/model/dataset/value.js';
import { compile } from '../../src/session/compile.js';
import type { CompiledReport } from '../../src/session/made-report.js';
import { openProject } from '../../src/session/open-project.js';
import { openSession } from '../../src/session/session.js';
import { seededRandom } from '../commands/verify/mutations.js';
import { flagshipCopy } from '../support/project-copy.js';
import { seedOf } from './seed.js';

const mutations = 200;
const root = flagshipCopy();

interface Cell {
  readonly dataset: PublishedDataset;
  readonly row: Row;
  readonly measure: string;
}

let cells: readonly Cell[] = [];
let before = '';
const session = openSession(process.env);

afterAll(() => session.rest());

beforeAll(async () => {
  const { diagnostics, data, reports } = await compiled();
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  cells = Object.values(data).flatMap((dataset) =>
    dataset.rows.flatMap((row) =>
      Object.keys(row.measures).flatMap((measure) => {
        const value = row.measures[measure];
        const isData = value !== undefined && isNumeric(value) && row.derivations === undefined;
        return isData ? [{ dataset, row, measure }] : [];
      }),
    ),
  );
  before = printed(reports);
});

/** The text of a CSV file with the number of one cell raised by a little; no cell of these files holds a line break. */
function mutate(text: string, { dataset, row, measure }: Cell, by: number): string {
  const lines = text.split('\n');
  const line = lines[row.origin.line - 1] ?? '';
  const column = (lines[0] ?? '').trim().split(',').indexOf(measure);
  const fields = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  const old = (fields[column] ?? '').replace(/,$/, '');
  if (!/^\d+(\.\d+)?$/.test(old))
    throw new Error(`${dataset.file}:${row.origin.line} has no number in ${measure}`);
  const digits = old.split('.')[1]?.length ?? 0;
  fields[column] = (fields[column] ?? '').replace(old, (Number(old) + by).toFixed(digits));
  lines[row.origin.line - 1] = fields.join('');
  return lines.join('\n');
}

/** What became of a mutation; undefined when nobody noticed it. */
async function fate({ row }: Cell): Promise<string | undefined> {
  const { diagnostics, data, reports } = await compiled();
  const stopped = diagnostics.find(({ severity }) => severity === 'error');
  if (stopped !== undefined) return `stopped by ${stopped.code}`;
  if (printed(reports) !== before) return 'changed a printed number';
  return unusedCells(data, reports).some((each) => saysUnused(each, row)) ? 'reported as unused' : undefined;
}

/** The flagship as it is now. One session draws only the charts that changed. */
async function compiled() {
  const { opened, diagnostics: found } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) throw new Error(found.map(formatDiagnostic).join('\n'));
  const { aboutData, data, made } = await compile(session, opened, { tolerant: false });
  const diagnostics = [...found, ...aboutData, ...made.flatMap((each) => each.diagnostics)];
  return { diagnostics, data, reports: made.flatMap(({ report }) => report ?? []) };
}

/** Every printed number with the cells that it answers with. */
const printed = (reports: readonly CompiledReport[]): string =>
  JSON.stringify(
    reports.map(({ document }) =>
      document.ledger.map(({ text, quantity: { cells: of } }) => [
        text,
        of.map(({ field, keys }) => [field, keys]),
      ]),
    ),
  );

/** The lines of a note may be cut short, so its file decides beside a line that it names or leaves out. */
const saysUnused = ({ code, position, message }: Diagnostic, { origin }: Row): boolean =>
  code === 'data/unused' &&
  position.file === origin.file &&
  (new RegExp(`\\b${origin.line}\\b`).test(message) || message.includes(' more'));

test(`none of ${mutations} changed data cells goes unnoticed`, async () => {
  const seed = seedOf('changed data cells');
  const random = seededRandom(seed);
  const tally = new Map<string, number>();
  const unnoticed: string[] = [];
  for (let run = 0; run < mutations; run++) {
    const cell = cells[Math.floor(random() * cells.length)];
    if (cell === undefined) throw new Error('The flagship has numbers');
    const file = join(root, cell.dataset.file);
    const text = readFileSync(file, 'utf8');
    const by = 1 + Math.floor(random() * 9);
    writeFileSync(file, mutate(text, cell, by));
    const found = await fate(cell);
    writeFileSync(file, text);
    const what = `${cell.dataset.file}:${cell.row.origin.line} ${cell.measure} + ${by}`;
    if (found === undefined) unnoticed.push(what);
    else tally.set(found, (tally.get(found) ?? 0) + 1);
  }
  for (const [found, count] of [...tally].sort()) process.stdout.write(`  ${count} ${found}\n`);
  expect(unnoticed, `seed ${seed}`).toEqual([]);
});
