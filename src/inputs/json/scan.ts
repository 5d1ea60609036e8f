import type { Position } from '../../diagnostics.js';
import { composed } from '../../model/composed.js';
import { phrase } from '../../problems/problem.js';

/** A value of JSON as it is written: numbers keep all of their digits. `undefined` text: null. */
export interface JsonCell {
  readonly text: string | undefined;
  /** Where it begins in the text. */
  readonly start: number;
}

/** An object of plain values. */
export interface JsonRecord {
  /** By their keys in one form of accents, each with its key as written. */
  readonly cells: ReadonlyMap<string, JsonCell & { readonly key: string }>;
  readonly start: number;
  readonly end: number;
}

/** Where a text is no JSON, or not of the form that a table has. */
export class JsonFault extends Error {
  constructor(
    message: string,
    readonly at: number,
    readonly hint?: string,
  ) {
    super(message);
  }
}

const space = /[ \t\r\n]*/y;
const stringLiteral = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const numberLiteral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordLiteral = /true|false|null/y;

/** Reads the objects of a list, or those that stand one after the other, each once. */
export class JsonScanner {
  #at = 0;

  constructor(readonly text: string) {}

  /** Goes to the value of a property of the object that the text is. */
  enter(property: string): void {
    this.#expect('{', `an object with \`${property}\``);
    for (;;) {
      const key = this.#key();
      if (composed(key) === property) return;
      this.#skip(0);
      if (!this.#take(',')) throw this.#fault(`the property \`${property}\``);
    }
  }

  /** The objects of a list. */
  *list(): Generator<JsonRecord> {
    if (!this.#take('[')) {
      const isObject = this.text.startsWith('{', this.#at);
      const hint = 'name the list inside it: `dialect: {property: ...}`';
      throw this.#fault('a list of objects', isObject ? hint : undefined);
    }
    if (this.#take(']')) return;
    do yield this.#record();
    while (this.#take(','));
    this.#expect(']', 'a comma or the end of the list');
  }

  /** The objects that stand one after the other. */
  *sequence(): Generator<JsonRecord> {
    while (!this.isAtEnd()) yield this.#record();
  }

  isAtEnd(): boolean {
    this.#passSpace();
    return this.#at === this.text.length;
  }

  /** Throws where something stands after what was read. */
  requireEnd(): void {
    if (!this.isAtEnd()) throw this.#fault('the end of the file');
  }

  #record(): JsonRecord {
    this.#passSpace();
    const start = this.#at;
    this.#expect('{', 'an object');
    const cells = new Map<string, JsonCell & { readonly key: string }>();
    if (!this.#take('}')) {
      do {
        this.#passSpace();
        const at = this.#at;
        const key = this.#key();
        const name = composed(key);
        if (cells.has(name)) throw new JsonFault(phrase('inputs/scan.key', { key }), at);
        cells.set(name, { ...this.#cell(key), key });
      } while (this.#take(','));
      this.#expect('}', 'a comma or the end of the object');
    }
    return { cells, start, end: this.#at };
  }

  #key(): string {
    this.#passSpace();
    const text = this.#match(stringLiteral);
    if (text === undefined) throw this.#fault('the name of a column in quotes');
    this.#expect(':', 'a colon');
    return JSON.parse(text) as string;
  }

  #cell(key: string): JsonCell {
    this.#passSpace();
    const start = this.#at;
    const string = this.#match(stringLiteral);
    if (string !== undefined) return { text: wholeText(string, start), start };
    const number = this.#match(numberLiteral);
    if (number !== undefined) return { text: number, start };
    const word = this.#match(wordLiteral);
    if (word !== undefined) return { text: word === 'null' ? undefined : word, start };
    const [next] = this.text.slice(start, start + 1);
    if (next === '{' || next === '[') {
      const what = next === '{' ? 'an object' : 'a list';
      throw new JsonFault(phrase('inputs/scan.text', { what, key }), start);
    }
    throw this.#fault('a text, a number, true, false or null');
  }

  /** Passes over any value. */
  #skip(depth: number): void {
    if (depth > mostDepth) {
      this.#passSpace();
      throw new JsonFault(phrase('inputs/scan.deep', { most: mostDepth }), this.#at);
    }
    this.#passSpace();
    const close = this.#take('{') ? '}' : this.#take('[') ? ']' : undefined;
    if (close === undefined) {
      this.#cell('');
      return;
    }
    if (this.#take(close)) return;
    do {
      if (close === '}') this.#key();
      this.#skip(depth + 1);
    } while (this.#take(','));
    this.#expect(close, 'a comma or an end');
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #passSpace(): void {
    this.#match(space);
  }

  #take(sign: string): boolean {
    this.#passSpace();
    if (!this.text.startsWith(sign, this.#at)) return false;
    this.#at += sign.length;
    return true;
  }

  #expect(sign: string, what: string): void {
    if (!this.#take(sign)) throw this.#fault(what);
  }

  #fault(wanted: string, hint?: string): JsonFault {
    this.#passSpace();
    const sign = [...this.text.slice(this.#at, this.#at + 2)][0];
    const message =
      sign === undefined
        ? phrase('inputs/scan.end', { wanted })
        : phrase('inputs/scan.found', { found: `\`${sign}\``, wanted });
    return new JsonFault(message, this.#at, hint);
  }
}

/** A text; half of a character that takes two (`\\ud800`) stands for nothing, and would be printed as a box. */
function wholeText(literal: string, at: number): string {
  const text = JSON.parse(literal) as string;
  const half = /[\ud800-\udfff]/u.exec(text)?.[0];
  if (half === undefined) return text;
  const code = half.charCodeAt(0).toString(16);
  throw new JsonFault(phrase('inputs/scan.half', { code }), at);
}

const mostDepth = 100;

/** Turns places in a text into lines and columns, of which each is asked for in ascending order most of the time. */
export function locator(text: string, file: string): (offset: number) => Position {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { file, line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
