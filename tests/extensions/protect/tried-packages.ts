/**
 * Small packages made by lot, each with what every reader of it knows: which counts add up to which, and how other columns are calculated of
 * them. The audit is told what the data package says, and no more.
 */
import type { Relation } from '../../../src/extensions/protect/engine/system.js';
import type { Value } from '../../../src/model/dataset/value.js';
import { seededRandom } from '../../commands/verify/mutations.js';
import type { ProjectFiles } from './protected-project.js';

/** Where a number is printed. */
interface Place {
  readonly dataset: string;
  readonly row: number;
  readonly measure: string;
}

export interface TriedCount extends Place {
  readonly value: number;
  /** It is never hidden, and everybody knows it. */
  readonly stays: boolean;
}

/** A number calculated of one count, or of two. */
export interface Calculated extends Place {
  /** What a reader knows who reads this number. */
  readonly tells: (value: Value) => readonly Relation[];
  /** As it would be printed if nothing were hidden. */
  readonly value: Value;
}

export interface TriedPackage {
  readonly files: ProjectFiles;
  readonly threshold: number;
  readonly level: 'exact' | 'range' | 'strict';
  readonly zeros: 'shown' | 'sensitive';
  readonly counts: readonly TriedCount[];
  readonly relations: readonly Relation[];
  readonly calculated: readonly Calculated[];
}

const integer = (value: number): Value => ({ kind: 'integer', value: BigInt(value) });
const tenths = (value: number): Value => ({
  kind: 'decimal',
  coefficient: BigInt(Math.round(value * 10)),
  scale: 1,
});

/** `times x part / whole`, rounded to tenths; the whole is a number that everybody knows, or another count. */
const tellsQuotient =
  (times: number, part: number, whole: { readonly cell: number } | { readonly number: number }) =>
  (value: Value): readonly Relation[] => {
    if (value.kind !== 'decimal') return [];
    const twice = 2 * Number(value.coefficient);
    // (twice - 1) x whole <= 20 x times x part <= (twice + 1) x whole
    return [1, -1].map((side): Relation => {
      const own = { cell: part, factor: side * 20 * times };
      const factor = side * (twice + side);
      return 'cell' in whole
        ? { terms: [own, { cell: whole.cell, factor: -factor }], least: Number.NEGATIVE_INFINITY, most: 0 }
        : { terms: [own], least: Number.NEGATIVE_INFINITY, most: factor * whole.number };
    });
  };

const tellsDifference =
  (one: number, other: number) =>
  (value: Value): readonly Relation[] => {
    if (value.kind !== 'integer') return [];
    const is = Number(value.value);
    return [
      {
        terms: [
          { cell: one, factor: 1 },
          { cell: other, factor: -1 },
        ],
        least: is,
        most: is,
      },
    ];
  };

