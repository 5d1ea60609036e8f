import { visibleJson, visibleLines } from '../control-characters.js';
import type { Terminal } from './terminal.js';

/**
 * A terminal on which nothing is obeyed that a file put into a text: control characters stand as their escapes, and no
 * line is a command to the machine that reads a log. Everything that the commands print goes through here.
 */
export interface Printing extends Terminal {
  /** One value as JSON on a line of `out`. */
  json(value: unknown): void;
  /** A workflow command of GitHub Actions, to `err`: the one thing that a log shall obey. */
  command(line: string): void;
}

/** Returns the terminal as commands print to it. */
export function printingOn(terminal: Terminal): Printing {
  return {
    ...terminal,
    out: (text) => terminal.out(visibleLines(text)),
    err: (text) => terminal.err(visibleLines(text)),
    json: (value) => terminal.out(visibleJson(JSON.stringify(value))),
    command: (line) => terminal.err(line),
  };
}
