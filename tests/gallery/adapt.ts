import { type DataRow, isRecord, type Spec } from './examples.js';

/** What was done to an example before it was drawn: an author who pastes it has to do as much. */
export interface Adaptation {
  /** Names that a package cannot hold, and those that took their place. */
  readonly renamed: Readonly<Record<string, string>>;
  /** How each column that the example uses is described. */
  readonly roles: Readonly<Record<string, string>>;
  /** True where rows had to be numbered, since nothing tells them apart. */
  readonly numbered: boolean;
  /** The measures whose missing numbers are left out by a filter. */
  readonly missing: readonly string[];
  /** The rules that the example breaks on purpose. */
  readonly allow: readonly string[];
}

/** An example as a chart of a project. */
export interface Adapted extends Omit<Adaptation, 'allow'> {
  readonly spec: Spec;
  readonly files: Readonly<Record<string, string>>;
}

interface Column {
  readonly heading: string;
  readonly name: string;
  readonly type: 'number' | 'integer' | 'string' | 'date' | 'year';
  readonly role: 'measure' | 'dimension' | 'attribute';
  readonly cells: readonly string[];
  /** Of a measure: what it is in. */
  readonly unit?: string;
  /** Of names that are whole numbers: they are listed in the order of these. */
  readonly isCode?: boolean;
}

/** Turns an example and its rows into a chart, a data file and its description. */
export function adapt(example: Spec, written: readonly DataRow[]): Adapted {
  const { datasets: _, ...kept } = example;
  const { spec: labelled, rows } = withLabels(withoutData(kept) as Spec, written);
  // An asterisk is no letter of a name.
  const own = JSON.parse(
    JSON.stringify(withoutNumerals(withTitles(labelled, madeIn(labelled)))).replaceAll(
      'count_*',
      'count_all',
    ),
  ) as Spec;
  const headings = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const text = JSON.stringify(own);
  const used = headings.filter((heading) => mentions(text, heading) && !isOnlyMade(own, heading));
  const uses = usesIn(own);
  const found = used.map((heading) => columnOf(heading, rows, uses.get(heading) ?? new Set()));
  const columns = keyed(found, rows.length).map((column) => named(column, uses.get(column.heading)));
  const codes = new Set(columns.filter(({ type }) => type === 'string').map(({ heading }) => heading));
  const renamed = Object.fromEntries(
    columns.filter(({ heading, name }) => heading !== name).map(({ heading, name }) => [heading, name]),
  );
  const lacking = columns.filter(
    ({ heading, role, cells }) =>
      (role === 'measure' && cells.includes('[x]') && isReckoned(own, heading)) ||
      (role !== 'measure' && cells.includes('') && isName(own, heading)),
  );
  return {
    spec: leftOut(
      renameIn(
        titled(withCodes(withOwnNames(withLiterals(own), rows), codes) as Spec, headings),
        renamed,
      ) as Spec,
      lacking,
    ),
    files: filesOf(columns, rows.length),
    renamed,
    roles: Object.fromEntries(columns.map(({ name, role, type }) => [name, `${role} (${type})`])),
    numbered: columns.some(({ heading }) => heading === ''),
    missing: lacking.map(({ name }) => name),
  };
}

/** True for a name that a transform makes, and none reads: the column that bears it too is not drawn. */
function isOnlyMade({ transform }: Spec, heading: string): boolean {
  const list = Array.isArray(transform) ? transform : [];
  const reads = list.map((each) => (isRecord(each) ? { ...each, as: undefined } : each));
  const made = list.flatMap((each) => (isRecord(each) && Array.isArray(each.as) ? each.as : []));
  return made.includes(heading) && !mentions(JSON.stringify(reads), heading);
}

