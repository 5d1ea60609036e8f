import { parse } from 'yaml';

/**
 * What a file that ships with the tool holds: YAML, as its authors write it, or the same as JSON, as `dist/` has it. Every
 * process that checks or builds reads them, and YAML takes a hundred times as long.
 */
export const parseOwnFile = (text: string): unknown =>
  text.startsWith('{') ? JSON.parse(text) : parse(text);
