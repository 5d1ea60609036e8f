import { markOfFlag } from '../../../data/rows/flags.js';
import { isTimeType } from '../../../model/dataset/periods.js';
import { compare, exact } from '../../../model/exact.js';
import { listAt } from '../../../model/group-by.js';
import { thousandsBy } from './cells.js';
import {
  codesOf,
  describeField,
  isTitle,
  meantBy,
  missingLines,
  unclearOf,
  unnamedLines,
} from './describe-field.js';
import { type Form, formOf } from './form.js';
import {
  ask,
  evidence,
  type FoundTable,
  type KnownMarks,
  list,
  may,
  quoted,
  type Remark,
  scalar,
} from './found-table.js';
import { type RoledColumn, rolesOf } from './roles.js';
import { scaled } from './scales.js';
import { tidy } from './tidy.js';
import { type FoundTotals, type LetterOf, lettersBy, partsOf, totalsOf } from './totals.js';

/** A resource as it is proposed. */
export interface DescribedTable {
  readonly name: string;
  /** As the office calls it, where it says so. */
  readonly title?: string;
  /** Its lines in the data package, from `- name:` on, not indented. */
  readonly lines: readonly string[];
  /** The same, in which what stands in place of numbers is not available until somebody says what it is. */
  readonly answered?: readonly string[];
  readonly questions: number;
  /** A draft is built without it: its lines are comments. */
  readonly isAside?: true;
  readonly columns: readonly RoledColumn[];
  readonly totals: FoundTotals['totals'];
  /** The years of its column of years, ascending. */
  readonly years: readonly number[];
}

/** The missing values of a column that has one which no other shares with it. */
function ownMissing(
  column: RoledColumn,
  shared: ReadonlyMap<string, unknown>,
  letterOf: LetterOf,
  notes: readonly string[],
) {
  const [codes, unclear] = [codesOf(column), unclearOf(column)];
  const isShared = unclear.length === 0 && codes.every((code) => shared.has(code));
  return isShared
    ? []
    : missingLines(codes, '', unclear, (code) => meantBy(code, notes, letterOf(code, column)));
}

