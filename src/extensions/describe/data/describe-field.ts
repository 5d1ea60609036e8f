import { missingLetterOf } from '../../../model/dataset/missing.js';
import { ask, evidence, mapping, may, quoted, type Remark, scalar, when } from './found-table.js';
import { inOrder } from './months.js';
import { isStockWord } from './names.js';
import type { RoledColumn } from './roles.js';
import type { ScaledColumn } from './scales.js';
import type { FoundTotals } from './totals.js';

/** Categories that are listed; of more the rows alone tell. */
const mostListed = 200;

/** A name that sounds like a state at a date. */
const stockLines = ({ name, heading = '' }: RoledColumn): readonly Remark[] =>
  isStockWord(`${name} ${heading}`)
    ? [may('if it is a number at a date, such as a population, it does not add up over time', 'stock: true')]
    : [];

/** What heads a column in the file is its title, where its name is another. */
export const isTitle = (heading: string | undefined, name: string): heading is string =>
  heading !== undefined && heading !== '' && heading !== name;

/** Thousands or millions that the words around it say. Where something else has its own unit, they are asked. */
const scaleLines = ({ scale, isScaleSure = false }: ScaledColumn): readonly (string | Remark)[] => {
  if (scale === undefined) return [];
  const said = `the file says ${quoted(scale.words)}: each number is multiplied, and printed whole`;
  const line = `times: ${scale.times}`;
  if (isScaleSure) return [evidence(said), line];
  return [
    ask(`the file says ${quoted(scale.words)} above. Is that true of all rows and columns? Then:`, line),
  ];
};

const unitOf = ({ scale }: ScaledColumn): string => (scale?.unit === undefined ? '...' : scalar(scale.unit));

/** How its numbers are written, where that is not as in the schema of a field. */
const marksOf = ({ decimal, group }: RoledColumn['facts']): readonly string[] => [
  ...(decimal === '.' ? [] : [`decimalChar: ${JSON.stringify(decimal)}`]),
  ...(group === '' ? [] : [`groupChar: ${JSON.stringify(group)}`]),
];

/** A field of a table schema: its lines in block form where an answer stands among them, else in one line where it is short. */
export function describeField(
  column: RoledColumn & ScaledColumn,
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
    ...scaleLines(column),
    ...when(column.isPercent === true, 'unit: "%"'),
    ...(column.shown === undefined || role !== 'measure' ? [] : [`digits: ${column.shown}`]),
    ...when(isMeasure, may('what it counts, or what it is measured in', `unit: ${unitOf(column)}`)),
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
          ...orderLines(listed.filter((each) => each !== total)),
          'categories:',
          ...listed.map((each) => `  - ${each === '' ? '{value: "", label: Total}' : scalar(each)}`),
          ...when(hasUnnamed(column, total), {
            kind: 'draft' as const,
            text: 'the row without a name, until you say what it is',
            lines: [`- ${scalar(unnamed)}`],
            indent: 2,
          }),
        ]),
  ];
}

/** Bars are sorted by size where nothing says that the order has a meaning. */
function orderLines(names: readonly string[]): readonly (string | Remark)[] {
  const what = inOrder(names);
  return what === undefined ? [] : [evidence(`${what} in their order`), 'categoriesOrdered: true'];
}

/** What drafts call a category that has no name. */
const unnamed = '(no name)';

const hasUnnamed = ({ categories, role, type }: RoledColumn, total: string | undefined): boolean =>
  role === 'dimension' &&
  type === 'string' &&
  categories.includes('') &&
  total !== '' &&
  categories.length <= mostListed;

/** In drafts a row without a name has one. */
export const unnamedLines = (
  columns: readonly RoledColumn[],
  { totals }: Pick<FoundTotals, 'totals'>,
  declared: readonly (string | Remark)[],
): readonly Remark[] => {
  if (declared.some((each) => typeof each === 'string' && each.startsWith('rename:'))) return [];
  const pairs = columns
    .filter((column) => hasUnnamed(column, totals.get(column.name)))
    .map(({ name, categories }): [string, string] => [
      name,
      mapping(categories.map((each) => [each, each === '' ? unnamed : each])),
    ]);
  return when(pairs.length > 0, {
    kind: 'draft' as const,
    text: 'in drafts a blank is a category, until you say what it means',
    lines: ['rename:', ...pairs.map(([name, codes]) => `  ${scalar(name)}: ${codes}`)],
  });
};

function blankRemark({ categories, role }: RoledColumn, total: string | undefined): readonly Remark[] {
  if (role !== 'dimension' || !categories.includes('') || total === '') return [];
  return [ask('some cells are blank: what do they mean? If a blank is the total:', 'total: ""')];
}

/** What a column has in place of numbers: the texts that stand there, a blank as an empty one. */
export const codesOf = ({ role, type, facts }: RoledColumn): readonly string[] =>
  type === 'integer' || type === 'number'
    ? [...when(facts.blanks > 0 && role === 'measure', ''), ...[...facts.codes.keys()].slice(0, 20)]
    : [];