/** A calculated number whose name has a numeral needs a title, which its author gives. */
function withTitles(value: unknown, made: readonly unknown[]): unknown {
  if (Array.isArray(value)) return value.map((part) => withTitles(part, made));
  if (!isRecord(value)) return value;
  const parts = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTitles(part, made)]));
  const { encoding } = parts;
  if (!isRecord(encoding)) return parts;
  const titled = Object.entries(encoding).map(([name, channel]) => {
    const isBare =
      /^[xy]$/.test(name) && isRecord(channel) && channel.title === undefined && made.includes(channel.field);
    return [name, isBare && /\d/.test(String(channel.field)) ? { ...channel, title: 'Calculated' } : channel];
  });
  return { ...parts, encoding: Object.fromEntries(titled) };
}

/** The names that transforms make. */
function madeIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(madeIn);
  if (!isRecord(value)) return [];
  return [...(value.calculate === undefined ? [] : [value.as]), ...Object.values(value).flatMap(madeIn)];
}

/** Views of one table name it once, for the whole chart. */
function withoutData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutData);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === 'data' ? [] : [[key, withoutData(part)]])),
  );
}

/** A name that is missing is drawn as one: an author gives it its words. */
const named = (column: Column, uses: ReadonlySet<string> = new Set()): Column =>
  column.role === 'attribute' && column.type === 'string' && uses.has('nominal')
    ? { ...column, cells: column.cells.map((cell) => (cell === '' ? 'null' : cell)) }
    : column;

/** Codes are words of the package: a domain that lists them as numbers lists these. */
function withCodes(value: unknown, codes: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((part) => withCodes(part, codes));
  if (!isRecord(value)) return value;
  const isCoded = typeof value.field === 'string' && codes.has(value.field) && isRecord(value.scale);
  const words = (part: unknown): unknown =>
    Array.isArray(part)
      ? part.map((each) => (typeof each === 'number' ? String(each) : each))
      : isRecord(part)
        ? Object.fromEntries(Object.entries(part).map(([key, each]) => [key, words(each)]))
        : part;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      isCoded && key === 'scale' && isRecord(part) && part.domain !== undefined
        ? { ...part, domain: words(part.domain) }
        : withCodes(part, codes),
    ]),
  );
}

/** A domain lists the names that rows have; each of its colours or shapes stays with its name. */
function withOwnNames(value: unknown, rows: readonly DataRow[]): unknown {
  if (Array.isArray(value)) return value.map((part) => withOwnNames(part, rows));
  if (!isRecord(value)) return value;
  const { field, type, scale } = value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, withOwnNames(part, rows)]),
  );
  const isName = type === 'nominal' || type === 'ordinal';
  if (!isName || typeof field !== 'string' || !isRecord(scale) || !Array.isArray(scale.domain)) return inner;
  const own = new Set(rows.map((row) => String(row[field])));
  const kept = scale.domain.map((name) => own.has(String(name)));
  // Where no row has any, the field is made by the chart.
  if (kept.every((each) => each) || !kept.some((each) => each)) return inner;
  const keep = (list: readonly unknown[]): readonly unknown[] => list.filter((_, at) => kept[at] !== false);
  const range = Array.isArray(scale.range) ? { range: keep(scale.range) } : {};
  return { ...inner, scale: { ...scale, domain: keep(scale.domain), ...range } };
}

/** A number at which a mark stands by hand is declared with its source. */
function withLiterals(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((part) => withLiterals(part));
  if (!isRecord(value)) return value;
  const isPlace = (key === 'x' || key === 'y') && typeof value.datum === 'number' && value.datum !== 0;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      isPlace && name === 'datum'
        ? `{{literal '${String(part)}' unit='units' source='the authors of the example'}}`
        : withLiterals(part, name),
    ]),
  );
}

/** An axis of numbers that the chart makes has a title, which no numeral may stand in. */
function titled(value: unknown, headings: readonly string[]): unknown {
  const visit = (part: unknown, key: string): unknown => {
    if (Array.isArray(part)) return part.map((each) => visit(each, ''));
    if (!isRecord(part)) return part;
    const { field, type, title, axis, aggregate } = part;
    const isMade =
      (key === 'x' || key === 'y') &&
      typeof field === 'string' &&
      aggregate === undefined &&
      title === undefined &&
      axis !== null &&
      !(isRecord(axis) && axis.title !== undefined) &&
      /\d/.test(field) &&
      !headings.includes(field.replace(/\\(.)/g, '$1')) &&
      type !== 'nominal' &&
      type !== 'ordinal';
    const inner = Object.entries(part).map(([name, each]) => [name, visit(each, name)] as const);
    return Object.fromEntries([...inner, ...(isMade ? [['title', 'Calculated'] as const] : [])]);
  };
  return visit(value, '');
}

