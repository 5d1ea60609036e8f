import type { Command } from 'commander';
import type { Request, SharedRequest } from '../request.js';

/** What a verb asks for, without what every command may be asked. */
type Asked = Request extends infer Each
  ? Each extends Request
    ? Omit<Each, keyof SharedRequest>
    : never
  : never;

/** Takes what a command line asks for. */
export type Ask = (asked: Asked) => void;

/** Adds a verb to the program: its words of help, its arguments and options, and what it asks for. */
export type Verb = (program: Command, ask: Ask) => void;
