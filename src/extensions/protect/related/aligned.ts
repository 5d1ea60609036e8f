import { leastLargest } from './sums.js';
import { type Axis, grouped, namesOf, type Table, totalOf } from './tables.js';

/** What the categories of an axis are called in another table. */
type Names = ReadonlyMap<string, string>;

/**
 * A table in the words of another one. What has another name is the same where it has the same categories. It is also
 * the same where persons are as many in each category of one as in one of the other, of all kinds or of one.
 */
export function aligned(table: Table, other: Table): Table {
  const taken = new Set(namesOf(table.axes).filter((name) => namesOf(other.axes).includes(name)));
  const renamed = new Map<string, { readonly axis: Axis; readonly names: Names }>();
  // What is the same by its names, or by all persons, is not taken for something else by a few of them.
  for (const compare of [bySameNames, byAllPersons, byPersonsOfKinds]) {
    for (const axis of table.axes) {
      for (const beside of other.axes) {
        if (taken.has(axis.name) || taken.has(beside.name)) continue;
        const found = compare([table, axis], [other, beside]);
        if (found === undefined) continue;
        const own = new Set(table.cells.map(({ keys }) => keys[axis.name] ?? ''));
        // No other category is taken for one that it only shares its name with.
        const names = new Map([...own].map((each) => [each, found.get(each) ?? `${axis.name} ${each}`]));
        const nameOf = (category: string): string => names.get(category) ?? category;
        taken.add(axis.name).add(beside.name);
        renamed.set(axis.name, {
          names,
          axis: {
            ...axis,
            name: beside.name,
            total: axis.total === undefined ? undefined : nameOf(axis.total),
            parts: axis.parts.map(nameOf),
            called: new Map([...names].map(([each, given]) => [given, each])),
          },
        });
      }
    }
  }
  if (renamed.size === 0) return table;
  return {
    ...table,
    axes: table.axes.map((axis) => renamed.get(axis.name)?.axis ?? axis),
    cells: table.cells.map((cell) => ({
      ...cell,
      keys: Object.fromEntries(
        Object.entries(cell.keys).map(([name, category]) => {
          const { axis, names } = renamed.get(name) ?? {};
          return [axis?.name ?? name, names?.get(category) ?? category];
        }),
      ),
    })),
  };
}

type Along = readonly [table: Table, axis: Axis];

function bySameNames([, { parts: own }]: Along, [, { parts: given }]: Along): Names | undefined {
  const [few, many] = own.length < given.length ? [own, given] : [given, own];
  const isSame = few.length > 1 && few.every((category) => many.includes(category));
  return isSame ? new Map(own.map((category) => [category, category])) : undefined;
}

function byAllPersons(one: Along, other: Along): Names | undefined {
  const [[own], [given]] = [countsAlong(one), countsAlong(other)];
  return own === undefined || given === undefined ? undefined : paired(own, given);
}

function byPersonsOfKinds(one: Along, other: Along): Names | undefined {
  const besides = countsAlong(other);
  for (const own of countsAlong(one)) {
    for (const given of besides) {
      const names = own.size === given.size ? paired(own, given) : undefined;
      if (names !== undefined && [...own.keys()].some((count) => count >= leastLargest)) return names;
    }
  }
  return undefined;
}

function paired(own: ReadonlyMap<number, string>, given: ReadonlyMap<number, string>): Names | undefined {
  const pairs = [...own].flatMap(([count, category]) => {
    const same = given.get(count);
    return same === undefined ? [] : [[category, same] as const];
  });
  return pairs.length > 1 && pairs.length >= Math.min(own.size, given.size) ? new Map(pairs) : undefined;
}

/** The categories of an axis by how many persons they have, where that is known and not 0: of all kinds first, then of each. */
function countsAlong([{ axes, cells }, { name, parts }]: Along): ReadonlyMap<number, string>[] {
  const others = axes.filter((axis) => axis.name !== name);
  const whole = cells.filter(({ keys }) =>
    others.every((axis) => axis.parts.includes(keys[axis.name] ?? '')),
  );
  const kinds = others.flatMap((axis) => [...grouped(whole, [axis.name]).values()]);
  return [whole, ...kinds].map((kind) => {
    const byCategory = grouped(kind, [name]);
    return new Map(
      parts.flatMap((category): [number, string][] => {
        const count = totalOf(byCategory.get(JSON.stringify([category])) ?? []);
        return count === undefined || count === 0 ? [] : [[count, category]];
      }),
    );
  });
}