/** Titles are the author's own: a number in one is typed by hand. */
function withoutNumerals(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((part) => withoutNumerals(part, key));
  if (isRecord(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, withoutNumerals(part, name)]),
    );
  if (typeof value !== 'string' || key !== 'title' || !/\d/.test(value)) return value;
  return (
    value
      .replace(/\s*\([^)]*\d[^)]*\)/g, '')
      .replace(/\d+(?:[.,]\d+)*%?/g, '')
      .trim() || 'A title'
  );
}

/** What an example calls codes stands in the data package: `datum.sex == 2 ? 'Female' : 'Male'`. */
function withLabels(
  spec: Spec,
  rows: readonly DataRow[],
): { readonly spec: Spec; readonly rows: readonly DataRow[] } {
  let table = rows;
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit).filter((part) => part !== undefined);
    if (!isRecord(value)) return value;
    const { calculate, as } = value;
    const found =
      typeof calculate === 'string'
        ? /^datum\.(\w+) ?===? ?(\d+|'[^']*') ?\? ?['"]([^'"]*)['"] ?: ?['"]([^'"]*)['"]$/.exec(
            calculate.trim(),
          )
        : null;
    if (found !== null && typeof as === 'string') {
      const [, field = '', code = '', one, other] = found;
      table = table.map((row) => ({
        ...row,
        [as]: String(row[field]) === code.replaceAll("'", '') ? one : other,
      }));
      return undefined;
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part)]));
  };
  const made = visit(spec) as Spec;
  return { spec: made, rows: table };
}

/** True where numbers of a column are put together, so that one that is missing would be passed over. */
function isReckoned(value: unknown, heading: string): boolean {
  if (Array.isArray(value)) return value.some((part) => isReckoned(part, heading));
  if (!isRecord(value)) return false;
  const { field, aggregate, op, repeat } = value;
  const isRepeated = repeat !== undefined && JSON.stringify(repeat).includes(JSON.stringify(heading));
  if (isRepeated && JSON.stringify(value).includes('aggregate')) return true;
  if (field === heading && (aggregate !== undefined || op !== undefined)) return true;
  if (field === heading && JSON.stringify(value).includes('"bin"')) return true;
  const isMark = typeof value.mark === 'string' ? value.mark : isRecord(value.mark) ? value.mark.type : '';
  if (
    ['boxplot', 'errorbar', 'errorband'].includes(String(isMark)) &&
    JSON.stringify(value).includes(JSON.stringify(heading))
  )
    return true;
  // What is added up along numbers has none where one is missing.
  if (value.window !== undefined && Array.isArray(value.sort))
    if (value.sort.some((each) => isRecord(each) && each.field === heading)) return true;
  if (['density', 'quantile', 'regression', 'loess', 'on', 'stack'].some((key) => value[key] === heading))
    return true;
  // What is folded into a column of its own is reckoned with under the name of that.
  if (Array.isArray(value.transform)) {
    const isFolded = value.transform.some(
      (each) => isRecord(each) && Array.isArray(each.fold) && each.fold.includes(heading),
    );
    if (isFolded && value.transform.some((each) => isRecord(each) && each.density !== undefined)) return true;
  }
  return Object.values(value).some((part) => isReckoned(part, heading));
}

/** True where bars, lines or areas bear the names of a column: what has none would stand nowhere. */
function isName(value: unknown, heading: string): boolean {
  if (Array.isArray(value)) return value.some((part) => isName(part, heading));
  if (!isRecord(value)) return false;
  if (isRecord(value.encoding) && ['bar', 'line', 'area'].includes(String(value.mark)))
    return Object.values(value.encoding).some(
      (part) => isRecord(part) && part.field === heading && part.type !== 'temporal',
    );
  return Object.values(value).some((part) => isName(part, heading));
}

