/** JSON that knows where everything stands, for files that a stranger may have written. */
import { findNodeAtLocation, type Node, parseTree, visit } from 'jsonc-parser';

/** Why a text is not taken as JSON, as it stands in a message, and where. */
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
    check(text, maxDepth);
    const value: unknown = JSON.parse(text);
    let tree: Node | undefined;
    return {
      value,
      offsetOf(path) {
        tree ??= parseTree(text);
        return nearest(tree, path)?.offset ?? 0;
      },
    };
  } catch (error) {
    if (error instanceof Stop) return { fault: { actual: error.actual, offset: error.offset } };
    if (error instanceof SyntaxError) return { fault: { actual: notJson, offset: 0 } };
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

/** Throws a `Stop` at the first fault. The library calls itself for each nesting, which ends here before the stack does. */
function check(text: string, maxDepth: number): void {
  /** The keys so far of each object that is still open; lists have none. */
  const open: Set<string>[] = [];
  const begin = (offset: number): void => {
    if (open.length >= maxDepth)
      throw new Stop(`JSON with more than ${maxDepth} values inside each other`, offset);
    open.push(new Set());
  };
  const end = (): void => void open.pop();
  visit(
    text,
    {
      onObjectBegin: begin,
      onArrayBegin: begin,
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty(key, offset) {
        if (key === '__proto__') throw new Stop('key `__proto__`', offset);
        if (open.at(-1)?.has(key)) throw new Stop(`second key \`${key.slice(0, 60)}\``, offset);
        open.at(-1)?.add(key);
      },
      onError(_, offset) {
        throw new Stop(notJson, offset);
      },
    },
    { disallowComments: true },
  );
}

/** What stands at a path, or the nearest around it that is there. */
function nearest(tree: Node | undefined, path: JsonPath): Node | undefined {
  let found = tree;
  for (const key of path) {
    const next = found && findNodeAtLocation(found, [key]);
    if (next === undefined) break;
    found = next;
  }
  return found;
}
