import { answersOf } from '../../../src/extensions/trace/answer.js';
import { findNumbers, readQuery } from '../../../src/extensions/trace/query.js';
import { type Traced, traceable } from '../../../src/extensions/trace/trace.js';
import { reportName } from '../../../src/model/project/target-name.js';
import { type NumbersFile, numbersSchema } from '../../../src/outputs/ledger/schema.js';
import type { Session } from '../../../src/session/session.js';

/** What `trace` knows of a report that was built, whose `numbers.json` this is. Fails where the report has errors. */
export async function tracesOf(root: string, file: NumbersFile, session?: Session): Promise<Traced> {
  const { item, language } = file;
  const report = reportName({ report: file.report, ...(item !== undefined && { item }) });
  const { traced, diagnostics } = await traceable({
    root,
    report,
    language,
    env: process.env,
    ...(session && { session }),
  });
  if (traced === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return traced;
}

/** Reads a `numbers.json`. */
export const readNumbers = (json: Buffer | string): NumbersFile =>
  numbersSchema.parse(JSON.parse(json.toString()));

/**
 * What of a `numbers.json` cannot be traced in the project that it was built from: numerals that `trace` does not list
 * in that order, and those that it finds nothing to say of when asked for as they are printed.
 */
export function untraced(file: NumbersFile, { numbers, lookUp }: Traced): string[] {
  const shown = (one: { text: string; class?: unknown; place: string; only?: unknown }): string =>
    JSON.stringify([one.text, one.class, one.place, one.only]);
  const listed = numbers.map(shown);
  const lost = file.numbers.map(shown).filter((line, index) => line !== listed[index]);
  const texts = [...new Set(file.numbers.map(({ text }) => text))];
  // Every run asks for some of many, and `npm run test:deep` for all.
  const every = process.env.DEEP ? 1 : Math.ceil(texts.length / mostAsked);
  const silent = texts.filter((text, index) => {
    if (index % every > 0) return false;
    const answers = answersOf(findNumbers(readQuery(text), numbers), numbers, lookUp);
    return !answers.some((answer) => answer.text === text && says(answer));
  });
  return [...lost, ...silent];
}

/** Texts that an ordinary run asks for, of one report. */
const mostAsked = 40;

const says = ({ meaning, cells }: ReturnType<typeof answersOf>[number]): boolean =>
  meaning !== undefined || cells.length > 0;