/** An author says what becomes of numbers that are missing: here they are left out. */
const leftOut = (spec: Spec, columns: readonly Column[]): Spec =>
  columns.length === 0
    ? spec
    : {
        ...spec,
        transform: [
          ...columns.map(({ name, role }) => ({
            filter:
              role === 'measure' ? { field: name, valid: true } : `isValid(datum[${JSON.stringify(name)}])`,
          })),
          ...(Array.isArray(spec.transform) ? spec.transform : []),
        ],
      };

const mentions = (text: string, heading: string): boolean =>
  text.includes(JSON.stringify(heading).slice(1, -1)) ||
  text.replaceAll('\\\\', '').includes(heading) ||
  text.includes(heading.replaceAll('.', '\\\\.')) ||
  text.includes(heading.replace(/[[\]]/g, '\\\\$&'));

/** What each field is used as: its types, and `number` where something is reckoned with it. */
function usesIn(spec: unknown): ReadonlyMap<string, Set<string>> {
  const uses = new Map<string, Set<string>>();
  const add = (field: unknown, use: unknown): void => {
    if (typeof field !== 'string') return;
    const heading = field.replace(/\\(.)/g, '$1');
    const known = uses.get(heading) ?? new Set();
    uses.set(heading, known.add(String(use)));
  };
  const visit = (value: unknown, isChannel = false, inEncoding = false, isText = false): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, isChannel);
    if (!isRecord(value)) return;
    const { field, type, aggregate, bin, timeUnit, op } = value;
    // A label prints a name and a number alike.
    if (type !== undefined) add(field, isText ? 'printed' : type);
    // What an encoding names without a word on its type or scale is a name.
    else if (isChannel && [aggregate, bin, timeUnit, value.scale].every((each) => each === undefined))
      add(field, 'nominal');
    if (/%$/.test(String(isRecord(value.axis) ? value.axis.format : ''))) add(field, 'share');
    if (timeUnit !== undefined) add(field, 'temporal');
    const counts = ['count', 'distinct', 'valid', 'missing'];
    const reckoned = [aggregate, op].find((each) => typeof each === 'string');
    if (reckoned !== undefined && !counts.includes(String(reckoned))) add(field, 'quantitative');
    if (bin === true || isRecord(bin)) add(field, 'quantitative');
    // What one of two is chosen by is a code.
    const code =
      typeof value.calculate === 'string' ? /^datum\.(\w+) ?===? ?\d+ ?\?/.exec(value.calculate) : null;
    if (code !== null) add(code[1], 'nominal');
    for (const key of ['density', 'quantile', 'loess', 'regression', 'on', 'impute', 'stack', 'value'])
      if (typeof value[key] === 'string') add(value[key], 'quantitative');
    if (Array.isArray(value.fold)) for (const each of value.fold) add(each, 'quantitative');
    // Another end is of the kind that the first is, and an order that of numbers.
    for (const [key, part] of Object.entries(value))
      visit(
        part,
        inEncoding && !/^(?:[xy]2|[xy]Error2?|order)$/.test(key),
        key === 'encoding',
        key === 'text',
      );
  };
  visit(spec);
  return uses;
}

const isNumber = (cell: unknown): cell is number => typeof cell === 'number' && Number.isFinite(cell);
const isNumberText = (cell: unknown): boolean => typeof cell === 'string' && /^-?\d+(?:\.\d+)?$/.test(cell);
const isEmpty = (cell: unknown): boolean => cell === null || cell === undefined || Number.isNaN(cell);

