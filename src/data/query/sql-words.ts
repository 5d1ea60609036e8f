/** The part of SQL that means the same in both engines and whose results are exact. */

/** Functions that a query may call. */
export const allowedFunctions: ReadonlySet<string> = new Set([
  'sum',
  'count',
  'min',
  'max',
  'bool_and',
  'bool_or',
  'abs',
  'round',
  'floor',
  'ceil',
  'mod',
  'greatest',
  'least',
  'coalesce',
  'nullif',
  'upper',
  'lower',
  'trim',
  'length',
  'substring',
  'replace',
  'concat',
  'extract',
  'rank',
  'dense_rank',
]);

/** Words that may stand before a bracket and call nothing. */
export const beforeBrackets: ReadonlySet<string> = new Set(
  'all and any as between by case cast cube decimal distinct else except exists filter from having in intersect is join like materialized not numeric on or over partition rollup select sets some then union using values varchar char when where with'.split(
    ' ',
  ),
);

interface Refusal {
  readonly expected: string;
  readonly hint: string;
}

const asParts: Refusal = {
  expected: 'sums and counts, which are exact',
  hint: 'select the sum and the count as two columns, and let the report divide: `{{ratio ...}}` or `{{share ...}}`',
};
const asDecimal: Refusal = {
  expected: '`DECIMAL`, which is exact',
  hint: 'write `cast(... as decimal(18, 2))` with the places that the field has',
};
const asRead: Refusal = {
  expected: 'a query that only reads, with `SELECT`',
  hint: 'what changes the data belongs before the report: write a table that the package declares',
};
const asFixed: Refusal = {
  expected: 'a query that answers the same every day',
  hint: 'write the year or day that is meant',
};
export const asSame: Refusal = {
  expected: 'a query that answers the same whatever the order of the rows',
  hint: 'say what is wanted with `min`, `max`, `rank` or a condition',
};

/** Columns that every table has, by the order of its rows. */
export const rowColumns: ReadonlySet<string> = new Set(['rowid', 'ctid']);

/** Words that are refused wherever they stand outside quotes, each with what to write instead. */
export const refusedWords: ReadonlyMap<string, Refusal> = new Map([
  ...each(['avg', 'mean', 'median', 'stddev', 'variance'], asParts),
  ...each(['double', 'float', 'float4', 'float8', 'real', 'epoch'], asDecimal),
  ...each(
    'insert update delete merge create drop alter truncate copy attach install load pragma call into grant'.split(
      ' ',
    ),
    asRead,
  ),
  ...each(
    'now random current_date current_time current_timestamp localtime localtimestamp'.split(' '),
    asFixed,
  ),
  ...each(
    'row_number first last first_value last_value lag lead ntile any_value array_agg string_agg list tablesample sample lateral'.split(
      ' ',
    ),
    asSame,
  ),
]);

/** What is said of a text that a database takes for the day on which it is asked. */
export const fixed = asFixed;

/** What is said of `/`. */
export const division = asParts;

/** What is said of a `DECIMAL` of which no places are named: one engine keeps three, the other all. */
export const places: Refusal = { ...asDecimal, expected: 'a `DECIMAL` whose places are named' };

/** What is said of a power, which is no decimal. */
export const power = asDecimal;

function each(words: readonly string[], refusal: Refusal): [string, Refusal][] {
  return words.map((word) => [word, refusal]);
}
