import { parse } from 'yaml';
import { remembered } from '../model/remembered.js';

/**
 * A language that Tallybook does not speak, and a project does: `messages/TAG.yaml` has what the tool says (`messages`) and what it
 * puts into data (`words`), `lexicon/TAG.yaml` what numbers in running text are (`language`).
 */

/** The files of a project, as far as a language is concerned. */
export interface LanguageFiles {
  readText(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
}

/** Where a project has the messages of a language that it brings. */
export const messagesFile = (tag: string): string => `messages/${tag}.yaml`;

/** Each of its parts is asked for by itself, and for every report. */
const parsedFile = remembered((text: string): unknown => parse(text), 10);

/** A part of a file of the project, which was checked when the project was read; nothing where there is no such file. */
export async function partOf(path: string, part: string, files: LanguageFiles | undefined): Promise<unknown> {
  if (files === undefined || !(await files.exists(path))) return undefined;
  const whole = parsedFile(await files.readText(path));
  return typeof whole === 'object' && whole !== null && Object.hasOwn(whole, part)
    ? Reflect.get(whole, part)
    : undefined;
}

/** The texts of nested keys, which join with a point; what is empty or no text is left out. */
export function flatTexts(node: unknown): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  const visit = (part: unknown, path: string): void => {
    if (typeof part === 'string') {
      if (part !== '') texts[path] = part;
    } else if (typeof part === 'object' && part !== null)
      for (const [key, child] of Object.entries(part)) visit(child, path === '' ? key : `${path}.${key}`);
  };
  visit(node, '');
  return texts;
}

/**
 * What a file that ships with the tool holds: YAML, as its authors write it, or the same as JSON, as `dist/` has it. Every
 * process that checks or builds reads them, and YAML takes a hundred times as long.
 */
export const parseOwnFile = (text: string): unknown =>
  text.startsWith('{') ? JSON.parse(text) : parse(text);
