/**
 * Data packages made by lot of persons who are known one by one: several tables of the same persons, whose totals, slices, sums and
 * differences are declared or not, as it falls.
 */
import { seededRandom } from '../commands/verify/mutations.js';
import type { ProjectFiles } from '../extensions/protect/protected-project.js';

/** A printed count: where it stands, and of which numbers of persons it is the sum. */
export interface Count {
  readonly dataset: string;
  /** The row of its table. */
  readonly row: number;
  readonly measure: string;
  readonly value: number;
  readonly sum: ReadonlyMap<number, number>;
}

/** What everybody knows of counts of persons who may be in several parts: a sum of counts that is no less than nothing. */
export type AtLeast = readonly (readonly [count: Count, factor: number])[];

export interface PersonsPackage {
  readonly files: ProjectFiles;
  readonly counts: readonly Count[];
  readonly atLeast: readonly AtLeast[];
  readonly threshold: number;
  readonly level: 'exact' | 'range' | 'strict';
  readonly zeros: 'shown' | 'sensitive';
}

type Sum = ReadonlyMap<number, number>;
type Axis = 'town' | 'year' | 'sex' | 'age';

const added = (sums: readonly Sum[]): Sum => {
  const all = new Map<number, number>();
  for (const sum of sums) for (const [cell, factor] of sum) all.set(cell, (all.get(cell) ?? 0) + factor);
  return all;
};

