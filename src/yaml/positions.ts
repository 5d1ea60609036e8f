/**
 * YAML (and JSON, which YAML 1.2 contains) with the place of every key and value, so that a fault found in the
 * parsed value can be reported where its author wrote it.
 */
import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  visit,
  type YAMLError,
  YAMLParseError,
} from 'yaml';
import type { Diagnostic, Position } from '../diagnostics.js';
import { composed } from '../model/composed.js';
import { ownOf } from '../model/own.js';
import { remembered } from '../model/remembered.js';
import { type TextId, wording } from '../problems/problem.js';
import { limitProblem, type ResourceLimits, standardLimits } from '../resource-limits.js';
import { collect, type Found, find, type Locate, locator } from './places.js';

/** From the text of YAML to a document, and no deeper than a limit: documents are composed by recursion. */

const containers: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

// Positions of faults are ours, and a repeated key is found in `refusals`.
const options = { prettyErrors: false, stringKeys: true, uniqueKeys: false, logLevel: 'error' } as const;

/** The first place at which more values are inside each other than may be. */
class TooDeep {
  constructor(readonly offset: number) {}
}

/**
 * Reads the one document of a text as `parseDocument` of `yaml` does, or returns the offset at which more than `most`
 * values are inside each other. The text is gone through once; a document is composed when all of it was read.
 */
function readDocument(
  text: string,
  most: number,
): { readonly document: Document.Parsed } | { readonly tooDeepAt: number } {
  try {
    const [document, second] = new Composer(options).compose(tokensOf(text, most), true, text.length);
    if (document === undefined)
      throw new Error('the end of a text gives an empty document where it has none');
    if (second !== undefined) {
      const [start, end] = second.range;
      const message = 'Source contains multiple documents';
      document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', message));
    }
    return { document };
  } catch (error) {
    if (error instanceof TooDeep) return { tooDeepAt: error.offset };
    throw error;
  }
}

/** A data package is read for its tables and for its words; nobody changes a document that was read. */
const readOnce = remembered((text: string, most: string, composes: string) => {
  const read = readDocument(text, Number(most));
  if ('document' in read && composes && composed(text) !== text) composeTexts(read.document);
  return read;
}, 50);

function* tokensOf(text: string, most: number): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    yield* parser.next(lexeme);
    const { stack } = parser;
    // Most texts are nowhere as deep, and are not counted through.
    if (stack.length > most && stack.filter(({ type }) => containers.has(type)).length > most)
      throw new TooDeep(offset);
  }
  yield* parser.end();
}

/** What the parser means, in the words of a diagnostic. Codes that are not here keep the parser's own words. */
const sentences = {
  BAD_DQ_ESCAPE: 'yaml/positions.escape',
  BAD_INDENT: 'yaml/positions.keys',
  BLOCK_AS_IMPLICIT_KEY: 'yaml/positions.around',
  BLOCK_IN_FLOW: 'yaml/positions.indented',
  MULTILINE_IMPLICIT_KEY: 'yaml/positions.line',
  MULTIPLE_DOCS: 'yaml/positions.document',
  NON_STRING_KEY: 'yaml/positions.list',
  TAB_AS_INDENT: 'yaml/positions.tab',
  TAG_RESOLVE_FAILED: 'yaml/positions.tag',
} as const satisfies Partial<Record<YAMLError['code'], TextId>>;

