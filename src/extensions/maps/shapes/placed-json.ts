import { printParseErrorCode, visit } from 'jsonc-parser';
import { phrase } from '../../../problems/problem.js';

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

/** What should stand where the reader of JSON finds a fault, by its name for the fault. */
const expected: ReadonlyMap<string, string> = new Map([
  ['PropertyNameExpected', 'the name of a member in quotes'],
  ['ColonExpected', 'a colon'],
  ['CommaExpected', 'a comma or an end'],
  ['CloseBraceExpected', 'the end of the object'],
  ['CloseBracketExpected', 'the end of the list'],
  ['EndOfFileExpected', 'the end of the file'],
]);

/** An object or list that is still open. */
interface Open {
  readonly parts: Map<string, unknown> | unknown[];
  readonly start: number;
  /** The name of the member that was last. */
  name: string;
}

/**
 * Reads JSON (RFC 8259). Throws a `PlacedFault` at the first sign that is none, at a second member of one name, and where values
 * stand deeper inside each other than `mostDepth`.
 */
export function readPlacedJson(text: string, mostDepth: number): PlacedJson {
  const places = new WeakMap<object, number>();
  const open: Open[] = [];
  let whole: unknown;
  const add = (value: unknown): void => {
    const around = open.at(-1);
    if (around === undefined) whole = value;
    else if (Array.isArray(around.parts)) around.parts.push(value);
    else around.parts.set(around.name, value);
  };
  const begin = (parts: Open['parts'], start: number): void => {
    // Where the stack would end, the library does not stop by itself.
    if (open.length >= mostDepth)
      throw new PlacedFault(phrase('maps/placed-json.depth', { most: mostDepth }), start);
    open.push({ parts, start, name: '' });
  };
  const end = (): void => {
    const { parts = [], start = 0 } = open.pop() ?? {};
    const value = Array.isArray(parts) ? parts : Object.fromEntries(parts);
    places.set(value, start);
    add(value);
  };
  visit(
    text.replace(/^\ufeff/, ' '),
    {
      onObjectBegin: (start) => begin(new Map(), start),
      onArrayBegin: (start) => begin([], start),
      onObjectEnd: end,
      onArrayEnd: end,
      onLiteralValue: add,
      onObjectProperty(name, at) {
        const around = open.at(-1);
        if (around === undefined || Array.isArray(around.parts)) return;
        if (around.parts.has(name)) throw new PlacedFault(phrase('maps/placed-json.member', { name }), at);
        around.name = name;
      },
      onError(code, at) {
        const isOver = open.length === 0 && whole !== undefined;
        const wanted = isOver ? 'the end of the file' : 'a value of JSON';
        throw faultAt(text, at, expected.get(printParseErrorCode(code)) ?? wanted);
      },
    },
    { disallowComments: true },
  );
  return {
    value: whole,
    at: (part) => (typeof part === 'object' && part !== null ? (places.get(part) ?? 0) : 0),
  };
}

function faultAt(text: string, at: number, wanted: string): PlacedFault {
  const [sign] = text.slice(at, at + 2);
  const found = sign === undefined ? 'the end of the file' : `\`${sign}\``;
  const isNumberLike = /^-?(?:NaN|Infinity)/.test(text.slice(at, at + 9));
  return new PlacedFault(
    phrase('maps/placed-json.found', { found, wanted }),
    at,
    isNumberLike ? 'JSON has no NaN and no Infinity' : undefined,
  );
}
