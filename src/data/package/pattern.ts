import { RE2JS } from 're2js';

/** A regular expression that a cell must match as a whole. */
export interface Pattern {
  readonly source: string;
  matches(text: string): boolean;
}

/**
 * The pattern of a constraint; undefined when it is none. It is matched by RE2 in a time that grows no faster than the
 * length of the cell. With the regular expressions of JavaScript, a few characters such as `(\\d+)+x` let a cell of
 * forty digits take years. What needs that, looking around and references back, is not known.
 */
export function patternOf(source: string): Pattern | undefined {
  try {
    const pattern = RE2JS.compile(RE2JS.translateRegExp(source));
    return { source, matches: (text) => pattern.matches(text) };
  } catch {
    return undefined;
  }
}
