/** A piece of SQL. `word`: a keyword or a name without quotes; `name`: one in quotes, `text` what stands in them. */
export interface SqlToken {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'sign' | 'unknown';
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

const pattern =
  /(?<space>\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<word>[\p{L}_][\p{L}\p{N}_]*)|"(?<name>(?:[^"]|"")+)"|'(?<string>(?:[^']|'')*)'|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|(?<sign><=|>=|<>|!=|\|\||::|[-+*/%<>=(),.;])|(?<unknown>[\s\S])/gu;

/** The pieces of a query without its comments. What is `unknown` is for the caller to refuse: it never throws. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const { groups = {}, 0: whole, index } of sql.matchAll(pattern)) {
    if (groups.space !== undefined) {
      // Engines differ in whether comments nest, and so in what is one.
      const nested = groups.space.startsWith('/*') ? groups.space.indexOf('/*', 2) : -1;
      const isOpen = groups.space.startsWith('/*') && !groups.space.endsWith('*/');
      if (nested >= 0 || isOpen) tokens.push({ kind: 'unknown', text: '/*', at: index, end: index + 2 });
      continue;
    }
    const [kind, text] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [
      'unknown',
      whole,
    ];
    const said = kind === 'name' ? text.replaceAll('""', '"') : text;
    tokens.push({ kind: kind as SqlToken['kind'], text: said ?? '', at: index, end: index + whole.length });
  }
  return tokens;
}

/** A keyword, whatever its case. */
export const isWord = (token: SqlToken | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toLowerCase());

export const isSign = (token: SqlToken | undefined, sign: string): boolean =>
  token?.kind === 'sign' && token.text === sign;

/** True for a name of a table or column: in quotes as it stands, without them whatever its case. */
export const isNamed = (token: SqlToken | undefined, name: string): boolean =>
  token?.kind === 'name' ? token.text === name : isWord(token, name.toLowerCase());

/**
 * The pieces that may name a table: those after `FROM` or `JOIN`, up to the next clause. A column that has the name of a
 * table does not read it.
 */
export function tableTokens(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const named: SqlToken[] = [];
  // For each open bracket, whether it stands in such a clause.
  const inside = [false];
  for (const token of tokens) {
    const last = inside.length - 1;
    if (isSign(token, '(')) inside.push(inside[last] ?? false);
    else if (isSign(token, ')')) inside.pop();
    else if (isWord(token, 'from', 'join')) inside[last] = true;
    else if (isWord(token, ...clauses)) inside[last] = false;
    else if (inside[last] === true) named.push(token);
  }
  return named;
}

const clauses = [
  'select',
  'where',
  'group',
  'having',
  'window',
  'order',
  'union',
  'intersect',
  'except',
  'limit',
  'offset',
  'fetch',
];
