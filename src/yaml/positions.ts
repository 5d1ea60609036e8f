/**
 * YAML (and JSON, which YAML 1.2 contains) with the place of every key and value, so that a fault found in the
 * parsed value can be reported where its author wrote it.
 */
import type { Document } from 'yaml';
import type { Diagnostic, Position } from '../diagnostics.js';
import { composed } from '../model/composed.js';
import { limitProblem, type ResourceLimits, standardLimits } from '../resource-limits.js';
import { composeTexts } from './compose.js';
import { explainYamlError } from './explain.js';
import { collect, type Found, find, type Locate, locator } from './places.js';
import { readDocument } from './read-document.js';
import { type Refusal, refusals } from './refusals.js';
import { repeatsExceeded } from './repeats.js';

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
  const read = readDocument(text, yamlDepth);
  if ('tooDeepAt' in read) return refused(excess('yamlDepth', locate(read.tooDeepAt), reading), locate);
  const { document } = read;
  if (reading.composes === true && composed(text) !== text) composeTexts(document);
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
        .map(({ message, offset }) => ({ message, position: locate(offset) })),
    ),
    positionOf: (path, part = 'value') => find(root, path, part, locate),
    pointers: () => collect(root, locate),
  };
}

const found = {
  yamlDepth: { found: 'more values inside each other', mend: 'make it flatter' },
  yamlRepeats: {
    found: 'more values that aliases repeat',
    mend: 'write out what is needed, and repeat less',
  },
} as const;

/** Where the limits of the project do not apply, the hint that they can be raised would mislead. */
function excess(name: keyof typeof found, position: Position, reading: YamlReading): YamlProblem {
  const { limits = standardLimits } = reading;
  const { message, hint } = limitProblem({ name, limits, position, found: found[name].found });
  const own = reading.limits === undefined ? found[name].mend : hint;
  return { code: 'limit/exceeded', message, position, ...(own === undefined ? {} : { hint: own }) };
}

const refused = (problem: YamlProblem, locate: Locate): ParsedYaml => ({
  value: undefined,
  problems: [problem],
  positionOf: () => locate(0),
  pointers: () => ({ '': locate(0) }),
});

const faultsOf = (document: Document.Parsed, text: string): Refusal[] => [
  ...[...document.errors, ...document.warnings].map((error) => ({
    message: explainYamlError(error, text),
    offset: error.pos[0],
  })),
  ...refusals(document),
];

/** Whoever mends these runs the check again; a file of a stranger may have a million. */
const mostProblems = 200;

/** One broken line makes the parser complain several times; the first complaint is the one that helps. */
function oneALine(problems: readonly YamlProblem[]): YamlProblem[] {
  const seen = new Set<number>();
  const firsts = problems.filter(({ position }) => !seen.has(position.line) && seen.add(position.line));
  const next = firsts[mostProblems];
  if (next === undefined) return firsts;
  const message = `Unexpected further faults beside the ${mostProblems} that are listed, expected those to be mended first`;
  return [...firsts.slice(0, mostProblems), { message, position: next.position }];
}
