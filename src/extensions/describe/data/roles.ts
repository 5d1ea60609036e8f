import { markOfFlag } from '../../../data/rows/flags.js';
import { isPeriod, isTimeType, readPeriod, readYear } from '../../../model/dataset/periods.js';
import { listAt } from '../../../model/group-by.js';
import { type CellFacts, cellFacts, decided, marksIn } from './cells.js';
import { isSign } from './form.js';
import {
  ask,
  askInstead,
  evidence,
  type FoundColumn,
  type KnownMarks,
  list,
  ofCells,
  quoted,
  type Remark,
  type TidyTable,
} from './found-table.js';
import { isFlagWord, isNoteWord, isTotalWord, isYearWord, oftenWords, withoutDigit } from './names.js';

/** A column with what it is for. */
export interface RoledColumn extends FoundColumn {
  readonly index: number;
  readonly facts: CellFacts;
  readonly role: 'dimension' | 'measure' | 'attribute' | 'note' | 'status';
  /** What its cells are read as. */
  readonly type: CellFacts['type'];
  /** Its categories in the order of the file. */
  readonly categories: readonly string[];
}

/** Says what each column is for: numbers are measures, what tells rows apart is a dimension, the rest are attributes. */
export function rolesOf(
  { columns, rows }: TidyTable,
  told: readonly KnownMarks[] = [],
): {
  readonly columns: readonly RoledColumn[];
  readonly remarks: readonly Remark[];
} {
  const cells = columns.map((_, index) => rows.map(({ texts }) => texts[index] ?? ''));
  const alone = cells.map((texts) => cellFacts(texts));
  const known = [marksIn(alone), ...told];
  const read = columns.map((column, index) => {
    const texts = cells[index] ?? [];
    const facts = alone[index] ?? cellFacts(texts);
    return lookAt(column, index, texts, facts.openMark === undefined ? facts : decided(texts, facts, known));
  });
  const looked = withNames(withSigns(read), rows);
  const candidates = looked.filter(({ role }) => role === 'dimension');
  const roled = looked.map((column) => {
    if (column.role !== 'dimension' || isTime(column)) return column;
    const owner = candidates.find((other) => isDeterminedBy(column, other, rows));
    if (owner !== undefined) {
      const said = evidence(`each category of \`${owner.name}\` has one of these`);
      return { ...column, role: 'attribute' as const, remarks: [...column.remarks, said] };
    }
    const isConstant = column.categories.length === 1 && candidates.length > 1;
    if (!isConstant) return column;
    const said = evidence(`every row says ${quoted(column.categories[0] ?? '')}`);
    return { ...column, role: 'attribute' as const, remarks: [...column.remarks, said] };
  });
  return withKey(besideUnpivot(withRemarks(roled, rows)), rows);
}

/** Makes a measure of a column in which nothing but signs stands, beside one of several with numbers: what these mean is asked. */
function withSigns(columns: readonly RoledColumn[]): readonly RoledColumn[] {
  const measures = columns.filter(({ role }) => role === 'measure');
  return columns.map((column): RoledColumn => {
    const { index, type, role, facts, categories } = column;
    const signs = categories.filter((each) => each !== '');
    const isBeside = measures.length > 1 && measures.some((other) => Math.abs(other.index - index) === 1);
    if (type !== 'string' || role !== 'dimension' || !isBeside || signs.length === 0 || !signs.every(isSign))
      return column;
    const codes = new Map(signs.map((sign) => [sign, 1]));
    const said = evidence(`nothing but ${signs.map(quoted).join(', ')}, beside numbers`);
    return {
      ...column,
      type: 'integer',
      role: 'measure',
      facts: { ...facts, type: 'integer', codes },
      remarks: [...column.remarks, said],
    };
  });
}

/**
 * Makes dimensions of columns of whole numbers that the others need to tell the rows apart, where their values are the same in every
 * period or words stand often among them: lines, ages, classes.
 */
function withNames(columns: readonly RoledColumn[], rows: TidyTable['rows']): readonly RoledColumn[] {
  const dimensions = columns.filter(({ role }) => role === 'dimension');
  if (tellApart(dimensions, rows)) return columns;
  const able = columns.flatMap((column) => {
    const why = column.type === 'integer' ? whyNames(column, dimensions, rows) : undefined;
    return why === undefined ? [] : [{ column, why }];
  });
  const needed = [...able.map((each) => [each]), able].find((some) =>
    tellApart([...dimensions, ...some.map(({ column }) => column)], rows),
  );
  if (needed === undefined) return columns;
  return columns.map((column) => {
    const found = needed.find((each) => each.column === column);
    return found === undefined ? column : named(column, found.why);
  });
}

