/** How many typed numbers of Word files are found in data, and that none is taken for another: see `src/extensions/describe/word/`. */
import { expect, test } from 'vitest';
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
