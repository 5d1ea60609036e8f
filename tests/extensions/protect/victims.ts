/** Victims by year and nationality as the project has them, as a system: 63 cells, each blank a zero that is shown. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Cell, Need, Relation, System } from '../../../src/extensions/protect/engine/system.js';
import { repository } from '../../house/repository.js';
import { sumRelation } from './random-systems.js';

export type Level = 'exact' | 'range' | 'strict';

const needOf = (level: Level, threshold: number): Need =>
  level === 'exact'
    ? { kind: 'two-values' }
    : {
        kind: 'range',
        from: 1,
        to: level === 'range' ? threshold - 1 : threshold,
      };

/** A table with totals in its last row and column. */
export function tableSystem(table: readonly (readonly number[])[], threshold: number, level: Level): System {
  const [head = []] = table;
  const [rows, columns] = [table.length, head.length];
  const at = (row: number, column: number): number => row * columns + column;
  const cells = table.flatMap((line, row) =>
    line.map((value, column): Cell => {
      const margins = Number(row === rows - 1) + Number(column === columns - 1);
      const cost = 1 + 3 * margins + Math.min(value, 100) / 10_000;
      const isSensitive = value > 0 && value < threshold;
      return {
        value,
        least: 1,
        cost,
        ...(isSensitive ? { need: needOf(level, threshold) } : {}),
      };
    }),
  );
  const relations: Relation[] = [
    ...table.map((_, row) =>
      sumRelation(
        at(row, columns - 1),
        head.slice(0, -1).map((__, column) => at(row, column)),
      ),
    ),
    ...head.map((_, column) =>
      sumRelation(
        at(rows - 1, column),
        table.slice(0, -1).map((__, row) => at(row, column)),
      ),
    ),
  ];
  return {
    cells: cells.map((cell) =>
      cell.value === 0 ? { ...cell, least: 0, cost: Number.POSITIVE_INFINITY } : cell,
    ),
    relations,
  };
}

export function victimsTable(): number[][] {
  const lines = parse(readFileSync(join(repository, 'data/victims-by-nationality.csv')), {
    columns: true,
  }) as { year: string; nationality: string; victims: string }[];
  const years = [...new Set(lines.map(({ year }) => year))];
  const nationalities = [...new Set(lines.map(({ nationality }) => nationality))];
  return years.map((year) =>
    nationalities.map((nationality) => {
      const line = lines.find((each) => each.year === year && each.nationality === nationality);
      return line === undefined || line.victims === '[blank]' ? 0 : Number(line.victims);
    }),
  );
}
