/**
 * YAML (and JSON, which YAML 1.2 contains) with the place of every key and value, so that a fault found in the
 * parsed value can be reported where its author wrote it.
 */
import type { Document, ParsedNode } from 'yaml';
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Position } from '../diagnostics.js';
import { explainYamlError } from './explain.js';

export type YamlPath = readonly (string | number)[];

/** A fault in the syntax. `message` is a whole sentence in the form of a diagnostic. */
export interface YamlProblem {
  readonly message: string;
  readonly position: Position;
}

/** Parsed YAML that knows where everything stands. */
export interface ParsedYaml {
  /** Plain data as written; undefined when there are problems, null when the text is empty. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /**
   * Where a key or value stands. A path that the text does not have gives the place of the nearest thing around it:
   * the key of the mapping (or the list item) in which it is missing.
   */
  positionOf(path: YamlPath, part?: 'key' | 'value'): Position;
  /** Every path as a JSON pointer ("" is the whole, "/encoding/x/field") with the place of its value. */
  pointers(): Record<string, Position>;
}

/** Aliases may repeat this many nodes, so that a few lines cannot fill the memory. */
const mostAliases = 100;

type Locate = (offset: number) => Position;

/** As much of a YAML tree as the search for positions needs. */
type Found = ParsedNode | null | undefined;

/**
 * Parses YAML or JSON and keeps every position. Never throws: faults are `problems`. Keys are always strings; a
 * repeated key and an unknown tag are problems.
 *
 * `start` is where the text begins in `file`, for YAML inside Markdown: `line` is that of its first line, `column`
 * is where each of its lines begins (2 for a block that is indented by one space).
 */
export function parseYaml(
  text: string,
  file: string,
  start: { readonly line: number; readonly column: number } = { line: 1, column: 1 },
): ParsedYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    prettyErrors: false,
    stringKeys: true,
    logLevel: 'error',
  });
  const locate: Locate = (offset) => {
    const { line, col } = counter.linePos(Math.min(offset, text.length));
    return { file, line: start.line + Math.max(line, 1) - 1, column: start.column + Math.max(col, 1) - 1 };
  };
  const problems = [
    ...[...document.errors, ...document.warnings].map((error) => ({
      message: explainYamlError(error, text),
      offset: error.pos[0],
    })),
    ...aliasProblems(document),
  ];
  const root: Found = document.contents;
  let value: unknown;
  try {
    if (problems.length === 0) value = document.toJS({ maxAliasCount: mostAliases });
  } catch {
    problems.push({ message: `Unexpected aliases, expected at most ${mostAliases} repetitions`, offset: 0 });
  }
  return {
    value,
    problems: oneALine(
      problems
        .sort((a, b) => a.offset - b.offset)
        .map(({ message, offset }) => ({ message, position: locate(offset) })),
    ),
    positionOf: (path, part = 'value') => find(root, path, part, locate),
    pointers: () => collect(root, locate),
  };
}

/** Aliases that point at nothing, or at something that contains them: an anchor always comes before its aliases. */
function aliasProblems(document: Document.Parsed): { message: string; offset: number }[] {
  const problems: { message: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      const offset = alias.range?.[0] ?? 0;
      const target = alias.resolve(document);
      if (target === undefined) {
        const message = `Unexpected alias \`*${alias.source}\`, expected an anchor \`&${alias.source}\` before it`;
        problems.push({ message, offset });
      } else if (target.range && offset < target.range[2]) {
        problems.push({
          message: `Unexpected alias \`*${alias.source}\` inside \`&${alias.source}\`, expected no circle`,
          offset,
        });
      }
    },
  });
  return problems;
}

/** One broken line makes the parser complain several times; the first complaint is the one that helps. */
function oneALine(problems: readonly YamlProblem[]): YamlProblem[] {
  const seen = new Set<number>();
  return problems.filter(({ position }) => !seen.has(position.line) && seen.add(position.line));
}

function find(root: Found, path: YamlPath, part: 'key' | 'value', locate: Locate): Position {
  let node = root;
  let around = locate(0);
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    const child = childOf(node, step);
    if (child === undefined) return around;
    if (child.key !== undefined) around = locate(child.key);
    else if (child.value) around = locate(child.value.range[0]);
    if (last && part === 'value' && child.value && !isEmpty(child.value)) return locate(child.value.range[0]);
    node = isAlias(child.value) ? undefined : child.value;
  }
  return path.length === 0 && root ? locate(root.range[0]) : around;
}

/** One step down: the offset of the key (in mappings) and the value. */
function childOf(node: Found, step: string | number): { key?: number; value: Found } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyOf(item.key) === String(step));
    if (pair === undefined) return undefined;
    return { key: (pair.key as ParsedNode).range[0], value: pair.value as Found };
  }
  if (isSeq(node)) {
    const item = node.items[Number(step)];
    return item === undefined || isPair(item) ? undefined : { value: item as Found };
  }
  return undefined;
}

const keyOf = (key: unknown): string => (isScalar(key) ? String(key.value) : '');

/** `key:` with nothing after it: its value has no place of its own. */
const isEmpty = (node: ParsedNode): boolean => isScalar(node) && node.range[0] === node.range[1];

function collect(root: Found, locate: Locate): Record<string, Position> {
  const found: Record<string, Position> = {};
  const walk = (node: Found, pointer: string, around: number): void => {
    const offset = node && !isEmpty(node) ? node.range[0] : around;
    found[pointer] = locate(offset);
    if (isMap(node)) {
      for (const pair of node.items) {
        const key = pair.key as ParsedNode;
        walk(pair.value as Found, `${pointer}/${escapePointer(keyOf(key))}`, key.range[0]);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) walk(item as Found, `${pointer}/${index}`, offset);
    }
  };
  walk(root, '', 0);
  return found;
}

/** One step of a path as it stands in a JSON pointer. *Source:* RFC 6901. */
function escapePointer(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