/** @param seed The same seed has the same package. */
export function personsPackage(seed: number): PersonsPackage {
  const random = seededRandom(seed);
  const lot = (below: number): number => Math.floor(random() * below);
  const oneOf = <T>(all: readonly T[]): T => all[lot(all.length)] as T;
  const sizes: Readonly<Record<Axis, number>> = { town: 3 + lot(4), year: 3, sex: 2, age: 3 + lot(2) };
  const axes = Object.keys(sizes) as Axis[];
  const mean = oneOf([1, 2, 4]);
  /** How many persons there are of each kind, and of what else is counted. */
  const values: number[] = [];
  const number = (): number => (lot(4) === 0 ? 0 : lot(2 * mean));
  const kinds = new Map<string, number>();
  const placesOf = (names: readonly Axis[]): number[][] =>
    names.reduce<number[][]>(
      (all, name) => all.flatMap((place) => Array.from({ length: sizes[name] }, (_, at) => [...place, at])),
      [[]],
    );
  for (const place of placesOf(axes)) kinds.set(place.join(), values.push(number()) - 1);
  const persons = (where: Partial<Record<Axis, number>>): Sum =>
    new Map(
      [...kinds].flatMap(([key, cell]) => {
        const place = key.split(',').map(Number);
        return axes.every((name, axis) => (where[name] ?? place[axis]) === place[axis]) ? [[cell, 1]] : [];
      }),
    );

  const level = oneOf(['exact', 'range', 'range', 'strict'] as const);
  const zeros = oneOf(['shown', 'shown', 'sensitive'] as const);
  const threshold = oneOf([3, 5]);
  const counts: Count[] = [];
  const atLeast: AtLeast[] = [];
  const files: Record<string, string> = {};
  const resources: {
    readonly name: string;
    readonly text: string;
    readonly totals: ReadonlyMap<string, boolean>;
  }[] = [];

  const categoryOf = (name: string, at: number): string =>
    name === 'year' ? `${2020 + at}` : `${name}-${at}`;

  const countOf = (sum: Sum): number =>
    [...sum].reduce((all, [cell, factor]) => all + factor * (values[cell] ?? 0), 0);

  /** Writes a table whose rows have these categories and sums. */
  function write(
    dimensions: ReadonlyMap<string, boolean>,
    rows: readonly { readonly keys: readonly string[]; readonly sums: Readonly<Record<string, Sum>> }[],
    more: { readonly links?: string; readonly measure?: string } = {},
  ): readonly Count[] {
    const name = `t${resources.length}`;
    const measures = Object.keys(rows[0]?.sums ?? {});
    const own = rows.flatMap(({ sums }, row) =>
      Object.entries(sums).map(([measure, sum]): Count => {
        return { dataset: name, row, measure, value: countOf(sum), sum };
      }),
    );
    counts.push(...own);
    const fields = [
      ...[...dimensions].map(([dimension, isTotalled]) => {
        const type =
          dimension === 'year' && !rows.some(({ keys }) => keys.includes('whole')) ? 'year' : 'string';
        return `{name: ${dimension}, type: ${type}, role: dimension${isTotalled ? ', total: whole' : ''}}`;
      }),
      ...measures.map(
        (measure) => `{name: ${measure}, type: integer, role: measure, unit: persons${more.measure ?? ''}}`,
      ),
    ];
    const text = `  - {name: ${name}, path: ${name}.csv, title: Table ${name}, about: persons, counts: {unit: persons}, protect: {threshold: ${threshold}, level: ${level}, zeros: ${zeros}}, ${more.links ?? ''}schema: {primaryKey: [${[...dimensions.keys()].join(', ')}], fields: [${fields.join(', ')}]}}\n`;
    resources.push({ name, text, totals: dimensions });
    const lines = rows.map(({ keys }, row) =>
      [...keys, ...own.filter((count) => count.row === row).map(({ value }) => value)].join(),
    );
    files[`data/${name}.csv`] = [[...dimensions.keys(), ...measures].join(), ...lines, ''].join('\n');
    return own;
  }

  /** Persons by some of their attributes, perhaps some of them only, with totals and groups that are declared or not. */
  function writePersons(): void {
    // Only a slice of a table that is there: of others nobody could know from the numbers what they are of.
    const sliced = oneOf(whole.filter((open) => open.length > 1 && lot(4) === 0)) ?? [];
    const fixed = sliced.length === 0 ? [] : [oneOf(sliced)];
    const free = sliced.length === 0 ? axes : sliced.filter((name) => !fixed.includes(name));
    const some = free.filter(() => lot(5) < 3).slice(0, 3);
    const isSmall = some.reduce((product, name) => product * sizes[name], 1) < 4;
    const open: readonly Axis[] = !isSmall ? some : fixed.length > 0 ? free : ['town', 'sex'];
    if (fixed.length === 0) whole.push(open);
    const wide = lot(3) === 0 ? open.find((name) => name === 'sex' || name === 'age') : undefined;
    const dimensions = open.filter((name) => name !== wide || open.length === 1);
    const isWide = wide !== undefined && dimensions.length < open.length;
    const where = Object.fromEntries(fixed.map((name) => [name, lot(sizes[name])]));
    const totals = new Map(
      dimensions.map((name) => [name, oneOf(['none', 'declared', 'undeclared'] as const)]),
    );
    // A group of two towns beside them, of which nobody says what it is; in one column no numbers would show it.
    const others = open.filter((name) => name !== 'town');
    const hasGroup =
      others.reduce((product, name) => product * sizes[name], 1) > 5 &&
      fixed.length === 0 &&
      dimensions.includes('town') &&
      totals.get('town') !== 'declared' &&
      lot(4) === 0;
    type Entry = { readonly category: string; readonly at: readonly (number | undefined)[] };
    const entries = dimensions.map((name): Entry[] => [
      ...Array.from({ length: sizes[name] }, (_, at) => ({ category: categoryOf(name, at), at: [at] })),
      ...(name === 'town' && hasGroup ? [{ category: 'valley', at: [0, 1] }] : []),
      ...(totals.get(name) === 'none' ? [] : [{ category: 'whole', at: [undefined] }]),
    ]);
    const rows = entries.reduce<Entry[][]>(
      (all, own) => all.flatMap((row) => own.map((each) => [...row, each])),
      [[]],
    );
    const sumAt = (row: readonly Entry[], also: Partial<Record<Axis, number>> = {}): Sum =>
      added(
        row
          .reduce<Partial<Record<Axis, number>>[]>(
            (all, { at }, axis) =>
              all.flatMap((known) =>
                at.map((each) =>
                  each === undefined ? known : { ...known, [dimensions[axis] ?? 'town']: each },
                ),
              ),
            [{ ...where, ...also }],
          )
          .map(persons),
      );
    const isSummed = lot(2) === 0;
    const cells = rows.map((row) => ({
      keys: row.map(({ category }) => category),
      sums: isWide
        ? {
            ...Object.fromEntries(
              Array.from({ length: sizes[wide] }, (_, at) => [`${wide}${at}`, sumAt(row, { [wide]: at })]),
            ),
            ...(isSummed ? { persons: sumAt(row) } : {}),
          }
        : { persons: sumAt(row) },
    }));
    // By so few and small numbers nobody could tell which slice it is, or what the group is.
    const shown = new Set(cells.flatMap(({ sums }) => Object.values(sums).map(countOf)));
    if ((fixed.length > 0 || hasGroup) && (shown.size < 4 || Math.max(...shown) < 10)) return;
    const declared = new Map(dimensions.map((name) => [name, totals.get(name) === 'declared']));
    write(declared, cells, { links: isWide || fixed.length > 0 ? '' : linkOf(declared) });
    if (!isWide && fixed.length === 0) linkable.push({ name: `t${resources.length - 1}`, declared });
  }

  /** What tables of all persons are by. */
  const whole: (readonly Axis[])[] = [];

  /** Tables whose totals may be declared to be equal. */
  const linkable: { readonly name: string; readonly declared: ReadonlyMap<string, boolean> }[] = [];

  function linkOf(declared: ReadonlyMap<string, boolean>): string {
    const fits = linkable.filter(({ declared: other }) => {
      const own = [...declared].filter(([name]) => !other.has(name));
      const beside = [...other].filter(([name]) => !declared.has(name));
      const shared = [...declared].filter(([name]) => other.has(name));
      return (
        shared.length > 0 &&
        shared.every(([name, is]) => is && other.get(name)) &&
        [...own, ...beside].every(([, is]) => is)
      );
    });
    const [to] = fits;
    if (to === undefined || lot(2) === 0) return '';
    const whereOf = (one: ReadonlyMap<string, boolean>, other: ReadonlyMap<string, boolean>): string =>
      [...one.keys()]
        .filter((name) => !other.has(name))
        .map((name) => `${name}: whole`)
        .join(', ');
    return `equals: [{where: {${whereOf(declared, to.declared)}}, to: {resource: ${to.name}, measure: persons, where: {${whereOf(to.declared, declared)}}}}], `;
  }

  /** Cases by year: what was there and what came is what was done and what is left. */
  function writeStock(): void {
    const rows = Array.from({ length: 4 }, (_, at) => {
      const [begun = 0, came = 0, done = 0] = [5 + number() * 3, number() * 2, number() * 2].map(
        (each) => values.push(each) - 1,
      );
      const one = (cell: number): Sum => new Map([[cell, 1]]);
      if ((values[done] ?? 0) > (values[begun] ?? 0)) values[done] = values[begun] ?? 0;
      return {
        keys: [`${2020 + at}`],
        sums: {
          begun: one(begun),
          came: one(came),
          done: one(done),
          left: new Map([
            [begun, 1],
            [came, 1],
            [done, -1],
          ]),
        },
      };
    });
    write(new Map([['year', false]]), rows);
  }

  /** Persons who may have two nationalities, by town. */
  function writeDistinct(): void {
    const towns = Array.from({ length: sizes.town }, (_, town) => {
      const some = (): Sum => new Map([[values.push(lot(3) === 0 ? lot(3) : number()) - 1, 1]]);
      const [one, other, both] = [some(), some(), some()];
      return [
        { keys: [`town-${town}`, 'first'], sums: { persons: added([one, both]) } },
        { keys: [`town-${town}`, 'second'], sums: { persons: added([other, both]) } },
        { keys: [`town-${town}`, 'whole'], sums: { persons: added([one, other, both]) } },
      ];
    });
    const own = write(
      new Map([
        ['town', false],
        ['nationality', true],
      ]),
      towns.flat(),
      { measure: ', additive: false' },
    );
    for (let town = 0; town < towns.length; town += 1) {
      const [first, second, whole] = own.slice(3 * town) as [Count, Count, Count];
      atLeast.push(
        [
          [whole, 1],
          [first, -1],
        ],
        [
          [whole, 1],
          [second, -1],
        ],
        [
          [first, 1],
          [second, 1],
          [whole, -1],
        ],
      );
    }
  }

  const many = 1 + lot(3);
  for (let table = 0; table < many; table += 1) writePersons();
  if (lot(8) === 0) writeStock();
  if (lot(5) === 0) writeDistinct();
  return {
    files: {
      'data/datapackage.yaml': `name: persons\nresources:\n${resources.map(({ text }) => text).join('')}`,
      ...files,
    },
    counts,
    atLeast,
    threshold,
    level,
    zeros,
  };
}
