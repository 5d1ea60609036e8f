/** JSON that knows where everything stands, for files that a stranger may have written. */

/** Why a text is not taken as JSON, as the words after "Unexpected", and where. */
export interface JsonFault {
  readonly actual: string;
  readonly offset: number;
}

export type JsonPath = readonly (string | number)[];

/** A value with the places of its parts, or what is wrong with the text. */
export type ParsedJson =
  | { readonly value: unknown; readonly fault?: undefined; offsetOf(path: JsonPath): number }
  | { readonly fault: JsonFault };

/**
 * Reads JSON (RFC 8259) strictly: no key twice, no key `__proto__`, no values deeper inside each other than `maxDepth`.
 * So what is checked afterwards is what everybody else reads in the file.
 */
export function parseJson(text: string, maxDepth: number): ParsedJson {
  try {
    new Scanner(text, maxDepth).scan();
    const value: unknown = JSON.parse(text);
    const places = new Places(text, maxDepth);
    return { value, offsetOf: (path) => places.offsetOf(path) };
  } catch (error) {
    if (error instanceof Stop) return { fault: { actual: error.actual, offset: error.offset } };
    // The scanner lets pass what only concerns the inside of a string.
    if (error instanceof SyntaxError) return { fault: { actual: notJson, offset: faultyString(text) } };
    throw error;
  }
}

const notJson = 'text that is not JSON';

class Stop extends Error {
  constructor(
    readonly actual: string,
    readonly offset: number,
  ) {
    super(actual);
  }
}

/** An object or list that is still open. */
interface Open {
  readonly isObject: boolean;
  readonly keys: Set<string>;
  /** The key or place of the value that comes next, or that was last. */
  at: string | number;
}

type Expected = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing';

/** Goes through the tokens once, without recursion: nesting costs no stack. */
class Scanner {
  readonly #open: Open[] = [];
  #expected: Expected = 'value';

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
    private readonly seen: (path: readonly Open[], offset: number) => void = () => {},
  ) {}

  scan(): void {
    const at = this.#tokens(0, () => false);
    if (this.#expected !== 'nothing') throw new Stop(notJson, at);
  }

  /** The same for the one value that begins at an offset. */
  scanValue(start: number): void {
    this.#tokens(start, () => this.#expected === 'nothing');
  }

  #tokens(start: number, isOver: () => boolean): number {
    const { text } = this;
    let at = skipSpace(text, start);
    while (at < text.length && !isOver()) at = skipSpace(text, this.#token(at));
    return at;
  }

  /** Takes the token at an offset and returns where it ends. */
  #token(at: number): number {
    const sign = this.text[at] ?? '';
    if (sign === ',' || sign === ':') this.#separator(sign, at);
    else if (sign === '}' || sign === ']') this.#close(sign, at);
    else if (sign === '"' && this.#expected.startsWith('key')) return this.#key(at);
    else return this.#value(sign, at);
    return at + 1;
  }

  #separator(sign: string, at: number): void {
    const top = this.#open.at(-1);
    if (sign === ':') {
      if (this.#expected !== 'colon') throw new Stop(notJson, at);
      this.#expected = 'value';
      return;
    }
    if (this.#expected !== 'comma or end' || top === undefined) throw new Stop(notJson, at);
    if (typeof top.at === 'number') top.at += 1;
    this.#expected = top.isObject ? 'key' : 'value';
  }

  #close(sign: string, at: number): void {
    const top = this.#open.pop();
    const isRight = top?.isObject === (sign === '}') && this.#expected.endsWith('or end');
    if (!isRight) throw new Stop(notJson, at);
    this.#valueEnded();
  }

  #key(at: number): number {
    const end = stringEnd(this.text, at);
    const key = readString(this.text, at, end);
    const top = this.#open.at(-1);
    if (top === undefined) throw new Stop(notJson, at);
    if (key === '__proto__') throw new Stop('key `__proto__`', at);
    if (top.keys.has(key)) throw new Stop(`second key \`${key.slice(0, 60)}\``, at);
    top.keys.add(key);
    top.at = key;
    this.#expected = 'colon';
    return end;
  }

  #value(sign: string, at: number): number {
    if (this.#expected !== 'value' && this.#expected !== 'value or end') throw new Stop(notJson, at);
    this.seen(this.#open, at);
    if (sign === '{' || sign === '[') {
      if (this.#open.length >= this.maxDepth) {
        throw new Stop(`JSON with more than ${this.maxDepth} values inside each other`, at);
      }
      const isObject = sign === '{';
      this.#open.push({ isObject, keys: new Set(), at: isObject ? '' : 0 });
      this.#expected = isObject ? 'key or end' : 'value or end';
      return at + 1;
    }
    const end = sign === '"' ? stringEnd(this.text, at) : wordEnd(this.text, at);
    this.#valueEnded();
    return end;
  }

  #valueEnded(): void {
    this.#expected = this.#open.length === 0 ? 'nothing' : 'comma or end';
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return at;
}

