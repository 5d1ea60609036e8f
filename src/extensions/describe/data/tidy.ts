import { joinHeading } from '../../../data/shape/headings.js';
import { greatest } from '../../../model/chart/extremes.js';
import { monthOfName } from '../../../model/dataset/month-names.js';
import { isPeriod, periodTypes, readPeriod } from '../../../model/dataset/periods.js';
import type { SourceRow } from '../../../model/dataset/source-table.js';
import { isCalledTotal } from '../../../model/totals/total-word.js';
import {
  type Form,
  flagsBeside,
  type Heading,
  isSign,
  looksLikeNumber,
  looksLikeRange,
  periodIn,
  withFlags,
  withPeriod,
} from './form.js';
import {
  ask,
  evidence,
  type FoundColumn,
  type FoundTable,
  list,
  mapping,
  quoted,
  type Remark,
  scalar,
  type TidyRow,
  type TidyTable,
  when,
} from './found-table.js';
import { groupedBy } from './groups.js';
import { monthIn } from './months.js';
import { fieldName, isNoteWord, isYearWord } from './names.js';

/** What the parts of a head are called until somebody names them. */
export const unnamedDimension = 'part';

/** A table set out as one number a row, and the declarations that do it. */
export interface Tidied {
  readonly table: TidyTable;
  /** Lines under the resource: `table`, `columns`, `unpivot`, with their remarks. */
  readonly declared: readonly (Remark | string)[];
}

const isYear = (text: string): boolean => /^(?:1[6-9]|20|21)\d\d$/.test(text);

/** Columns that are set below one another, and what they become. */
interface Unpivot {
  readonly columns: readonly Heading[];
  /** What stands for each of `into` in a column. */
  partsOf(heading: Heading): readonly string[];
  readonly into: readonly string[];
  readonly headings: string;
  readonly remarks: readonly Remark[];
  /** What headings stand for that are not written as categories are. */
  readonly rename?: readonly (readonly [string, string])[];
}

/** Sets a table out by its form; of the columns headed by `blanks`, a blank cell is a category of its own. */
export function tidy(found: FoundTable, whole: Form, blanks: ReadonlySet<string>): Tidied {
  const headed = whole.headings.filter(({ text }) => text !== '');
  const flags = flagsBeside(whole);
  const pair = periodIn(headed, whole.data);
  const form = { ...whole, data: whole.data.map((row) => withPeriod(withFlags(row, flags), pair)) };
  const unpivot = byGrid(headed, form.data) ?? byTime(headed, form.data);
  const taken = new Set<string>(unpivot?.into);
  const columns = ownColumns(
    form,
    headed.filter((heading) => unpivot?.columns.includes(heading) !== true && heading !== pair?.year),
    pair,
    taken,
  );
  const value = unpivot === undefined ? '' : fieldName('value', taken);
  const made = unpivot === undefined ? [] : madeColumns(unpivot, value, form.data);
  const fill = fillOf(
    form.data,
    columns.filter(({ heading = '' }) => !blanks.has(heading)),
  );
  const grouped = fill.columns.length > 0 ? undefined : groupedBy(form.data, headed);
  const group = grouped && fieldName('group', new Set([...taken, value]));
  const filled = grouped?.rows ?? fillDown(form.data, fill.columns).map((row) => ({ row, group: '' }));
  const rows = filled.flatMap(({ row, group: own }): TidyRow[] => {
    const { line } = row;
    const said = columns.map((column) => asWritten(row, column.index, column));
    const ids = group === undefined ? said : [own, ...said];
    if (unpivot === undefined) return [{ texts: ids, line }];
    return unpivot.columns.map((heading) => ({
      texts: [...ids, ...unpivot.partsOf(heading), asWritten(row, heading.index, made.at(-1))],
      line,
    }));
  });
  const named = columns.filter(({ name, heading }) => name !== heading);
  const declared = [
    ...tableLines(found, form, fill, { hasFlags: flags.size > 0, group }),
    ...when(named.length > 0, `columns: ${mapping(named.map(({ name, heading = '' }) => [name, heading]))}`),
    ...(pair === undefined
      ? []
      : [
          `combine: {${scalar(columns.find(({ index }) => index === pair.part.index)?.name ?? '')}: ${list([pair.year.text, pair.part.text])}}`,
        ]),
    ...(unpivot === undefined
      ? []
      : [
          ...unpivot.remarks,
          `unpivot: {headings: ${unpivot.headings}, into: ${list(unpivot.into)}, value: ${scalar(value)}}`,
          ...renameLine(unpivot),
        ]),
  ];
  const groups = group === undefined ? [] : [groupColumn(group)];
  return { table: { columns: [...groups, ...columns, ...made], rows }, declared };
}