/** Clients by town and year, and the same clients by town and age; with their shares, rates, changes and differences. */
export function triedPackage(seed: number): TriedPackage {
  const random = seededRandom(seed + 1);
  const lot = (below: number): number => Math.floor(random() * below);
  const oneOf = <T>(all: readonly T[]): T => all[lot(all.length)] as T;
  const [threshold, level, zeros] = [
    oneOf([2, 3, 5]),
    oneOf(['exact', 'range', 'range', 'strict'] as const),
    oneOf(['shown', 'shown', 'sensitive'] as const),
  ];
  const never = oneOf(['', '', 'total', 'north']);
  const towns = ['north', 'south', 'east'].slice(0, 2 + lot(2));
  const [years, ages] = [
    ['2021', '2022'],
    ['young', 'old'],
  ];
  const population = 1000 * (1 + lot(9));
  const counts: TriedCount[] = [];
  const relations: Relation[] = [];
  const calculated: Calculated[] = [];
  const at = new Map<string, number>();
  const count = (): number => oneOf([0, 1, 2, threshold - 1, 3 + lot(6), 10 + lot(20)]);

  /** Adds a table with its totals, and what comes to them. */
  function add(dataset: string, kinds: readonly string[], values: ReadonlyMap<string, number>): string {
    const columns = [...kinds, 'total'];
    for (const town of [...towns, 'total'])
      for (const kind of columns) {
        const parts = (town === 'total' ? towns : [town]).flatMap((each) =>
          (kind === 'total' ? kinds : [kind]).map((own) => values.get(`${each} ${own}`) ?? 0),
        );
        const value = parts.reduce((sum, each) => sum + each, 0);
        const isNever = never === town || never === kind;
        const stays = value === 0 ? zeros === 'shown' || isNever : value >= threshold && isNever;
        const row = counts.filter((each) => each.dataset === dataset).length;
        at.set(
          `${dataset} ${town} ${kind}`,
          counts.push({ dataset, row, measure: 'persons', value, stays }) - 1,
        );
      }
    const cellOf = (town: string, kind: string): number => at.get(`${dataset} ${town} ${kind}`) ?? -1;
    const comes = (whole: number, parts: readonly number[]): number =>
      relations.push({
        terms: [{ cell: whole, factor: 1 }, ...parts.map((cell) => ({ cell, factor: -1 }))],
        least: 0,
        most: 0,
      });
    for (const kind of columns)
      comes(
        cellOf('total', kind),
        towns.map((town) => cellOf(town, kind)),
      );
    for (const town of [...towns, 'total'])
      comes(
        cellOf(town, 'total'),
        kinds.map((kind) => cellOf(town, kind)),
      );
    const own = counts.filter((each) => each.dataset === dataset);
    return [...towns, 'total']
      .flatMap((town) => columns.map((kind) => `${town},${kind}`))
      .map((keys, row) => `${keys},${own[row]?.value}\n`)
      .join('');
  }

  const byYear = new Map(towns.flatMap((town) => years.map((year) => [`${town} ${year}`, count()] as const)));
  const byAge = new Map(
    towns.flatMap((town) => {
      const all = years.reduce((sum, year) => sum + (byYear.get(`${town} ${year}`) ?? 0), 0);
      const young = lot(all + 1);
      return [
        [`${town} young`, young],
        [`${town} old`, all - young],
      ] as const;
    }),
  );
  const tables = { years: add('years', years, byYear), ages: add('ages', ages, byAge) };
  const valueAt = (cell: number): number => counts[cell]?.value ?? 0;
  for (const [index, town] of [...towns, 'total'].entries()) {
    const [all, whole] = [at.get(`ages ${town} total`) ?? -1, at.get(`years ${town} total`) ?? -1];
    relations.push({
      terms: [
        { cell: all, factor: 1 },
        { cell: whole, factor: -1 },
      ],
      least: 0,
      most: 0,
    });
    for (const [kind, age] of [...ages, 'total'].entries()) {
      const cell = at.get(`ages ${town} ${age}`) ?? -1;
      const place = { dataset: 'of-ages', row: index * 3 + kind };
      const [part, of] = [valueAt(cell), valueAt(whole)];
      if (of > 0)
        calculated.push({
          ...place,
          measure: 'share',
          tells: tellsQuotient(100, cell, { cell: whole }),
          value: tenths((100 * part) / of),
        });
      calculated.push(
        { ...place, measure: 'less', tells: tellsDifference(cell, whole), value: integer(part - of) },
        {
          ...place,
          measure: 'rate',
          tells: tellsQuotient(1000, cell, { number: population }),
          value: tenths((1000 * part) / population),
        },
      );
    }
  }

  const resource = (name: string, kind: string, categories: readonly string[], more = ''): string => `
  - name: ${name}
    path: ${name}.csv
    title: Clients (${name})
    about: persons
    counts: {unit: persons}
    protect: {threshold: ${threshold}, level: ${level}, zeros: ${zeros}${never === '' ? '' : `, never: [${never}]`}}
${more}    schema:
      primaryKey: [town, ${kind}]
      fields:
        - {name: town, categories: [${towns.join(', ')}, total], total: total}
        - {name: ${kind}, categories: [${categories.map((each) => `"${each}"`).join(', ')}, total], total: total}
        - {name: persons, type: integer, unit: persons}`;
  return {
    threshold,
    level,
    zeros,
    counts,
    relations,
    calculated,
    files: {
      'data/datapackage.yaml': `resources:${resource('years', 'year', years)}${resource(
        'ages',
        'age',
        ages,
        '    equals: [{where: {age: total}, to: {resource: years, measure: persons, where: {year: total}}}]\n',
      )}
  - name: inhabitants
    path: inhabitants.csv
    title: Inhabitants
    schema:
      primaryKey: [town]
      fields:
        - {name: town, total: total}
        - {name: number, type: integer, unit: inhabitants, additive: false}
calculate:
  - name: of-ages
    title: Of the ages
    from: ages
    measures:
      - {name: share, operation: share, measure: persons, of: years.persons}
      - {name: less, operation: difference, measure: persons, of: years.persons}
      - {name: rate, operation: rate, measure: persons, of: inhabitants.number, per: 1000, unit: "per 1,000"}
`,
      'data/years.csv': `town,year,persons\n${tables.years}`,
      'data/ages.csv': `town,age,persons\n${tables.ages}`,
      'data/inhabitants.csv': `town,number\n${[...towns, 'total'].map((town) => `${town},${population}\n`).join('')}`,
    },
  };
}