function columnOf(heading: string, rows: readonly DataRow[], uses: ReadonlySet<string>): Column {
  const written = rows.map((row) => row[heading]);
  // Numbers in quotation marks are numbers where they are drawn as such.
  const cells =
    uses.has('quantitative') && !uses.has('nominal') && !uses.has('ordinal') && written.every(isNumberText)
      ? written.map(Number)
      : written;
  const known = cells.filter((cell) => !isEmpty(cell));
  const name = nameOf(heading);
  const write = (print: (cell: unknown) => string): readonly string[] =>
    cells.map((cell) => (isEmpty(cell) ? '' : print(cell)));
  const isTemporal = uses.has('temporal');
  if (known.every(isNumber)) {
    const isYear = known.every((cell) => Number.isInteger(cell) && cell >= 1000 && cell <= 2999);
    if (isYear && (/year/i.test(heading) || isTemporal))
      return { heading, name, type: 'year', role: 'dimension', cells: write(String) };
    if (isTemporal) return { heading, name, type: 'date', role: 'dimension', cells: write(dayOf) };
    const isCode =
      (uses.has('nominal') || uses.has('ordinal')) &&
      !uses.has('quantitative') &&
      known.every(Number.isInteger);
    if (isCode) return { heading, name, type: 'string', role: 'dimension', cells: write(String), isCode };
    const type = known.every(Number.isInteger) ? 'integer' : 'number';
    const unit = uses.has('share') && known.every((cell) => Math.abs(cell) <= 1) ? 'share' : 'units';
    return { heading, name, type, role: 'measure', cells: cells.map(numberText), unit };
  }
  const days = known.map((cell) => (typeof cell === 'string' && isDay(cell) ? dayOf(cell) : undefined));
  // A time of day is no day: a package has no type for it.
  const times = known.map((cell) => /\d\d?:\d\d(?::\d\d)?/.exec(String(cell))?.[0]);
  // The same hour of a place whose clocks change is two of them in UTC.
  const isTimed = new Set(times).size > 2;
  const areDates = days.every((day) => day !== undefined) && !isTimed;
  if (isTemporal && areDates) return { heading, name, type: 'date', role: 'dimension', cells: write(dayOf) };
  return { heading, name, type: 'string', role: 'dimension', cells: write((cell) => String(cell).trim()) };
}

/** A number without an exponent, which a package does not read. */
function numberText(cell: unknown): string {
  if (!isNumber(cell)) return '[x]';
  const text = String(cell);
  return text.includes('e') ? cell.toFixed(20).replace(/0+$/, '').replace(/\.$/, '') : text;
}

const isDay = (text: string): boolean => /\d/.test(text) && !Number.isNaN(Date.parse(text));

