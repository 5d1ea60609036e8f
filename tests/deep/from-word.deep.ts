/** How many typed numbers of Word files are found in data, and that none is taken for another: see `src/extensions/describe/word/`. */
import { expect, test } from 'vitest';
import { convert } from '../../src/extensions/describe/word/convert.js';
import type { WordReport } from '../../src/extensions/describe/word/read/blocks.js';
import { readReport } from '../../src/extensions/describe/word/read/read-report.js';
import { standardLimits } from '../../src/resource-limits.js';
import { memoryHost } from '../memory-host.js';
import { describedData, knownReport, lookUpKnown, reportNames, type Tally } from '../support/word-report.js';

const known = reportNames().map((name) => ({ name, ...knownReport(name) }));

function added(one: Tally | undefined, other: Tally): Tally {
  const sum = (key: keyof Tally): number => (one?.[key] ?? 0) + other[key];
  return {
    all: sum('all'),
    right: sum('right'),
    wrong: sum('wrong'),
    asked: sum('asked'),
    listed: sum('listed'),
  };
}

test('finds numbers in the data of their report, and takes none for another one', async () => {
  const byType: Record<string, Tally> = {};
  const byReport: Record<string, Tally> = {};
  for (const report of known) {
    const { tallies, wrong } = await lookUpKnown(report, await describedData(report.data));
    expect(wrong).toEqual([]);
    for (const [type, tally] of tallies) {
      byType[type] = added(byType[type], tally);
      if (type !== 'other') byReport[report.name] = added(byReport[report.name], tally);
    }
  }
  console.table(byReport);
  console.table(byType);
});

test('fills in no number of another year, but for one that another cell has by chance', async () => {
  let tried = 0;
  const filled: string[] = [];
  for (const { bytes, data: files } of known) {
    const report = readReport(bytes, standardLimits);
    if ('message' in report) throw new Error(report.message);
    const data = await describedData(files);
    const { tool } = memoryHost({});
    const numbersOf = async (blocks: WordReport['blocks']) =>
      (await convert({ report: { ...report, blocks }, data, lastYear: 2024, title: '', tool })).found.numbers;
    for (const { block, context, pick } of await numbersOf(report.blocks)) {
      const { at, end, text, digits, scale } = context.typed;
      if (pick?.operation !== 'value' || !report.blocks.includes(block)) continue;
      const { table, measure, keys } = pick;
      const own = pick.cells[0]?.value;
      for (const year of table.periods.filter((each) => each !== keys[table.time?.name ?? '']).slice(-5)) {
        const cell = table.cellAt(measure, {
          ...(keys as Record<string, string>),
          [table.time?.name ?? '']: year,
        });
        if (cell === undefined || cell.value === own) continue;
        const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
        const typed = (cell.value / scale).toLocaleString('en-US', decimals) + text.replace(/^[\d.,]+/, '');
        const changed = { ...block, text: block.text.slice(0, at) + typed + block.text.slice(end) };
        const numbers = await numbersOf(report.blocks.map((each) => (each === block ? changed : each)));
        tried++;
        if (
          numbers.some(
            (each) => each.block.text === changed.text && each.context.typed.at === at && each.pick,
          )
        )
          filled.push(`${typed} of ${year} in ${changed.text}`);
      }
    }
  }
  process.stdout.write(`${tried} numbers of another year\n`);
  expect(tried).toBeGreaterThan(500);
  expect(filled, filled.join('\n')).toHaveLength(1);
});

test('fills in nothing from the data of another report', async () => {
  for (const report of known)
    for (const other of known) {
      if (other === report) continue;
      const { numbers, agreement } = await lookUpKnown(report, await describedData(other.data));
      process.stdout.write(`${report.name} in the data of ${other.name}: ${agreement?.toFixed(2)} agree\n`);
      expect(numbers.flatMap(({ pick }) => pick ?? [])).toEqual([]);
    }
});

test('fills in nothing from data that have all changed by some per cent', async () => {
  for (const report of known)
    for (const step of [1, 2, 3, 4]) {
      const { numbers, agreement } = await lookUpKnown(
        report,
        await describedData(changed(report.data, step)),
      );
      process.stdout.write(`${report.name} in data that changed (${step}): ${agreement?.toFixed(2)} agree\n`);
      expect(numbers.flatMap(({ pick }) => pick ?? [])).toEqual([]);
    }
});

/** Every number larger by 1 to 9 per cent; what is called a total goes, since it would not be one. */
function changed(files: Readonly<Record<string, string>>, step: number): Record<string, string> {
  let count = step;
  const one = (cell: string, index: number, cells: readonly string[]): string => {
    if (index === 0 || !/^\d+(?:\.\d+)?$/.test(cell) || cells.includes('total')) return cell;
    count = (count * 31 + 7) % 101;
    const value = Number(cell) * (1.01 + (count % 9) / 100);
    return cell.includes('.') ? value.toFixed(1) : String(Math.max(Math.round(value), Number(cell) + 1));
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => {
      const lines = text.trimEnd().split('\n');
      const rows = lines.filter((line, index) => index === 0 || !/(?:^|,)total(?:,|$)/.test(line));
      return [
        name,
        `${rows.map((line, index) => (index === 0 ? line : line.split(',').map(one).join(','))).join('\n')}\n`,
      ];
    }),
  );
}