/** The missing values of several columns; their totals must tell the same of one. */
const sharedMissing = (
  shared: ReadonlyMap<string, readonly RoledColumn[]>,
  letterOf: LetterOf,
  notes: readonly string[],
) =>
  missingLines(
    [...shared.keys()],
    ` (in ${[...new Set([...shared.values()].flat())].map(({ name }) => `\`${name}\``).join(', ')})`,
    [],
    (code) => {
      const [letter, ...others] = new Set(shared.get(code)?.map((column) => letterOf(code, column)));
      return meantBy(code, notes, others.length === 0 ? letter : undefined);
    },
  );

/** The table in tidy form, what its columns are for, and its totals; of the columns headed by `blanks`, a blank is a category. */
function readWith(found: FoundTable, form: Form, blanks: ReadonlySet<string>) {
  const { table, declared } = tidy(found, form, blanks);
  const read = (told: readonly KnownMarks[]) => {
    const roles = rolesOf(table, told);
    return { table, declared, roles, totals: totalsOf(table, roles.columns) };
  };
  const own = read(found.marks ?? []);
  const open = own.roles.columns.find(({ facts }) => facts.openMark !== undefined)?.facts.openMark;
  if (open === undefined) return own;
  const isTotal = ({ totals: { totals } }: typeof own): number => totals.size;
  const whole = read([thousandsBy(open, ': only so the totals are the sum of the others')]);
  const other = read([{ decimals: new Set([open]), groups: new Set() }]);
  return isTotal(whole) > isTotal(other) ? whole : own;
}

/** The same with the blanks that are the sum of the others; in Open SDG every total stands in rows with a blank. */
function readForm(found: FoundTable, form: Form) {
  const read = readWith(found, form, new Set(form.headings.map(({ text }) => text)));
  const { roles, totals } = read;
  if (found.format === 'open-sdg') {
    const columns = roles.columns.map(withoutBlanks);
    return { ...read, roles: { ...roles, columns }, totals: withBlankTotals(totals, columns) };
  }
  const isBlank = ({ name }: RoledColumn): boolean => totals.totals.get(name) === '';
  return readWith(
    found,
    form,
    new Set(roles.columns.filter(isBlank).flatMap(({ heading }) => heading ?? [])),
  );
}

/**
 * Describes a table as a resource of a data package: what was counted stands as comments beside what follows from it, and
 * what nobody can count is asked there. Undefined for a table in which nothing stands.
 */
export function describeTable(found: FoundTable, name: string): DescribedTable | undefined {
  const form = formOf(found);
  if (form === undefined) return undefined;
  const { table, declared, roles, totals } = readForm(found, form);
  const parts = partsOf(table, roles.columns, totals.totals);
  const key = roles.columns.filter(({ role }) => role === 'dimension').map((column) => column.name);
  const writer = new Lines();
  writer.line(`- name: ${scalar(name)}`);
  writer.indent(2);
  writer.line(`path: ${scalar(found.path)}`);
  for (const remark of found.writing) writer.remark(remark);
  if (found.format !== undefined) writer.line(`format: ${found.format}`);
  for (const [key, value] of Object.entries({ ...found.dialect }))
    writer.line(`dialect: {${key}: ${JSON.stringify(value)}}`);
  writeAbout(found, form, writer);
  writeMadeUp(form, writer);
  for (const each of declared) typeof each === 'string' ? writer.line(each) : writer.remark(each);
  writer.all([
    ...unnamedLines(roles.columns, totals, declared),
    ...flagRemarks(roles.columns, form.notes),
    ...fewRemarks(roles.columns, table.rows, form.above),
  ]);
  writer.line('schema:');
  writer.indent(4);
  for (const remark of roles.remarks) writer.remark(remark);
  writer.line(`primaryKey: ${list(key)}`);
  const shared = sharedCodes(roles.columns);
  const notes = [...form.notes, ...form.above];
  const letterOf = lettersBy(table, roles.columns, totals.totals);
  writer.all(sharedMissing(shared, letterOf, notes));
  writer.line('fields:');
  writer.indent(6);
  for (const column of scaled(roles.columns, table, form)) {
    for (const remark of [...column.remarks, ...(totals.remarks.get(column.name) ?? [])])
      writer.remark(asFields(remark, column));
    writer.all(
      describeField(column, totals, ownMissing(column, shared, letterOf, notes), parts.get(column.name)),
    );
  }
  if (found.status !== undefined) writer.line(`- {name: ${scalar(found.status)}, role: status}`);
  return {
    name,
    ...titleOf(found.about?.title ?? withoutNumber(form.title)),
    lines: writer.lines,
    answered: writer.answered,
    questions: writer.questions,
    columns: roles.columns,
    totals: totals.totals,
    years: yearsIn(roles.columns),
  };
}

/** The years that the columns of years have, in their order. */
const yearsIn = (columns: readonly RoledColumn[]): number[] =>
  columns
    .filter(({ role, type }) => role === 'dimension' && type === 'year')
    .flatMap(({ categories }) => categories.filter((each) => /^\d{4}$/.test(each)).map(Number))
    .sort((a, b) => a - b);

/** The year of the last period of any type. */
export const lastYearIn = (columns: readonly RoledColumn[]): number | undefined =>
  columns
    .filter(({ role, type }) => role === 'dimension' && isTimeType(type))
    .flatMap(({ categories }) => categories.flatMap((each) => /^\d{4}/.exec(each)?.[0] ?? []).map(Number))
    .sort((a, b) => b - a)[0];

/**
 * What stands in place of numbers of several columns, and nowhere else, with these columns: it is asked once. Of one column it
 * is asked at its field.
 */
function sharedCodes(columns: readonly RoledColumn[]): ReadonlyMap<string, readonly RoledColumn[]> {
  const found = new Map<string, RoledColumn[]>();
  for (const column of columns) for (const code of codesOf(column)) listAt(found, code).push(column);
  const isElsewhere = (code: string): boolean =>
    columns.some(({ role, categories }) => role !== 'measure' && categories.includes(code));
  return new Map([...found].filter(([code, own]) => own.length > 1 && !isElsewhere(code)));
}

/** The other readings of a column as whole fields. */
function asFields(remark: Remark, { name, heading }: RoledColumn): Remark {
  if (remark.instead === undefined) return remark;
  const title = isTitle(heading, name) ? `, title: ${scalar(heading)}` : '';
  const lines = remark.instead.map(
    ([keys, why]) => `- {name: ${scalar(name)}, ${keys}${title}}${why === undefined ? '' : ` # ${why}`}`,
  );
  return { ...remark, lines };
}

const titleOf = (title: string | undefined): { title?: string } => (title === undefined ? {} : { title });

/** "Deaths by region" of "Table 3. Deaths by region, 2019-2020". */
const withoutNumber = (title: string | undefined): string | undefined =>
  title
    ?.replace(/^(?:\p{L}+\.? )?[\d.]+[.:)]? +/u, '')
    .replace(/[\s,:(]+(?:in |of )?\d{4}(?:\s*[-–/]\s*\d{2,4})?\)?$/u, '');

/** Says that figures are no real ones. */
const madeUp =
  /\b(?:illustrative|fictitious|made-up)\b|\b(?:figures|data|numbers)\b[^.]*\bmade up(?! of)|ilustrativ|илустратив|izmišljen|измишљен|измислен/iu;

/** What the rows around a table say of its figures. */
function writeMadeUp({ above, notes }: Form, writer: Lines): void {
  if (![...above, ...notes].some((text) => madeUp.test(text))) return;
  writer.remark(
    evidence('the rows around the table say that its figures are made up: remove this once they are real'),
  );
  writer.line('illustrative: true');
}

/** The title and the sources: those that the office gives, else that they can be given. */
function writeAbout({ about }: FoundTable, form: Form, writer: Lines): void {
  const { from = '', title, sources = [], description, unit } = about ?? {};
  if (title !== undefined || sources.length > 0) writer.remark(evidence(`as ${from} says`));
  if (title !== undefined) writer.line(`title: ${scalar(title)}`);
  if (sources.length > 0) {
    writer.line('sources:');
    for (const source of sources)
      writer.line(
        `  - {title: ${scalar(source.title)}${source.path === undefined ? '' : `, path: ${JSON.stringify(source.path)}`}}`,
      );
  }
  const offered = (text: string | undefined): string => (text === undefined ? '...' : scalar(text));
  const missing = [
    ...(title === undefined ? [`title: ${offered(form.title)}`] : []),
    ...(sources.length === 0 ? [`sources: [{title: ${offered(form.source)}}]`] : []),
  ];
  const isFound = form.title !== undefined || form.source !== undefined;
  if (missing.length > 0)
    writer.remark(
      may(
        `a title, and where the figures are from${isFound ? ', as the rows around the table say' : ''}`,
        ...missing,
      ),
    );
  if (description !== undefined)
    writer.remark(may(`what ${from} says of the figures`, `description: ${JSON.stringify(description)}`));
  if (unit !== undefined)
    writer.remark(
      may(`the unit that ${from} names, at the field of the numbers`, `unit: ${JSON.stringify(unit)}`),
    );
}

/** A blank in place of a number is one that is not available, as Open SDG has it: nothing is to be asked. */
const withoutBlanks = (column: RoledColumn): RoledColumn =>
  column.role === 'measure' ? { ...column, facts: { ...column.facts, blanks: 0 } } : column;

/** The blanks of Open SDG are totals, also of what does not add up. */
function withBlankTotals(found: FoundTotals, columns: readonly RoledColumn[]): FoundTotals {
  const blank = columns.filter(({ role, categories }) => role === 'dimension' && categories.includes(''));
  const addsUp = [...found.totals.values()].includes('');
  const measures = columns.filter(({ role }) => role === 'measure').map(({ name }) => name);
  const said = evidence('the blanks are not the sum of the others: a rate or similar');
  return {
    totals: new Map([...found.totals, ...blank.map(({ name }) => [name, ''] as const)]),
    remarks:
      addsUp || blank.length === 0
        ? found.remarks
        : new Map([
            ...[...found.remarks].filter(([name]) => !blank.some((each) => each.name === name)),
            ...measures.map((name) => [name, [said]] as const),
          ]),
    notAdditive: addsUp || blank.length === 0 ? found.notAdditive : new Set(measures),
  };
}

/** What stands beside numbers: which mark each is, only the office knows. A letter of a mark is proposed as that mark. */
function flagRemarks(columns: readonly RoledColumn[], notes: readonly string[]): Remark[] {
  const flagged = columns.filter(({ role, facts }) => role === 'measure' && facts.flags.size > 0);
  if (flagged.length === 0) return [];
  const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
  const told = flagged.map(({ name, facts }) => {
    const flags = [...facts.flags].map(([flag, count]) => `${quoted(flag)} ${times(count)}`);
    return `${quoted(name)} is ${flags.join(', ')}`;
  });
  const all = new Set(flagged.flatMap(({ facts }) => [...facts.flags.keys()]));
  const below = notes.filter((note) => [...all].some((flag) => note.startsWith(flag)));
  const said = below.length === 0 ? '' : ` Below the table it says ${below.map(quoted).join(', ')}.`;
  return [
    ask(
      `beside numbers of ${told.join('; of ')}. What does it mean: u (unreliable), p (provisional), r (revised), b (break in the series), e (estimated)?${said}`,
      'flags:',
      ...flagged.map(({ name, facts }) => {
        const pairs = [...facts.flags.keys()].map(
          (flag) => `${JSON.stringify(flag)}: ${markOfFlag(flag) ?? '"?"'}`,
        );
        return `  ${scalar(name)}: {${pairs.join(', ')}}`;
      }),
    ),
  ];
}

/** Whom a title or a heading counts. */
const personWords =
  /(?<!\p{L})(?:persons?|people|clients?|victims?|patients?|pupils?|students?|prisoners?|detainees?|refugees?|applicants?|women|men|girls|boys|children|persona\p{L}*|klient\p{L}*|viktim\p{L}*|pacient\p{L}*|nxënës\p{L}*|fëmij\p{L}*|gra|lica|klijen\p{L}*|žrtv\p{L}*|pacijen\p{L}*|učeni[kc]\p{L}*|žen[ea]|de[ct]a|лица|клијен\p{L}*|жртв\p{L}*|пацијен\p{L}*|учени[кц]\p{L}*|жен[еа]|де[цт]а)(?!\p{L})/iu;

/** Counts so small that they could tell of somebody, if they count persons; where words say that they do, others next year may be smaller. */
function fewRemarks(
  columns: readonly RoledColumn[],
  rows: readonly { readonly texts: readonly string[] }[],
  above: readonly string[],
): Remark[] {
  const words = [...above, ...columns.map(({ heading = '' }) => heading)];
  const [whom] = words.flatMap((text) => personWords.exec(text)?.[0] ?? []);
  const most = whom === undefined ? 4n : 9n;
  const measures = columns.filter(({ role, type }) => role === 'measure' && type === 'integer');
  const few = measures.flatMap(({ index, facts }) =>
    rows.filter(({ texts }) => {
      const value = facts.numberOf(texts[index] ?? '');
      return value !== undefined && compare(value, one) >= 0 && compare(value, exact(most)) <= 0;
    }),
  ).length;
  if (few === 0) return [];
  return [
    ask(
      `${few} ${few === 1 ? 'number is' : 'numbers are'} from 1 to ${most}${whom === undefined ? '' : `, and it says ${quoted(whom)}`}. If they count persons, somebody could be recognised`,
      'about: persons',
    ),
  ];
}

const one = exact(1n);

/** The lines of a resource, comments among them. */
class Lines {
  readonly lines: string[] = [];
  readonly answered: string[] = [];
  questions = 0;
  #spaces = '';

  indent(spaces: number): void {
    this.#spaces = ' '.repeat(spaces);
  }

  line(text: string, answered = text): void {
    this.lines.push(`${this.#spaces}${text}`);
    this.answered.push(`${this.#spaces}${answered}`);
  }

  remark({ kind, text, lines = [], indent = 0, draft }: Remark): void {
    if (kind === 'ask') this.questions++;
    if (kind === 'draft') {
      for (const each of [`# ${text}`, ...lines])
        this.answered.push(this.#spaces + ' '.repeat(indent) + each);
      return;
    }
    const shown = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
    const spaces = ' '.repeat(indent);
    const said = `${spaces}# ${kind === 'evidence' ? '' : kind === 'ask' ? 'ASK: ' : 'Optional: '}${shown}`;
    const until = draft?.said ?? '';
    this.line(said, `${said}${until}`);
    const asked = lines.map((each) => `${spaces}# ${each}`);
    if (draft === undefined) for (const each of asked) this.line(each);
    else {
      for (const each of asked) this.lines.push(this.#spaces + each);
      for (const each of draft.lines) this.answered.push(this.#spaces + spaces + each);
    }
  }

  all(lines: readonly (string | Remark)[]): void {
    for (const each of lines) typeof each === 'string' ? this.line(each) : this.remark(each);
  }
}
