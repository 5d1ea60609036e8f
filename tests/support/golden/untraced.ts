import { answersOf } from '../../../src/commands/trace/answer.js';
import { findNumbers, readQuery } from '../../../src/commands/trace/query.js';
import { traceable } from '../../../src/commands/trace/trace.js';
import type { NumbersFile } from '../../../src/outputs/ledger/schema.js';

/**
 * What of a `numbers.json` cannot be traced in the project that it was built from: numerals that `trace` does not list
 * in that order, and those that it finds nothing to say of when asked for as they are printed.
 */
export async function untraced(root: string, file: NumbersFile): Promise<string[]> {
  const { traced, diagnostics } = await traceable({
    root,
    report: file.report,
    language: file.language,
    env: process.env,
  });
  if (traced === undefined) return diagnostics.map(({ message }) => message);
  const { numbers, lookUp } = traced;
  const shown = (one: { text: string; class?: unknown; place: string; only?: unknown }): string =>
    JSON.stringify([one.text, one.class, one.place, one.only]);
  const listed = numbers.map(shown);
  const lost = file.numbers.map(shown).filter((line, index) => line !== listed[index]);
  const silent = [...new Set(file.numbers.map(({ text }) => text))].filter((text) => {
    const answers = answersOf(findNumbers(readQuery(text), numbers), numbers, lookUp);
    return !answers.some((answer) => answer.text === text && says(answer));
  });
  return [...lost, ...silent];
}

const says = ({ meaning, cells }: ReturnType<typeof answersOf>[number]): boolean =>
  meaning !== undefined || cells.length > 0;