/** What a text in place of a number is until somebody says it. */
const labels = {
  x: 'not available',
  z: 'not applicable',
  n: 'none',
  c: 'confidential',
  k: 'low',
} as const;

/** What is proposed for a text in place of a number, and what speaks for it. */
interface Meant {
  readonly letter: keyof typeof labels;
  readonly label: string;
  readonly said: string;
}

/** The meaning of a text in place of a number: what a note such as "n/a: not recorded" says, else what the totals tell. */
export function meantBy(code: string, notes: readonly string[], letter: 'n' | 'z' | undefined): Meant {
  const shown = code === '' ? 'a blank' : quoted(code);
  const zero = letter === 'n' ? ` The totals are right with 0 in the place of ${shown}.` : '';
  const told = letter === 'z' ? ` Only totals have ${shown}.` : zero;
  const [note] = notes.flatMap((text) => meaningIn(text, code) ?? []);
  if (note === undefined) return { letter: letter ?? 'x', label: labels[letter ?? 'x'], said: told };
  const letters = Object.keys(labels) as (keyof typeof labels)[];
  return {
    letter: letters.find((each) => note.toLowerCase().startsWith(labels[each])) ?? 'x',
    label: note,
    said: ` A note says that ${shown} means ${quoted(note)}.${told}`,
  };
}

function meaningIn(note: string, code: string): string | undefined {
  const escaped = code.replace(/[^\p{L}\p{N}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
  const mark = `(?:^|[\\s;,(])["'\u201c]?${escaped}["'\u201d]?`;
  const meant = new RegExp(`${mark}\\s*(?:[=:]|means\\s|[-\u2013\u2014]\\s)\\s*([^;.,()\\n]{3,60})`, 'iu');
  return code === '' ? undefined : meant.exec(note)?.[1]?.trim();
}

const missing = (
  text: string,
  { letter, label }: Omit<Meant, 'said'> = { letter: 'x', label: labels.x },
): string => `- {value: ${JSON.stringify(text)}, label: ${scalar(label)}, symbol: "[${letter}]"}`;

/** Texts that are declared in drafts; with more of them a table is not the one that it was taken for. */
const mostUnclear = 40;

/** Of a column, the texts that drafts have no number for until somebody says which one they are. */
export const unclearOf = ({ role, facts: { unclear }, isPercent }: RoledColumn): readonly string[] => {
  const texts = isPercent === true ? unclear.filter((text) => !text.endsWith('%')) : unclear;
  return role === 'measure' && texts.length <= mostUnclear ? texts : [];
};

/**
 * `missingValues` for what stands in place of numbers. A letter that everybody knows is declared, the others are asked, each
 * answer a line of the list. What nobody can read is a missing value of drafts.
 */
export function missingLines(
  codes: readonly string[],
  where: string,
  unclear: readonly string[],
  meantOf: (code: string) => Meant,
): readonly (string | Remark)[] {
  const known = codes.filter((code) => missingLetterOf(code) !== undefined);
  const asked = codes.filter((code) => missingLetterOf(code) === undefined);
  const said =
    known.length === 0 ? [] : [evidence(`${known.map(quoted).join(', ')} as everybody reads them`)];
  if (asked.length === 0 && unclear.length === 0)
    return known.length === 0
      ? []
      : [...said, `missingValues: [${known.map((code) => JSON.stringify(code)).join(', ')}]`];
  const isBegun = known.length > 0;
  const begin = isBegun ? [] : ['missingValues:'];
  const indented = (lines: readonly string[]): readonly string[] =>
    isBegun ? lines : lines.map((line) => `  ${line}`);
  const place = when(isBegun, { indent: 2 })[0];
  const entries = [...begin, ...indented(asked.map((code) => missing(code, meantOf(code))))];
  return [
    ...said,
    ...when(isBegun, 'missingValues:', ...known.map((code) => `  - ${JSON.stringify(code)}`)),
    ...when(asked.length > 0, {
      ...ask(`${questionOf(asked, where)}${asked.map((code) => meantOf(code).said).join('')}`, ...entries),
      ...place,
      draft: {
        said: ` Until you answer, drafts print ${[...new Set(asked.map((code) => `"${meantOf(code).label}"`))].join(', ')}.`,
        lines: entries,
      },
    }),
    ...when(unclear.length > 0, {
      kind: 'draft' as const,
      text: 'not available in drafts, until you say which number it is:',
      lines: [...(asked.length > 0 ? [] : begin), ...indented(unclear.map((text) => missing(text)))],
      ...place,
    }),
  ];
}

function questionOf(asked: readonly string[], where: string): string {
  const texts = asked.map((code) => (code === '' ? 'a blank' : quoted(code))).join(', ');
  return `what ${asked.length === 1 ? 'does' : 'do'} ${texts} mean in place of a number${where}: not available ([x]), not applicable ([z]), none ([n]), confidential ([c]), low ([k])?`;
}
