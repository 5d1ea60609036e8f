/** Where a text is no JSON, or holds what no reader of shapes takes. */
export class PlacedFault extends Error {
  constructor(
    message: string,
    readonly at: number,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** A value of JSON whose objects and lists know where they begin. */
export interface PlacedJson {
  readonly value: unknown;
  /** Where an object or list of the value begins in the text. */
  at(part: unknown): number;
}

const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const nonNumbers = /-?(?:NaN|Infinity)/y;

/**
 * Reads JSON (RFC 8259). Throws a `PlacedFault` at the first sign that is none, at a second member of one name, and where values
 * stand deeper inside each other than `mostDepth`.
 */
export function readPlacedJson(text: string, mostDepth: number): PlacedJson {
  const places = new WeakMap<object, number>();
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const passSpace = (): void => {
    for (
      let code = text.charCodeAt(at);
      code === 32 || (code >= 9 && code <= 13 && code !== 11 && code !== 12);
    )
      code = text.charCodeAt(++at);
  };
  const take = (sign: string): boolean => {
    passSpace();
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const fault = (expected: string, hint?: string): PlacedFault => {
    passSpace();
    const sign = [...text.slice(at, at + 2)][0];
    const found = sign === undefined ? 'end of the file' : `\`${sign}\``;
    return new PlacedFault(`Unexpected ${found}, expected ${expected}`, at, hint);
  };
  const readObject = (depth: number): object => {
    const start = at - 1;
    const members = new Map<string, unknown>();
    if (!take('}')) {
      do {
        passSpace();
        const place = at;
        const name = match(string);
        if (name === undefined) throw fault('the name of a member in quotes');
        const key = JSON.parse(name) as string;
        if (members.has(key))
          throw new PlacedFault(`Unexpected second \`${key}\`, expected each member once`, place);
        if (!take(':')) throw fault('a colon');
        members.set(key, read(depth + 1));
      } while (take(','));
      if (!take('}')) throw fault('a comma or the end of the object');
    }
    const value = Object.fromEntries(members);
    places.set(value, start);
    return value;
  };
  const readList = (depth: number): unknown[] => {
    const start = at - 1;
    const items: unknown[] = [];
    if (!take(']')) {
      do items.push(read(depth + 1));
      while (take(','));
      if (!take(']')) throw fault('a comma or the end of the list');
    }
    places.set(items, start);
    return items;
  };
  const read = (depth: number): unknown => {
    if (depth > mostDepth) throw fault(`at most ${mostDepth} values inside each other`);
    if (take('{')) return readObject(depth);
    if (take('[')) return readList(depth);
    // Most of a file of shapes is numbers.
    const figure = match(number);
    if (figure !== undefined) return Number(figure);
    const literal = match(string) ?? match(word);
    if (literal !== undefined) return JSON.parse(literal) as unknown;
    nonNumbers.lastIndex = at;
    const isNumberLike = nonNumbers.test(text);
    throw fault('a value of JSON', isNumberLike ? 'JSON has no NaN and no Infinity' : undefined);
  };
  if (text.charCodeAt(0) === 0xfeff) at = 1;
  const value = read(1);
  passSpace();
  if (at < text.length) throw fault('the end of the file');
  return {
    value,
    at: (part) => (typeof part === 'object' && part !== null ? (places.get(part) ?? 0) : 0),
  };
}
