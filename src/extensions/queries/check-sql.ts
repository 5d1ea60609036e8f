import { listNames } from '../../diagnostics.js';
import { phrase, wording } from '../../problems/problem.js';
import { isNamed, isSign, isWord, type SqlToken, sqlTokens } from './tokens.js';

/** The part of SQL that means the same in both engines and whose results are exact. */

/** Functions that a query may call. */
const allowedFunctions: ReadonlySet<string> = new Set([
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
const beforeBrackets: ReadonlySet<string> = new Set(
  'all and any as between by case cast cube decimal distinct else except exists filter from having in intersect is join like materialized not numeric on or over partition rollup select sets some then union using values varchar char when where with'.split(
    ' ',
  ),
);

interface Refusal {
  readonly why: string;
  readonly hint: string;
}

const asParts: Refusal = {
  why: 'its result is not exact',
  hint: 'select the sum and the count as two columns, and let the report divide: `{{ratio ...}}` or `{{share ...}}`',
};
const asDecimal: Refusal = {
  why: 'it is not exact, as `DECIMAL` is',
  hint: 'write `cast(... as decimal(18, 2))` with the places that the field has',
};
const asRead: Refusal = {
  why: 'a query can only read',
  hint: 'change the data before the report, in a table that the package declares',
};
const asFixed: Refusal = {
  why: 'it gives another answer on another day',
  hint: 'write the year or day that is meant',
};
const asSame: Refusal = {
  why: 'its answer depends on the order of the rows',
  hint: 'say what is wanted with `min`, `max`, `rank` or a condition',
};

/** Columns that every table has, by the order of its rows. */
const rowColumns: ReadonlySet<string> = new Set(['rowid', 'ctid']);

/** Words that are refused wherever they stand outside quotes, each with what to write instead. */
const refusedWords: ReadonlyMap<string, Refusal> = new Map([
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

/** What is said of a `DECIMAL` of which no places are named: one engine keeps three, the other all. */
const places: Refusal = { ...asDecimal, why: 'it does not name its decimal places' };

function each(words: readonly string[], refusal: Refusal): [string, Refusal][] {
  return words.map((word) => [word, refusal]);
}

/** What is wrong with a query, and where in its text. */
export interface SqlProblem {
  readonly at: number;
  readonly message: string;
  readonly hint?: string;
}

/**
 * What a query may not say: more than one `SELECT`, what is not exact, what another engine or another day would answer
 * otherwise. `key` are the fields that tell its rows apart. What is no SQL at all, the engine says.
 */
export function checkSql(sql: string, key: readonly string[]): SqlProblem[] {
  const tokens = sqlTokens(sql);
  const problems: SqlProblem[] = [];
  const [first] = tokens;
  if (first === undefined) return [{ at: 0, ...wording('queries/check-sql.empty') }];
  if (!isWord(first, 'select', 'with')) {
    problems.push({ at: first.at, ...wording('queries/check-sql.begins', { text: first.text }) });
  }
  for (const [index, token] of tokens.entries()) {
    const isLast = tokens.length - 1 === index;
    const problem = problemOf({ token, before: tokens[index - 1], after: tokens[index + 1], isLast });
    if (problem !== undefined) problems.push({ at: token.at, ...problem });
  }
  return [...problems, ...checkOrder(tokens, key)];
}

type Said = Omit<SqlProblem, 'at'>;

/** A token with those around it. */
interface Seen {
  readonly token: SqlToken;
  readonly before: SqlToken | undefined;
  readonly after: SqlToken | undefined;
  readonly isLast: boolean;
}

/** What is refused for what it is and what stands around it: the first that fits says why. */
const rules: readonly { readonly fits: (seen: Seen) => boolean; readonly said: (seen: Seen) => Said }[] = [
  {
    fits: ({ token }) => token.kind === 'unknown',
    said: ({ token: { text } }) => wording('queries/check-sql.plain', { text }),
  },
  {
    fits: ({ token }) => token.kind === 'number' && /e/i.test(token.text),
    said: ({ token: { text } }) =>
      refused(text, { why: 'engines read it in different ways', hint: phrase('queries/check-sql.digits') }),
  },
  {
    fits: ({ token, before }) =>
      token.kind === 'string' && before?.kind === 'word' && before.end === token.at,
    said: ({ before }) => wording('queries/check-sql.single', { text: before?.text }),
  },
  {
    fits: ({ token, isLast }) => isSign(token, ';') && !isLast,
    said: () => wording('queries/check-sql.statement'),
  },
  { fits: ({ token }) => isSign(token, '/'), said: () => refused('/', asParts) },
  {
    fits: ({ token, before }) => isSign(token, '*') && isSign(before, '*'),
    said: () => refused('**', asDecimal),
  },
  {
    fits: ({ token, after }) => isWord(token, 'decimal', 'numeric') && !isSign(after, '('),
    said: ({ token }) => refused(token.text, places),
  },
  {
    fits: ({ token }) =>
      token.kind === 'string' && /^\s*(?:now|today|tomorrow|yesterday)\s*$/i.test(token.text),
    said: ({ token }) => refused(token.text, asFixed),
  },
  {
    fits: ({ token, before, after }) => token.kind === 'string' && [before, after].some(isArithmetic),
    said: () => wording('queries/check-sql.sign'),
  },
  {
    fits: ({ token, before }) =>
      isSign(token, '*') &&
      (isWord(before, 'select', 'distinct') || isSign(before, ',') || isSign(before, '.')),
    said: () => wording('queries/check-sql.names'),
  },
  {
    fits: ({ token: { kind, text } }) =>
      (kind === 'word' || kind === 'name') && rowColumns.has(text.toLowerCase()),
    said: ({ token }) => refused(token.text, asSame),
  },
];

function problemOf(seen: Seen): Said | undefined {
  const rule = rules.find(({ fits }) => fits(seen));
  if (rule !== undefined) return rule.said(seen);
  // Of `records.first` it is a column; a call is one also behind a point.
  const { token, before, after } = seen;
  return isSign(before, '.') && !isSign(after, '(') ? undefined : problemOfWord(token, after);
}

/** An engine may take a text for a whole number, and cut its decimals off. */
const isArithmetic = (token: SqlToken | undefined): boolean =>
  ['*', '+', '-', '%'].some((sign) => isSign(token, sign));

function problemOfWord(token: SqlToken, after: SqlToken | undefined): Said | undefined {
  if (token.kind !== 'word' && token.kind !== 'name') return undefined;
  const name = token.text.toLowerCase();
  // As a call: a column may have such a name.
  const isCall = isSign(after, '(');
  const refusal = token.kind === 'word' ? refusedWords.get(name) : undefined;
  if (refusal !== undefined) return refused(token.text, refusal);
  if (!isCall || allowedFunctions.has(name) || (token.kind === 'word' && beforeBrackets.has(name)))
    return undefined;
  return wording('queries/check-sql.functions', {
    text: token.text,
    allowedFunctions: listNames([...allowedFunctions]),
  });
}

const refused = (text: string, { why, hint }: Refusal): Said => ({
  hint,
  ...wording('queries/check-sql.query', { text, why }),
});

/** Every token but brackets, with how many of them it stands in, and whether an `OVER` stands before one of them. */
function nested(tokens: readonly SqlToken[]) {
  let [depth, overAt] = [0, -1];
  return tokens.flatMap((token, index) => {
    if (isSign(token, '(')) {
      if (isWord(tokens[index - 1], 'over') && overAt < 0) overAt = depth;
      depth++;
      return [];
    }
    if (isSign(token, ')')) {
      depth--;
      if (depth <= overAt) overAt = -1;
      return [];
    }
    return [
      { token, before: tokens[index - 1], after: tokens[index + 1], isInner: depth > 0, isOver: overAt >= 0 },
    ];
  });
}

/** An order, and with it a limit, must leave no two rows alike: it names the key. Elsewhere rows have no order. */
function checkOrder(tokens: readonly SqlToken[], key: readonly string[]): SqlProblem[] {
  const problems: SqlProblem[] = [];
  let limited: SqlToken | undefined;
  let order: SqlToken[] | undefined;
  for (const { token, before, after, isInner, isOver } of nested(tokens)) {
    const { at, text } = token;
    if (isWord(token, 'limit', 'fetch', 'offset')) {
      if (isInner) problems.push({ at, ...wording('queries/check-sql.inside', { text }) });
      limited ??= token;
    } else if (isWord(token, 'order') && isWord(after, 'by') && !isOver) {
      if (isInner) problems.push({ at, ...wording('queries/check-sql.order') });
      else order = [token];
    } else if (isWord(token, 'on') && isWord(before, 'distinct')) {
      problems.push({ at, ...wording('queries/check-sql.distinct') });
    } else if (limited === undefined) order?.push(token);
  }
  const place = order?.[0] ?? limited;
  const isWhole = key.length > 0 && key.every((name) => order?.some((token) => isNamed(token, name)));
  if (place !== undefined && !isWhole) {
    problems.push({ at: place.at, ...wording('queries/check-sql.leaves', { key: key.join(', ') }) });
  }
  return problems;
}