/** The columns that headings become, and that of their numbers. */
const madeColumns = (
  { into, columns }: Unpivot,
  value: string,
  rows: readonly SourceRow[],
): readonly FoundColumn[] => [
  ...into.map((name) => ({ name, remarks: [] })),
  {
    name: value,
    remarks: [],
    ...displayOf(
      rows,
      columns.map(({ index }) => index),
    ),
  },
];

/** A cell; a percentage among other numbers has its sign. */
function asWritten({ texts, noteOf }: SourceRow, index: number, column: FoundColumn | undefined): string {
  const text = texts[index] ?? '';
  const isPercent = noteOf?.(index)?.number?.isPercent === true && column?.isPercent !== true;
  return isPercent ? `${text}%` : text;
}

const groupColumn = (name: string): FoundColumn => ({
  name,
  heading: '',
  remarks: [
    evidence('a row with only a name is the heading of the rows below it, up to an empty row'),
    ask(
      `what are these groups? Give \`${name}\` its name here, in \`groups\`, in \`primaryKey\` and in templates`,
    ),
  ],
});

type OwnColumn = FoundColumn & { readonly index: number };

/** The columns that stay columns, the one without a heading first. */
function ownColumns(
  { stub, data }: Form,
  headed: readonly Heading[],
  pair: ReturnType<typeof periodIn>,
  taken: Set<string>,
): readonly OwnColumn[] {
  const own = [...(stub === undefined ? [] : [{ index: stub, text: '' }]), ...headed];
  return own.map(({ index, text }) => {
    const name = fieldName(text === '' ? stubName(data, index) : text, taken);
    taken.add(name);
    if (text === '') {
      const question = ask(
        `this column has no heading. What is it? Give \`${name}\` its name here, in \`columns\`, in \`primaryKey\` and in templates`,
      );
      return { index, name, heading: '', remarks: [question] };
    }
    const made = pair?.part.index === index;
    const remarks = made
      ? [evidence(`${quoted(pair.year.text)} and ${quoted(text)} together are ${pair.type}s`)]
      : [];
    return { index, name, heading: made ? name : text, remarks, ...displayOf(data, [index]) };
  });
}

const renameLine = ({ rename = [], into: [name = ''] }: Unpivot): readonly string[] =>
  when(rename.length > 0, `rename: {${scalar(name)}: ${mapping(rename)}}`);

/** In a workbook what is displayed of the numbers of columns: per cent, and fewer decimals than they have. */
function displayOf(
  rows: readonly SourceRow[],
  columns: readonly number[],
): Pick<FoundColumn, 'isPercent' | 'shown'> {
  const numbers = rows.flatMap((row) => columns.flatMap((index) => row.noteOf?.(index)?.number ?? []));
  const shown = numbers.flatMap((number) => number.shown ?? []);
  return {
    ...(numbers.length > 0 && numbers.every(({ isPercent }) => isPercent) && { isPercent: true }),
    ...(shown.length > 0 && { shown: greatest(shown) }),
  };
}

/** What a column without a heading is called: by what it holds, where that is time. */
function stubName(rows: readonly SourceRow[], index: number): string {
  const said = rows.map(({ texts }) => (texts[index] ?? '').trim()).filter((text) => text !== '');
  if (said.every((text) => /^\d{4}(?:[-–/]\d{2,4})?$/.test(text))) return 'year';
  return periodTypes.find((type) => said.every((text) => readPeriod(type, text) !== undefined)) ?? 'item';
}