/** What is wrong with the YAML, and what to do about it. */
function explainYamlError(error: YAMLError): Words {
  const known = ownOf<(typeof sentences)[keyof typeof sentences]>(sentences, error.code);
  return known === undefined
    ? wording('yaml/positions.parse', { message: lowerFirst(error.message) })
    : wording(known);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

export type YamlPath = readonly (string | number)[];

/**
 * A fault in the syntax. `message` is a whole sentence in the form of a diagnostic; there is a `code` where it is
 * another than that of the file.
 */
export type YamlProblem = Pick<Diagnostic, 'message' | 'position' | 'hint'> & {
  readonly code?: 'limit/exceeded';
};

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

/** How a text is read: where it begins, and within which limits. */
export interface YamlReading {
  /** For YAML inside Markdown: `line` is that of its first line, `column` is where each of its lines begins. */
  readonly start?: { readonly line: number; readonly column: number };
  /** Those of the project, where they apply to the text; absent where the standard ones do. */
  readonly limits?: ResourceLimits;
  /** Letters and accents are put together, because the text names what data have. */
  readonly composes?: boolean;
}

/**
 * Parses YAML or JSON and keeps every position. Never throws: faults are `problems`. Keys are always strings; a
 * repeated key and an unknown tag are problems.
 */
export function parseYaml(text: string, file: string, reading: YamlReading = {}): ParsedYaml {
  const locate = locator(text, file, reading.start ?? { line: 1, column: 1 });
  const { yamlDepth, yamlRepeats } = reading.limits ?? standardLimits;
  const read = readOnce(text, `${yamlDepth}`, reading.composes === true ? 'composed' : '');
  if ('tooDeepAt' in read) return refused(excess('yamlDepth', locate(read.tooDeepAt), reading), locate);
  const { document } = read;
  const problems = faultsOf(document, text);
  const repeated = problems.length > 0 ? undefined : repeatsExceeded(document, yamlRepeats);
  if (repeated !== undefined) return refused(excess('yamlRepeats', locate(repeated), reading), locate);
  const root: Found = document.contents;
  return {
    // What aliases repeat was counted above.
    value: problems.length > 0 ? undefined : document.toJS({ maxAliasCount: -1 }),
    problems: oneALine(
      problems
        .sort((a, b) => a.offset - b.offset)
        .map(({ offset, ...words }) => ({ ...words, position: locate(offset) })),
    ),
    positionOf: (path, part = 'value') => find(root, path, part, locate),
    pointers: () => collect(root, locate),
  };
}

const remedies = {
  yamlDepth: 'make it flatter',
  yamlRepeats: 'write out what is needed, and repeat less',
} as const;

/** Where the limits of the project do not apply, the hint that they can be raised would mislead. */
function excess(name: keyof typeof remedies, position: Position, reading: YamlReading): YamlProblem {
  const { limits = standardLimits } = reading;
  const { message, hint } = limitProblem({ name, limits, position });
  const own = reading.limits === undefined ? remedies[name] : hint;
  return { code: 'limit/exceeded', message, position, ...(own === undefined ? {} : { hint: own }) };
}

const refused = (problem: YamlProblem, locate: Locate): ParsedYaml => ({
  value: undefined,
  problems: [problem],
  positionOf: () => locate(0),
  pointers: () => ({ '': locate(0) }),
});

function faultsOf(document: Document.Parsed, text: string): Refusal[] {
  const errors = [...document.errors, ...document.warnings];
  const faults = errors.map((error) => ({ ...explainYamlError(error), offset: error.pos[0] }));
  const all = [...faults, ...refusals(document)];
  const unclosed = errors.find(({ message }) => /^Flow .* end with a .$/.test(message));
  if (unclosed === undefined) return all;
  const [end] = unclosed.pos;
  const [bracket, closing] = unclosed.message.endsWith(']') ? ['[', ']'] : ['{', '}'];
  const starts: number[] = [];
  visit(document, {
    Collection: (_, { range }) => {
      if (range?.[1] === end && text[range[0]] === bracket) starts.push(range[0]);
    },
  });
  // The innermost comes last. In `[[1]` that one is closed.
  const offset = starts.at(text[end - 1] === closing ? -2 : -1) ?? end;
  // Behind it the parser reads something else than its author meant.
  const before = all.filter((fault) => fault.offset < end);
  return [...before, { ...wording('yaml/positions.open', { bracket, closing }), offset }];
}

/** Whoever mends these runs the check again; a file of a stranger may have a million. */
const mostProblems = 200;

/** One broken line makes the parser complain several times; the first complaint is the one that helps. */
function oneALine(problems: readonly YamlProblem[]): YamlProblem[] {
  const seen = new Set<number>();
  const firsts = problems.filter(({ position }) => !seen.has(position.line) && seen.add(position.line));
  const next = firsts[mostProblems];
  if (next === undefined) return firsts;
  return [
    ...firsts.slice(0, mostProblems),
    { position: next.position, ...wording('yaml/positions.further', { mostProblems }) },
  ];
}

/** How much of a text is there again by its aliases: a few lines of them can say more than any memory holds. */

/** The offset of the alias with which more than `most` values are repeated; undefined where there is none. */
function repeatsExceeded({ contents }: Document.Parsed, most: number): number | undefined {
  const sizes = new Map<string, number>();
  let repeated = 0;
  let exceeded: number | undefined;
  // An anchor always comes before its aliases, and nothing contains itself: both were looked at before.
  const sizeOf = (node: unknown): number => {
    if (exceeded !== undefined) return 0;
    if (isAlias(node)) {
      const size = sizes.get(node.source) ?? 0;
      repeated += size;
      if (repeated > most) exceeded = node.range?.[0] ?? 0;
      return size;
    }
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return 0;
    let size = 1;
    if (!isScalar(node)) for (const item of node.items) size += sizeOf(item);
    if (node.anchor !== undefined) sizes.set(node.anchor, size);
    return size;
  };
  sizeOf(contents);
  return exceeded;
}

/** Keys whose values name files: a file system may hold both forms of a name apart. */
const naming: ReadonlySet<unknown> = new Set(['path', 'from']);

/** Puts letters and their accents together in every text of a document, keys too, names of files left as they are. */
function composeTexts(document: Document.Parsed): void {
  visit(document, {
    Scalar: (key, scalar, path) => {
      if (typeof scalar.value !== 'string') return;
      const pair = path.at(-1);
      if (key === 'value' && isPair(pair) && isScalar(pair.key) && naming.has(pair.key.value)) return;
      scalar.value = composed(scalar.value);
    },
  });
}

type Words = Pick<Diagnostic, 'message' | 'hint'>;

/** What is wrong, and the offset in the text. */
interface Refusal extends Words {
  readonly offset: number;
}

/**
 * Keys that a mapping has already, and aliases that point at nothing, or at something that contains them: an anchor always comes before
 * its aliases. The parser takes them, or compares every key with every other; here the text is gone through once.
 */
function refusals(document: Document.Parsed): Refusal[] {
  const found: Refusal[] = [];
  const anchors = new Map<string, number>();
  const remember = ({
    anchor,
    range,
  }: {
    anchor?: string | undefined;
    range?: readonly number[] | null | undefined;
  }) => {
    if (anchor !== undefined) anchors.set(anchor, range?.[2] ?? 0);
  };
  visit(document, {
    Scalar: (_, scalar) => remember(scalar),
    Seq: (_, list) => remember(list),
    Map: (_, map) => {
      remember(map);
      const keys = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        if (keys.has(name)) {
          found.push({ offset: key.range?.[0] ?? 0, ...wording('yaml/refusals.key', { name }) });
        }
        keys.add(name);
      }
    },
    Alias: (_, { source, range }) => {
      const offset = range?.[0] ?? 0;
      const end = anchors.get(source);
      if (end === undefined) {
        found.push({ offset, ...wording('yaml/refusals.anchor', { source }) });
      } else if (offset < end) {
        found.push({ offset, ...wording('yaml/refusals.inside', { source }) });
      }
    },
  });
  return found;
}
