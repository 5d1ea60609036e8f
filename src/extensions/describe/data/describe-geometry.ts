import type { FoundMember, FoundShapes } from '../../found-shapes.js';
import type { DescribedTable } from './describe.js';
import { list, quoted, scalar } from './found-table.js';

/**
 * Describes a file of shapes as a resource of a data package. What tells its shapes apart is counted; who made them only the office
 * knows, so that it is asked. Beside other files its lines are a comment until then, so that these need not wait for a map.
 */
export function describeGeometry(
  path: string,
  name: string,
  found: FoundShapes,
  isBesideOthers: boolean,
): DescribedTable {
  const { format, objects, object, members } = found;
  const keys = members.filter(isKey);
  // A name reads best, and is what tables have most often.
  const label = keys.find(({ path: member }) => /name/i.test(member));
  const key = keys.find(({ path: member }) => member === 'id') ?? label ?? keys[0];
  const others = keys.filter((each) => each !== key);
  const shapes = members[0]?.shapes ?? 0;
  const isByEnding = path.toLowerCase().endsWith(`.${format}`);
  const lines = [
    `- name: ${scalar(name)}`,
    `  path: ${scalar(path)}`,
    ...(isByEnding ? [] : [`  format: ${format}`]),
    '  geometry:',
    ...(key === undefined
      ? ['    key: id # which member is different in each shape? None is in all of them']
      : [
          `    key: ${scalar(key.path)} # different in ${key.different} of ${shapes} shapes, such as ${quoted(key.sample)}`,
        ]),
    ...(label === undefined || label === key ? [] : [`    label: ${scalar(label.path)}`]),
    ...(objects.length < 2 || object === undefined
      ? []
      : [`    object: ${scalar(object)} # the largest of ${list(objects)}`]),
    `    ${isBesideOthers ? '' : '# '}attribution: "Borders: OFFICE, YEAR"`,
  ];
  const end = isBesideOthers ? ', and remove the `#` of these lines' : '';
  return {
    name,
    lines: [
      `# ASK: who made the shapes of ${quoted(path)}, and under which terms? It is printed under every map: write it as \`attribution\`${end}`,
      ...(others.length === 0 ? [] : [`# Optional: any of ${list(others.map((each) => each.path))} as key`]),
      ...lines.map((line) => (isBesideOthers ? `# ${line}` : line)),
    ],
    questions: 1,
    columns: [],
    totals: new Map(),
    years: [],
  };
}

const isKey = ({ having, different, shapes }: FoundMember): boolean =>
  having === shapes && different === shapes;