/** Years, months or quarters side by side, below one text for all of them or below none. */
function byTime(headings: readonly Heading[], data: readonly SourceRow[]): Unpivot | undefined {
  const above = (text: string): string => text.split(' | ').slice(0, -1).join(' | ');
  const own = (text: string): string => text.split(' | ').at(-1) ?? '';
  const numbers = headings.filter((each) => standsForNumbers(each, data));
  for (const time of timesIn(numbers.map(({ text }) => own(text)))) {
    const { type, read, frame } = time;
    const columns = headings.filter(({ text }) => read(own(text)) !== undefined);
    const [first] = columns;
    const isOne = columns.every(({ text }) => above(text) === above(first?.text ?? ''));
    const isTwice = new Set(columns.map(({ text }) => read(own(text)))).size < columns.length;
    if (first === undefined || columns.length < 2 || !isOne || isTwice) continue;
    const upper = above(first.text);
    // A star takes the next period as well, where it takes nothing else.
    const others = headings.filter((heading) => !columns.includes(heading));
    const isPattern = upper === '' || others.every(({ text }) => above(text) !== upper);
    const under = upper === '' ? '' : ` below ${quoted(upper)}`;
    return {
      columns,
      partsOf: ({ text }) => [read(own(text)) ?? ''],
      into: [type],
      headings: isPattern ? scalar(joinHeading([upper, frame])) : list(columns.map(({ text }) => text)),
      remarks: [
        evidence(
          `${columns.length} headings are ${type}s${under}: each makes rows of its own${isPattern ? ', and so will the next one' : ''}`,
        ),
        askNames([]),
      ],
      rename: columns.flatMap(({ text }): [string, string][] => {
        const period = read(own(text)) ?? '';
        const written = isPattern ? starredIn(time, own(text)) : text;
        return written === period || readPeriodOf(type, written) === period ? [] : [[written, period]];
      }),
    };
  }
  return byMonths(headings);
}

/** Names of months side by side, without their years. */
function byMonths(headings: readonly Heading[]): Unpivot | undefined {
  const columns = headings.filter(({ text }) => monthOfName(text.replace(/\.$/, '')) !== undefined);
  return columns.length < 4 ? byRanges(headings) : listed(columns, 'month', 'months');
}

/** Ages or sizes side by side, with the column of their total. */
function byRanges(headings: readonly Heading[]): Unpivot | undefined {
  const columns = headings.filter(({ text }) => looksLikeRange(text) || isCalledTotal(text));
  if (columns.filter(({ text }) => looksLikeRange(text)).length < 2) return undefined;
  return listed(columns, unnamedDimension, 'ranges', unnamedDimension);
}

/** Columns by their headings, each a category of one dimension. */
const listed = (
  columns: readonly Heading[],
  name: string,
  words: string,
  ...unnamed: readonly string[]
): Unpivot => ({
  columns,
  partsOf: ({ text }) => [text],
  into: [name],
  headings: list(columns.map(({ text }) => text)),
  remarks: [
    evidence(`${columns.length} headings are ${words}: each makes rows of its own`),
    askNames(unnamed),
  ],
});

/** What only the office can name of numbers that are set below one another. */
const askNames = (unnamed: readonly string[], more = ''): Remark =>
  ask(
    (unnamed.length === 0
      ? 'what do the numbers count? Give `value` its name here, in the fields and in templates'
      : `what do the numbers count, and what are the headings? Give \`value\` and ${unnamed.map((name) => `\`${name}\``).join(', ')} their names here, in \`primaryKey\`, in the fields and in templates`) +
      more,
  );

const readPeriodOf = (type: string, text: string): string | undefined =>
  readPeriod(isPeriod(type) ? type : 'financial-year', text);

/** What of time can head columns; `frame` is the words around it, with a star in its place. */
interface Time {
  readonly type: string;
  readonly read: (text: string) => string | undefined;
  readonly frame: string;
}

/** A workbook writes a month as one of its days. */
const plainTimes: readonly Time[] = [
  { type: 'year', read: (text) => (isYear(text) ? text : undefined), frame: '*' },
  { type: 'month', read: monthIn, frame: '*' },
  { type: 'quarter', read: (text) => readPeriod('quarter', text.trim()), frame: '*' },
  { type: 'year', read: (text) => readPeriod('financial-year', text.trim()), frame: '*' },
];

