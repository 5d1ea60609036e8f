import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Four thousand rows, each of which costs the chart some milliseconds. */
export function make(root: string): void {
  const years = Array.from({ length: 2000 }, (_, index) => 1000 + index);
  const rows = years.flatMap((year) => ['speed', 'alcohol'].map((cause) => `${year},${cause},1`));
  writeFileSync(join(root, 'data/accidents.csv'), `year,cause,accidents\n${rows.join('\n')}\n`);
}