/** The offset after the closing quote. Searched and not matched, because strings may be as long as they like. */
function stringEnd(text: string, start: number): number {
  let at = start;
  for (;;) {
    at = text.indexOf('"', at + 1);
    if (at < 0) throw new Stop(notJson, start);
    let before = at - 1;
    while (text[before] === '\\') before -= 1;
    if ((at - before) % 2 === 1) return at + 1;
  }
}

/** A key as it reads without its escapes; one that cannot be read is a fault. */
function readString(text: string, start: number, end: number): string {
  try {
    return `${JSON.parse(text.slice(start, end))}`;
  } catch {
    throw new Stop(notJson, start);
  }
}

/** Numbers, `true`, `false` and `null`, or what stands in their place. */
function wordEnd(text: string, start: number): number {
  const word = /[^\s,:{}[\]"]+/y;
  word.lastIndex = start;
  const found = word.exec(text)?.[0] ?? '';
  if (!literal.test(found)) throw new Stop(notJson, start);
  return start + found.length;
}

const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The first string that is none. */
function faultyString(text: string): number {
  let found = 0;
  const isFaulty = (offset: number): boolean => {
    if (text[offset] !== '"') return false;
    try {
      JSON.parse(text.slice(offset, stringEnd(text, offset)));
      return false;
    } catch {
      return true;
    }
  };
  new Scanner(text, Number.POSITIVE_INFINITY, (_, offset) => {
    if (found === 0 && isFaulty(offset)) found = offset;
  }).scan();
  return found;
}

/** Where the values of a text begin, which is asked for values with a fault alone: but of a long list each may have one. */
class Places {
  /** Where the values of a list begin, by the key that it has in the outermost object. */
  readonly #lists = new Map<string, readonly number[]>();

  constructor(
    private readonly text: string,
    private readonly maxDepth: number,
  ) {}

  /** Where the value at a path begins, or the nearest around it that is there. */
  offsetOf(path: JsonPath): number {
    const [key, place] = path;
    const isListed = typeof key === 'string' && typeof place === 'number';
    const start = isListed ? this.#listOf(key)[place] : undefined;
    return start === undefined ? this.#find(path, 0) : this.#find(path.slice(2), start);
  }

  /** The same below the value that begins at an offset. */
  #find(path: JsonPath, start: number): number {
    let best = { length: -1, offset: start };
    new Scanner(this.text, this.maxDepth, (open, offset) => {
      const isOnPath = open.length <= path.length && open.every(({ at }, index) => at === path[index]);
      if (isOnPath && open.length > best.length) best = { length: open.length, offset };
    }).scanValue(start);
    return best.offset;
  }

  #listOf(key: string): readonly number[] {
    const known = this.#lists.get(key);
    if (known !== undefined) return known;
    const found: number[] = [];
    new Scanner(this.text, this.maxDepth, (open, offset) => {
      const [outer, list] = open;
      if (open.length === 2 && outer?.at === key && list?.isObject === false) found.push(offset);
    }).scan();
    this.#lists.set(key, found);
    return found;
  }
}