/** A year with words around it, such as "Year 2021", and no other number. */
const framedYear = /^([^\d*]*)((?:1[6-9]|20|21)\d\d)([^\d*]*)$/;

/** The same, with the years among these texts that have the same words around them: words for a year, or any around three years that are all there is. */
function timesIn(texts: readonly string[]): readonly Time[] {
  const frames = texts.flatMap((text) => (framedYear.test(text) ? text.replace(framedYear, '$1*$3') : []));
  const [frame = ''] = frames;
  const words = frame.replace(/[^\p{L}]/gu, '');
  const isAll = frames.length > 2 && frames.length === texts.length;
  if (frame === '' || new Set(frames).size > 1 || !(words === '' || isYearWord(words) || isAll))
    return plainTimes;
  return [...plainTimes, { type: 'year', read: (text) => framedYear.exec(text)?.[2], frame }];
}

/** What a star takes of a text where the words around it are part of the pattern. */
const starredIn = ({ read, frame }: Time, text: string): string =>
  frame === '*' ? text : (read(text) ?? text);

const anyText: Time = { type: '', read: (text) => text, frame: '*' };

/** The time that all texts are of. */
const timeOf = (texts: readonly string[]): Time =>
  timesIn(texts).find(({ read }) => texts.every((text) => read(text) !== undefined)) ?? anyText;

/** A column with numbers, or with nothing but signs in their place. */
const standsForNumbers = ({ index }: Heading, data: readonly SourceRow[]): boolean =>
  data.some(({ texts }) => looksLikeNumber(texts[index] ?? '')) ||
  data.every(({ texts }) => isBlank(texts[index]) || isSign(texts[index] ?? ''));

/** Headings of two rows that are every pair of an upper and a lower text, or texts that come back below periods. */
function byGrid(headings: readonly Heading[], data: readonly SourceRow[]): Unpivot | undefined {
  const columns = headings.filter(
    (each) => each.text.split(' | ').length === 2 && standsForNumbers(each, data),
  );
  const pairs = columns.map(({ text }) => text.split(' | '));
  const levels = [0, 1].map((level) => [...new Set(pairs.map((pair) => pair[level] ?? ''))]);
  const [upper = [], lower = []] = levels;
  const whole = levels.map(timeOf);
  if (columns.length < 4 || upper.length < 2 || !areAllPairs(pairs, levels, whole[0] !== anyText))
    return undefined;
  const isAll = headings.every(
    ({ text }) => !text.includes(' | ') || columns.some((each) => each.text === text),
  );
  const taken = new Set<string>();
  // Words around years are taken off by a pattern alone.
  const times = whole.map((time) => (isAll || time.frame === '*' ? time : anyText));
  const into = times.map(({ type }, level) => {
    const name = type || fieldName(level === 0 ? 'group' : unnamedDimension, taken);
    taken.add(name);
    return name;
  });
  const unnamed = into.filter((_, level) => times[level] === anyText);
  const kinds = times.indexOf(anyText);
  return {
    columns,
    partsOf: ({ text }) => text.split(' | ').map((part, level) => starredIn(times[level] ?? anyText, part)),
    into,
    headings: isAll
      ? scalar(joinHeading(times.map(({ frame }) => frame)))
      : list(columns.map(({ text }) => text)),
    remarks: [
      evidence(
        `${columns.length} headings are pairs of ${list(upper)} and ${list(lower)}: each makes rows of its own`,
      ),
      askNames(unnamed, unnamed.length === 1 ? unitsApart(levels[kinds] ?? [], kinds === 0) : ''),
    ],
  };
}

/** Every pair; or each lower text below more than one period, or one of its own below each. */
function areAllPairs(
  pairs: readonly (readonly string[])[],
  [upper = [], lower = []]: readonly (readonly string[])[],
  isOfPeriods: boolean,
): boolean {
  if (upper.length * lower.length === pairs.length) return true;
  const comesBack = (text: string): boolean => pairs.filter(([, part]) => part === text).length > 1;
  return isOfPeriods && (upper.length === pairs.length || lower.every(comesBack));
}