/** What speaks for names, in words. */
function whyNames(
  column: RoledColumn,
  dimensions: readonly RoledColumn[],
  rows: TidyTable['rows'],
): string | undefined {
  if (column.role !== 'measure' || column.facts.blanks > 0) return undefined;
  const texts = rows.map((row) => row.texts[column.index] ?? '');
  const words = texts.filter((text) => withoutDigit.test(text)).length;
  if (words >= rows.length * oftenWords) return `${ofCells(words, rows.length)} are words`;
  const time = dimensions.find(isTime);
  if (time === undefined) return undefined;
  const periods = new Map<string, string[]>();
  for (const row of rows) listAt(periods, row.texts[time.index] ?? '').push(row.texts[column.index] ?? '');
  const values = new Set([...periods.values()].map((some) => [...new Set(some)].sort().join('\u0000')));
  return periods.size > 1 && values.size === 1 && column.categories.length > 1
    ? `each \`${time.name}\` has the same ${column.categories.length} values`
    : undefined;
}

function named({ facts, ...column }: RoledColumn, why: string): RoledColumn {
  const { openMark: _, ...rest } = facts;
  const none = new Map<string, number>();
  const names: CellFacts = {
    ...rest,
    type: 'string',
    decimal: '.',
    group: '',
    codes: none,
    flags: none,
    unclear: [],
    numberOf: () => undefined,
  };
  const said = evidence(`${why}, and some rows would be alike without it: names`);
  const remarks = [...column.remarks.filter((each) => !facts.remarks.includes(each)), said];
  return { ...column, facts: names, type: 'string', role: 'dimension', remarks };
}

/** Of a column of remarks at least half the cells are blank, and the other columns tell the rows apart without it. */
function withRemarks(columns: readonly RoledColumn[], rows: TidyTable['rows']): readonly RoledColumn[] {
  return columns.map((column): RoledColumn => {
    const { role, type, facts, categories } = column;
    const others = columns.filter((each) => each.role === 'dimension' && each !== column);
    const isTexts = (role === 'dimension' || role === 'attribute') && type === 'string';
    if (!isTexts || facts.blanks === 0 || others.length === 0 || !tellApart(others, rows)) return column;
    const said = categories.filter((each) => each !== '');
    const blank = `${ofCells(facts.blanks, rows.length)} are blank, and no two rows are alike without it`;
    if (isFlagWord(column.name) && said.every((each) => markOfFlag(each) === each)) {
      const marks = `the others are ${said.map(quoted).join(', ')}, marks by their own letters`;
      return withRole(
        column,
        'status',
        evidence(`${blank}; ${marks}`),
        askInstead('do these letters say how far to trust the numbers of their rows?', [
          'type: string, role: attribute',
        ]),
      );
    }
    return facts.blanks * 2 < rows.length
      ? column
      : withRole(
          column,
          'note',
          evidence(`${blank}: a remark`),
          askInstead('or does it say what kind of row it is?', ['type: string, role: attribute']),
        );
  });
}

const withRole = (column: RoledColumn, role: RoledColumn['role'], ...said: Remark[]): RoledColumn => ({
  ...column,
  role,
  remarks: [...column.remarks, ...said],
});

const keyOf = (columns: readonly RoledColumn[], texts: readonly string[]): string =>
  columns.map(({ index }) => texts[index] ?? '').join('\u0000');

const tellApart = (columns: readonly RoledColumn[], rows: TidyTable['rows']): boolean =>
  new Set(rows.map(({ texts }) => keyOf(columns, texts))).size === rows.length;

const isTime = ({ type }: { readonly type: string }): boolean => isTimeType(type);

function lookAt(column: FoundColumn, index: number, texts: readonly string[], read: CellFacts): RoledColumn {
  const facts = withTotalOfYears(column.name, read, texts);
  const isNumber = facts.type === 'integer' || facts.type === 'number';
  const isNote = isNoteWord(column.name) && facts.type === 'string';
  const categories = [...new Set(texts.map((text) => asKept(facts.type, text)))];
  const isYearUnknown = facts.type === 'year' && !isYearWord(column.name);
  // A number that looks like a year and stands in few rows tells none apart.
  const isCounted = isYearUnknown && (facts.blanks > 0 || !areConsecutive(categories));
  const doubt = isYearUnknown
    ? [
        askInstead(
          `are these years, or numbers between 1600 and 2199? They are read as ${isCounted ? 'numbers' : 'years'}.`,
          [isCounted ? 'type: year, role: dimension' : 'type: integer, role: measure'],
        ),
      ]
    : [];
  return {
    ...column,
    index,
    facts,
    type: isCounted ? 'integer' : facts.type,
    role: isNote ? 'note' : isNumber || isCounted ? 'measure' : 'dimension',
    categories,
    remarks: [...column.remarks, ...facts.remarks, ...doubt],
  };
}

