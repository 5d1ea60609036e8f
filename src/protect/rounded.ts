import type { Diagnostic } from '../diagnostics.js';
import type { Dataset, Row } from '../model/dataset.js';
import type { AskProtection } from './ask.js';
import { policyPosition } from './named-cells.js';
import { noAnswer } from './no-answer.js';
import { publicationSystem } from './publication-system.js';

/** Datasets with their counts rounded where their policy says so, and what stands in the way. */
export interface Rounded {
  readonly datasets: readonly Dataset[];
  readonly faults: readonly Diagnostic[];
}

/** Rounds the counts of each dataset whose policy has `round`, so that its totals add up. */
export async function rounded(datasets: readonly Dataset[], ask: AskProtection): Promise<Rounded> {
  const result: Dataset[] = [];
  const faults: Diagnostic[] = [];
  for (const dataset of datasets) {
    const base = dataset.protection?.round;
    if (base === undefined) {
      result.push(dataset);
      continue;
    }
    const { system, counted } = publicationSystem([dataset], { pairs: [], rates: [] }, []);
    const answer = await ask({ kind: 'round', system, base });
    if (answer.kind === 'time' || answer.kind === 'memory') {
      faults.push(noAnswer(answer.kind, `search for multiples of ${base}`, [dataset]));
      result.push(dataset);
      continue;
    }
    if (answer.kind !== 'round') {
      faults.push(unroundable(dataset, base));
      result.push(dataset);
      continue;
    }
    const values = new Map<Row, Map<string, number>>();
    for (const [index, { row, measure }] of counted.cells.entries()) {
      const own = values.get(row) ?? new Map<string, number>();
      values.set(row, own.set(measure.name, answer.values[index] ?? 0));
    }
    result.push({ ...dataset, rows: dataset.rows.map((row) => withValues(row, values.get(row))) });
  }
  return { datasets: result, faults };
}

function withValues(row: Row, values: ReadonlyMap<string, number> | undefined): Row {
  if (values === undefined) return row;
  const measures = Object.entries(row.measures).map(([name, value]) => {
    const count = values.get(name);
    // "None recorded" stays as it is: it rounds to itself.
    if (count === undefined || value.kind !== 'integer') return [name, value] as const;
    return [name, { kind: 'integer', value: BigInt(count) }] as const;
  });
  return { ...row, measures: Object.fromEntries(measures) };
}

const unroundable = (dataset: Dataset, base: number): Diagnostic => ({
  severity: 'error',
  code: 'protect/impossible',
  message: `Unexpected counts of \`${dataset.name}\` for which no multiples of ${base} add up, expected some`,
  position: policyPosition(dataset),
  hint: 'leave `round` out, and let cells be hidden instead',
});