/** Vega reads `2012-01-01` in UTC and `Jan 1 2012` where it is; a day has no time of day. */
function dayOf(cell: unknown): string {
  const moment = new Date(typeof cell === 'number' ? cell : String(cell));
  const isIso = typeof cell === 'number' || /^\d{4}-\d\d-\d\d(?:$|.*Z$)/.test(String(cell));
  const parts = isIso
    ? [moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()]
    : [moment.getFullYear(), moment.getMonth(), moment.getDate()];
  const [year = 0, month = 0, day = 0] = parts;
  return `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const reserved = [
  'name',
  'title',
  'value',
  'count',
  'type',
  'total',
  'series',
  'group',
  'level',
  'source',
  'year-total',
];

function nameOf(heading: string): string {
  const plain = heading
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_ -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[^\p{L}]+/u, '');
  return plain === '' ||
    plain.length === 1 ||
    reserved.includes(plain.toLowerCase()) ||
    /^(?:rows?|of|from|to|by|at|in|where|as|columns?|date|data|id|if|on|unit|text|label|measure|order|range|rank|share|max|min|start|end|change|than|times|field|number)$/i.test(
      plain,
    )
    ? `${plain}_`.replace(/^_$/, 'column').replace(/^(.*)_$/, 'the $1')
    : plain;
}

/** The columns with those that tell rows apart as dimensions; where none do, rows are numbered and the rest are attributes. */
function keyed(columns: readonly Column[], count: number): readonly Column[] {
  const keys = columns.filter(({ role }) => role === 'dimension');
  const rows = Array.from({ length: count }, (_, at) => keys.map(({ cells }) => cells[at] ?? ''));
  const areWhole = rows.every((row) => row.every((cell) => cell !== ''));
  const isKey = keys.length > 0 && areWhole && new Set(rows.map((row) => JSON.stringify(row))).size === count;
  if (isKey) return columns;
  const numbers: Column = {
    heading: '',
    name: 'record',
    type: 'string',
    role: 'dimension',
    cells: Array.from({ length: count }, (_, at) => `r${at + 1}`),
  };
  return [
    numbers,
    ...columns.map((each) => (each.role === 'measure' ? each : { ...each, role: 'attribute' as const })),
  ];
}

/** Names in a specification, wherever a field is named. */
function renameIn(value: unknown, renamed: Readonly<Record<string, string>>): unknown {
  if (Object.keys(renamed).length === 0) return value;
  const escaped = (name: string): string => name.replace(/[.[\]]/g, '\\$&');
  const names = Object.entries(renamed).flatMap(([from, to]) => [
    [from, to] as const,
    [escaped(from), to] as const,
  ]);
  const visit = (part: unknown, key: string): unknown => {
    if (Array.isArray(part)) return part.map((each) => visit(each, key));
    if (isRecord(part))
      return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, visit(each, name)]));
    if (
      typeof part !== 'string' ||
      [
        'title',
        'type',
        'mark',
        'as',
        'op',
        'aggregate',
        'timeUnit',
        'unit',
        'description',
        'format',
      ].includes(key)
    )
      return part;
    const exact = names.find(([from]) => part === from || part.replace(/\\(.)/g, '$1') === from);
    if (exact !== undefined) return exact[1];
    if (!/\bdatum\b/.test(part)) return part;
    return names.reduce((text, [from, to]) => {
      const quoted = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return text
        .replace(
          new RegExp(`datum\\.${quoted}(?![\\w])`, 'g'),
          `datum[${JSON.stringify(to).replaceAll('"', "'")}]`,
        )
        .replace(new RegExp(`datum\\[(['"])${quoted}\\1\\]`, 'g'), `datum['${to}']`);
    }, part);
  };
  return visit(value, '');
}

const least = (cells: readonly string[]): number =>
  Math.floor(Math.min(0, ...cells.map(Number).filter((n) => !Number.isNaN(n))));

const cellText = (cell: string): string =>
  /[",\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

function filesOf(columns: readonly Column[], count: number): Readonly<Record<string, string>> {
  const lines = [
    columns.map(({ name }) => cellText(name)).join(','),
    ...Array.from({ length: count }, (_, at) =>
      columns.map(({ cells }) => cellText(cells[at] ?? '')).join(','),
    ),
  ];
  const fields = columns.map(({ name, type, role, cells, unit, isCode = false }) => {
    const found = [...new Set(cells)].filter((cell) => cell !== '');
    const values = isCode ? found.toSorted((a, b) => Number(a) - Number(b)) : found;
    const listed = (role === 'attribute' || isCode) && type === 'string' && values.length <= 300;
    return {
      name,
      title: name,
      type,
      role,
      ...(role === 'measure' ? { unit, missingValues: ['[x]'] } : {}),
      ...(role === 'measure' && least(values) < 0 ? { constraints: { minimum: least(values) } } : {}),
      ...(role === 'dimension' && (type === 'year' || type === 'date') ? { gaps: true } : {}),
      ...(listed ? { categories: values } : {}),
    };
  });
  const key = columns.filter(({ role }) => role === 'dimension').map(({ name }) => name);
  const resource = {
    name: 'example',
    path: 'example.csv',
    title: 'Data of an example',
    sources: [{ title: 'The gallery of Vega-Lite' }],
    schema: { primaryKey: key, fields },
  };
  return {
    'data/example.csv': `${lines.join('\n')}\n`,
    'data/datapackage.yaml': JSON.stringify(
      { name: 'gallery', title: 'Gallery', resources: [resource] },
      null,
      1,
    ),
  };
}
