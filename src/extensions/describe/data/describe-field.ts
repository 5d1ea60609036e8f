import { missingLetterOf } from '../../../model/dataset/missing.js';
import { ask, evidence, may, quoted, type Remark, scalar, when } from './found-table.js';
import { isStockWord } from './names.js';
import type { RoledColumn } from './roles.js';
import type { FoundTotals } from './totals.js';

/** Categories that are listed; of more the rows alone tell. */
const mostListed = 200;

/** A name that sounds like a state at a date. */
const stockLines = ({ name, heading = '' }: RoledColumn): readonly Remark[] =>
  isStockWord(`${name} ${heading}`)
    ? [may('if it is a state at a date, it does not add up over time', 'stock: true')]
    : [];

/** What heads a column in the file is its title, where its name is another. */
export const isTitle = (heading: string | undefined, name: string): heading is string =>
  heading !== undefined && heading !== '' && heading !== name;

/** How its numbers are written, where that is not as in the schema of a field. */
const marksOf = ({ decimal, group }: RoledColumn['facts']): readonly string[] => [
  ...(decimal === '.' ? [] : [`decimalChar: ${JSON.stringify(decimal)}`]),
  ...(group === '' ? [] : [`groupChar: ${JSON.stringify(group)}`]),
];

/** A field of a table schema: its lines in block form where an answer stands among them, else in one line where it is short. */
export function describeField(
  column: RoledColumn,
  { totals, notAdditive }: Pick<FoundTotals, 'totals' | 'notAdditive'>,
  missing: readonly (string | Remark)[],
  levels: Remark | undefined,
): readonly (string | Remark)[] {
  const { name, type, role, heading, facts } = column;
  const total = totals.get(name);
  const isMeasure = role === 'measure' && column.isPercent !== true;
  const body: readonly (string | Remark)[] = [
    `type: ${type}`,
    `role: ${role}`,
    ...(isTitle(heading, name) ? [`title: ${scalar(heading)}`] : []),
    ...(type === 'integer' || type === 'number' ? marksOf(facts) : []),
    ...when(column.isPercent === true, 'unit: "%"'),
    ...(column.shown === undefined || role !== 'measure' ? [] : [`digits: ${column.shown}`]),
    ...when(isMeasure, may('what it counts, or what it is measured in', 'unit: ...')),
    ...when(notAdditive.has(name), 'additive: false'),
    ...(isMeasure ? stockLines(column) : []),
    ...missing,
    ...(role === 'dimension' ? dimensionLines(column, total, levels) : []),
  ];
  if (role !== 'dimension' && body.every((line) => typeof line === 'string'))
    return [`- {name: ${scalar(name)}, ${body.join(', ')}}`];
  return [
    `- name: ${scalar(name)}`,
    ...body.map((line) =>
      typeof line === 'string' ? `  ${line}` : { ...line, indent: (line.indent ?? 0) + 2 },
    ),
  ];
}

function dimensionLines(
  column: RoledColumn,
  total: string | undefined,
  levels: Remark | undefined,
): readonly (string | Remark)[] {
  const { type, categories } = column;
  const listed =
    type === 'string' && categories.length <= mostListed
      ? categories.filter((each) => each !== '' || total === '')
      : [];
  return [
    ...blankRemark(column, total),
    ...(total === undefined ? [] : [`total: ${total === '' ? '""' : scalar(total)}`]),
    // The question has the categories in its answer.
    ...(levels === undefined ? [] : [levels]),
    ...(listed.length === 0 || levels !== undefined
      ? []
      : [
          'categories:',
          ...listed.map((each) => `  - ${each === '' ? '{value: "", label: Total}' : scalar(each)}`),
        ]),
  ];
}

function blankRemark({ categories, role }: RoledColumn, total: string | undefined): readonly Remark[] {
  if (role !== 'dimension' || !categories.includes('') || total === '') return [];
  return [ask('some cells are blank: what do they mean? If a blank is the total:', 'total: ""')];
}

/** What a column has in place of numbers: the texts that stand there, a blank as an empty one. */
export const codesOf = ({ role, type, facts }: RoledColumn): readonly string[] =>
  type === 'integer' || type === 'number'
    ? [...when(facts.blanks > 0 && role === 'measure', ''), ...[...facts.codes.keys()].slice(0, 20)]
    : [];

/**
 * `missingValues` for what stands in place of numbers. A letter that everybody knows is declared, the others are asked, each
 * answer a line of the list.
 */
export function missingLines(codes: readonly string[], where: string): readonly (string | Remark)[] {
  const known = codes.filter((code) => missingLetterOf(code) !== undefined);
  const asked = codes.filter((code) => missingLetterOf(code) === undefined);
  const entries = asked.map(
    (code) => `- {value: ${JSON.stringify(code)}, label: not available, symbol: "[x]"}`,
  );
  const said =
    known.length === 0 ? [] : [evidence(`${known.map(quoted).join(', ')} as everybody reads them`)];
  const texts = asked.map((code) => (code === '' ? 'a blank' : quoted(code))).join(', ');
  const question = `what ${asked.length === 1 ? 'does' : 'do'} ${texts} mean in place of a number${where}: not available ([x]), not applicable ([z]), none ([n]), confidential ([c]), low ([k])?`;
  if (asked.length === 0)
    return known.length === 0
      ? []
      : [...said, `missingValues: [${known.map((code) => JSON.stringify(code)).join(', ')}]`];
  if (known.length === 0)
    return [
      { ...ask(question, 'missingValues:', ...entries.map((entry) => `  ${entry}`)), isOfMissing: true },
    ];
  return [
    ...said,
    'missingValues:',
    ...known.map((code) => `  - ${JSON.stringify(code)}`),
    { ...ask(question, ...entries), indent: 2, isOfMissing: true },
  ];
}
