import type { Language } from '../../language/language.js';
import type { Field } from '../../model/dataset/dataset.js';
import { namedCategory } from './telling.js';

/**
 * Says years or days as runs: three and more that follow one another by their first and last, others one by one. A
 * total stands alone.
 */
export function timeRuns(field: Field, times: readonly string[], language: Language): readonly string[] {
  return runsOf(field, new Set(times)).flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    if (run.length < 3) return run.map((time) => namedCategory(field, time));
    const ends = { from: namedCategory(field, first), to: namedCategory(field, last) };
    return [language.message('chart.dimension.run', ends)];
  });
}

function runsOf({ categories, total }: Field, times: ReadonlySet<string>): readonly (readonly string[])[] {
  const runs: string[][] = [];
  for (const { value } of categories) {
    if (value === total && times.has(value)) runs.push([value], []);
    else if (!times.has(value)) runs.push([]);
    else if (runs.length === 0) runs.push([value]);
    else runs.at(-1)?.push(value);
  }
  return runs;
}
