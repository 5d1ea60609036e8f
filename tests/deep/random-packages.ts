/** Small data packages made by lot from a seed: two tables that share their totals by place, whose places may be a hierarchy. */
import type { ProjectFiles } from '../extensions/protect/protected-project.js';
import { flat, levels, lots } from '../extensions/protect/random-systems.js';

type Nodes = ReturnType<typeof flat>;

/** The edition of the project of a random package. */
export const packageEdition = 2024;

/** A project whose report prints both tables and draws them; nothing is chosen to be hidden yet. */
export function randomPackage(seed: number): ProjectFiles {
  const lot = lots(seed + 1);
  const isDeep = seed % 2 === 1;
  const places = isDeep ? levels(2, 2 + lot(2)) : flat(3 + lot(2));
  const ages = flat(3);
  const sexes = flat(2);
  const count = (): number => (lot(5) === 0 ? 0 : lot(9) < 4 ? 1 + lot(3) : 4 + lot(6));
  const byAge = places.map(() => [0, count(), count(), count()]);
  // Somebody is always to be protected.
  byAge[places.length - 1] = [0, 2, 5 + lot(5), 4 + lot(6)];
  const bySex = byAge.map((row) => {
    const total = row.reduce((sum, each) => sum + each, 0);
    const women = lot(total + 1);
    return [0, women, total - women];
  });
  const policy = [
    'threshold: 5',
    `level: ${['exact', 'range', 'strict'][lot(3)]}`,
    `zeros: ${['shown', 'sensitive'][lot(2)]}`,
  ].join(', ');
  const place = fieldOf('place', places);
  // In every third package nobody says so: it is found, and stands in the lock.
  const equals =
    '    equals: [{where: {sex: total}, to: {resource: ages, measure: persons, where: {age: total}}}]\n';
  return {
    'tallybook.yaml': `tallybook: 1
title: Persons by place
publisher: Office
edition: ${packageEdition}
languages: [en]
reports:
  persons: {template: templates/persons.md, data: true, formats: [html]}
`,
    'data/datapackage.yaml': `name: random
resources:
${resourceOf('ages', policy, ['place', 'age'], [place, fieldOf('age', ages)])}
${resourceOf('sexes', policy, ['place', 'sex'], [place, fieldOf('sex', sexes)], seed % 3 === 0 ? '' : equals)}`,
    'data/ages.csv': tableOf('age', places, ages, byAge),
    'data/sexes.csv': tableOf('sex', places, sexes, bySex),
    'templates/persons.md': templateOf(isDeep ? ' level="town"' : ''),
  };
}

const nameOf = (field: string, index: number): string => (index === 0 ? 'total' : `${field}-${index}`);

/** The categories that have no parts of their own, of all that a category is made of. */
const leavesOf = (nodes: Nodes, index: number): readonly number[] => {
  const parts = nodes[index]?.parts ?? [];
  return parts.length === 0 ? [index] : parts.flatMap((part) => leavesOf(nodes, part));
};

function tableOf(
  field: string,
  places: Nodes,
  others: Nodes,
  counts: readonly (readonly number[])[],
): string {
  const rows = places.flatMap((_, place) =>
    others.map((__, other) => {
      const sum = leavesOf(places, place)
        .flatMap((at) => leavesOf(others, other).map((each) => counts[at]?.[each] ?? 0))
        .reduce((all, each) => all + each, 0);
      return `${nameOf('place', place)},${nameOf(field, other)},${sum}`;
    }),
  );
  return [`place,${field},persons`, ...rows, ''].join('\n');
}

function fieldOf(name: string, nodes: Nodes): string {
  const [top, ...rest] = nodes;
  const isDeep = rest.some(({ parts }) => parts.length > 0);
  const categories = nodes.map((_, index) => {
    const above = nodes.findIndex(({ parts }) => parts.includes(index));
    const parent = isDeep && above > 0 ? `, parent: ${nameOf(name, above)}` : '';
    const label = index === 0 ? 'Total' : `${name === 'place' ? 'Town' : 'Group'} ${'ABCDEFGHIJ'[index]}`;
    return `{value: ${nameOf(name, index)}, label: ${label}${parent}}`;
  });
  const ordered = top === undefined ? [] : [...categories.slice(1), categories[0]];
  return `{name: ${name}, title: ${name === 'place' ? 'Place' : 'Group'}, ${isDeep ? 'levels: [region, town], ' : ''}categories: [${ordered.join(', ')}], total: total}`;
}

const resourceOf = (
  name: string,
  policy: string,
  keys: readonly string[],
  fields: readonly string[],
  more = '',
): string =>
  `  - name: ${name}
    path: ${name}.csv
    title: Persons by place (${name})
    illustrative: true
    period: ${packageEdition}/${packageEdition}
    sources: [{title: Example}]
    about: persons
    protect: {${policy}}
    counts: {unit: persons}
${more}    schema:
      primaryKey: [${keys.join(', ')}]
      fields:
${fields.map((field) => `        - ${field}`).join('\n')}
        - {name: persons, title: Persons, type: integer, unit: persons}`;

const templateOf = (level: string): string => `# Persons

{{table "ages" rows="place" columns="age" caption="Persons by place and age" id="tbl-ages"}}

{{table "sexes" rows="place" columns="sex" shares=true caption="Persons by place and sex" id="tbl-sexes"}}

{{bars "ages" by="place" age="total"${level} sort="-persons" id="fig-places" title="Persons by place" subtitle="Persons"}}

{{bars "ages" by="age" place="total" id="fig-ages" title="Persons by age" subtitle="Persons"}}

{{bars "sexes" by="place" sex="sex-1"${level} id="fig-sexes" title="Persons of the first group by place" subtitle="Persons"}}

# Methods

{{methods}}
`;