/** A year or a period in the form in which a dataset keeps it, and any other text as it stands. */
function asKept(type: string, text: string): string {
  if (type === 'year') return readYear(text) ?? text;
  return isPeriod(type) ? (readPeriod(type, text) ?? text) : text;
}

/** A column of years in which one other text is their total. */
function withTotalOfYears(name: string, facts: CellFacts, texts: readonly string[]): CellFacts {
  if (!isYearWord(name) || facts.type === 'year' || facts.type === 'date') return facts;
  const others = new Set(texts.filter((text) => !/^(?:1[6-9]|20|21)\d\d$/.test(text)));
  const [only] = others;
  if (others.size !== 1 || only === undefined || !isTotalWord(only)) return facts;
  return { ...facts, type: 'year', remarks: [evidence(`all cells are years, or ${quoted(only)}`)] };
}

function areConsecutive(texts: readonly string[]): boolean {
  const years = texts.filter((text) => text !== '').map(Number);
  const sorted = [...years].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  return last - first + 1 === sorted.length;
}

/** Periods that come back own what says each of them again in other words, and nothing else. */
const ownsOnlyNames = (owner: RoledColumn, more: number, rows: TidyTable['rows']): boolean =>
  more === 0 && owner.categories.length < rows.length;

/** True where every category of `owner` goes with one of `column`, and there are more of them, or as many and it stands first. */
function isDeterminedBy(column: RoledColumn, owner: RoledColumn, rows: TidyTable['rows']): boolean {
  const more = owner.categories.length - column.categories.length;
  if (column === owner || (isTime(owner) && !ownsOnlyNames(owner, more, rows))) return false;
  if (more < 0 || (more === 0 && owner.index > column.index)) return false;
  if (owner.categories.length === rows.length && rows.length > 20 && column.categories.length > 1)
    return false;
  const one = new Map<string, string>();
  for (const { texts } of rows) {
    const [key, value] = [texts[owner.index] ?? '', texts[column.index] ?? ''];
    if ((one.get(key) ?? value) !== value) return false;
    one.set(key, value);
  }
  return true;
}

/** Beside columns that are set below one another a second measure would count once for each of them. */
function besideUnpivot(columns: readonly RoledColumn[]): readonly RoledColumn[] {
  if (columns.every(({ heading }) => heading !== undefined)) return columns;
  return columns.map((column) => {
    if (column.role !== 'measure' || column.heading === undefined) return column;
    const question = ask(
      `this column is repeated in each row that is made of the others, and is not printed as a number. If it is a total, write \`leave: ${list([column.heading])}\` under \`table\`, and remove this field and its part of \`columns\``,
    );
    return { ...column, role: 'attribute' as const, remarks: [...column.remarks, question] };
  });
}

/** Looks whether the dimensions tell the rows apart; makes the first column one where there is none. */
function withKey(
  columns: readonly RoledColumn[],
  rows: TidyTable['rows'],
): { readonly columns: readonly RoledColumn[]; readonly remarks: readonly Remark[] } {
  if (!columns.some(({ role }) => role === 'dimension')) {
    const [first, ...rest] = columns;
    if (first === undefined) return { columns, remarks: [] };
    const remark = ask(
      'every column holds numbers: which of them is different in each row? The first is taken',
    );
    return { columns: [{ ...first, role: 'dimension', type: 'string' }, ...rest], remarks: [remark] };
  }
  const dimensions = columns.filter(({ role }) => role === 'dimension');
  const lines = new Map<string, number[]>();
  for (const { texts, line } of rows) listAt(lines, keyOf(dimensions, texts)).push(line);
  const twice = [...lines.values()].filter(({ length }) => length > 1);
  const names = dimensions.map(({ name }) => `\`${name}\``).join(', ');
  const [first] = twice;
  if (first === undefined)
    return { columns, remarks: [evidence(`no two of ${rows.length} rows have the same ${names}`)] };
  const remark = ask(
    `rows have the same ${names}, such as in the lines ${first.slice(0, 3).join(' and ')}. Which column makes them different, or which row is too many?`,
  );
  return { columns, remarks: [remark] };
}