/** Numbers of several kinds below each year may have units of their own; those with a total, or with letters for names, have one. */
function unitsApart(kinds: readonly string[], isUpper: boolean): string {
  if (kinds.some((kind) => kind.length < 3 || isCalledTotal(kind))) return '';
  const [first = '', ...others] = kinds.map((kind) => (isUpper ? `${kind} | *` : `* | ${kind}`));
  return `. If ${list(kinds)} have units of their own, make a resource of each: \`headings: ${scalar(first)}\`, and \`leave: ${list(others)}\` under \`table\``;
}

interface Fill {
  readonly columns: readonly (FoundColumn & { readonly index: number })[];
  /** Cells are merged: nothing is to be asked. */
  readonly isMerged: boolean;
  /** Every text above heads rows of the same names: nothing is to be asked either. */
  readonly isEven?: boolean;
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Columns of texts or years at the left whose first cell is there and others are blank, as where a group is named once; where cells are merged, these alone. */
function fillOf(
  data: readonly SourceRow[],
  columns: readonly (FoundColumn & { readonly index: number })[],
): Fill {
  const found = columns.filter(({ index, name }) => {
    if (isNoteWord(name)) return false;
    const texts = data.map(({ texts: all }) => all[index]);
    if (isBlank(texts[0]) || !texts.some(isBlank)) return false;
    return texts.every((text = '') => !looksLikeNumber(text) || isYear(text.trim()));
  });
  // A column of remarks has blanks too: a group is named at the left of what it groups.
  const left = found.filter(({ index }) =>
    columns.some((each) => each.index > index && isFull(data, each.index)),
  );
  const merged = left.filter(({ index }) =>
    data.every(({ texts, mergedFrom }) => !isBlank(texts[index]) || mergedFrom?.(index) === index),
  );
  if (merged.length > 0) return { columns: merged, isMerged: true };
  return { columns: left, isMerged: false, isEven: left.length === 1 && areEven(data, left[0]?.index ?? 0) };
}

/** Each text of a column heads as many rows as the others, which have the same names beside it: all parts of each region. */
function areEven(data: readonly SourceRow[], index: number): boolean {
  const groups: string[][] = [];
  for (const { texts } of data) {
    if (!isBlank(texts[index])) groups.push([]);
    groups.at(-1)?.push(texts[index + 1]?.trim() ?? '');
  }
  const [first = []] = groups;
  const isNamed = first.length > 1 && new Set(first).size === first.length && !first.some(looksLikeNumber);
  return (
    isNamed && groups.length > 1 && groups.every((group) => group.join('\u0000') === first.join('\u0000'))
  );
}

const isFull = (data: readonly SourceRow[], index: number): boolean =>
  data.every(({ texts }) => !isBlank(texts[index]));

function fillDown(data: readonly SourceRow[], columns: Fill['columns']): readonly SourceRow[] {
  if (columns.length === 0) return data;
  const above = new Map<number, string>();
  return data.map((row) => {
    const texts = [...row.texts];
    for (const { index } of columns) {
      if (isBlank(texts[index])) texts[index] = above.get(index) ?? '';
      else above.set(index, texts[index] ?? '');
    }
    return { ...row, texts };
  });
}

function tableLines(
  found: FoundTable,
  form: Form,
  { columns, isMerged, isEven = false }: Fill,
  { hasFlags, group }: { readonly hasFlags: boolean; readonly group: string | undefined },
): (Remark | string)[] {
  const { sheet } = found;
  const { skip, header, footer, range } = form;
  const fill = columns.map(({ heading = '' }) => heading);
  const isFilled = fill.length > 0 && (isMerged || isEven);
  const parts = [
    ...(sheet === undefined || sheet.isOnly ? [] : [`sheet: ${scalar(sheet.name)}`]),
    ...(range === undefined ? when(skip > 0, `skip: ${skip}`) : [`range: "${range}"`]),
    ...when(header > 1, `header: [${Array.from({ length: header }, (_, row) => row + 1).join(', ')}]`),
    ...when(footer > 0 && range === undefined, `footer: ${footer}`),
    ...when(form.trims, 'trim: true'),
    ...(group === undefined ? [] : [`groups: ${scalar(group)}`]),
    ...when(isFilled, `fill: ${list(fill)}`),
    ...when(hasFlags, 'unheaded: flags'),
  ];
  const evidences = [...evidencesOf(form, hasFlags, isFilled, isEven), ...oneOfMany(found)];
  const questions = [...leftOutRemark(form), ...questionsOf(found, fill, isFilled)];
  if (questions.length === 0)
    return [...evidences, ...when(parts.length > 0, `table: {${parts.join(', ')}}`)];
  // A mapping needs a key where no question is answered yet.
  return [
    ...evidences,
    'table:',
    ...(parts.length > 0 ? parts : ['skip: 0']).map((part) => `  ${part}`),
    ...questions.map((question) => ({ ...question, indent: 2 })),
  ];
}

/** Rows that are added next year lie outside of a range. */
const oneOfMany = ({ top }: FoundTable): readonly Remark[] =>
  when(top !== undefined, evidence('other tables are above or below it: new rows need a larger range'));

/** Columns that are not read: somebody has to know of it. */
const leftOutRemark = ({ leftOut, range }: Form): readonly Remark[] =>
  leftOut === undefined
    ? []
    : [ask(`${leftOut}: what is to the right of the range ${range ?? ''} is not read. May it be left out?`)];

/** What was counted, beside the form that follows from it. */
function evidencesOf(
  { skip, footer, hasSum }: Form,
  hasFlags: boolean,
  isFilled: boolean,
  isEven: boolean,
): Remark[] {
  const notes = hasSum ? footer - 1 : footer;
  return [
    ...when(hasFlags, evidence('columns without a heading hold the signs beside numbers')),
    ...when(skip > 0, evidence(`${skip} ${skip === 1 ? 'row is' : 'rows are'} above the header`)),
    ...when(
      hasSum,
      evidence(
        'the last row of numbers is left out: it is the sum of the others, and has blanks where they have none',
      ),
    ),
    ...when(
      notes > 0,
      evidence(
        `${notes} ${notes === 1 ? 'row' : 'rows'} at the end ${notes === 1 ? 'is a note' : 'are notes'}`,
      ),
    ),
    ...when(
      isFilled,
      evidence(
        isEven
          ? 'blank cells have the text above: below each of them are the same names'
          : 'cells are merged: their text holds for every row of them',
      ),
    ),
  ];
}

/** What nobody but the office knows: whether hidden cells count, and what blank ones mean. */
function questionsOf({ hidden, rows }: FoundTable, fill: readonly string[], isFilled: boolean): Remark[] {
  const hiddenRows = rows.filter(({ isHidden }) => isHidden === true).map(({ line }) => line);
  const isHidden =
    hiddenRows.length > 0 || (hidden !== undefined && (hidden.sheet || hidden.columns.size > 0));
  return [
    ...when(isHidden, {
      ...ask(
        `${hiddenWords(hiddenRows, hidden)}: are they part of the table?`,
        'hidden: read',
        'hidden: leave',
      ),
      draft: { said: ' Until you answer, drafts leave them out.', lines: ['hidden: leave'] },
    }),
    ...when(
      fill.length > 0 && !isFilled,
      ask(
        `blank cells of ${fill.map(quoted).join(', ')}: does the text above hold for them? (Or is a blank the total? Then write \`total: ""\` at the field.)`,
        `fill: ${list(fill)}`,
      ),
    ),
  ];
}

function hiddenWords(lines: readonly number[], hidden: FoundTable['hidden']): string {
  const words = [
    ...when(hidden?.sheet === true, 'the sheet is hidden'),
    ...when(
      lines.length > 0,
      `${lines.length} hidden ${lines.length === 1 ? 'row' : 'rows'} (${lines.slice(0, 3).join(', ')})`,
    ),
    ...(hidden !== undefined && hidden.columns.size > 0 ? [`${hidden.columns.size} hidden columns`] : []),
  ];
  return words.join(', ');
}
